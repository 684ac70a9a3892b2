"""Footnotes that ran into the text: taken out of the sentence, kept beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from conspectus.engine.handwritten.name_forms import TITLE
from conspectus.engine.handwritten.parts import Mention, RunInNote

_BEFORE: Final = re.compile(r"(?:\s*,?\s*(?:e\.g\.,?|i\.e\.,?|see|also|,|;|and|the|The|cf\.))+\s*$")


def without_notes(sentence: str, mentions: Sequence[Mention]) -> tuple[str, tuple[RunInNote, ...]]:
    """A sentence without the notes in it, and the notes by their place in the sentence."""
    spans: list[list[int]] = []
    for mention in mentions:
        if not mention.note:
            continue
        start = _start(sentence, mention.start)
        if spans and not sentence[spans[-1][1] : start].strip(" ,;"):
            spans[-1][1] = mention.end
        else:
            spans.append([start, mention.end])
    notes = tuple(
        RunInNote(start=start, end=end, text=sentence[start:end].strip(" ,;"))
        for start, end in spans
    )
    kept, at = "", 0
    for start, end in spans:
        kept += sentence[at:start].rstrip() + " "
        at = end
    clean = " ".join((kept + sentence[at:]).split())
    return re.sub(r"\s+([.,;:)])", r"\1", clean), notes


def _start(sentence: str, start: int) -> int:
    while True:
        before = TITLE.sub("", sentence[:start])
        before = _BEFORE.sub("", before)
        if len(before.rstrip()) >= start or before == sentence[:start]:
            return start
        start = len(before)
