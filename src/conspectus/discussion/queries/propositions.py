"""Propositions and answers, as pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from conspectus.core.models import Scope
from conspectus.discussion.models import Category, OpinionDrawing, Proposition, Response
from conspectus.forums.models import Cycle

State = Proposition.State


def public_propositions(category: Category) -> QuerySet[Proposition]:
    """By number."""
    return Proposition.objects.filter(category=category, state=State.PUBLISHED).order_by("number")


def with_own_answers(category: Category, participant: str) -> QuerySet[Proposition]:
    """With ``own``: the participant's answer or ``None``; those without one first."""
    own = Response.objects.filter(proposition=OuterRef("pk"), participant=participant)
    found = public_propositions(category).annotate(own=Subquery(own.values("answer")[:1]))
    is_answered = Case(
        When(own__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return found.annotate(is_answered=is_answered).order_by("is_answered", "number")


def propositions_to_settle(scope: Scope, most: int) -> list[Proposition]:
    """For moderators: those that wait, the oldest first; then hidden and public ones."""
    found = Proposition.objects.filter(category__cycle__scope=scope).exclude(state=State.ERASED)
    found = found.exclude(state=State.REFUSED, number__isnull=True)
    place = Case(When(state=State.WAITING, then=F("id")), default=-F("id"))
    return list(found.select_related("category").order_by("-state", place)[:most])


def answers_of(category: Category) -> Iterator[tuple[Proposition, str, int | None]]:
    """(proposition, participant, answer) by number, one without answers too; one query.

    The participant stands under another name than in any link.
    """
    rows = public_propositions(category).annotate(
        by=F("responses__participant"), said=F("responses__answer")
    )
    for one in rows.order_by("number", "by"):
        by = sha256(f"export\0{one.by}".encode()).hexdigest()[:16] if one.by else ""
        yield one, by, one.said


def drawing_of(cycle: Cycle, slug: str) -> OpinionDrawing | None:
    """The newest map of opinions with its category; ``None`` where none was made."""
    rows = OpinionDrawing.objects.select_related("category").filter(
        category__cycle=cycle, category__slug=slug, made__isnull=False
    )
    return rows.first()
