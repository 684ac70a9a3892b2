"""Transcripts and minutes: who said what, as blocks of a document.

What turns are is told by :mod:`conspectus.formats.transcripts`; here they become pieces. Stage
notes
("(Applause.)") are nobody's words and go, as does the captioner's disclaimer ("… not an
authoritative record"). A heading ends the turn before it: what follows it without a name was said
by
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conspectus.engine.document import BlockKind
from conspectus.formats.readers.pieces import Piece
from conspectus.formats.readers.wrapping import Line
from conspectus.formats.transcripts.labels import Labels, find_labels
from conspectus.formats.transcripts.lines import Line as Said
from conspectus.formats.transcripts.lines import LineKind
from conspectus.formats.transcripts.reading import told_of
from conspectus.formats.transcripts.stage import MARKUP
from conspectus.formats.transcripts.transcript import (
    Removal,
    SpeakerKind,
    Transcript,
    Turn,
    Why,
)
from conspectus.formats.transcripts.who import names_chair

_KINDS = {
    BlockKind.HEADING: LineKind.HEADING,
    BlockKind.TABLE: LineKind.TABLE,
    BlockKind.QUOTE: LineKind.QUOTED,
    BlockKind.FOOTNOTE: LineKind.QUOTED,
    BlockKind.TURN: LineKind.QUOTED,
}
_KEPT = {Why.NOBODY, Why.QUOTED, Why.ATTENDANCE}

find_speakers = find_labels


def open_turns(lines: Sequence[Line], speakers: Labels) -> list[Line]:
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
    if find_labels(candidates) is None:
        return list(pieces)
    text, lines = _as_lines(pieces)
    transcript = told_of(text, lines)
    return list(_in_place(transcript, pieces, lines)) if transcript else list(pieces)


def transcript_of_pieces(pieces: Sequence[Piece], *, declared: bool = False) -> Transcript | None:
    """The transcript of paragraphs that were not yet gathered to turns.

    ``declared``: whether somebody says that they are one.
    """
    text, lines = _as_lines(pieces)
    return told_of(text, lines, declared=declared)


def _as_lines(pieces: Sequence[Piece]) -> tuple[str, list[Said]]:
    """The pieces one under the other, each line of a piece a line of its own."""
    parts: list[str] = []
    lines: list[Said] = []
    place = 0
    for piece in pieces:
        kind = LineKind.MARKUP if piece.kind is None else _KINDS.get(piece.kind, LineKind.WORDS)
        sign = f"{piece.marker} " if piece.marker else ""
        words = f"{sign}{piece.text}".replace("\n", " ").strip()
        lines.append(
            Said(
                start=place,
                end=place + len(words),
                mark=place,
                words=words,
                kind=kind,
                gap=True,
                level=piece.level or 0,
            )
        )
        parts.append(words)
        place += len(words) + 2
    return "\n\n".join(parts), lines


def _in_place(
    transcript: Transcript, pieces: Sequence[Piece], lines: Sequence[Said]
) -> Iterator[Piece]:
    """Turns where they begin, and the pieces that are in no turn where they stood."""
    starts = {line.start: piece for line, piece in zip(lines, pieces, strict=True)}
    events: list[tuple[int, Turn | Removal]] = [(t.start, t) for t in transcript.turns]
    events.extend(
        (r.start, r)
        for r in transcript.removed
        if r.start in starts and r.why in {*_KEPT, Why.HEADING, Why.MARKUP}
    )
    page: int | None = None
    pages = [(line.start, piece.page) for line, piece in zip(lines, pieces, strict=True)]
    at = 0
    for place, event in sorted(events, key=lambda one: one[0]):
        while at < len(pages) and pages[at][0] <= place:
            page = pages[at][1]
            at += 1
        if isinstance(event, Turn):
            yield replace(turn_piece(event), page=page)
        else:
            yield starts[event.start]


def pieces_of_transcript(transcript: Transcript) -> list[Piece]:
    """Headings, turns and what nobody said of a transcript, in their order."""
    events: list[tuple[int, Piece]] = [(t.start, turn_piece(t)) for t in transcript.turns]
    levels = {item.start: item for item in transcript.items}
    for removal in transcript.removed:
        if removal.why is Why.HEADING and removal.start in levels:
            item = levels[removal.start]
            title = plain(item.title)
            events.append(
                (removal.start, Piece(kind=BlockKind.HEADING, text=title, level=item.level))
            )
        elif removal.why in _KEPT:
            words = plain(transcript.text[removal.start : removal.end])
            kind = BlockKind.TABLE if words.startswith("|") else BlockKind.PARAGRAPH
            events.append((removal.start, Piece(kind=kind, text=words)))
    return [piece for _, piece in sorted(events, key=lambda one: one[0])]


def plain(words: str) -> str:
    """A line without the signs of Markdown."""
    return MARKUP.sub(lambda m: m["words"] or "", words).strip()


def turn_piece(turn: Turn) -> Piece:
    """One turn: the speaker's name as listed, with a question mark where it is in doubt."""
    speaker = f"{turn.speaker} (?)" if turn.doubtful and turn.speaker else turn.name
    if turn.kind is SpeakerKind.CHAIR and not names_chair(turn.name):
        speaker = f"{turn.name} (moderator)"
    # "(Portugal)", "(ICANN)": whom somebody speaks for; "(summary)" is a remark.
    elif turn.capacity[:1].isupper() and not turn.doubtful:
        speaker = f"{turn.name} ({turn.capacity})"
    return Piece(
        kind=BlockKind.TURN,
        text=turn.text,
        speaker=speaker or None,
        channel=turn.channel or None,
    )
