"""Who may come in where: the matrix route × state × role (permissions.csv) against the site.

A column of the table is a role (permission_world.ROLES), a row a route with a method in a state of
things, a cell the status that the role gets. A route without a row fails, as does a view that says
nothing about who may come in.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from conspectus.core.models import RecordedLeaf
from tests.contracts.permission_world import ROLES, STATES
from tests.contracts.routes import routes

TABLE = Path(__file__).with_name("permissions.csv")


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def status(world, row, route, role):
    """What the role gets; whatever the request changed is undone."""
    address = reverse(route.name, kwargs=world.arguments_for(route.name, route.names, role))
    with transaction.atomic():
        answer = world.clients[role].generic(row["method"], address)
        transaction.set_rollback(True)
    return str(answer.status_code)


def test_the_table_has_a_column_for_each_role_and_is_in_order():
    table = rows()
    assert tuple(table[0])[3:] == ROLES
    keys = [(row["route"], row["method"], row["state"]) for row in table]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in routes()]
    assert "" not in names
    assert len(set(names)) == len(names)


def test_every_route_has_a_row_and_every_row_a_route():
    assert {row["route"] for row in rows()} == {route.name for route in routes()}


def test_every_view_says_who_may_come_in():
    assert [route.name for route in routes() if not route.gate] == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_every_role_gets_what_the_table_says(world, state, caplog):
    caplog.set_level("CRITICAL", "django")  # a refusal is an answer here, no news
    STATES[state](world)
    # The worker has put everything into the record: nothing waits while this runs.
    RecordedLeaf.objects.update(index=F("pk"))
    known = {route.name: route for route in routes()}
    wrong = []
    for row in rows():
        if row["state"] != state:
            continue
        # Nothing of the API looks at who has signed in: two of the roles stand for all.
        asked = ROLES[::6] if row["route"].startswith("api-") else ROLES
        got = {role: status(world, row, known[row["route"]], role) for role in asked}
        wrong += [
            f"{row['route']} {row['method']} {role}: {got[role]} instead of {row[role]}"
            for role in asked
            if got[role] != row[role]
        ]
    assert wrong == []
