"""The world of the permission matrix, made once a session for each number of rows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.test import Client

from conspectus.contributions.models import Call
from conspectus.forums.models import Cycle
from conspectus.people.models import Account
from tests.contracts.page_types import fill
from tests.contracts.permission_world import CONFIRMED, World, build
from tests.factories_factors import confirmed
from tests.kept import Kept


def world_of(
    kept: Kept, home: Path, rows: int = 0, then: Callable[[], object] | None = None
) -> World:
    """A world of the test's own.

    ``rows``: how many more every list has; ``then``: a function of a name of its own that changes
    rows of the database.
    """

    def make() -> World:
        made = build()
        if rows:
            fill(made, rows)
        if then is not None:
            then()
        return made

    changed = then.__name__ if then is not None else "nothing"
    world = _own(kept.bring(f"world with {rows} rows more, {changed} done", home, make))
    # It was some minutes ago that they confirmed who they are.
    for role in CONFIRMED:
        confirmed(world.clients[role], Account.objects.get(email=f"{role}@example.org"))
    return world


def _own(world: World) -> World:
    """With rows, dictionaries and clients that no other test has."""
    return replace(
        world,
        clients={role: _like(one) for role, one in world.clients.items()},
        arguments=dict(world.arguments),
        of_route={route: dict(values) for route, values in world.of_route.items()},
        cycle=Cycle.objects.get(pk=world.cycle.pk),
        call=Call.objects.get(pk=world.call.pk),
    )


def _like(client: Client) -> Client:
    """Somebody with the same cookies."""
    made = Client(raise_request_exception=True)
    made.cookies = copy.deepcopy(client.cookies)
    return made
