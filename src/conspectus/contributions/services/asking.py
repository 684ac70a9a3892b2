"""Putting onto the secretariat's desk what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence

from conspectus.contributions.models import Contribution, DeskItem
from conspectus.people.models import Organisation

Option = dict[str, str | int]
"""An answer that is offered: ``{"do": "country", "area": "FR"}``; the names are `answering`'s."""


def same_as(organisation: Organisation, alike: Sequence[int]) -> list[Option]:
    """The answers about a new organisation: it is the one that it looks like, or one of these."""
    like = organisation.looks_like_id
    keys = dict.fromkeys([*([like] if like else []), *alike])
    same: list[Option] = [
        {"do": "same", "organisation": organisation.pk, "as": key} for key in keys
    ]
    return [*same, {"do": "leave"}]


def ask(
    contribution: Contribution, *, kind: str, question: str, options: Sequence[Option]
) -> DeskItem:
    """One thing that waits, in the caller's transaction; what waits already is not asked again.

    ``options``: the proposed answer first.
    """
    wanted = question_about(contribution, kind=kind, question=question, options=options)
    there = DeskItem.objects.filter(
        contribution=contribution,
        kind=kind,
        question=wanted.question,
        state=DeskItem.State.WAITING,
    ).first()
    if there is None:
        wanted.save()
    return there or wanted


def question_about(
    contribution: Contribution, *, kind: str, question: str, options: Sequence[Option]
) -> DeskItem:
    """The item, not saved: for many at once."""
    return DeskItem(
        cycle_id=contribution.cycle_id,
        contribution=contribution,
        kind=kind,
        question=" ".join(question.split())[:500],
        proposal={"options": list(options)},
    )
