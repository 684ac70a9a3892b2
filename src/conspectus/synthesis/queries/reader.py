"""What a paper's readers ask for: filters, positions, holders, how to cite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, NamedTuple, Self
from urllib.parse import urlencode

from django.db.models import (
    Count,
    Exists,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT, KeyTextTransform
from django.db.models.functions import Coalesce

from conspectus.contributions.models import Contribution
from conspectus.core.citable import standing_of
from conspectus.core.models import Scope
from conspectus.formats.intake.folding import fold
from conspectus.synthesis.models import (
    PaperHolder,
    PaperVersion,
    PositionRow,
    Sentence,
    SentenceHolder,
)
from conspectus.synthesis.queries.cited_places import COLUMNS, Place, place_of
from conspectus.synthesis.queries.papers import versions_in

PAGE = 50
SENTENCES = 40
"""Sentences on a page of a filtered paper."""

EVIDENCE = 20
"""Sentences with their evidence on a page of a holder."""

SORTS: Final = {
    "theme": "order",
    "view": "by_view",
    "holder": "by_holder",
    "group": "group",
    "region": "region",
    "stance": "stance",
    "paragraph": "place",
}
"""The columns by which positions are sorted → their fields; a minus in front turns it round."""

ONLY_OPPOSED, ONLY_TABLE, ONLY_PRINTED = "oppositions", "table", "printed"


class ShownSentence(NamedTuple):
    """A sentence of a filtered paper; ``total``: of all those that the filter shows."""

    sentence: str
    section: int
    paragraph: str
    text: str
    language: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFilter:
    """What a reader wants to see: values of the version's facts, each "" for all.

    ``only``: ONLY_…; ``q``: a part of a holder's name; ``holder``: a holder's id.
    """

    theme: str = ""
    group: str = ""
    region: str = ""
    stance: str = ""
    only: str = ""
    q: str = ""
    holder: str = ""
    sort: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """From a query string; whatever else is in it counts for nothing."""
        # No value is longer than the column that it is compared with, and none holds a NUL, which
        # PostgreSQL takes in no text.
        read = {
            one.name: str(given.get(one.name, "")).replace("\0", "").strip()[:300]
            for one in fields(cls)
        }
        if read["sort"].removeprefix("-") not in SORTS:
            read["sort"] = ""
        return cls(**read)

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown, in whatever order."""
        return replace(self, sort="") == ReaderFilter()

    def query(self, **changed: object) -> str:
        """The query string of this, with some values changed."""
        values = {one.name: getattr(self, one.name) for one in fields(self)} | changed
        return urlencode({key: value for key, value in values.items() if value})

    def positions(self, of: Any) -> QuerySet[PositionRow]:  # noqa: ANN401 - a key or an OuterRef
        """The lines of positions.csv of a version that are shown, not sorted."""
        rows = PositionRow.objects.filter(version=of).order_by()
        for name in ("theme", "group", "region", "stance", "holder"):
            if value := getattr(self, name):
                rows = rows.filter(**{name: value})
        if self.q:
            # Of hundreds of holders, not of tens of thousands of positions.
            rows = rows.filter(holder__in=holders_named(of, self.q).values("holder"))
        if self.only == ONLY_OPPOSED:
            rows = rows.filter(opposed=True)
        elif self.only == ONLY_TABLE:
            rows = rows.filter(printed=False)
        elif self.only == ONLY_PRINTED:
            rows = rows.filter(printed=True)
        return rows

    def sorted_positions(self, of: Any) -> QuerySet[PositionRow]:  # noqa: ANN401 - a key or an OuterRef
        """The same in the order that was asked for."""
        minus = "-" if self.sort.startswith("-") else ""
        column = SORTS.get(self.sort.removeprefix("-"), "order")
        then = [] if column == "order" else [f"{minus}order"]
        return self.positions(of).order_by(f"{minus}{column}", *then)

    def shown_sentences(
        self, version: PaperVersion, sections: list[int] | None, page: int
    ) -> list[ShownSentence]:
        """One page of the sentences whose positions are shown; ``sections``: their places."""
        held = SentenceHolder.objects.filter(sentence=OuterRef("pk"))
        for name in ("group", "region"):
            if value := getattr(self, name):
                held = held.filter(**{name: value})
        if self.only == ONLY_OPPOSED:
            held = held.filter(opposed=True)
        rows = Sentence.objects.filter(Exists(held), version=version)
        if sections is not None:
            rows = rows.filter(section__in=sections)
        # What is read of the JSON is read for the rows of the page only.
        own = rows.order_by("order").values("pk")[(page - 1) * SENTENCES : page * SENTENCES]
        total = rows.order_by().values("version").annotate(n=Count("pk")).values("n")
        read = Sentence.objects.filter(pk__in=own).order_by("order")
        return [
            ShownSentence(*row)
            for row in read.values_list(
                *("sentence", "section", "paragraph", KT("data__text"), KT("data__language")),
                Subquery(total),
            )
        ]


def counted(rows: QuerySet[Any]) -> Combinable:
    """The number of rows that belong to the version of the query around (``OuterRef("pk")``)."""
    numbers = rows.order_by().values("version").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(numbers, output_field=IntegerField()), Value(0))


def public_version(scope: Scope, number: int, k: int, **also: Combinable) -> PaperVersion | None:
    """A public version of a paper, with what ``also`` counts; one query."""
    found = versions_in(scope).filter(paper__number=number, k=k, published__isnull=False)
    return found.annotate(**also).first()


def holders_named(of: Any, q: str) -> QuerySet[PaperHolder]:  # noqa: ANN401 - as above
    """The holders of a version with these words in their name, not sorted."""
    rows = PaperHolder.objects.filter(version=of).order_by()
    return rows.filter(folded__contains=fold(q)) if fold(q) else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Words of a holder on which a sentence rests, and where they stand."""

    words: str
    language: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence that cites a holder, with the evidence of that holder."""

    sentence: str
    text: str
    language: str
    paragraph: str
    proofs: tuple[Proof, ...]


def cited_of(holder: PaperHolder, path: str) -> list[Cited]:
    """The sentences that cite a holder, in the order of the paper, with its words; one query.

    ``path``: the cycle's, as "igf/2026".
    """
    rows = (
        SentenceHolder.objects.filter(holder=holder)
        .annotate(
            its=FilteredRelation(
                "sentence__citations",
                condition=Q(sentence__citations__held_by=holder.holder),
            ),
            text=KeyTextTransform("text", "sentence__data"),
            tongue=KeyTextTransform("language", "sentence__data"),
            standing=standing_of("its__"),
        )
        .order_by("sentence__order", "its__pk")
        .values_list(
            *("sentence__sentence", "text", "tongue", "sentence__paragraph"),
            *("its__words", "its__language"),
            *(f"its__{column}" for column in COLUMNS),
            "standing",
        )
    )
    found: dict[str, list[Any]] = {}
    for sentence, text, tongue, paragraph, words, language, *place in rows:
        entry = found.setdefault(sentence, [sentence, text, tongue, paragraph, []])
        if words is not None:
            proof = Proof(words=words, language=language, place=place_of(path, place))
            entry[-1].append(proof)
    return [
        Cited(sentence=one, text=text, language=tongue, paragraph=number, proofs=tuple(proofs))
        for one, text, tongue, number, proofs in found.values()
    ]


def reflected(contributions: QuerySet[Contribution]) -> list[PaperHolder]:
    """The holders of public papers whose contributions these are: newest versions first."""
    return list(
        PaperHolder.objects.filter(signed__in=contributions, version__published__isnull=False)
        .select_related("version__paper__cycle__scope")
        .defer("unprinted", "documents", "version__contents", "version__drawn_on")
        .order_by("-version__published", "-version__k", "order")
        .distinct()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToCite:
    """What a citation of a public version, or of a place in it, gives.

    ``path``: the permanent address, without a language: each reader is led to their own.
    ``leaf``: the number in the public record; ``None`` while it is not there.
    """

    title: str
    language: str
    status: str
    k: int
    published: dt.datetime
    paragraph: str
    path: str
    sha256: str
    leaf: int | None


def how_to_cite(
    version: PaperVersion, scope: Scope, *, sentence: str = "", paragraph: str = ""
) -> HowToCite | None:
    """How a version, or a sentence of it, is cited; ``None`` where it is not public."""
    if version.published is None:
        return None
    path = f"/{scope.path}/papers/{version.paper.number}/v{version.k}/"
    return HowToCite(
        title=version.front["title"],
        language=version.front["language"],
        status=version.status,
        k=version.k,
        published=version.published,
        paragraph=paragraph,
        path=f"{path}s/{sentence}/" if sentence else path,
        sha256=version.sha256,
        leaf=version.leaf.index if version.leaf else None,
    )
