"""Papers as pages need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, IntegerField, QuerySet, TextField
from django.utils.translation import get_language

from conspectus.contributions.queries.translations import beside_quotation
from conspectus.contributions.reflections import Reflection
from conspectus.core.citable import GROUP, standing_of
from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared
from conspectus.synthesis.contents import PaperPage
from conspectus.synthesis.models import Citation, Paper, PaperVersion, Sentence
from conspectus.synthesis.queries.cited_places import COLUMNS, Place, place_of

AROUND = 400
"""Characters of a paragraph kept before and after the words of the evidence."""

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

HEAVY = ("contents", "front", "drawn_on")
"""Columns of a version that hold much: a list of versions does without."""


def versions_in(scope: Scope | Given) -> QuerySet[PaperVersion]:
    """The versions of the papers of a cycle's scope, or of one given later, newest last."""
    return (
        PaperVersion.objects.filter(paper__cycle__scope=scope)
        .select_related("paper", "leaf")
        .defer("leaf__content", "leaf__salt", "leaf__entry")
        .order_by("paper__number", "k")
    )


def _papers() -> QuerySet[Paper]:
    scope, number = Given(0, BigIntegerField()), Given(1, IntegerField())
    return Paper.objects.filter(cycle__scope=scope, number=number).select_related("cycle__scope")


_paper = Prepared(_papers)


def paper_of(scope: Scope, number: int) -> Paper | None:
    """A paper of a cycle's scope by its number; one query."""
    return _paper.first(scope.pk, number)


def newer_ready(version: PaperVersion) -> PaperVersion | None:
    """The newest later version of the same paper that is ready and not public; one query."""
    ready = version.paper.versions.filter(state=PaperVersion.State.READY, published__isnull=True)
    return ready.filter(k__gt=version.k).only("k").order_by("-k").first()


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A numbered paragraph with its sentences in order: JSON of the bundle, and "standing"."""

    number: str
    sentences: tuple[dict[str, Any], ...]


def paragraphs_of(version: PaperVersion, page: PaperPage) -> list[PrintedParagraph]:
    """The paragraphs of one page of a version; one query."""
    rows = version.sentences.filter(section=page.section).order_by("order")
    grouped = [
        PrintedParagraph(number, tuple({**row.data, "standing": row.standing} for row in found))
        for number, found in groupby(rows, key=lambda row: row.paragraph)
    ]
    numbers = [paragraph.number for paragraph in grouped]
    return grouped[numbers.index(page.first) : numbers.index(page.last) + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one holder's evidence says, where it stands: the paragraph with the words marked.

    ``translated``: see `contributions.queries.translations.beside_quotation`.
    """

    before: str
    quoted: str
    after: str
    language: str
    place: Place
    translated: str = ""


@dataclass(slots=True)
class SaidBy:
    """A holder of a sentence with its evidence. ``key``: its id in the bundle.

    ``is_group``: it is nobody, and the words were said in a meeting without attribution.
    """

    holder: str
    key: str = ""
    is_group: bool = False
    words: list[Words] = field(default_factory=list)


_KIND = 5
"""Where the kind of a citation stands among what `place_of` is given."""
MOST_AROUND = 6_000
"""Characters shown around all the evidence of a sentence: what many hold gets less for each."""


def _cited() -> QuerySet[Citation, tuple[Any, ...]]:
    rows = Citation.objects.filter(sentence=Given(0, BigIntegerField())).order_by("pk")
    rows = rows.annotate(translated=beside_quotation(Given(1, TextField())), standing=standing_of())
    return rows.values_list(
        *("held_by", "holder", "before", "words", "after", "language", "translated"),
        *(*COLUMNS, "standing"),
    )


_citations: Prepared[Citation] = Prepared(_cited)


def who_says_so(sentence: Sentence, path: str) -> list[SaidBy]:
    """The holders of a sentence with their words, in the order of its positions; one query.

    ``path``: the cycle's, as "igf/2026".
    """
    rows = _citations.rows(sentence.pk, get_language() or "en")
    around = min(AROUND, MOST_AROUND // (2 * max(1, len(rows))))
    found: dict[str, SaidBy] = {}
    for held_by, holder, before, quoted, after, language, translated, *place in rows:
        words = Words(
            before=ending(before, around),
            quoted=quoted,
            after=beginning(after, around),
            language=language,
            place=place_of(path, place),
            translated=translated or "",
        )
        said = SaidBy(holder, held_by, is_group=place[_KIND] == GROUP)
        found.setdefault(held_by or holder, said).words.append(words)
    return list(found.values())


def reflections_of(contribution: int) -> list[Reflection]:
    """Where public papers cite a contribution: the newest public version of each; one query."""
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
            path = f"/{paper.cycle.scope.path}/papers/{paper.number}/v{row.version.k}"
            found.append(
                Reflection(
                    path=f"{path}/s/{row.sentence}/",
                    text=row.data["text"],
                    language=row.data["language"],
                    paper=row.version.front["title"],
                )
            )
    return found


def ending(text: str, length: int) -> str:
    """The end of a text, from a whole word on."""
    return text if len(text) <= length else f"… {text[-length:].split(' ', 1)[-1]}"


def beginning(text: str, length: int) -> str:
    """The beginning of a text, up to a whole word."""
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"
