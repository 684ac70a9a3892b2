"""The change log of a version and its comments, as pages need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.differences import changes
from conspectus.core.prepared import Given, Prepared, PreparedList
from conspectus.synthesis.contents import PaperPage, pages_of
from conspectus.synthesis.models import Change, Comment, Paper, PaperVersion
from conspectus.synthesis.queries.papers import HEAVY

ROWS = 50
BEGINNING = 300
"""Characters of a comment in a list; the whole stands at its own address."""

KINDS: dict[str, str | Promise] = {
    "new": _("new sentence"),
    "gone": _("left out"),
    "reworded": _("reworded"),
    "holders": _("other holders"),
    "moved": _("moved"),
}
_CAUSES: dict[str, str | Promise] = {
    "new evidence": _("new evidence"),
    "evidence withdrawn": _("evidence withdrawn"),
}
_COMMENT = re.compile(r"comment (\d+)")
_CORRECTION = re.compile(r"correction (\d+)( undone)?")


@dataclass(frozen=True, slots=True)
class Cause:
    """Why, in the reader's language; ``comment``: the number of the comment that it was, or 0."""

    words: str
    comment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedChange:
    """A row of a change log. ``place``: page of the text, in the version before where it is gone.

    ``parts``: (kind, words) of the differences word by word.
    """

    kind: str
    label: str | Promise
    paragraph: str
    sentence: str
    place: int
    parts: tuple[tuple[str, str], ...]
    causes: tuple[Cause, ...]


def logged_changes(
    version: PaperVersion, previous: PaperVersion | None, page: int
) -> tuple[list[LoggedChange], bool]:
    """One page of a version's change log, and whether there is a next one; one query."""
    first = (page - 1) * ROWS
    rows = list(Change.objects.filter(version=version).order_by("order")[first : first + ROWS + 1])
    new = pages_of(version.contents)
    old = pages_of(previous.contents) if previous is not None else []
    return [_logged(row, old if row.kind == "gone" else new) for row in rows[:ROWS]], (
        len(rows) > ROWS
    )


def _logged(row: Change, pages: Sequence[PaperPage]) -> LoggedChange:
    return LoggedChange(
        kind=row.kind,
        label=KINDS.get(row.kind, row.kind),
        paragraph=row.paragraph,
        sentence=row.sentence,
        place=place_of(pages, row.paragraph),
        parts=tuple(_parts(row.before, row.after)),
        causes=tuple(_cause(one) for one in row.cause.split("; ") if one),
    )


def place_of(pages: Iterable[PaperPage], paragraph: str) -> int:
    """On which page a paragraph stands, from 1; 0 where on none."""
    found = (place for place, page in enumerate(pages, start=1) if page.holds(paragraph))
    return next(found, 0)


def _parts(before: str, after: str) -> Iterable[tuple[str, str]]:
    old = [before] if before else []
    new = [after] if after else []
    for change in changes(old, new):
        if change.kind == "same":
            yield ("same", after)
        yield from change.parts


def _cause(text: str) -> Cause:
    if found := _COMMENT.fullmatch(text):
        return Cause(gettext("comment %(number)s") % {"number": found[1]}, int(found[1]))
    if found := _CORRECTION.fullmatch(text):
        said = (
            gettext("correction %(number)s undone")
            if found[2]
            else gettext("correction %(number)s")
        )
        return Cause(said % {"number": found[1]})
    if text.startswith("reply of "):
        return Cause(gettext("reply of %(name)s") % {"name": text.removeprefix("reply of ")})
    return Cause(str(_CAUSES.get(text, text)))


def with_comment_counts(versions: QuerySet[PaperVersion]) -> QuerySet[PaperVersion]:
    """Each with ``comment_count``: its public comments; in the same query."""
    counted = (
        Comment.objects.filter(version=OuterRef("pk"), published__isnull=False)
        .order_by()
        .values("version")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return versions.annotate(comment_count=Coalesce(Subquery(counted), 0))


def public_comments(version: PaperVersion) -> QuerySet[Comment]:
    """The comments on a version that anybody reads, by number."""
    return version.comments.filter(published__isnull=False).order_by("number")


WAITING, UNANSWERED, ANSWERED, ALL = "waiting", "unanswered", "answered", "all"


def _comments(which: str) -> QuerySet[Comment]:
    rows = Comment.objects.filter(version__paper=Given(0, BigIntegerField()))
    rows = rows.exclude(state=Comment.State.UNVERIFIED)
    published = rows.filter(state=Comment.State.PUBLISHED)
    return {
        WAITING: rows.filter(state=Comment.State.WAITING),
        UNANSWERED: published.filter(answered__isnull=True),
        ANSWERED: published.filter(answered__isnull=False),
    }.get(which, rows)


def _with_their_versions(which: str) -> QuerySet[Comment]:
    heavy = [f"version__{one}" for one in HEAVY]
    return _comments(which).select_related("version").defer(*heavy).order_by("pk")


def _how_many(which: str) -> QuerySet[Comment, tuple[int]]:
    rows = _comments(which).order_by().values("version__paper")
    return rows.annotate(n=Count("pk")).values_list("n")


_for_work = {
    which: (Prepared(partial(_with_their_versions, which)), Prepared(partial(_how_many, which)))
    for which in (WAITING, UNANSWERED, ANSWERED, ALL)
}


def comments_for_work(paper: Paper, which: str) -> PreparedList[Comment]:
    """The comments on all versions of a paper whose authors' addresses are verified."""
    rows, counted = _for_work.get(which, _for_work[ALL])
    return PreparedList(rows, counted, paper.pk)


def _versions() -> QuerySet[PaperVersion]:
    rows = PaperVersion.objects.filter(paper=Given(0, BigIntegerField()))
    return with_comment_counts(rows.defer("contents", "drawn_on")).order_by("-k")


def _number_of_versions() -> QuerySet[PaperVersion, tuple[int]]:
    rows = PaperVersion.objects.filter(paper=Given(0, BigIntegerField())).order_by()
    return rows.values("paper").annotate(n=Count("pk")).values_list("n")


_all_versions, _counted_versions = Prepared(_versions), Prepared(_number_of_versions)


def versions_for_work(paper: Paper) -> PreparedList[PaperVersion]:
    """All versions of a paper, the newest first, each with ``comment_count``."""
    return PreparedList(_all_versions, _counted_versions, paper.pk)
