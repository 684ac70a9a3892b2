"""What waits on the secretariat's desk, ready to be shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from conspectus.contributions.models import DeskItem
from conspectus.contributions.options import Option, named_in, offered
from conspectus.core.prepared import Given, Prepared
from conspectus.core.text import in_language
from conspectus.forums.models import Cycle
from conspectus.people.models import Area, Organisation, StakeholderGroup

PAGE = 50
Kind = DeskItem.Kind

KINDS: Mapping[str, Any] = {
    Kind.TO_PUBLISH: gettext_lazy("To be published"),
    Kind.SECOND_VERSION: gettext_lazy("Newer version"),
    Kind.LATE: gettext_lazy("Late"),
    Kind.EXTRACTION: gettext_lazy("Text read with doubt"),
    Kind.FILE_MISSING: gettext_lazy("No text"),
    Kind.COUNTRY: gettext_lazy("Country not known"),
    Kind.ORGANISATION: gettext_lazy("Organisation not certain"),
    Kind.PERSON: gettext_lazy("Person not certain"),
    Kind.GROUP: gettext_lazy("Stakeholder group not known"),
    Kind.DUPLICATE: gettext_lazy("Possible duplicate"),
    Kind.CAMPAIGN: gettext_lazy("Possible campaign"),
    Kind.REDACTION: gettext_lazy("Personal data to redact"),
}

COLUMNS: Mapping[str, Any] = {
    "ref": gettext_lazy("Number"),
    "theme": gettext_lazy("Theme"),
    "submitted_by": gettext_lazy("Submitted by"),
    "on_behalf_of": gettext_lazy("On behalf of"),
    "organisation": gettext_lazy("Organisation"),
    "country": gettext_lazy("Country or region"),
    "stakeholder_group": gettext_lazy("Stakeholder group"),
    "capacity": gettext_lazy("Capacity"),
    "language": gettext_lazy("Language"),
    "publish": gettext_lazy("Publication"),
    "date": gettext_lazy("Date"),
    "received": gettext_lazy("Received"),
    "file": gettext_lazy("Files"),
}
"""What the page calls a column of the manifest; any other keeps the name that it has there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a button: ``place`` among the item's options."""

    place: int
    label: str


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One line of the desk."""

    key: int
    kind: str
    question: str
    contribution: int | None
    title: str
    language: str
    is_public: bool
    answers: tuple[Answer, ...]


def waiting_items(cycle: Cycle, *, kind: str = "", words: str = "") -> QuerySet[DeskItem]:
    """What waits, the oldest first; of one kind, or about words, where asked."""
    items = DeskItem.objects.filter(cycle=cycle, state=DeskItem.State.WAITING)
    if kind in KINDS:
        items = items.filter(kind=kind)
    if words:
        number = int(words) if words.isascii() and words.isdigit() and len(words) < 9 else None
        items = items.filter(
            Q(question__icontains=words)
            | (Q(contribution__number=number) if number is not None else Q(pk__in=()))
        )
    return items.order_by("kind", "id")


def waiting_counts(cycle: Cycle) -> list[tuple[str, Any, int]]:
    """(kind, its words, how many wait), in the order of work; one query."""
    found = dict(_counts.rows(cycle.pk))
    return [(kind, KINDS[kind], found[kind]) for kind in KINDS if kind in found]


def _waiting() -> QuerySet[DeskItem]:
    cycle = Given(0, BigIntegerField())
    return DeskItem.objects.filter(cycle=cycle, state=DeskItem.State.WAITING).order_by()


_counts = Prepared(lambda: _waiting().values_list("kind").annotate(count=Count("pk")))


_COLUMNS = (
    "pk", "kind", "question", "contribution__number", "contribution__current__title",
    "contribution__current__language", "contribution__published", "proposal",
)  # fmt: skip


def listed_items(cycle: Cycle, *, kind: str, window: tuple[int, int]) -> list[WaitingItem]:
    """Of all that waits, or of one kind: so many after so many; two queries."""
    asked = (cycle.pk, kind) if kind in KINDS else (cycle.pk,)
    return _in_words(_listed[len(asked)].rows(*asked, window=window))


def shown_items(items: QuerySet[DeskItem]) -> list[WaitingItem]:
    """The items with their answers in words; two queries for any number of them."""
    return _in_words(items.values_list(*_COLUMNS))


_listed = {
    1: Prepared(lambda: _waiting().order_by("kind", "id").values_list(*_COLUMNS)),
    2: Prepared(
        lambda: (
            _waiting()
            .filter(kind=Given(1, TextField()))
            .order_by("kind", "id")
            .values_list(*_COLUMNS)
        )
    ),
}


def _in_words(found: Iterable[Sequence[Any]]) -> list[WaitingItem]:
    rows = [(said, offered(said[1], proposal)) for *said, proposal in found]
    names = _names([option for _said, options in rows for option in options])
    labels: dict[str, str] = {}
    return [_shown(said, options, names, labels) for said, options in rows]


Names = Mapping[tuple[str, Any], str]


def _names(options: list[Option]) -> Names:
    """The names of areas, organisations and groups that the options speak of."""
    # One statement, also where nothing is named: a page costs the same whatever waits.
    areas = sorted(map(str, named_in(options, "area")))
    parties = sorted(named_in(options, "organisation") | named_in(options, "as"))
    groups = sorted(named_in(options, "group"))
    size = _size(max(len(areas), len(parties), len(groups)))
    keys = [*_padded(areas, "", size), *_padded(parties, 0, size), *_padded(groups, 0, size)]
    return {
        (what, key): text if what == "organisation" else in_language(json.loads(text))[0]
        for what, key, text in _prepared_names(size).rows(*keys)
    }


def _size(wanted: int) -> int:
    """The next power of two, from eight: a query of a few sizes is written a few times."""
    return max(8, 1 << max(wanted - 1, 0).bit_length())


def _padded(keys: Sequence[Any], empty: object, size: int) -> list[Any]:
    return [*keys, *[empty] * (size - len(keys))]


@lru_cache(maxsize=16)
def _prepared_names(size: int) -> Prepared[Any]:
    codes = [Given(place, TextField()) for place in range(size)]
    parties: list[Any] = [Given(place, BigIntegerField()) for place in range(size, 2 * size)]
    groups: list[Any] = [Given(place, BigIntegerField()) for place in range(2 * size, 3 * size)]

    def build() -> QuerySet[Any, Any]:
        areas = Area.objects.filter(code__in=codes)
        return _named(areas, "area", "code", "names").union(
            _named(Organisation.objects.filter(pk__in=parties), "organisation", "pk", "name"),
            _named(StakeholderGroup.objects.filter(pk__in=groups), "group", "pk", "names"),
            all=True,
        )

    return Prepared(build)


def _named(rows: QuerySet[Any], what: str, key: str, name: str) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(
        Value(what, TextField()), Cast(key, TextField()), Cast(name, TextField())
    )


def _shown(
    said: Sequence[Any], options: Sequence[Option], names: Names, labels: dict[str, str]
) -> WaitingItem:
    """``labels``: answers that were put into words for this page already."""
    key, kind, question, number, title, language, published = said
    answers = []
    for place, option in enumerate(options):
        known = str(sorted(option.items()))
        if known not in labels:
            labels[known] = label_of(option, names)
        answers.append(Answer(place, labels[known]))
    return WaitingItem(
        key=key,
        kind=kind,
        question=question.replace(", ", _(", ")) if kind == Kind.CAMPAIGN else question,
        contribution=number,
        title=title or "",
        language=language or "",
        is_public=published is not None,
        answers=tuple(answers),
    )


def label_of(option: Option, names: Names) -> str:
    """An answer in a few words."""
    match option.get("do"):
        case "country":
            return names.get(("area", str(option["area"])), str(option["area"]))
        case "group":
            return names.get(("group", str(option["group"])), str(option["group"]))
        case "same":
            return _("It is %(name)s") % {
                "name": names.get(("organisation", str(option["as"])), "?")
            }
        case "party":
            name = names.get(("organisation", str(option["organisation"])), "?")
            return _("It is %(name)s") % {"name": name}
        case "new party":
            return _("It is another organisation")
        case "duplicate":
            return _("Count it once")
        case other:
            return _plain(str(other))


def _plain(do: str) -> str:
    return {
        "publish": _("Publish"),
        "campaign": _("It is a campaign"),
        "accept late": _("Accept, marked late"),
        "redact": _("Redact what is proposed"),
        "keep": _("Keep the text as it is"),
    }.get(do, pgettext("answer", "Leave as it is"))
