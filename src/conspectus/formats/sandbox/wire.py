"""How documents and errors cross from child to parent: JSON, since a child is not trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass

from conspectus.engine.document import Block, BlockKind, Document
from conspectus.formats.readers import errors
from conspectus.formats.readers.errors import ReaderError
from conspectus.formats.transcripts.stored import read_stored, stored
from conspectus.formats.transcripts.transcript import Transcript

_FAMILY: dict[str, type[ReaderError]] = {
    kind.__name__: kind
    for kind in (
        errors.Damaged,
        errors.Encrypted,
        errors.NoText,
        errors.TooLarge,
        errors.UnsupportedFormat,
    )
}


DOCUMENT = "document"
TRANSCRIPT = "transcript"
"""What a child is asked to read a file as."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child says of one file; ``sha256`` of its bytes, "" where it has none.

    ``transcript``: where a child was asked for one; then ``outcome`` has its text and no blocks.
    """

    outcome: Document | ReaderError
    sha256: str
    transcript: Transcript | None = None


def encode_answer(outcome: Document | Transcript | ReaderError, sha256: str) -> bytes:
    """One answer as UTF-8 JSON."""
    if isinstance(outcome, ReaderError):
        body: object = {"error": type(outcome).__name__, "message": str(outcome)}
    elif isinstance(outcome, Transcript):
        body = {TRANSCRIPT: stored(outcome)}
    else:
        body = {
            "text": outcome.text,
            "blocks": [
                [b.kind.value, b.start, b.end, b.level, b.speaker, b.page, b.channel]
                for b in outcome.blocks
            ],
            "pages": outcome.pages,
            "title": outcome.title,
            "language": outcome.language,
            "warnings": outcome.warnings,
        }
    return json.dumps([sha256, body], ensure_ascii=False).encode("utf-8", "replace")


def decode_answer(data: bytes) -> Answer:
    """The answer of a child.

    Raises:
        ValueError, KeyError, TypeError: the child sent something else.
    """
    sha256, body = json.loads(data)
    if "error" in body:
        return Answer(_FAMILY.get(body["error"], ReaderError)(body["message"]), sha256)
    if TRANSCRIPT in body:
        found = read_stored(body[TRANSCRIPT])
        return Answer(Document(text=found.text, blocks=()), sha256, found)
    blocks = tuple(
        Block(
            kind=BlockKind(kind),
            start=start,
            end=end,
            level=level,
            speaker=speaker,
            page=page,
            channel=channel,
        )
        for kind, start, end, level, speaker, page, channel in body["blocks"]
    )
    document = Document(
        text=body["text"],
        blocks=blocks,
        pages=tuple(body["pages"]),
        title=body["title"],
        language=body["language"],
        warnings=tuple(body["warnings"]),
    )
    return Answer(document, sha256)
