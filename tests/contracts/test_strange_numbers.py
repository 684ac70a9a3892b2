"""Numbers in an address, or for a row, that no column can hold: an answer, never a defect."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.contracts.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

NUMBER = re.compile(r"<int:(\w+)>")
TOO_LARGE = 1 << 63
FIELDS = {
    "manage-theme": "mandate",
    "manage-new-call": "themes",
    "manage-new-cycle": "carry",
}


def test_no_address_and_no_ticked_row_with_such_a_number_is_a_defect(world, caplog):
    caplog.set_level("CRITICAL", "django")
    strange = []
    for route in routes():
        role = "link" if route.gate == "link" else "installation"
        at = world.arguments_for(route.name, route.names, role)
        for name in NUMBER.findall(route.address):
            address = reverse(route.name, kwargs={**at, name: TOO_LARGE})
            answer = asked(world.clients[role].get, address)
            if answer not in {200, 302, 401, 403, 404, 405}:
                strange.append(f"{address}: {answer}")
        if route.name in FIELDS:
            address = reverse(route.name, kwargs=at)
            answer = asked(world.clients[role].post, address, {FIELDS[route.name]: "9" * 40})
            strange += [f"{address}: {answer}"] if answer != 200 else []
    assert strange == []


def asked(ask, *given):
    """The status, or what was raised."""
    try:
        return ask(*given).status_code
    except Exception as error:  # noqa: BLE001 - all of them are told together
        return repr(error)
