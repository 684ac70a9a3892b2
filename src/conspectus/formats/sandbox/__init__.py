"""Readers for files of strangers: child processes with limits on memory, time and what they open.

A child that dies or hangs costs its one file: the caller gets a sentence, and the next file gets a
fresh child.
"""

from conspectus.formats.sandbox.pool import (
    DEFAULT_MEMORY_MB,
    DEFAULT_TIMEOUT_S,
    read_many,
    read_path,
    read_transcript_path,
)

__all__ = [
    "DEFAULT_MEMORY_MB",
    "DEFAULT_TIMEOUT_S",
    "read_many",
    "read_path",
    "read_transcript_path",
]
