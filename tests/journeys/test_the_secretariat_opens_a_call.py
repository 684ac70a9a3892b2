"""From an empty installation to a public call, without the Django admin."""

from __future__ import annotations

import json
import re

import pytest

from tests.journeys.walking import Keyboard, Pointer, ways

pytestmark = pytest.mark.browser

PASSWORD = "a long enough phrase"  # noqa: S105 - an invented account's


@ways(("en", False, Pointer), ("ar", True, Keyboard))
def test_the_first_account_is_led_from_nothing_to_a_public_call(
    serving, visitor, language, scripts, hand
):
    made = serving.run("createadmin", "chief@example.org", "--json")
    he = visitor(hand, language, scripts=scripts)
    _sign_in(he, json.loads(made.stdout)["link"])
    he.follow("Manage the installation: open a forum, give roles, edit the list of countries")
    _open_a_forum(he)
    _open_a_cycle(he)
    _call_for_contributions(he)
    told = serving.python(
        "from conspectus.contributions.models import Call\n"
        "call = Call.objects.get()\n"
        "print(call.cycle.scope.path, call.slug, bool(call.published), call.themes.get().slug)"
    )
    assert told == "meridian/2026 taking-stock True access"


def _sign_in(he, link):
    he.go(re.sub(r"^http://[^/]+/en/", f"/{he.language}/", link))
    he.skip_to_the_text()
    he.write(he.labelled("New Password"), PASSWORD)
    he.write(he.labelled("New Password (again)"), PASSWORD)
    he.press("Keep this password")
    he.page.wait_for_url("**/accounts/")


def _open_a_forum(he):
    he.follow("Open a forum")
    he.write(he.labelled("Name of the forum"), "Meridian Forum")
    he.write(he.labelled("Word in the address"), "Not a word!")
    he.press("Open the forum")
    summary = he.page.get_by_role("alert")
    he.activate(summary.get_by_role("link", name=he.say("Word in the address")))
    assert he.labelled("Name of the forum").input_value() == "Meridian Forum"
    he.write(he.labelled("Word in the address"), "meridian")
    he.press("Open the forum")


def _open_a_cycle(he):
    he.follow("Open the first cycle")
    he.write(he.labelled("Name"), "Fourth meeting")
    he.write(he.labelled("Word in the address"), "2026")
    he.press("Open the cycle")
    he.follow("Add the first theme")
    he.write(he.labelled("Name"), "Access")
    he.write(he.labelled("Who decided it"), "Chair's summary, para. 12")
    he.press("Save")


def _call_for_contributions(he):
    he.activate(he.page.get_by_role("link", name="2026").first)
    he.follow("Write a call for contributions")
    he.write(he.labelled("Title"), "Taking stock")
    he.write(he.labelled("Word in the address"), "taking-stock")
    he.write(he.labelled("Text of the call"), "Tell us what worked well.")
    he.write(he.labelled("Opens"), "2026-01-01T09:00")
    he.press("Save and publish")
    assert he.page.get_by_role("status").inner_text() == he.say("The call is public.")
    assert he.page.get_by_role("link", name="Taking stock").first.is_visible()
