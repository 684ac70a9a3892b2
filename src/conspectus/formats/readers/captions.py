"""Subtitle files, WebVTT (W3C) and SubRip: turns, or paragraphs where nobody is named.

Live captions repeat: a cue often begins with the end of the one before. What repeats is said once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.pieces import Piece, assemble
from conspectus.formats.readers.turns import pieces_of_transcript
from conspectus.formats.readers.wrapping import ends_sentence
from conspectus.formats.transcripts.reading import read_transcript_text

_PARAGRAPH_LENGTH = 480
_MAX_PARAGRAPH = 10 * _PARAGRAPH_LENGTH
_TAG = re.compile(r"<[^>]{0,200}>")


def read_captions(data: bytes, name: str) -> Document:
    """A document of a WebVTT or SubRip file.

    Raises:
        Damaged: no cue can be read. TooLarge: more characters than a document may have.
    """
    import webvtt  # noqa: PLC0415 — 90 ms that only captions need

    decoded = decode(data, name)
    transcript = read_transcript_text(decoded.text, name=name)
    if transcript is not None:
        return assemble(pieces_of_transcript(transcript), warnings=decoded.warnings)
    form = "vtt" if decoded.text.lstrip().startswith("WEBVTT") else "srt"
    try:
        cues = webvtt.from_buffer(io.StringIO(decoded.text), format=form)
    except webvtt.errors.MalformedFileError as error:
        raise Damaged(
            f"“{name}” is no readable caption file: export the captions again, as VTT or as text."
        ) from error
    said = [" ".join(_TAG.sub("", line).split()) for c in cues.captions for line in c.lines]
    return assemble(_paragraphs(_without_repeats(said)), warnings=decoded.warnings)


def _without_repeats(said: Iterable[str]) -> Iterator[str]:
    """Lines of which none equals one of the two before it (rolling captions)."""
    recent: list[str] = []
    for line in said:
        if line and line not in recent:
            yield line
        recent = [*recent[-1:], line]


def _paragraphs(said: Iterable[str]) -> Iterator[Piece]:
    """One piece a ``>>`` or some eighty words that end with a sentence."""
    words = ""
    for line in said:
        is_long = len(words) >= _PARAGRAPH_LENGTH and (
            ends_sentence(words[-40:]) or len(words) > _MAX_PARAGRAPH
        )
        if words and (line.startswith(">>") or is_long):
            yield Piece(kind=BlockKind.PARAGRAPH, text=words)
            words = ""
        words = f"{words} {line}".strip()
    if words:
        yield Piece(kind=BlockKind.PARAGRAPH, text=words)
