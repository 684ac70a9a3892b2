"""Invariants of the lists of a paper: ids unique, references that lead somewhere, closed words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain
from math import isfinite
from typing import Any

from conspectus.engine.corpus import SourceKind
from conspectus.engine.degree import rule_of_options
from conspectus.engine.errors import EngineError
from conspectus.engine.ids import PASSAGE_ID, SOURCE_ID, VIEW_ID
from conspectus.engine.invariants_index import sentences_of
from conspectus.engine.invariants_references import references_of
from conspectus.engine.paper_parts import PaperData

PARAGRAPH_KINDS = ("prose", "list", "quotation")
HEX = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def problems_of_lists(paper: PaperData) -> Iterator[str]:
    """What is wrong with ids, references and fixed words, before any look at the texts."""
    yield from _problems_of_title(paper)
    yield from _problems_of_ids(paper)
    yield from _problems_of_references(paper)
    yield from _problems_of_words(paper)


def _problems_of_title(paper: PaperData) -> Iterator[str]:
    if not (paper.title and paper.language):
        yield "The paper has no title or no language."
    if paper.date is not None and not _DATE.fullmatch(paper.date):
        yield f"“{paper.date}” is no date; write YYYY-MM-DD."
    if not (isinstance(paper.engine.get("version"), str) and "options" in paper.engine):
        yield "The paper does not say which version of the engine made it with which options."
    else:
        try:
            rule_of_options(paper.engine["options"])
        except (EngineError, AttributeError) as error:
            yield str(error)
    plain = (paper.engine, paper.coverage, paper.balance, paper.extra, paper.annexes.method)
    lists = (paper.annexes.submissions, paper.annexes.speakers, paper.annexes.glossary)
    if not all(_is_plain(value) for value in chain(plain, *lists, paper.annexes.not_reflected)):
        yield "Engine, coverage, balance and annexes hold only what JSON holds: dict, list, text."


def _is_plain(value: Any) -> bool:  # noqa: ANN401 - any value of a JSON document
    """Whether a value comes back from JSON as it went in."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    if isinstance(value, float):
        return isfinite(value)
    return value is None or isinstance(value, str | int)


def _twice(values: Iterable[Hashable]) -> list[Hashable]:
    return [value for value, times in Counter(values).items() if times > 1]


def _problems_of_ids(paper: PaperData) -> Iterator[str]:
    paragraphs = [one for section in paper.sections for one in section.paragraphs]
    lists: Mapping[str, list[str]] = {
        "sources": [source.id for source in paper.sources],
        "holders": [holder.id for holder in paper.holders],
        "themes": [theme.id for theme in paper.themes],
        "passages": [passage.id for passage in paper.passages],
        "views": [view.id for view in paper.views],
        "sections": [section.id for section in paper.sections],
        "paragraphs": [paragraph.id for paragraph in paragraphs],
        "paragraph numbers": [paragraph.number for paragraph in paragraphs],
        "sentences": [placed.sentence.id for placed in sentences_of(paper)],
    }
    for name, ids in lists.items():
        # File systems and addresses that do not tell case apart would take two for one.
        for twice in _twice(one.casefold() for one in ids):
            yield f"“{twice}” stands twice among the {name}."
        if "" in ids:
            yield f"One of the {name} has no id."
    shapes = (
        ("source", SOURCE_ID, [source.id for source in paper.sources]),
        ("passage", PASSAGE_ID, lists["passages"]),
        ("view", VIEW_ID, lists["views"]),
    )
    for name, shape, ids in shapes:
        yield from (
            f"“{one}” cannot be the id of a {name}." for one in ids if not shape.fullmatch(one)
        )


def _problems_of_references(paper: PaperData) -> Iterator[str]:
    known = {
        "holder": {holder.id for holder in paper.holders},
        "theme": {theme.id for theme in paper.themes},
        "passage": {passage.id for passage in paper.passages},
        "view": {view.id for view in paper.views},
        "source": {source.id for source in paper.sources},
        "sentence": {placed.sentence.id for placed in sentences_of(paper)},
    }
    unknown = {
        (kind, used)
        for kind, used in references_of(paper)
        if used is not None and used not in known[kind]
    }
    for kind, used in sorted(unknown):
        yield f"The paper refers to the {kind} “{used}”, which is not in its list."


def _problems_of_words(paper: PaperData) -> Iterator[str]:
    kinds = {kind.value for kind in SourceKind}
    for source in paper.sources:
        if source.kind not in kinds:
            yield f"Source {source.id} is of the kind “{source.kind}”, which is none."
        for file in source.files:
            if not (file.get("name") and HEX.fullmatch(file.get("sha256", ""))):
                yield f"A file of source {source.id} has no name or no SHA-256 hash."
    for holder in paper.holders:
        if not holder.name.strip():
            yield f"Holder {holder.id} has no name."
        if holder.id in holder.members:
            yield f"Holder {holder.id} is a member of itself."
    for section in paper.sections:
        for paragraph in section.paragraphs:
            if paragraph.kind not in PARAGRAPH_KINDS:
                yield f"Paragraph {paragraph.number} is of no known kind: “{paragraph.kind}”."
            if not paragraph.sentences:
                yield f"Paragraph {paragraph.number} has no sentence."
