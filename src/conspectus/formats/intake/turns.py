"""A transcript or a mailbox parted into one piece a turn or a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conspectus.engine.corpus import SourceFile, SourceKind
from conspectus.engine.document import Block, BlockKind
from conspectus.formats.intake.assembly import Body
from conspectus.formats.intake.folding import fold

_SPOKEN_SHARE = 0.5
_MANY_TURNS = 30
_SPOKEN_BESIDE = 0.25
"""A record of so many turns may hold the bills, lists and votes that were dealt with."""
_TRANSCRIPT = re.compile(
    r"\b(transcripts?|captions?|minutes|verbatim|record of|hearing|compte rendu|proces verbal|acta|"
    r"transcripcion|transcription|intervention|interventions)\b"
)
_MAILBOX = re.compile(r"\b(mailbox|mailing list|posts?|thread|discussion|forum posts)\b")
_SUFFIXES = (".vtt", ".srt", ".sbv", ".mbox", ".mbx")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go; ``blocks`` are offsets into ``text``."""

    speaker: str
    text: str
    blocks: tuple[Block, ...]
    files: tuple[SourceFile, ...]
    channel: str | None


def row_kind(body: Body, *, kind: str, title: str, is_signed: bool) -> SourceKind:
    """Whether a row is a contribution, a transcript (interventions) or a mailbox (posts).

    A cell ``kind`` decides. Else a text that is mostly turns is a transcript or a mailbox, but
    what somebody signed ("Question: … Answer: …") only where title or file name say so.
    """
    names = " ".join(file.name.casefold() for file in body.files)
    hints = fold(f"{kind} {title} {names}")
    said = fold(kind)
    if said and not _TRANSCRIPT.search(said) and not _MAILBOX.search(said):
        return SourceKind.CONTRIBUTION
    total = sum(block.end - block.start for block in body.blocks)
    spoken = sum(block.end - block.start for block in body.blocks if block.speaker is not None)
    many = sum(block.speaker is not None for block in body.blocks) >= _MANY_TURNS
    share = _SPOKEN_BESIDE if many and not is_signed else _SPOKEN_SHARE
    if not spoken or (spoken < total * share and not said):
        return SourceKind.CONTRIBUTION
    recorded = any(file.name.casefold().endswith(_SUFFIXES) for file in body.files)
    if is_signed and not (recorded or said or _TRANSCRIPT.search(hints)):
        return SourceKind.CONTRIBUTION
    is_mail = any(file.name.casefold().endswith((".mbox", ".mbx")) for file in body.files)
    return SourceKind.POST if is_mail or _MAILBOX.search(said) else SourceKind.INTERVENTION


def without_turns(body: Body) -> Body:
    """The same text with its turns as paragraphs: a contribution is its signatory's throughout."""
    if all(block.kind is not BlockKind.TURN for block in body.blocks):
        return body
    blocks: list[Block] = []
    for block in body.blocks:
        blocks.extend(_paragraphs(block, body.text) if block.kind is BlockKind.TURN else (block,))
    return replace(body, blocks=tuple(blocks))


def _paragraphs(block: Block, text: str) -> Iterator[Block]:
    for found in _LINE.finditer(text, block.start, block.end):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        end = found.end() - (len(found[0]) - len(found[0].rstrip()))
        yield Block(kind=BlockKind.PARAGRAPH, start=start, end=end, page=block.page)


def turns(body: Body) -> Iterator[Turn]:
    """Each turn with the quotations that follow it; headings before and between are left out."""
    spoken = [block for block in body.blocks if block.kind is BlockKind.TURN]
    for number, block in enumerate(spoken):
        limit = spoken[number + 1].start if number + 1 < len(spoken) else len(body.text)
        quoted = [
            other
            for other in body.blocks
            if other.kind is BlockKind.QUOTE and block.end <= other.start and other.end <= limit
        ]
        file = _file_of(body, block)
        quoted = [other for other in quoted if other.end <= file.end]
        end = quoted[-1].end if quoted else block.end
        blocks = [*_paragraphs(block, body.text), *quoted]
        yield Turn(
            speaker=block.speaker or "",
            text=body.text[block.start : end],
            blocks=tuple(
                replace(one, start=one.start - block.start, end=one.end - block.start)
                for one in blocks
            ),
            files=(replace(file, start=0, end=end - block.start),),
            channel=block.channel,
        )


def _file_of(body: Body, block: Block) -> SourceFile:
    return next(file for file in body.files if file.start <= block.start and block.end <= file.end)
