"""The map of opinions of a category, made by a job (numpy) and kept without who stands where."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.db import transaction

from conspectus.core.clock import stamp
from conspectus.core.publication import mark_changed
from conspectus.discussion.models import OpinionDrawing, Response
from conspectus.engine.opinions.mapping import map_of
from conspectus.engine.opinions.opinion_map import OpinionMap, Vote
from conspectus.engine.opinions.stored import to_json
from conspectus.engine.opinions.table import rows_of


def make_map(category: int) -> int:
    """Makes the map anew; how many participants it is of.

    ``waiting`` ends before the answers are read: one that comes later asks for another map.
    """
    OpinionDrawing.objects.filter(category=category).update(waiting=False)
    votes, participants = _votes(category)
    made = map_of(votes)
    with transaction.atomic():
        drawing, _new = OpinionDrawing.objects.select_related(
            "category__cycle__scope"
        ).get_or_create(category_id=category)
        drawing.told, drawing.made = to_json(_nameless(made)), stamp()
        drawing.rows = [asdict(row) for row in rows_of(made)]
        drawing.participants = participants
        drawing.save(update_fields=["told", "rows", "participants", "made"])
        mark_changed(drawing.category.cycle.scope)
    return participants


def _votes(category: int) -> tuple[list[Vote], int]:
    """The answers; participants are numbered in the order of their hashes."""
    rows = Response.objects.filter(
        proposition__category=category, proposition__state="published"
    ).order_by("participant", "proposition__number")
    numbers: dict[str, int] = {}
    votes = [
        Vote(
            participant=numbers.setdefault(who, len(numbers)),
            proposition=number or 0,
            value=answer,
            order=0,
        )
        for who, number, answer in rows.values_list("participant", "proposition__number", "answer")
    ]
    return votes, len(numbers)


def _nameless(made: OpinionMap) -> OpinionMap:
    groups = tuple(replace(group, members=()) for group in made.groups)
    return replace(made, participants=(), positions=(), grouped=(), groups=groups)
