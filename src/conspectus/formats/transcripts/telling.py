"""Line after line: who says it, or why nobody does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from conspectus.formats.transcripts.label import Label
from conspectus.formats.transcripts.labels import Labels
from conspectus.formats.transcripts.lines import Line, LineKind
from conspectus.formats.transcripts.presiding import (
    is_document,
    is_presiding,
    presides,
    speech_goes_on,
)
from conspectus.formats.transcripts.roster import is_presence
from conspectus.formats.transcripts.stage import (
    BRACKETED,
    FORMULA,
    INAUDIBLE,
    MARKUP,
    NOTE_LINE,
    PAUSE,
    STAGE,
    clock_time,
)
from conspectus.formats.transcripts.steering import steering
from conspectus.formats.transcripts.transcript import (
    Attendee,
    Form,
    Item,
    Removal,
    Span,
    Turn,
    Why,
)
from conspectus.formats.transcripts.who import Identities

_GOES_ON = re.compile(r"^(?:\.{2,}|…)")
_LIST = re.compile(r"^(?:[-*•+]|\d{1,2}[.)])\s")
_DECISION = re.compile(
    r"^(?:\*\*)?(?:action|resolution|resolved|decision|consensus)\b[^:]{0,30}:", re.IGNORECASE
)
_CORRECTION = re.compile(r"^(?:i/|s([/|])(?P<old>[^/|\n]{1,200})\1(?P<new>[^/|\n]{0,200})\1?g?$)")
_PLACES = {
    LineKind.TABLE: Why.ATTENDANCE,
    LineKind.QUOTED: Why.QUOTED,
    LineKind.MARKUP: Why.MARKUP,
    LineKind.TIMING: Why.TIMING,
    LineKind.REPEATED: Why.REPEATED,
}


@dataclass(slots=True)
class _Open:
    """A turn that is being heard."""

    label: Label
    item: int | None
    time: float | None
    clock: bool
    ident: str
    channel: str = ""
    spans: list[Span] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Teller:
    """Hears the lines of one transcript in order and tells its turns."""

    def __init__(
        self,
        text: str,
        labels: Labels,
        form: Form,
        attendees: tuple[Attendee, ...],
        *,
        marked: bool,
    ) -> None:
        self._text = text
        self._labels = labels
        self._form = form
        self._who = Identities(attendees, labels.names)
        self._marked = marked
        self._open: _Open | None = None
        self._adjacent = False
        self._label_goes_on = False
        self._voice = ""
        self._turns: list[_Open] = []
        self.removed: list[Removal] = []
        self.items: list[Item] = []
        self.disclaimers: list[str] = []
        self.corrections: list[tuple[str, str]] = []

    def hear(self, line: Line, *, is_disclaimer: bool) -> None:
        """The next line."""
        adjacent, self._adjacent = self._adjacent and not line.gap, False
        if line.kind is LineKind.HEADING:
            self._heading(line)
        elif line.kind in _PLACES:
            self._remove(line, _PLACES[line.kind])
        elif line.quoted and self._form is not Form.GAZETTE:
            self._remove(line, Why.QUOTED)
        elif is_disclaimer:
            self.disclaimers.append(line.words)
            self._remove(line, Why.DISCLAIMER)
        elif not self._is_aside(line):
            self._words(line, adjacent=adjacent)

    def finished(self) -> tuple[Turn, ...]:
        """All turns that hold a letter or digit; what the others hold is a stage note."""
        self._close()
        spoken = list(self._spoken())
        presiding = steering((one.label.speaker, "\n".join(one.parts)) for one in spoken)
        return tuple(self._who.turn(one, presides=one.label.speaker in presiding) for one in spoken)

    def _spoken(self) -> Iterator[_Open]:
        for turn in self._turns:
            if any(any(map(str.isalnum, part)) for part in turn.parts):
                yield turn
            else:
                self.removed.extend(Removal(s.start, s.end, Why.STAGE) for s in turn.spans)

    def _heading(self, line: Line) -> None:
        self._close()
        self.items.append(Item(title=line.words, level=line.level, start=line.start))
        self._remove(line, Why.HEADING)

    def _is_aside(self, line: Line) -> bool:
        """Lines of who was present, stage notes, corrections, decisions: nobody's turn."""
        words = line.words
        correction = _CORRECTION.match(words)
        if correction:
            if correction["old"]:
                self.corrections.append((correction["old"], correction["new"]))
            self._remove(line, Why.CORRECTION)
        elif is_presence(line) and self._labels.match(words) is None:
            self._remove(line, Why.ATTENDANCE)
        elif _is_note(words) or PAUSE.match(words) or FORMULA.match(words):
            if self._open:
                self._open.notes.append(words)
            self._remove(line, Why.STAGE)
        elif self._form is Form.SCRIBED and (NOTE_LINE.match(words) or _DECISION.match(words)):
            self._remove(line, Why.NOBODY)
        else:
            return False
        return True

    def _words(self, line: Line, *, adjacent: bool) -> None:
        label = None if line.nick else self._labels.match(line.words)
        if self._label_goes_on and label is None and not line.gap:
            self._label_goes_on = line.words[-1] != "."
            self._remove(line, Why.LABEL)
            return
        if label is not None:
            self._begin(line, label, label.end)
        elif line.nick:
            self._begin(line, Label(line.nick, 0, is_nick=True), 0)
        elif line.voice and line.voice != self._voice:
            self._begin(line, Label(line.voice, 0), 0)
        elif self._open is not None and self._goes_on(self._open, line, adjacent=adjacent):
            self._add(self._open, line, 0, opens=line.gap)
        elif self._form is Form.GAZETTE and is_presiding(line.words):
            self._begin(line, Label("主席", 0), 0)
        else:
            if self._form is Form.GAZETTE:
                self._close()
            self._remove(line, Why.QUOTED if self._form is Form.GAZETTE else Why.NOBODY)
        self._voice = line.voice

    def _goes_on(self, turn: _Open, line: Line, *, adjacent: bool) -> bool:
        """Whether a line without a label belongs to the open turn."""
        if self._form is Form.SCRIBED:
            plain = adjacent and not _LIST.match(line.words)
            return bool(_GOES_ON.match(line.words)) or plain
        if self._form is Form.GAZETTE:
            if is_document(line.words):
                return False
            if presides(turn.label.speaker):
                return is_presiding(line.words) or speech_goes_on(line.words)
        return True

    def _begin(self, line: Line, label: Label, end: int) -> None:
        """A turn begins, or the same speaker goes on under the same name."""
        if end:
            self.removed.append(Removal(line.start, line.mark + end, Why.LABEL))
        # "ORLOV P. N., chair of the committee on" … the office runs over the line.
        self._label_goes_on = end == len(line.words) and end > 0 and line.words[-1].isalpha()
        turn = self._open
        if turn is None or not label.speaker or not _is_same(turn.label, label):
            self._close()
            clock = clock_time(line.words[end:])
            turn = self._open = _Open(
                label=label,
                item=len(self.items) - 1 if self.items else None,
                time=line.time if clock is None else clock,
                clock=clock is not None,
                ident=line.ident,
                channel="text" if label.is_nick else "",
            )
        self._add(turn, line, end, opens=True)

    def _add(self, turn: _Open, line: Line, begin: int, *, opens: bool) -> None:
        self._adjacent = True
        if not begin and line.mark > line.start:
            self.removed.append(Removal(line.start, line.mark, Why.MARKUP))
        kept: list[str] = []
        for start, end, note in self._pieces(line, begin):
            if note:
                self.removed.append(
                    Removal(start, end, Why.STAGE if note == "stage" else Why.MARKUP)
                )
                if note == "stage":
                    turn.notes.append(self._text[start:end])
            elif self._text[start:end].strip():
                turn.spans.append(Span(start, end))
                kept.append(self._text[start:end])
            else:
                kept.append(" ")
        words = " ".join("".join(kept).split())
        if not words:
            return
        if not turn.parts or (opens and not _runs_on(turn.parts[-1], words)):
            turn.parts.append(words)
        else:
            turn.parts[-1] = f"{turn.parts[-1]} {words}"

    def _pieces(self, line: Line, begin: int) -> Iterator[tuple[int, int, str]]:
        """(start, end, "" or why it goes) of the words of a line, in order."""
        cuts = [(m.start(), m.end(), "stage") for m in STAGE.finditer(line.words, begin)]
        if self._marked:
            for m in MARKUP.finditer(line.words, begin):
                groups = ("open", "close") if m["open"] else ("mark",)
                cuts.extend((*m.span(group), "markup") for group in groups)
        place = begin
        for start, end, why in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
            if start < place:
                continue
            yield line.mark + place, line.mark + start, ""
            yield line.mark + start, line.mark + end, why
            place = end
        yield line.mark + place, line.end, ""

    def _close(self) -> None:
        if self._open is not None:
            self._turns.append(self._open)
        self._open = None

    def _remove(self, line: Line, why: Why) -> None:
        self.removed.append(Removal(line.start, line.end, why))


def _runs_on(before: str, words: str) -> bool:
    """Whether an empty line stands in the middle of a sentence, as where a page double-spaces."""
    return before[-1:] not in '.!?:;…"”' and words[:1].isalpha() and words[:1].islower()


def _is_note(words: str) -> bool:
    """Whether a line holds nothing but what was seen or done; a gap in the record stays."""
    bare = STAGE.sub("", words).strip(" .")
    return not bare or bool(BRACKETED.match(bare) and not INAUDIBLE.search(bare))


def _is_same(one: Label, other: Label) -> bool:
    return one.speaker == other.speaker and one.remarks == other.remarks
