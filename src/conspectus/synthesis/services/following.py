"""A paper follows an earlier one: the choice, and what became of that one's views.

What the engine found (`Kin`) is kept by the job that makes a version. The lines that readers see
are made from it and from the positions of both versions, without the engine: so an erasure makes
them anew, and they say nothing that the two papers do not say any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.formats.intake.folding import fold
from conspectus.synthesis.models import (
    Kin,
    Paper,
    PaperHolder,
    PaperVersion,
    PositionRow,
    Sentence,
    ViewChange,
)
from conspectus.synthesis.queries.following import may_be_followed

if TYPE_CHECKING:  # what compares papers is no part of a web process
    from conspectus.engine.revision.kinship import Kinship

BATCH: Final = 500
RANKS: Final = {"one": 1, "two": 2, "number": 3, "several": 3, "many": 4, "most": 5}
"""The degree words by how much they say; "general support" says most."""
MOST: Final = 6


@transaction.atomic
def follow(paper: Paper, *, earlier: PaperVersion | None) -> Paper:
    """From its next draft on the paper follows ``earlier``, or none.

    Raises:
        SiteError: that version is not public, of another forum, or of the paper itself.
    """
    if earlier is not None and not may_be_followed(paper).filter(pk=earlier.pk).exists():
        raise SiteError(_("Choose an earlier public paper of this forum."), field="follows")
    paper.follows = earlier
    paper.save(update_fields=["follows"])
    return paper


def following_notes(version: PaperVersion) -> tuple[str, ...]:
    """The sentence of the introduction that names the earlier paper, in the paper's language."""
    earlier = version.paper.follows
    if earlier is None:
        return ()
    own = f"/{version.paper.cycle.scope.path}/papers/{version.paper.number}/v{version.k}/since/"
    of = f" of {earlier.published:%-d %B %Y}" if earlier.published else ""
    said = (
        f"This paper follows an earlier paper of the forum{of} "
        f"({settings.PUBLIC_ADDRESS}{_path(earlier)}); the views that are new, stronger or weaker "
        f"since then, and those that nobody states in it, are listed at "
        f"{settings.PUBLIC_ADDRESS}{own}."
    )
    return (said,)


def keep_kinship(version: PaperVersion, earlier: PaperVersion, found: Kinship) -> None:
    """What the engine found, and the lines that follow from it; the version is not saved."""
    version.follows = earlier
    now, then = version.drawn_on, earlier.drawn_on
    told = (
        *((Kin.Kind.SAME, pair, []) for pair in found.same),
        *(
            (Kin.Kind.STILL_HELD, pair, _erasable(found.sources_now.get(pair[1], ()), now))
            for pair in found.still_held
        ),
        *(
            (Kin.Kind.HELD_BEFORE, pair, _erasable(found.sources_then.get(pair[0], ()), then))
            for pair in found.held_before
        ),
    )
    version.kin.all().delete()
    Kin.objects.bulk_create(
        (
            Kin(version=version, kind=kind, view=one, was=other, sources=sources)
            for kind, (one, other), sources in told
        ),
        batch_size=BATCH,
    )
    keep_view_changes(version)


def _erasable(sources: Sequence[str], drawn_on: Mapping[str, str]) -> list[str]:
    """These sources, or none where one of them will always be there."""
    return list(sources) if drawn_on.keys() >= set(sources) else []


def _told(version: PaperVersion, earlier: PaperVersion) -> list[Kin]:
    """What the words of the two versions still tell."""
    read = {Kin.Kind.STILL_HELD: version.drawn_on, Kin.Kind.HELD_BEFORE: earlier.drawn_on}
    return [
        one
        for one in version.kin.all()
        if not one.sources or not read[Kin.Kind(one.kind)].keys().isdisjoint(one.sources)
    ]


def keep_view_changes(version: PaperVersion) -> None:
    """The lines from what the positions of both versions say now; the version is not saved."""
    earlier = version.follows
    if earlier is None:
        return
    now, then = _views(version), _views(earlier)
    lines = list(_lines(now, then, _told(version, earlier)))
    shown = [one for one in lines if one.now.sentence or one.then.sentence]
    shown.sort(key=lambda one: (_KINDS.index(one.kind), one.place))
    heard = frozenset(PaperHolder.objects.filter(version=version).values_list("folded", flat=True))
    version.view_changes.all().delete()
    ViewChange.objects.bulk_create(
        (_row(version, order, one, heard) for order, one in enumerate(shown)), batch_size=BATCH
    )
    kinds = [one.kind for one in shown]
    version.front["follows"] = {
        "at": _path(earlier),
        "title": earlier.front.get("title", earlier.paper.title),
        "language": earlier.front.get("language", earlier.language),
        "status": earlier.status,
        "date": earlier.published.date().isoformat() if earlier.published else "",
        "counts": {kind: kinds.count(kind) for kind in _KINDS},
        "unlisted": len(lines) - len(shown),
    }


def renew_view_changes(changed: PaperVersion) -> None:
    """After words have gone from a version: the lines of it, and of those that follow it."""
    touched = PaperVersion.objects.filter(
        Q(pk=changed.pk) | Q(follows=changed), follows__isnull=False
    ).select_related("paper__cycle__scope", "follows__paper__cycle__scope")
    for version in touched:
        keep_view_changes(version)
        version.save(update_fields=["front"])
        mark_changed(version.paper.cycle.scope)


def _path(version: PaperVersion) -> str:
    """The permanent address of a version, without language."""
    return f"/{version.paper.cycle.scope.path}/papers/{version.paper.number}/v{version.k}/"


@dataclass(slots=True)
class _View:
    """A view as the positions of a version tell it. ``names``: folded name → name."""

    theme: str = ""
    wording: str = ""
    language: str = ""
    place: int = 0
    sentence: str = ""
    paragraph: str = ""
    names: dict[str, str] = field(default_factory=dict)
    degree: dict[str, Any] | None = None

    @property
    def strength(self) -> tuple[int, int]:
        word = (self.degree or {}).get("word", "")
        return len(self.names), RANKS.get(word, MOST) if word else 0


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    now: _View
    then: _View

    @property
    def place(self) -> tuple[int, int]:
        return (self.now.place, 0) if self.now.names else (self.then.place, 1)


_KINDS = (
    ViewChange.Kind.NEW.value,
    ViewChange.Kind.GONE.value,
    ViewChange.Kind.STRONGER.value,
    ViewChange.Kind.WEAKER.value,
)


def _views(version: PaperVersion) -> dict[str, _View]:
    """The views of a version by id."""
    themes = {key: name for key, name, _places in version.front["reader"]["themes"]}
    degrees = dict(
        Sentence.objects.filter(version=version, kind="view").values_list("sentence", "data")
    )
    found: dict[str, _View] = {}
    for row in PositionRow.objects.filter(version=version).order_by(F("place"), F("order")):
        one = found.setdefault(
            row.view,
            _View(
                theme=themes.get(row.theme, row.theme),
                wording=row.wording,
                language=row.language,
                place=row.place,
            ),
        )
        one.names[fold(row.name)] = row.name
        if row.sentence and not one.sentence:
            one.sentence, one.paragraph = row.sentence, row.paragraph
            one.degree = degrees.get(row.sentence, {}).get("degree")
    return found


def _lines(
    now: Mapping[str, _View], then: Mapping[str, _View], kin: Sequence[Kin]
) -> Iterator[_Line]:
    pairs = [(one.view, one.was) for one in kin if one.kind == Kin.Kind.SAME]
    nobody = _View()
    known = {one.view for one in kin if one.kind != Kin.Kind.STILL_HELD}
    still = [one for one in kin if one.kind != Kin.Kind.HELD_BEFORE]
    held = {one.was for one in still if one.sources or not one.view or one.view in now}
    for key, view in now.items():
        if key not in known:
            yield _Line(ViewChange.Kind.NEW.value, view, nobody)
    for key, view in then.items():
        if key not in held:
            yield _Line(ViewChange.Kind.GONE.value, nobody, view)
    for one, other in pairs:
        if one not in now or other not in then:
            continue
        here, there = now[one], then[other]
        if kind := _difference(here, there):
            yield _Line(kind, here, there)


def _difference(here: _View, there: _View) -> str:
    """By the number of holders; the degree word counts where that has not changed."""
    n, word = here.strength
    was_n, was_word = there.strength
    if n == was_n and not (word and was_word):
        return ""
    if (n, word) == (was_n, was_word):
        return ""
    stronger = (n, word) > (was_n, was_word)
    return (ViewChange.Kind.STRONGER if stronger else ViewChange.Kind.WEAKER).value


def _row(version: PaperVersion, order: int, line: _Line, heard: frozenset[str]) -> ViewChange:
    """``heard``: folded names of this version's contributors."""
    now, then = line.now, line.then
    silent = {key: name for key, name in then.names.items() if key not in heard | now.names.keys()}
    return ViewChange(
        version=version,
        order=order,
        kind=line.kind,
        theme=(now.theme or then.theme)[:300],
        wording=now.wording,
        language=now.language,
        sentence=now.sentence,
        paragraph=now.paragraph,
        n=len(now.names),
        degree=now.degree,
        was_wording=then.wording,
        was_language=then.language,
        was_sentence=then.sentence,
        was_paragraph=then.paragraph,
        was_n=len(then.names),
        was_degree=then.degree,
        joined=_only_in(now.names, then.names) if then.names else _sorted(now.names.values()),
        left=_only_in(then.names, {**now.names, **silent}),
        absent=_sorted(silent.values()),
    )


def _only_in(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return _sorted(name for key, name in one.items() if key not in other)


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (fold(name), name))
