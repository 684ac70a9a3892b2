"""What the page of a contribution shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from conspectus.contributions.models import Contribution, Document, Paragraph, Version
from conspectus.contributions.models.contributions import State
from conspectus.core.models import Scope

GONE = frozenset({State.WITHDRAWN, State.ERASED})
"""States whose addresses answer 410 with a tombstone."""


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """One paragraph of the page. ``level``: of a heading or list item; ``list_mark``: "3."."""

    number: int
    kind: str
    level: int
    list_mark: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document with those of its paragraphs that stand on the page."""

    title: str
    language: str
    date: Any
    file_name: str
    media_type: str
    size: int
    sha256: str
    file_closed: bool
    warnings: Sequence[str]
    paragraphs: list[ShownParagraph] = field(default_factory=list)


def contribution_at(scope: Scope, number: int) -> Contribution | None:
    """The contribution with this number; one query."""
    return (
        Contribution.objects.filter(cycle__scope=scope, number=number)
        .select_related("current", "same_as")
        .first()
    )


def versions_at(scope: Scope, number: int) -> list[Version]:
    """All versions of a contribution, with what its page says; one query.

    ``parts``: how many pages its text has. Also those not published yet: the page knows why.
    """
    last = Paragraph.objects.filter(version=OuterRef("pk")).order_by("-number").values("part")[:1]
    return list(
        Version.objects.filter(contribution__cycle__scope=scope, contribution__number=number)
        .select_related(
            "contribution__entry",
            "contribution__call",
            "contribution__same_as",
            "group",
            "country",
            "region",
        )
        .annotate(parts=Subquery(last))
        .order_by("k")
    )


def documents_of(version: Version, part: int) -> list[ShownDocument]:
    """The documents of a version with the paragraphs of one page; one query."""
    rows = (
        Document.objects.filter(version=version)
        .annotate(
            here=FilteredRelation("paragraphs", condition=Q(paragraphs__part=part)),
        )
        .annotate(words=Substr("text", F("here__start") + 1, F("here__end") - F("here__start")))
        .order_by("order", "pk", "here__number")
        .values_list(
            "pk", "title", "language", "date", "file_name", "media_type", "size", "sha256",
            "file_closed", "warnings", "here__number", "here__kind", "here__level", "here__mark",
            "words",
        )
    )  # fmt: skip
    shown: dict[int, ShownDocument] = {}
    for key, *said, number, kind, level, mark, words in rows:
        document = shown.setdefault(key, ShownDocument(*said))
        if number is not None:
            document.paragraphs.append(ShownParagraph(number, kind, level, mark, words))
    return list(shown.values())


def part_of_paragraph(scope: Scope, number: int, k: int, paragraph: int) -> int | None:
    """The page that holds a paragraph; one query."""
    return (
        Paragraph.objects.filter(
            version__contribution__cycle__scope=scope,
            version__contribution__number=number,
            version__k=k,
            number=paragraph,
        )
        .values_list("part", flat=True)
        .first()
    )


def files_called(scope: Scope, number: int, name: str) -> QuerySet[Document]:
    """The kept files of a contribution with this name, the newest version's first."""
    return (
        Document.objects.filter(
            version__contribution__cycle__scope=scope,
            version__contribution__number=number,
            version__published__isnull=False,
            file_name=name,
        )
        .exclude(file="")
        .select_related("version__contribution")
        .order_by("-version__k", "order")
    )
