"""The map of a paper as its pages need it; each function is one statement, or says how many."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
)
from django.db.models.functions import Cast, Coalesce

from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared
from conspectus.core.remembered import WhileUnchanged
from conspectus.synthesis.models import (
    Correction,
    MappedPassage,
    MappedTheme,
    MappedView,
    Paper,
    PaperVersion,
    Question,
)
from conspectus.synthesis.queries.cited_places import Place, place_of_passage
from conspectus.synthesis.queries.papers import HEAVY, beginning, ending

Mapped = TypeVar("Mapped", MappedTheme, MappedView)

VIEWS = 50
PASSAGES = 12
QUESTIONS = 10
CORRECTIONS = 30
NEAR = 15
MOST_SAID = 20
MOST_KEYS = max(CORRECTIONS, 2 * QUESTIONS)
"""Rows of a page, by kind."""
AROUND = 160
"""Characters shown before and after a passage."""


def _last(paper: str) -> Coalesce:
    """The number of the last correction that the reader of a page sees."""
    numbers = Correction.objects.filter(paper=OuterRef(paper)).order_by("-number").values("number")
    return Coalesce(Subquery(numbers[:1]), 0, output_field=IntegerField())


_OF_PAPER = (Given(0, BigIntegerField()), Given(1, IntegerField()))
"""Scope and number, the first two values of most queries here."""


def _drafts() -> QuerySet[PaperVersion]:
    scope, number = _OF_PAPER
    return (
        PaperVersion.objects.filter(paper__cycle__scope=scope, paper__number=number)
        .select_related("paper__call")
        .defer(*HEAVY)
        .annotate(base=_last("paper"))
        .order_by("-k")
    )


_newest_drafts = Prepared(_drafts)


def drafts_of(scope: Scope, number: int) -> list[PaperVersion]:
    """The newest versions of a paper, newest first, ready or not; each with ``base``."""
    return _newest_drafts.objects(scope.pk, number, window=(5, 0))


_fronts: Prepared[PaperVersion] = Prepared(
    lambda: PaperVersion.objects.filter(pk=Given(0, BigIntegerField())).values_list("front")
)


def with_front(version: PaperVersion) -> PaperVersion:
    """The same version with its ``front``, which `drafts_of` leaves unread."""
    ((version.front,),) = _fronts.rows(version.pk)
    return version


def _of_map(model: type[Mapped], field: str) -> QuerySet[Mapped]:
    """A theme or view of a paper's map by its id, with its version and paper."""
    scope, number = _OF_PAPER
    about = {"version__paper__cycle__scope": scope, "version__paper__number": number}
    rows = model._default_manager.filter(**about, **{field: Given(2, TextField())})  # noqa: SLF001 - Django's name for it
    deferred = [f"version__{heavy}" for heavy in HEAVY]
    return (
        rows.select_related("version__paper")
        .defer(*deferred)
        .annotate(base=_last("version__paper"))
    )


def _of_view_as_written() -> QuerySet[MappedView]:
    # What put each passage here is long and a page shows twelve of it: read where it is asked for.
    return _of_map(MappedView, "view").defer("why").annotate(reasons=Cast("why", TextField()))


_theme = Prepared(lambda: _of_map(MappedTheme, "theme"))
_view = Prepared(_of_view_as_written)


def theme_of(scope: Scope, number: int, theme: str) -> MappedTheme | None:
    """A theme of a paper's map, with its version and paper; ``base``: the last correction."""
    return _theme.first(scope.pk, number, theme)


def view_of(scope: Scope, number: int, view: str) -> MappedView | None:
    """A view of a paper's map, with its version and paper; ``base``: the last correction.

    Its ``why`` is not read; `put_here_by` reads of it what a page shows.
    """
    return _view.first(scope.pk, number, view)


class PutHere(NamedTuple):
    """By what the engine put a passage into a view (``MappedView.why``)."""

    passage: str
    beside: str
    score: int
    words: list[str]


_json = json.JSONDecoder()


def put_here_by(view: MappedView, passages: Iterable[str]) -> list[PutHere]:
    """What put these passages into a view of `view_of`, as far as anything is kept of it.

    Only their entries are read: in a JSON text nothing but the beginning of a list looks like one.
    """
    written: str = getattr(view, "reasons", "")
    found = (_entry_of(written, passage) for passage in passages)
    return [one for one in found if one is not None]


def _entry_of(written: str, passage: str) -> PutHere | None:
    begins, end = f"[{json.dumps(passage)}, ", len(written)
    while (at := written.rfind(begins, 0, end)) >= 0:
        entry, _end = _json.raw_decode(written, at)
        if len(entry) == len(PutHere._fields) and isinstance(entry[-1], list):
            return PutHere(*entry)
        end = at
    return None


_VERSION = Given(0, BigIntegerField())
_themes = Prepared(lambda: MappedTheme.objects.filter(version=_VERSION))
_named_themes = Prepared(
    lambda: MappedTheme.objects.filter(version=_VERSION).only("version", "theme", "name", "order")
)


def themes_of(version: PaperVersion) -> list[MappedTheme]:
    """The themes of a map in their order, with all that is counted of them."""
    return _themes.objects(version.pk)


def named_themes_of(version: PaperVersion) -> list[MappedTheme]:
    """The themes of a map in their order, with no more than their names."""
    return _named_themes.objects(version.pk)


_SHOWN = ("view", "wording", "language", "n", "of", "degree", "groups", "marks", "theme")


def _views(*, mark: bool, words: bool) -> QuerySet[MappedView]:
    rows = MappedView.objects.filter(version=_VERSION, theme=Given(1, TextField()))
    if mark:
        rows = rows.filter(marks__contains=Given(2, TextField()))
    if words:
        rows = rows.filter(wording__icontains=Given(3, TextField()))
    return rows.only(*_SHOWN)


_views_by = {
    (mark, words): Prepared(partial(_views, mark=mark, words=words))
    for mark in (False, True)
    for words in (False, True)
}


def views_in(theme: MappedTheme, mark: str, words: str, place: int) -> list[MappedView]:
    """A page of a theme's views with a mark or words, and one more where there is a next page."""
    query = _views_by[bool(mark), bool(words)]
    window = (VIEWS + 1, (place - 1) * VIEWS)
    return query.objects(theme.version_id, theme.theme, f",{mark},", words, window=window)


class PassageRow(NamedTuple):
    """A passage as the pages show it; ``number`` and ``k``: of its contribution, where it is one.

    ``kind`` and ``address``: of its source, where it is no contribution.

    The first fields are those of ``MappedPassage``.
    """

    passage: str
    key: str
    view: str
    theme: str
    holder: str
    name: str
    group: str
    region: str
    capacity: str
    stance: str
    language: str
    paragraph: int
    before: str
    words: str
    after: str
    printed: bool
    kind: str
    address: str
    number: int | None
    k: int | None


_PASSAGE = (*PassageRow._fields[:-2], "contribution__number", "contribution_version__k")


def _passages(**about: object) -> QuerySet[MappedPassage, tuple[Any, ...]]:
    rows = MappedPassage.objects.filter(version=_VERSION, **about).order_by("id")
    return rows.values_list(*_PASSAGE)


# "in", because SQLite finds "not printed" in no index.
_unprinted: Prepared[MappedPassage] = Prepared(
    lambda: _passages(theme=Given(1, TextField()), printed__in=[False]).order_by("holder", "id")
)
_of_view: Prepared[MappedPassage] = Prepared(lambda: _passages(view=Given(1, TextField())))
# Without an order: for the sake of one, SQLite would walk through all passages by their ids.
_by_key: Prepared[MappedPassage] = Prepared(
    lambda: (
        _passages(key__in=[Given(n, TextField()) for n in range(1, MOST_KEYS + 1)])
        .order_by()
        .values_list("pk", *_PASSAGE)
    )
)


def unprinted_in(theme: MappedTheme, place: int) -> list[PassageRow]:
    """A page of what is not reflected of a theme, holder by holder, and one more."""
    window = (VIEWS + 1, (place - 1) * VIEWS)
    rows = _unprinted.rows(theme.version_id, theme.theme, window=window)
    return [PassageRow(*row) for row in rows]


def passages_of(view: MappedView, place: int) -> list[PassageRow]:
    """A page of a view's passages, and one more where there is a next page."""
    window = (PASSAGES + 1, (place - 1) * PASSAGES)
    return [PassageRow(*row) for row in _of_view.rows(view.version_id, view.view, window=window)]


def passages_by_key(version: PaperVersion, keys: Iterable[str]) -> dict[str, PassageRow]:
    """The passages that a page's corrections or questions name, the first of each key.

    One statement, also where none is named.
    """
    wanted = sorted({*keys} - {""})[:MOST_KEYS] or ["-"]
    filled = [*wanted, *wanted[-1:] * (MOST_KEYS - len(wanted))]
    rows = sorted(_by_key.rows(version.pk, *filled), key=lambda row: -row[0])
    found = [PassageRow(*row[1:]) for row in rows]
    return {row.key: row for row in found}


def _numbered() -> QuerySet[Correction]:
    numbers: list[Any] = [Given(place, IntegerField()) for place in range(1, MOST_SAID + 1)]
    return Correction.objects.filter(paper=_VERSION, number__in=numbers).order_by("-number")


_all_that_holds = Prepared(
    lambda: Correction.objects.filter(paper=_VERSION, undone__isnull=True).order_by("-number")
)
_by_number = Prepared(_numbered)
_naming: WhileUnchanged[dict[str, list[int]]] = WhileUnchanged(most=4)


def _numbers_by_key(corrections: Iterable[Correction]) -> dict[str, list[int]]:
    """Key of a passage → the numbers of the corrections that name it, in their order."""
    found: dict[str, list[int]] = {}
    for one in corrections:
        for key in {one.of, one.view_of, *one.passages}:
            found.setdefault(key, []).append(one.number)
    return found


def corrections_on(paper: Paper, keys: Iterable[str]) -> list[Correction]:
    """What holds of a page's passages, the latest first: as ``correcting.on_the_same``.

    Which corrections name a passage is remembered until something is written; then only what is
    shown is made into objects. One statement at most.
    """
    read: list[Correction] = []

    def index() -> dict[str, list[int]]:
        read.extend(_all_that_holds.objects(paper.pk))
        return _numbers_by_key(read)

    named = _naming.get(paper.pk, index)
    if not named:
        return []
    numbers = sorted({n for key in {*keys} - {""} for n in named.get(key, ())}, reverse=True)
    shown = numbers[:MOST_SAID] or [0]
    if read:
        return [one for one in read if one.number in set(shown)]
    return _by_number.objects(paper.pk, *shown, *shown[-1:] * (MOST_SAID - len(shown)))


def _near(*, words: bool) -> QuerySet[MappedView]:
    rows = MappedView.objects.filter(version=_VERSION).exclude(view=Given(1, TextField()))
    said = Given(2, TextField())
    rows = rows.filter(wording__icontains=said) if words else rows.filter(theme=said)
    return rows.only("view", "wording", "language", "n", "theme")


_near_by = {words: Prepared(partial(_near, words=words)) for words in (False, True)}


def near_views(view: MappedView, words: str) -> list[MappedView]:
    """What a view may be merged with or opposed to: by words, else the widest of its theme."""
    query = _near_by[bool(words)]
    return query.objects(view.version_id, view.view, words or view.theme, window=(NEAR, 0))


@dataclass(frozen=True, slots=True)
class Doubts:
    """What waits: how many questions, and the sum of their values; by kind."""

    kinds: tuple[tuple[str, int, float], ...]

    @property
    def count(self) -> int:
        """Questions that wait."""
        return sum(n for _, n, _ in self.kinds)

    @property
    def left(self) -> float:
        """The estimate of what is left: holders concerned times doubt."""
        return round(sum(value for _, _, value in self.kinds), 1)


_doubts = Prepared(
    lambda: (
        Question.objects.filter(version=_VERSION, state=Question.State.WAITING)
        .order_by()
        .values_list("kind")
        .annotate(n=Count("id"), value=Sum("value"))
        .order_by("-value", "kind")
    )
)

_doubted: WhileUnchanged[Doubts] = WhileUnchanged(most=8)


def doubts_of(version: PaperVersion) -> Doubts:
    """What the engine doubts and nobody has answered; remembered until something is written."""
    key = version.pk
    return _doubted.get(key, lambda: Doubts(tuple((k, n, v) for k, n, v in _doubts.rows(key))))


def _waiting(*, kind: bool) -> QuerySet[Question]:
    rows = Question.objects.filter(version=_VERSION, state=Question.State.WAITING)
    return (rows.filter(kind=Given(1, TextField())) if kind else rows).order_by("order")


_waiting_by = {kind: Prepared(partial(_waiting, kind=kind)) for kind in (False, True)}


def waiting_questions(version: PaperVersion, kind: str) -> list[Question]:
    """The most valuable questions that wait."""
    return _waiting_by[bool(kind)].objects(version.pk, kind, window=(QUESTIONS, 0))


@dataclass(frozen=True, slots=True)
class Since:
    """Corrections that the newest draft does not know yet."""

    new: int
    undone: int
    active: int
    stopped: int


def _since() -> QuerySet[Correction, tuple[int, int, int, int]]:
    number, created = Given(1, IntegerField()), Given(2, DateTimeField())
    holds = Q(undone__isnull=True)
    return (
        Correction.objects.filter(paper=_VERSION)
        .order_by()
        .values("paper")
        .annotate(
            new=Count("id", filter=holds & Q(number__gt=number)),
            back=Count("id", filter=Q(undone__gt=created, number__lte=number)),
            holding=Count("id", filter=holds),
            without=Count("id", filter=holds & Q(state__in=("stopped", "dormant", "overruled"))),
        )
        .values_list("new", "back", "holding", "without")
    )


_counted_since = Prepared(_since)
_recorded_since: WhileUnchanged[Since] = WhileUnchanged(most=8)


def corrections_since(version: PaperVersion) -> Since:
    """What was recorded and taken back since the draft, and what did not become of the rest.

    Remembered until something is written.
    """
    return _recorded_since.get(version.pk, lambda: _what_was_since(version))


def _what_was_since(version: PaperVersion) -> Since:
    created = connection.ops.adapt_datetimefield_value(version.created)
    rows = _counted_since.rows(version.paper_id, version.corrected, created)
    new, undone, active, stopped = rows[0] if rows else (0, 0, 0, 0)
    return Since(new=new, undone=undone, active=active, stopped=stopped)


@cache
def _listed(*, undone: bool | None, state: bool, kind: bool) -> Prepared[Correction]:
    def build() -> QuerySet[Correction]:
        rows = Correction.objects.filter(paper=_VERSION)
        if undone is not None:
            rows = rows.filter(undone__isnull=not undone)
        if state:
            rows = rows.filter(state=Given(1, TextField()))
        if kind:
            rows = rows.filter(kind=Given(2, TextField()))
        return rows.order_by("-number")

    return Prepared(build)


def listed_corrections(
    version: PaperVersion, *, state: str, kind: str, place: int
) -> list[Correction]:
    """A page of a paper's corrections, the latest first, and one more."""
    undone = (state == "undone") if state else None
    query = _listed(undone=undone, state=undone is False, kind=bool(kind))
    window = (CORRECTIONS + 1, (place - 1) * CORRECTIONS)
    return query.objects(version.paper_id, state, kind, window=window)


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A passage as a page shows it; its place has no address where nothing stands at one."""

    row: PassageRow
    before: str
    after: str
    place: Place


def in_context(row: PassageRow, path: str) -> InContext:
    """A passage between what stands around it; ``path``: the cycle's."""
    return InContext(
        row=row,
        before=ending(row.before, AROUND),
        after=beginning(row.after, AROUND),
        place=place_of_passage(
            path, row.number, row.k, row.paragraph, kind=row.kind, address=row.address
        ),
    )
