"""What a rapporteur decides on a page of the map, as corrections: all of it, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.engine.corpus import Stance
from conspectus.people.models import Account
from conspectus.synthesis.models import (
    Correction,
    MappedPassage,
    MappedView,
    Paper,
    PaperVersion,
    Question,
)
from conspectus.synthesis.services.checking_text import check_wording
from conspectus.synthesis.services.correcting import Given, correct, last_number, undo

SINGLE = ("not_a_claim", "relayed", "quote", "exclude")
"""Kinds that say something of each ticked passage by itself."""

ANCHORS = 5
"""By how many of its passages a view is named, so that it is known when one of them leaves it."""

MOST_COMPARED = 500
"""Passages with which a wording is compared while somebody waits; the draft compares all."""

MOST_LEFT = 50
"""Passages of the same holders that can go with the ticked ones in one act."""


@transaction.atomic
def decide(
    paper: Paper, given: Sequence[Given], *, by: Account | None, base: int
) -> list[Correction]:
    """Records all of ``given``; ``base`` as in ``correct``.

    Raises:
        SiteError: nothing is given, or something of it is incomplete.
        ConflictError: somebody else has corrected the same since; nothing is recorded then.
    """
    if not given:
        raise SiteError(_("Nothing was chosen; tick a box first."))
    return [correct(paper, one, by=by, base=base) for one in given]


def keys_of_views(version: PaperVersion, views: Sequence[str]) -> dict[str, list[str]]:
    """View id → the keys of its passages, the surest first; one query."""
    rows = MappedPassage.objects.filter(version=version, view__in=views)
    found: dict[str, list[str]] = {view: [] for view in views}
    for view, key in rows.order_by("-sure", "id").values_list("view", "key"):
        if key not in found[view]:
            found[view].append(key)
    return {view: keys for view, keys in found.items() if keys}


def standing(version: PaperVersion, views: Iterable[Sequence[str]]) -> list[list[str]]:
    """The keys of each view that nobody has taken out of it since the draft was made; one query.

    All of a view's, where nothing of it is left.
    """
    since = version.paper.corrections.filter(number__gt=version.corrected, undone__isnull=True)
    rows = list(since.values_list("kind", "passages", "source", "view_of", "text"))
    return [[key for key in keys if key not in _taken(keys, rows)] or list(keys) for keys in views]


def _taken(keys: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """Those of a view's passages that some of these corrections take out of it."""
    taken: set[str] = set()
    for kind, passages, source, view_of, text in rows:
        of_this = not view_of or view_of in keys
        if kind in {*SINGLE[:2], "exclude"}:
            taken.update(key for key in keys if key in passages or key.split(":")[0] == source)
        elif of_this and (kind == "not_held" or (kind == "stance" and text != Stance.FOR)):
            taken.update(passages)
    return taken


def strays(found: MappedView, keys: Sequence[str], text: str) -> list[str]:
    """What a wording says that those who are to stand under it do not; nothing where it fits.

    ``keys``: of its passages. Where the verifier does not answer, the next draft says it.
    """
    rows = MappedPassage.objects.filter(version=found.version_id, view=found.view)
    rows = rows.filter(key__in=keys[:MOST_COMPARED]).order_by("id")
    said = list(rows.values_list("name", "words", "language"))
    try:
        return [one.message for one in check_wording(text, said)]
    except SiteError:
        return []


def worded(keys: Sequence[str], text: str, *, why: str) -> list[Given]:
    """A view in these words; ``keys``: of its passages, the surest first."""
    also = tuple(keys[1:ANCHORS])
    return [Given(kind="wording", view_of=keys[0], passages=also, text=text, why=why)]


def merged(groups: Sequence[Sequence[str]], *, why: str) -> list[Given]:
    """The passages of several views under one."""
    if len(groups) < 2:
        raise SiteError(_("Choose at least two views."), field="other")
    passages = tuple(dict.fromkeys(key for keys in groups for key in keys))
    return [Given(kind="same", passages=passages, why=why)]


def opposed(groups: Sequence[Sequence[str]], *, why: str) -> list[Given]:
    """Two views exclude each other."""
    if len(groups) != 2:
        raise SiteError(_("Choose two views."), field="other")
    return [Given(kind="oppose", passages=(groups[0][0], groups[1][0]), why=why)]


def of_each(kind: str, ticked: Sequence[str], *, why: str) -> list[Given]:
    """The same said of each passage by itself."""
    if kind == "exclude" and not why:
        raise SiteError(_("Say why it is left out."), field="why")
    return [Given(kind=kind, passages=(key,), why=why) for key in ticked]


def stance_of_each(
    ticked: Sequence[str], stance: str, rest: Sequence[str], *, why: str
) -> list[Given]:
    """How each passage stands to the view of the rest."""
    view_of = next((key for key in rest if key not in ticked), "")
    return [
        Given(kind="stance", passages=(key,), text=stance, why=why, view_of=view_of)
        for key in ticked
    ]


def left_of_holders(found: MappedView, ticked: Sequence[str]) -> list[MappedPassage]:
    """The passages through which the holders of the ticked ones would still hold the view."""
    rows = MappedPassage.objects.filter(version=found.version_id, view=found.view)
    named = rows.filter(key__in=ticked).values("holder")
    left = rows.filter(holder__in=named).exclude(key__in=ticked)
    return list(left.order_by("name", "-sure", "id")[:MOST_LEFT])


def not_held(ticked: Sequence[str], keys: Sequence[str], *, why: str) -> list[Given]:
    """The ticked passages do not say what the others of the view (``keys``) say."""
    rest = [key for key in keys if key not in ticked]
    if ticked and not rest:
        raise SiteError(_("All passages are ticked: leave at least one."), field="passages")
    return [Given(kind="not_held", passages=(key,), view_of=rest[0], why=why) for key in ticked]


@transaction.atomic
def split(
    paper: Paper,
    ticked: Sequence[str],
    keys: Sequence[str],
    *,
    by: Account | None,
    base: int,
    theme: str = "",
    why: str = "",
) -> list[Correction]:
    """The ticked passages as a view of their own, under another theme where one is given.

    What was merged before stays merged but for them: an earlier "same" that named both sides is
    taken back and recorded again without them.

    Raises:
        SiteError: none or all are ticked.
        ConflictError: as ``decide``.
    """
    if theme and ticked and set(keys) <= set(ticked):
        return decide(paper, moved(ticked, theme, why=why), by=by, base=base)
    given = not_held(ticked, keys, why=why)
    if len(ticked) > 1:
        given.append(Given(kind="same", passages=tuple(ticked), why=why))
    if theme:
        given += moved(ticked, theme, why=why)
    recorded = decide(paper, given, by=by, base=base)
    _loosen(paper, set(ticked), set(keys) - set(ticked), recorded, by=by)
    return recorded


def moved(keys: Sequence[str], theme: str, *, why: str) -> list[Given]:
    """A view under another theme: some passages speak for all that stand with them."""
    if not keys:
        return []
    return [Given(kind="theme", passages=tuple(keys[:ANCHORS]), theme=theme, why=why)]


def _loosen(
    paper: Paper,
    ticked: set[str],
    rest: set[str],
    recorded: Sequence[Correction],
    *,
    by: Account | None,
) -> None:
    new = {row.pk for row in recorded}
    for row in paper.corrections.filter(kind="same", undone__isnull=True).order_by("number"):
        names = set(row.passages)
        if row.pk in new or not (names & ticked and names & rest):
            continue
        undo(row, by=by)
        left = tuple(key for key in row.passages if key not in ticked)
        if len(left) > 1:
            # Whoever was quicker has been looked for when the split was recorded.
            again = Given(kind="same", passages=left, why=row.why)
            correct(paper, again, by=by, base=last_number(paper))


@transaction.atomic
def answer(
    question: Question, place: int | None, *, by: Account | None, base: int
) -> Correction | None:
    """Answers a question with the option at ``place``; ``None`` sets it aside.

    Raises:
        SiteError: it is answered already, or has no such option.
        ConflictError: as ``correct``.
    """
    question = (
        Question.objects.select_for_update().select_related("version__paper").get(pk=question.pk)
    )
    if question.state != Question.State.WAITING:
        raise SiteError(_("Somebody has answered this question already."))
    made = None
    if place is None:
        question.state = Question.State.ASIDE
    else:
        if place >= len(question.options):
            raise SiteError(_("This answer is not one of those offered; choose another."))
        given = question.options[place]["given"]
        if given is not None:
            made = correct(question.version.paper, Given(**given), by=by, base=base)
        question.state, question.answer = Question.State.ANSWERED, made
    question.save(update_fields=["state", "answer"])
    return made


@transaction.atomic
def take_back(correction: Correction, *, by: Account | None) -> Correction:
    """Undoes a correction; a question that it answered waits again."""
    undone = undo(correction, by=by)
    Question.objects.filter(answer=undone).update(state=Question.State.WAITING, answer=None)
    return undone
