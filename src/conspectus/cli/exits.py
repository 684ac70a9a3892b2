"""Exit codes of every subcommand, and the error that has a code of its own."""

from __future__ import annotations

from enum import IntEnum

from conspectus.engine.errors import ConspectusError


class Exit(IntEnum):
    """What a script may rely on: 0 to 3. The others are those of a stopped or broken program."""

    DONE = 0
    CHECK_FAILED = 1
    USAGE = 2
    NOTHING_USABLE = 3
    INTERNAL = 70
    STOPPED = 130


class CommandError(ConspectusError):
    """A command cannot be carried out as asked."""


class NothingUsableError(ConspectusError):
    """The input holds no text to work with."""
