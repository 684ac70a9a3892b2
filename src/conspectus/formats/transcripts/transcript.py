"""What a transcript holds: turns, what was left out of them and why, items, who was there.

All offsets are code points into ``Transcript.text``, half open. Nothing is lost: every character
but
white space stands in exactly one of the spans of the turns or in one removal (``unaccounted`` is
empty).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a transcript tells who speaks."""

    CAPTIONS = "captions"
    VERBATIM = "verbatim"
    SCRIBED = "scribed"
    GAZETTE = "gazette"
    CUES = "cues"
    LIVE = "live"


class SpeakerKind(StrEnum):
    """What a label names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    CHAIR = "chair"
    SEVERAL = "several"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a stretch of the text is in no turn."""

    LABEL = "speaker label"
    STAGE = "stage note"
    HEADING = "heading"
    DISCLAIMER = "disclaimer"
    ATTENDANCE = "attendance"
    TIMING = "timing"
    MARKUP = "markup"
    CORRECTION = "correction"
    QUOTED = "document read or quoted"
    NOBODY = "said by nobody"
    REPEATED = "repeated caption"


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch that is in no turn, and why."""

    start: int
    end: int
    why: Why


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item: a heading of the transcript. ``level``: 1 = highest."""

    title: str
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody of a list of those present. ``short``: initials or nick, if the list gives any."""

    name: str
    short: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker said in one go.

    ``speaker``: as written, without marks ("" where a turn has no name). ``name``: the same person
    as the list of those present has it, or as written. ``capacity``: what stands in brackets behind
    the name. ``channel``: room, remote or text where the transcript says so, else "". ``text``:
    paragraphs parted by a line feed. ``time``: seconds from the start of the recording, or of the
    day (``clock``). ``item``: index into ``Transcript.items``. ``doubtful``: who spoke is not
    certain, or the words are not: no evidence for a paper. ``language``: of its words, where that
    is not the file's.
    """

    speaker: str
    name: str
    kind: SpeakerKind
    capacity: str = ""
    channel: str = ""
    spans: tuple[Span, ...]
    text: str
    time: float | None = None
    clock: bool = False
    item: int | None = None
    stage_notes: tuple[str, ...] = ()
    doubtful: bool = False
    ident: str = ""
    language: str = ""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript with all its characters accounted for.

    ``corrections``: (was, should be) as participants asked for in the text ("s/was/should be/");
    they are listed, never applied. ``recordings``: addresses of audio or video.
    """

    text: str
    form: Form
    turns: tuple[Turn, ...]
    removed: tuple[Removal, ...]
    items: tuple[Item, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    disclaimers: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    recordings: tuple[str, ...] = ()

    def unaccounted(self) -> Iterator[tuple[int, int]]:
        """(offset, how often) of each character but white space that is not in exactly one span."""
        seen = bytearray(len(self.text))
        spans = [(s.start, s.end) for turn in self.turns for s in turn.spans]
        for start, end in [*spans, *((r.start, r.end) for r in self.removed)]:
            for place in range(start, end):
                seen[place] = min(seen[place] + 1, 9)
        for place, character in enumerate(self.text):
            if not character.isspace() and seen[place] != 1:
                yield place, seen[place]

    def speaker_at(self, offset: int) -> Turn | None:
        """The turn whose label or words stand at ``offset``."""
        for turn in self.turns:
            if any(s.start <= offset < s.end for s in turn.spans):
                return turn
        return None

    def recording_at(self, turn: Turn) -> str | None:
        """The address of the recording at the moment of a turn (W3C media fragment)."""
        if not self.recordings or turn.time is None or turn.clock:
            return None
        return f"{self.recordings[0].split('#')[0]}#t={int(turn.time)}"
