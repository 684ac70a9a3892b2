"""How documents and errors cross from child to parent: JSON, since a child is not trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass

from conspectus.engine.document import Block, BlockKind, Document
from conspectus.formats.readers import errors
from conspectus.formats.readers.errors import ReaderError

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child says of one file; ``sha256`` of its bytes, "" where it has none."""

    outcome: Document | ReaderError
    sha256: str


def encode_answer(outcome: Document | ReaderError, sha256: str) -> bytes:
    """One answer as UTF-8 JSON."""
    if isinstance(outcome, ReaderError):
        body: object = {"error": type(outcome).__name__, "message": str(outcome)}
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
