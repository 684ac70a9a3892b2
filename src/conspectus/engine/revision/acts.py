"""Acts of revision: what a person did to the text, in terms that a later run still knows.

An act names a sentence by a passage that it rests on, never by its place: contributions that are
added, and runs that draft anew, leave it standing (decision 0027).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

NOTE_WORDS: Final = 60
"""The most words of a holder's note."""


class ActKind(StrEnum):
    """What was done."""

    REWORD = "reword"
    ADD = "add"
    LEAVE_OUT = "leave_out"
    MOVE = "move"
    HEADING = "heading"
    VERBATIM = "verbatim"
    WITHOUT_NAME = "without_name"
    NOTE = "note"


class State(StrEnum):
    """Whether an act is in the text.

    ``STOPPED``: the verifier finds that the evidence does not carry it, or the paper may not say
    it. ``DORMANT``: the paper has no such sentence now. ``OVERRULED``: by a later act.
    """

    HOLDS = "holds"
    STOPPED = "stopped"
    DORMANT = "dormant"
    OVERRULED = "overruled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act.

    ``of``: the sentence that it is about: the key of a passage that it rests on (source and hash),
    or the id of a frame sentence; empty for ``heading``, for ``add`` at the end of its theme, and
    for ``without_name`` everywhere. ``was``: the text that the engine had given that sentence, by
    which one of several that rest on the passage is known. ``text``: the new words; in ``reword``
    a placeholder may stand for the holders (see ``subject``). ``holder``: id. ``theme``: id of the
    theme of a heading or of an added sentence. ``after``: for ``move`` and ``add``, ``of`` and
    ``was`` of the sentence behind which it goes. ``by``: shown as the author of the words.
    """

    id: str
    kind: ActKind
    of: str = ""
    was: str = ""
    text: str = ""
    holder: str = ""
    theme: str = ""
    after: tuple[str, str] = ("", "")
    by: str = ""
    why: str = ""
