"""What the page of a call shows, in two statements."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from django.conf import settings
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404

from conspectus.contributions.models import Call
from conspectus.forums.models import Cycle, Phase, Theme
from conspectus.forums.queries.phases import phases_of

_COLUMNS = ("kind", "place", "texts", "opens", "closes", "late_until")


@dataclass(frozen=True, slots=True)
class CallPage:
    """A call, its themes and questions (texts by language), its phases (their dates only)."""

    call: Call
    themes: list[dict[str, str]]
    questions: list[dict[str, str]]
    phases: list[Phase]


def mail_address(call: Call) -> str:
    """The address that takes contributions to a call by e-mail; "" where there is none."""
    if not settings.MAIL_DOMAIN:
        return ""
    return f"{call.cycle.scope.path.replace('/', '.')}.{call.slug}@{settings.MAIL_DOMAIN}"


def public_call(cycle: Cycle, slug: str) -> CallPage:
    """A public call; two queries.

    Raises:
        Http404: there is none, or it is not public.
    """
    call = Call.objects.filter(cycle=cycle, slug=slug, published__isnull=False).first()
    if call is None:
        raise Http404(slug)
    call.cycle = cycle
    none, nowhere = Value("", TextField()), Value("", CharField())
    themes = Theme.objects.filter(calls=call).order_by()
    rows = themes.values_list(
        Value("theme", CharField()), _text("order"), _text("names"), none, none, nowhere
    ).union(
        call.questions.order_by().values_list(
            Value("question", CharField()), _text("order"), _text("texts"), none, none, nowhere
        ),
        phases_of(cycle, Phase.Action.SUBMIT, call.subject)
        .order_by()
        .values_list(
            Value("phase", CharField()),
            nowhere,
            none,
            _text("opens"),
            _text("closes"),
            _text("late_until"),
        ),
        all=True,
    )
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    in_order = sorted(
        (row for row in found if row["kind"] != "phase"), key=lambda row: int(row["place"])
    )
    return CallPage(
        call=call,
        themes=[json.loads(row["texts"]) for row in in_order if row["kind"] == "theme"],
        questions=[json.loads(row["texts"]) for row in in_order if row["kind"] == "question"],
        phases=[_dates(row) for row in found if row["kind"] == "phase"],
    )


def _text(column: str) -> Cast:
    return Cast(F(column), TextField())


def _dates(row: dict[str, str]) -> Phase:
    opens = _moment(row["opens"])
    if opens is None:
        raise ValueError("A phase without a beginning cannot be in the database.")
    closes, late_until = _moment(row["closes"]), _moment(row["late_until"])
    return Phase(opens=opens, closes=closes, late_until=late_until)


def _moment(text: str | None) -> dt.datetime | None:
    """A time as the database writes it, in UTC."""
    if not text:
        return None
    read = dt.datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)
