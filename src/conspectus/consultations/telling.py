"""What papers say of interventions that they cite: number, meeting, whether they still stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from django.db.models import Case, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conspectus.consultations.models import Intervention, Meeting
from conspectus.consultations.paths import intervention_path, meeting_path
from conspectus.core.citable import Sender, Standing, Teller
from conspectus.core.text import LANGUAGES, in_language

KIND: Final = "intervention"
SAID: Final = "/#said"

_SAID: Final = re.compile(r"/(?P<path>[^/]+/[^/]+)/meetings/(?P<meeting>[^/]+)/i/(?P<number>\d+)/")
"""A permanent address: "/igf/2026/meetings/first/i/12/"."""


def _standing(key: OuterRef) -> Subquery:
    code = Case(
        When(state=Intervention.State.ERASED, then=Value(Standing.ERASED.value)),
        default=Value(Standing.SHOWN.value),
        output_field=TextField(),
    )
    titles = [KeyTextTransform(one, "meeting__titles") for one in ("en", *LANGUAGES)]
    title = Coalesce(*titles, Value(""), output_field=TextField())
    said = Concat(code, title, output_field=TextField())
    rows = Intervention.objects.filter(pk=key).order_by()
    return Subquery(rows.values_list(said)[:1], output_field=TextField())


def _line(address: str) -> str:
    if address.endswith(SAID):
        return _("What was said in the group, a meeting without attribution")
    found = _SAID.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return _("Intervention %(number)s, transcript of a meeting") % found.groupdict()


def _at(addresses: Iterable[str]) -> Iterator[tuple[str, Intervention]]:
    """The interventions at addresses of one cycle that are public; one query."""
    named = [found for one in addresses if (found := _SAID.fullmatch(one))]
    here = Q(meeting__cycle__scope__path__in={found["path"] for found in named})
    here &= Q(meeting__slug__in={found["meeting"] for found in named})
    rows = Intervention.objects.filter(
        here,
        number__in={found["number"] for found in named},
        state=Intervention.State.PUBLISHED,
    ).select_related("meeting__cycle__scope", "speaker__person__account")
    wanted = {found.group() for found in named}
    for one in rows:
        address = intervention_path(one.meeting.cycle.scope, one)
        if address in wanted:
            yield address, one


def _senders(addresses: Collection[str]) -> dict[str, Sender]:
    """Speakers with an account; nobody else has an address here."""
    found = {}
    for address, one in _at(addresses):
        person = one.speaker.person if one.speaker else None
        account = getattr(person, "account", None)
        if account is not None and account.is_active:
            language = account.language if account.language in LANGUAGES else "en"
            found[address] = Sender(email=account.email, is_verified=True, language=language)
    return found


def _words(addresses: Collection[str]) -> dict[str, str]:
    return {address: one.text for address, one in _at(addresses)}


def _places(path: str) -> Sequence[tuple[str, str]]:
    """The meetings of a cycle on which papers draw."""
    rows = Meeting.objects.filter(
        cycle__scope__path=path, drawn_on=True, published__isnull=False
    ).select_related("cycle__scope")
    language = get_language() or "en"
    return [
        (meeting_path(one.cycle.scope, one), in_language(one.titles, language)[0] or one.slug)
        for one in rows.order_by("starts", "pk")
    ]


INTERVENTIONS: Final = Teller(
    standing=_standing, line=_line, senders=_senders, words=_words, places=_places
)


def _standing_of_group(key: OuterRef) -> Subquery:
    """The words stay as long as the meeting does; what is erased goes with its sentences."""
    titles = [KeyTextTransform(one, "titles") for one in ("en", *LANGUAGES)]
    title = Coalesce(*titles, Value(""), output_field=TextField())
    said = Concat(Value(Standing.SHOWN.value), title, output_field=TextField())
    rows = Meeting.objects.filter(pk=key).order_by()
    return Subquery(rows.values_list(said)[:1], output_field=TextField())


GROUPS: Final = Teller(standing=_standing_of_group, line=_line, senders=lambda _addresses: {})
"""Nobody has sent such words, so nobody is asked about them."""
