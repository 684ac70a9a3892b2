"""Papers as pages need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from conspectus.contributions.models import Document, Paragraph
from conspectus.core.models import Scope
from conspectus.synthesis.contents import PaperPage
from conspectus.synthesis.models import Citation, PaperVersion, Sentence

FORMATS = ("pdf", "docx", "odt", "epub", "html", "md")
"""The paper's own files, in the order in which they are offered."""

TABLES = (
    "paper.json",
    "positions.csv",
    "coverage.csv",
    "balance.csv",
    "translations-needed.csv",
    "verify.py",
)
"""The evidence beside them. queue.csv is for the rapporteur and stays with the secretariat."""


def versions_in(scope: Scope) -> QuerySet[PaperVersion]:
    """The versions of the papers of a cycle's scope, newest last."""
    return (
        PaperVersion.objects.filter(paper__cycle__scope=scope)
        .select_related("paper")
        .order_by("paper__number", "k")
    )


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A numbered paragraph with its sentences (the bundle's JSON objects) in order."""

    number: str
    sentences: tuple[dict[str, Any], ...]


def paragraphs_of(version: PaperVersion, page: PaperPage) -> list[PrintedParagraph]:
    """The paragraphs of one page of a version; one query."""
    rows = version.sentences.filter(section=page.section).order_by("order")
    grouped = [
        PrintedParagraph(number, tuple(row.data for row in found))
        for number, found in groupby(rows, key=lambda row: row.paragraph)
    ]
    numbers = [paragraph.number for paragraph in grouped]
    return grouped[numbers.index(page.first) : numbers.index(page.last) + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one holder's evidence says, where it stands: the paragraph with the words marked.

    ``address``: the paragraph's permanent path after the language.
    """

    before: str
    quoted: str
    after: str
    language: str
    title: str
    number: int
    address: str
    paragraph: int


@dataclass(slots=True)
class SaidBy:
    """A holder of a sentence with its evidence."""

    holder: str
    words: list[Words] = field(default_factory=list)


AROUND = 400
"""Characters of the paragraph shown before and after the words of the evidence."""


def who_says_so(sentence: Sentence, path: str) -> list[SaidBy]:
    """The holders of a sentence with their words, in the order of its positions; three queries.

    ``path``: the cycle's, as "igf/2026".
    """
    citations = list(sentence.citations.select_related("contribution", "version").order_by("pk"))
    paragraphs = _paragraphs(citations)
    found: dict[str, SaidBy] = {}
    for citation in citations:
        words = _words(citation, paragraphs, sentence, path)
        if words is not None:
            found.setdefault(citation.holder, SaidBy(citation.holder)).words.append(words)
    return list(found.values())


def _paragraphs(citations: Iterable[Citation]) -> dict[tuple[int, int], Paragraph]:
    keys = {(one.version_id, one.paragraph) for one in citations}
    rows = Paragraph.objects.filter(
        version__in={version for version, _ in keys},
        number__in={number for _, number in keys},
    ).select_related("document")
    return {(row.version_id, row.number): row for row in rows}


def _words(
    citation: Citation,
    paragraphs: dict[tuple[int, int], Paragraph],
    sentence: Sentence,
    path: str,
) -> Words | None:
    paragraph = paragraphs.get((citation.version_id, citation.paragraph))
    if paragraph is None:
        return None
    text = paragraph.document.text
    quote = _quote(sentence, citation)
    start = text.find(quote, paragraph.start) if quote else -1
    if start < 0:
        start, quote = paragraph.start, text[paragraph.start : paragraph.end]
    end = start + len(quote)
    number = citation.contribution.number or 0
    return Words(
        before=_shortened(text[paragraph.start : start], from_end=True),
        quoted=quote,
        after=_shortened(text[end : max(end, paragraph.end)], from_end=False),
        language=_language(paragraph.document, citation),
        title=citation.version.title,
        number=number,
        paragraph=paragraph.number,
        address=(f"/{path}/contributions/{number}/v{citation.version.k}/p{paragraph.number}/"),
    )


def _language(document: Document, citation: Citation) -> str:
    return document.language or citation.version.language


def _quote(sentence: Sentence, citation: Citation) -> str:
    for position in sentence.data["positions"]:
        for evidence in position["evidence"]:
            if (evidence["start"], evidence["end"]) == (citation.start, citation.end):
                return str(evidence["quote"])
    return ""


def _shortened(text: str, *, from_end: bool) -> str:
    if len(text) <= AROUND:
        return text
    return (
        f"… {text[-AROUND:].split(' ', 1)[-1]}"
        if from_end
        else (f"{text[:AROUND].rsplit(' ', 1)[0]} …")
    )


def reflections_of(contribution: int) -> Sequence[tuple[str, str, str, str]]:
    """Where public papers cite a contribution: (path, sentence id, text, language) each.

    The newest public version of each paper only; one query.
    """
    rows = (
        Sentence.objects.filter(
            citations__contribution=contribution, version__published__isnull=False
        )
        .select_related("version__paper__cycle__scope")
        .order_by("version__paper__number", "-version__k", "order")
        .distinct()
    )
    newest: dict[int, int] = {}
    found = []
    for row in rows:
        paper = row.version.paper
        if newest.setdefault(paper.pk, row.version.k) == row.version.k:
            path = f"/{paper.cycle.scope.path}/papers/{paper.number}/v{row.version.k}/"
            found.append((path, row.sentence, row.data["text"], row.data["language"]))
    return found
