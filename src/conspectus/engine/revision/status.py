"""The status of a paper, where it is printed: in the title block and in the introduction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conspectus.engine.evidence import Sentence
from conspectus.engine.ids import sentence_id
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import Section

_ISSUED: Final = re.compile(r"^It is issued as an? .{1,60}?(?= and is conceived as )")
_PHRASES: Final[Mapping[str, str]] = {
    "open for comment": "draft that is open for comment",
    "revised": "revised draft",
    "final": "final paper",
}


def with_status(paper: Paper, status: str) -> Paper:
    """``paper`` under another status; the sentence of the introduction that tells it follows."""
    return replace(
        paper,
        status=status,
        sections=tuple(_section(section, status) for section in paper.sections),
    )


def issued_as(status: str) -> str:
    """How a running sentence calls a paper of this status ("Corr.1": of a final paper)."""
    if "." in status:
        return f"final paper ({status})"
    return _PHRASES.get(status, status)


def _section(section: Section, status: str) -> Section:
    return replace(
        section,
        paragraphs=tuple(
            replace(one, sentences=tuple(_sentence(each, status) for each in one.sentences))
            for one in section.paragraphs
        ),
    )


def _sentence(sentence: Sentence, status: str) -> Sentence:
    if sentence.kind != "frame" or not _ISSUED.match(sentence.text):
        return sentence
    text = _ISSUED.sub(f"It is issued as a {issued_as(status)}", sentence.text)
    name = sentence_id(sentence.views, sentence.holders, text)
    return replace(sentence, text=text, id=name)
