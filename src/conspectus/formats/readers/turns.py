"""Transcripts and minutes: who said what, as turns.

Known forms: ``>>NAME:``, ``>> Name:`` and ``>>ORGANISATION:`` of captioners, ``NAME:`` in
capitals or initials, and ``Name:`` where a few names recur. Stage notes ("(Applause.)") are
nobody's words and go, as does the captioner's disclaimer ("… not an authoritative record"). A
heading ends the turn before it: what follows it without a name was said by nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from conspectus.engine.document import BlockKind
from conspectus.formats.readers.pieces import Piece
from conspectus.formats.readers.wrapping import Line

_CAPTION = re.compile(
    r"^\s*(?:>{1,3}|»)\s*(?P<name>[^:：\n]{1,90}?)\s*[:：]\s*(?P<words>.*)$", re.DOTALL
)
_CHEVRON = re.compile(r"^\s*(?:>{2,3}|»)\s*(?P<words>\S.*)$", re.DOTALL)
_NAMED = re.compile(
    r"^\s*(?P<name>[^\W\d_][\w.'’\- ,&‧·]{0,60}?(?:\s?\([^()]{1,60}\))?)\s*"
    r"(?::\s+|：\s*|:$)(?P<words>.*)$",
    re.DOTALL,
)
_STAGE = re.compile(
    r"[\[(]\s*(?:applause|laughter|laughing|gavel|music|silence|pause|break|inaudible|off ?mic\w*|"
    r"no audio|no sound|video(?: playing)?|speaking[^\])]*|speaker off[^\])]*|lost audio|"
    r"captioner[^\])]*|standing ovation|coffee break|lunch break|end of [^\])]*)\s*\.?\s*[\])]",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"authoritative record|rough(?:ly)? edited (?:copy|transcript)|unedited (?:raw )?transcript|"
    r"real-?time (?:captioning|transcript)|inaccuracies or omissions|inaccurate due to inaudible|"
    r"Communication Access Realtime Translation|raw (?:output|transcript)|"
    r"being provided in a rough.?draft format|completeness or (?:the )?accuracy of the transcript",
    re.IGNORECASE,
)
_MIN_TURNS = 4
_MIN_CAPTIONS = 2
_MIN_SHARE = 0.2
_MANY_TURNS = 20
_MIN_OFTEN = 3
_SOON = 5
_MAX_INITIALS = 4
_MAX_NAME_WORDS = 7
_LABELS = frozenset(
    "note notes abstract keywords example background summary recommendation recommendations "
    "principle figure table source title date subject re attn tel fax email e-mail phone contact "
    "author authors address theme topic question questions answer answers introduction conclusion "
    "conclusions contents proposal issue objective http https www attendance present presenter "
    "presenters regrets agenda location time resolution action actions chairs topics comment "
    "status decision decisions response q a ref references see url link article section "
    "participants participant attendees apologies scribe scribes any yes no likewise also ok okay "
    "todo findings labels purpose e-g e.g i.e i-e minutes summary".split()
)
_CHINESE_LABEL = re.compile(
    r"(?:條文|条文|條|条|意見|意见|名單|名单|者|結果|结果|決議|决议|案|修正為|修正为)$"
)
"""What a text, a list or a vote is called, and no one who speaks."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The names that introduce turns in one text; ``captions``: they stand behind ``>>``."""

    names: frozenset[str]
    captions: bool

    def turn_start(self, text: str) -> tuple[str | None, str] | None:
        """(speaker or ``None`` if unnamed, first words) where ``text`` begins a turn."""
        if self.captions and text.lstrip()[:1] in ">»":
            named = _CAPTION.match(text)
            if named and len(named["name"].split()) <= _MAX_NAME_WORDS + 3:
                return named["name"].strip(), named["words"].strip()
            unnamed = _CHEVRON.match(text)
            return (None, unnamed["words"].strip()) if unnamed else None
        match = _NAMED.match(text)
        if match and match["name"].strip() in self.names:
            return match["name"].strip(), match["words"].strip()
        return None


def find_speakers(texts: Sequence[str]) -> Speakers | None:
    """Whose turns these lines or paragraphs hold; ``None`` where they are no transcript.

    Captions: at least two lines with ``>>`` and a name. Else names before a colon must make a
    quarter of all lines, recur for the greater part, and be two or more.
    """
    filled = [t for t in texts if t.strip()]
    captions = sum(1 for t in filled if t.lstrip()[:1] in ">»" and _CAPTION.match(t[:120]))
    is_captioned = captions >= _MIN_CAPTIONS and any(
        t.lstrip().startswith((">>", "»")) for t in filled
    )
    names = _recurring_names(filled)
    if not is_captioned and not names:
        return None
    return Speakers(names, is_captioned)


def _recurring_names(texts: Sequence[str]) -> frozenset[str]:
    order = [
        match["name"].strip()
        for match in (_NAMED.match(text[:200]) for text in texts)
        if match and not match["words"].startswith("//") and not _is_label(match["name"].strip())
    ]
    counts = Counter(order)
    if not _is_conversation(order, counts):
        return frozenset()
    repeated = [name for name, count in counts.items() if count > 1]
    said = sum(counts[name] for name in repeated)
    turns = sum(counts.values())
    is_dense = turns >= _MIN_SHARE * len(texts) or (said >= _MANY_TURNS and len(counts) > 2)
    if len(counts) < 2 or turns < _MIN_TURNS or said < 0.4 * turns or not is_dense:
        return frozenset()
    shapes = Counter(_shape(name) for name in repeated for _ in range(counts[name]))
    usual = {shape for shape, count in shapes.items() if count >= _MIN_SHARE * said}
    return frozenset(
        n for n in counts if _shape(n) in usual or (counts[n] > 1 and _shape(n) != "small")
    )


def _is_conversation(order: Sequence[str], counts: Counter[str]) -> bool:
    """Whether names come back soon, as in an exchange; labels such as "Privacy:" do not."""
    if not counts or max(counts.values()) < _MIN_OFTEN:
        return False
    returns = sum(
        1
        for k, name in enumerate(order)
        if name in order[max(0, k - _SOON) : k] and order[k - 1] != name
    )
    return returns >= 2


def _shape(name: str) -> str:
    """How a name is written; one that occurs once must be written as those that recur."""
    if name.isupper():
        return "initials" if len(name) <= _MAX_INITIALS else "capitals"
    if name[0].islower():
        return "small"
    return "words" if " " in name else "word"


def _is_label(name: str) -> bool:
    """ "Note", "Principle 3", "Privacy and security online": no names of speakers."""
    words = name.split()
    if _CHINESE_LABEL.search(name):
        return True
    if len(words) > _MAX_NAME_WORDS or words[0].casefold() in _LABELS or name[-1].isdigit():
        return True
    return any(w.islower() and w.isascii() and len(w) > 3 for w in words)


def open_turns(lines: Sequence[Line], speakers: Speakers) -> list[Line]:
    """Lines with a gap before each turn, so that no turn is joined to the one before it."""
    return [
        replace(line, gap=True) if speakers.turn_start(line.text) is not None else line
        for line in lines
    ]


def gather_turns(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs of a transcript as turns; the pieces themselves where they are no transcript."""
    if any(p.kind is BlockKind.TURN for p in pieces):
        return list(pieces)
    candidates = [p.text for p in pieces if p.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    speakers = find_speakers(candidates)
    return list(_turns(pieces, speakers)) if speakers else list(pieces)


def _turns(pieces: Iterable[Piece], speakers: Speakers) -> Iterator[Piece]:
    turn: Piece | None = None
    for piece in pieces:
        if not _STAGE.sub("", piece.text).strip():
            continue
        if piece.kind is BlockKind.HEADING and not speakers.turn_start(piece.text):
            yield from _closed(turn)
            turn = None
            yield piece
            continue
        if piece.kind in (BlockKind.TABLE, BlockKind.QUOTE, BlockKind.FOOTNOTE, None):
            yield from _closed(turn)
            turn = replace(turn, text="") if turn else None
            yield piece
            continue
        if _DISCLAIMER.search(piece.text) and len(piece.text) < 900 and not turn:
            continue
        turn, finished = _extended(turn, piece, speakers)
        yield from _closed(finished)
        if turn is None:
            yield piece
    yield from _closed(turn)


def _extended(
    turn: Piece | None, piece: Piece, speakers: Speakers
) -> tuple[Piece | None, Piece | None]:
    """The open turn after ``piece``, and the turn that it closed."""
    text = _STAGE.sub("", piece.text).strip()
    start = speakers.turn_start(text)
    if start is None:
        if turn is None or _DISCLAIMER.search(text):
            return turn, None
        sign = f"{piece.marker} " if piece.marker else ""
        return replace(turn, text=f"{turn.text}\n{sign}{text}".strip()), None
    name, words = start
    if turn is not None and name == turn.speaker:
        return replace(turn, text=f"{turn.text}\n{words}".strip()), None
    fresh = Piece(kind=BlockKind.TURN, text=words, speaker=name, page=piece.page)
    return fresh, turn


def _closed(turn: Piece | None) -> Iterator[Piece]:
    if turn is not None and any(map(str.isalnum, turn.text)):
        yield turn
