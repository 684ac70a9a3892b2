"""What was received, also what is not public: for the secretariat, who reads before it decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from conspectus.contributions.models import Contribution, DeskItem, Document, Paragraph, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.desk import KINDS
from conspectus.contributions.services.paragraphs import paragraphs_of
from conspectus.forums.models import Cycle

STATES: Mapping[str, Any] = {
    State.RECEIVED: gettext_lazy("received"),
    State.NEEDS_ATTENTION: gettext_lazy("needs attention"),
    State.PUBLISHED: gettext_lazy("published"),
    State.NOT_PUBLISHED: gettext_lazy("received, not published"),
    State.WITHDRAWN: gettext_lazy("withdrawn"),
    State.DUPLICATE: gettext_lazy("duplicate"),
    State.MERGED: gettext_lazy("merged"),
    State.REFUSED: gettext_lazy("not accepted"),
    State.ERASED: gettext_lazy("erased"),
}

_HAPPENED: Mapping[str, Any] = {
    **STATES,
    "imported": gettext_lazy("imported"),
    "imported again": gettext_lazy("imported again"),
    "address verified": gettext_lazy("address verified"),
}

_BY: Mapping[str, Any] = {
    "secretariat": pgettext_lazy("who did it", "secretariat"),
    "contributor": pgettext_lazy("who did it", "contributor"),
}
"""Those who have no name in a history."""

_VERSION: Final = re.compile(r"v([0-9]+)")
"""How a history names a version."""

DESK = "desk: "
"""How the history begins what was answered on the desk."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of a contribution's history. ``what``: in the reader's language."""

    what: str
    at: Any
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """A document with those of its paragraphs that stand on the page."""

    document: Document
    paragraphs: list[tuple[Paragraph, str]] = field(default_factory=list)


def received_in(cycle: Cycle, *, state: str = "", words: str = "") -> QuerySet[Contribution]:
    """All that was received in a cycle, the newest first; with this state, number or words."""
    rows = Contribution.objects.filter(cycle=cycle, number__isnull=False)
    if state in STATES:
        rows = rows.filter(state=state)
    if words:
        number = int(words) if words.isascii() and words.isdigit() and len(words) < 9 else None
        said = Q(versions__title__icontains=words) | Q(versions__signed__icontains=words)
        rows = rows.filter(said | Q(number=number) if number is not None else said).distinct()
    return rows.order_by("-number")


def newest_sent(contributions: Sequence[Contribution]) -> dict[int, Version]:
    """The newest version that was sent of each, by the contribution's key; one query."""
    rows = Version.objects.filter(contribution__in=contributions, received__isnull=False)
    return {row.contribution_id: row for row in rows.order_by("k")}


def text_of(version: Version, asked: str) -> tuple[list[ReceivedDocument], int, int]:
    """A version's text as it stands: one page of it, its number, and how many there are; one query.

    ``asked``: the number of the page, as in an address; the nearest that there is.
    """
    documents = list(version.documents.order_by("order", "id"))
    shown = {document.pk: ReceivedDocument(document) for document in documents}
    paragraphs = paragraphs_of(version, documents)
    parts = max([1, *(one.part for one in paragraphs)])
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    part = min(max(1, wanted), parts)
    for one in paragraphs:
        if one.part == part:
            words = one.document.text[one.start : one.end]
            shown[one.document.pk].paragraphs.append((one, words))
    return list(shown.values()), part, parts


def history_of(contribution: Contribution) -> list[Happening]:
    """What happened to it, the oldest first; one query."""
    return [
        Happening(
            what=_in_words(event.kind),
            at=event.at,
            by=str(_BY.get(event.by, event.by)),
            note=_note_in_words(event.note),
        )
        for event in contribution.events.all()
    ]


def _in_words(kind: str) -> str:
    if kind.startswith(DESK):
        return str(KINDS.get(kind.removeprefix(DESK), kind))
    return str(_HAPPENED.get(kind, kind))


def _note_in_words(note: str) -> str:
    version = _VERSION.fullmatch(note)
    return _("version %(number)s") % {"number": version[1]} if version else note


def waiting_about(contribution: Contribution) -> list[DeskItem]:
    """What waits on the desk about it; one query."""
    waiting = contribution.desk.filter(state=DeskItem.State.WAITING)
    return list(waiting.order_by("kind", "id"))
