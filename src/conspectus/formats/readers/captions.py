"""Subtitle files, WebVTT (W3C) and SubRip: cues joined to turns, or to paragraphs without names.

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
from conspectus.formats.readers.turns import find_speakers, gather_turns
from conspectus.formats.readers.wrapping import ends_sentence

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
    form = "vtt" if decoded.text.lstrip().startswith("WEBVTT") else "srt"
    try:
        cues = webvtt.from_buffer(io.StringIO(decoded.text), format=form)
    except webvtt.errors.MalformedFileError as error:
        raise Damaged(
            f"“{name}” is no readable caption file: export the captions again, as VTT or as text."
        ) from error
    said = [
        (str(c.voice or ""), " ".join(_TAG.sub("", line).split()))
        for c in cues.captions
        for line in c.lines
    ]
    pieces = list(_paragraphs(_without_repeats(said)))
    return assemble(gather_turns(pieces), warnings=decoded.warnings)


def _without_repeats(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lines of which none equals one of the two before it (rolling captions)."""
    recent: list[str] = []
    for voice, line in said:
        if line and line not in recent:
            yield voice, line
        recent = [*recent[-1:], line]


def _paragraphs(said: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    """One piece a voice, a ``>>`` or some eighty words that end with a sentence."""
    lines = list(said)
    speakers = find_speakers([line for _, line in lines])
    voice = ""
    words = ""
    for new_voice, line in lines:
        starts = speakers is not None and speakers.turn_start(line) is not None
        is_long = len(words) >= _PARAGRAPH_LENGTH and (
            ends_sentence(words[-40:]) or len(words) > _MAX_PARAGRAPH
        )
        if words and (new_voice != voice or line.startswith(">>") or starts or is_long):
            yield _piece(voice, words)
            words = ""
        voice = new_voice
        words = f"{words} {line}".strip()
    if words:
        yield _piece(voice, words)


def _piece(voice: str, words: str) -> Piece:
    if voice:
        return Piece(kind=BlockKind.TURN, text=words, speaker=voice)
    return Piece(kind=BlockKind.PARAGRAPH, text=words)
