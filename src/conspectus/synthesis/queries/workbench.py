"""The map of a paper as its pages need it; each function is one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Count,
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
from conspectus.synthesis.models import (
    Correction,
    MappedPassage,
    MappedTheme,
    MappedView,
    Paper,
    PaperVersion,
    Question,
)
from conspectus.synthesis.queries.papers import beginning, ending

VIEWS = 50
PASSAGES = 12
QUESTIONS = 10
CORRECTIONS = 30
NEAR = 15
MOST_SAID = 20
"""Rows of a page, by kind."""
AROUND = 160
"""Characters shown before and after a passage."""


def _last(paper: str) -> Coalesce:
    """The number of the last correction that the reader of a page sees."""
    numbers = Correction.objects.filter(paper=OuterRef(paper)).order_by("-number").values("number")
    return Coalesce(Subquery(numbers[:1]), 0, output_field=IntegerField())


def drafts_of(scope: Scope, number: int) -> list[PaperVersion]:
    """The newest versions of a paper, newest first, ready or not; each with ``base``."""
    rows = PaperVersion.objects.filter(paper__cycle__scope=scope, paper__number=number)
    return list(
        rows.select_related("paper__call")
        .defer("contents", "front", "drawn_on")
        .annotate(base=_last("paper"))
        .order_by("-k")[:5]
    )


def theme_of(scope: Scope, number: int, theme: str) -> MappedTheme | None:
    """A theme of a paper's map, with its version and paper; ``base``: the last correction."""
    return (
        MappedTheme.objects.filter(
            version__paper__cycle__scope=scope, version__paper__number=number, theme=theme
        )
        .select_related("version__paper")
        .defer("version__contents", "version__front", "version__drawn_on")
        .annotate(base=_last("version__paper"))
        .first()
    )


def view_of(scope: Scope, number: int, view: str) -> MappedView | None:
    """A view of a paper's map, with its version and paper; ``base``: the last correction."""
    return (
        MappedView.objects.filter(
            version__paper__cycle__scope=scope, version__paper__number=number, view=view
        )
        .select_related("version__paper")
        .defer("version__contents", "version__front", "version__drawn_on")
        .annotate(base=_last("version__paper"))
        .first()
    )


def themes_of(version: PaperVersion) -> list[MappedTheme]:
    """The themes of a map in their order."""
    return list(MappedTheme.objects.filter(version=version))


def views_in(theme: MappedTheme, mark: str, words: str, place: int) -> list[MappedView]:
    """A page of a theme's views with a mark or words, and one more where there is a next page."""
    rows = MappedView.objects.filter(version=theme.version_id, theme=theme.theme)
    if mark:
        rows = rows.filter(marks__contains=f",{mark},")
    if words:
        rows = rows.filter(wording__icontains=words)
    first = (place - 1) * VIEWS
    shown = rows.only("view", "wording", "language", "n", "of", "degree", "groups", "marks")
    return list(shown[first : first + VIEWS + 1])


def unprinted_in(theme: MappedTheme, place: int) -> list[MappedPassage]:
    """A page of what is not reflected of a theme, holder by holder, and one more."""
    # "in", because SQLite finds "not printed" in no index.
    rows = MappedPassage.objects.filter(
        version=theme.version_id, theme=theme.theme, printed__in=[False]
    ).order_by("holder", "id")
    first = (place - 1) * VIEWS
    return list(_with_addresses(rows)[first : first + VIEWS + 1])


def passages_of(view: MappedView, place: int) -> list[MappedPassage]:
    """A page of a view's passages, and one more where there is a next page."""
    rows = MappedPassage.objects.filter(version=view.version_id, view=view.view).order_by("id")
    first = (place - 1) * PASSAGES
    return list(_with_addresses(rows)[first : first + PASSAGES + 1])


def passages_by_key(version: PaperVersion, keys: Iterable[str]) -> dict[str, MappedPassage]:
    """The passages that corrections and questions name; one statement also where none does."""
    rows = MappedPassage.objects.filter(version=version, key__in={"", *keys}).order_by()
    found = sorted(_with_addresses(rows), key=lambda row: -row.pk)
    return {row.key: row for row in found}


def corrections_on(paper: Paper, keys: Iterable[str]) -> list[Correction]:
    """What holds of passages, the latest first: as ``correcting.on_the_same``, by words alone.

    So the database reads the lists of keys, and only what is shown is made into objects.
    """
    wanted = sorted(set(keys))
    about = Q(of__in=wanted) | Q(view_of__in=wanted)
    for key in wanted:
        about |= Q(written__contains=f'"{key}"')
    rows = Correction.objects.filter(paper=paper, undone__isnull=True).order_by("-number")
    return list(rows.annotate(written=Cast("passages", TextField())).filter(about)[:MOST_SAID])


def _with_addresses(rows: QuerySet[MappedPassage]) -> QuerySet[MappedPassage]:
    return rows.select_related("contribution", "contribution_version").only(
        *("passage", "key", "view", "theme", "holder", "name", "group", "region", "capacity"),
        *("stance", "language", "paragraph", "before", "words", "after", "printed", "sure"),
        *("contribution__number", "contribution_version__k"),
    )


def near_views(view: MappedView, words: str) -> list[MappedView]:
    """What a view may be merged with or opposed to: by words, else the widest of its theme."""
    rows = MappedView.objects.filter(version=view.version_id).exclude(view=view.view)
    rows = rows.filter(wording__icontains=words) if words else rows.filter(theme=view.theme)
    return list(rows.only("view", "wording", "language", "n", "theme")[:NEAR])


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


def doubts_of(version: PaperVersion) -> Doubts:
    """What the engine doubts and nobody has answered."""
    rows = (
        Question.objects.filter(version=version, state=Question.State.WAITING)
        .order_by()
        .values_list("kind")
        .annotate(n=Count("id"), value=Sum("value"))
        .order_by("-value", "kind")
    )
    return Doubts(tuple((kind, n, value) for kind, n, value in rows))


def waiting_questions(version: PaperVersion, kind: str) -> list[Question]:
    """The most valuable questions that wait."""
    rows = Question.objects.filter(version=version, state=Question.State.WAITING)
    if kind:
        rows = rows.filter(kind=kind)
    return list(rows.order_by("order")[:QUESTIONS])


@dataclass(frozen=True, slots=True)
class Since:
    """Corrections that the newest draft does not know yet."""

    new: int
    undone: int
    active: int
    stopped: int


def corrections_since(version: PaperVersion) -> Since:
    """What was recorded and taken back since the draft, and what did not become of the rest."""
    holds = Q(undone__isnull=True)
    found = Correction.objects.filter(paper=version.paper_id).aggregate(
        since=Count("id", filter=holds & Q(number__gt=version.corrected)),
        back=Count("id", filter=Q(undone__gt=version.created, number__lte=version.corrected)),
        holding=Count("id", filter=holds),
        without=Count("id", filter=holds & Q(state__in=("stopped", "dormant", "overruled"))),
    )
    return Since(
        new=found["since"],
        undone=found["back"],
        active=found["holding"],
        stopped=found["without"],
    )


def listed_corrections(
    version: PaperVersion, *, state: str, kind: str, place: int
) -> list[Correction]:
    """A page of a paper's corrections, the latest first, and one more."""
    rows = Correction.objects.filter(paper=version.paper_id)
    if state == "undone":
        rows = rows.filter(undone__isnull=False)
    elif state:
        rows = rows.filter(undone__isnull=True, state=state)
    if kind:
        rows = rows.filter(kind=kind)
    first = (place - 1) * CORRECTIONS
    return list(rows.order_by("-number")[first : first + CORRECTIONS + 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A passage as a page shows it. ``address``: of its paragraph, after the language, or ""."""

    row: MappedPassage
    before: str
    after: str
    address: str


def in_context(row: MappedPassage, path: str) -> InContext:
    """A passage between what stands around it; ``path``: the cycle's."""
    address = ""
    if row.contribution is not None and row.contribution_version is not None:
        number, k = row.contribution.number, row.contribution_version.k
        address = f"/{path}/contributions/{number}/v{k}/p{row.paragraph}/"
    return InContext(
        row=row,
        before=ending(row.before, AROUND),
        after=beginning(row.after, AROUND),
        address=address,
    )
