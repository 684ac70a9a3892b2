"""From an empty installation to a public call, without the Django admin and without script."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser

PASSWORD = "a long enough phrase"  # noqa: S105 - an invented account's


def test_the_first_account_is_led_from_nothing_to_a_public_call(serving, visitor):
    made = serving.run("createadmin", "chief@example.org", "--json")
    page = visitor()
    page.goto(json.loads(made.stdout)["link"].replace("http://127.0.0.1:8000", serving.address))
    page.get_by_label("New Password", exact=True).fill(PASSWORD)
    page.get_by_label("New Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    page.goto("/en/accounts/")
    page.get_by_role("link", name="Manage the installation").click()

    page.get_by_role("link", name="Open a forum").click()
    page.get_by_label("Name of the forum").fill("Meridian Forum")
    page.get_by_label("Word in the address").fill("Not a word!")
    page.get_by_role("button", name="Open the forum").click()
    page.get_by_role("alert").get_by_role("link", name="Word in the address").click()
    assert page.get_by_label("Name of the forum").input_value() == "Meridian Forum"
    page.get_by_label("Word in the address").fill("meridian")
    page.get_by_role("button", name="Open the forum").click()

    page.get_by_role("link", name="Open the first cycle").click()
    page.get_by_label("Name", exact=True).fill("Fourth meeting")
    page.get_by_label("Word in the address").fill("2026")
    page.get_by_role("button", name="Open the cycle").click()

    page.get_by_role("link", name="Add the first theme").click()
    page.get_by_label("Name", exact=True).fill("Access")
    page.get_by_label("Who decided it").fill("Chair's summary, para. 12")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="2026").first.click()
    page.get_by_role("link", name="Write a call for contributions").click()
    page.get_by_label("Title").fill("Taking stock")
    page.get_by_label("Word in the address").fill("taking-stock")
    page.get_by_label("Text of the call").fill("Tell us what worked well.")
    page.get_by_label("Opens").fill("2026-01-01T09:00")
    page.get_by_role("button", name="Save and publish").click()
    assert page.get_by_role("status").inner_text() == "The call is public."
    assert page.get_by_role("link", name="Taking stock").first.is_visible()

    told = serving.python(
        "from conspectus.contributions.models import Call\n"
        "call = Call.objects.get()\n"
        "print(call.cycle.scope.path, call.slug, bool(call.published), call.themes.get().slug)"
    )
    assert told == "meridian/2026 taking-stock True access"
