"""Templates as compiled code, kept in the installation's directory.

What one page is made of takes a fifth of a second to compile, and each process would do it anew
after each start, while readers wait.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from conspectus.core.half_written import is_left_over
from conspectus.core.home import home

WRITABLE_BY_OTHERS: Final = 0o022


class CompiledTemplates(FileSystemBytecodeCache):
    """Files in ``run/templates``, which may be deleted at any time; another source is compiled.

    They hold code, so a folder of somebody else, or one that others can write, is left alone.
    """

    def __init__(self) -> None:
        super().__init__(directory="", pattern=f"{_compiler()}-%s.cache")
        with suppress(OSError):
            if _is_ours():
                _tidy()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Where a file cannot be read, or is none of ours, the template is compiled."""
        try:
            if _is_ours():
                super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - whatever a broken file makes of the reader
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Where a file cannot be written the next process compiles again."""
        with suppress(OSError):
            _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_ours():
                super().dump_bytecode(bucket)

    def _get_cache_filename(self, bucket: Bucket) -> str:
        return str(_folder() / (self.pattern % bucket.key))


def _tidy() -> None:
    """Deletes what another compiler made, and what a killed process has half written."""
    for left in _folder().glob("*.cache*"):
        is_current = left.name.startswith(_compiler())
        with suppress(FileNotFoundError):  # another process has ended writing it
            if not is_current or (left.suffix != ".cache" and is_left_over(left)):
                left.unlink()


def _folder() -> Path:
    return home() / "run" / "templates"


def _is_ours() -> bool:
    """Whether the folder is there, ours, and nobody else's to write. Raises OSError."""
    if not _folder().exists():
        return False
    about = _folder().stat()
    return about.st_uid == os.geteuid() and not about.st_mode & WRITABLE_BY_OTHERS


@cache
def _compiler() -> str:
    """12 hex digits of what makes code of templates: its output is none of another's."""
    seen = hashlib.sha256(importlib.metadata.version("jinja2").encode())
    for name in ("rendering.py", "words.py", "templating.py"):
        seen.update(Path(__file__).with_name(name).read_bytes())
    return seen.hexdigest()[:12]
