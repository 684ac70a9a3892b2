"""From an empty installation to a public call, without the Django admin and without script."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

pytestmark = pytest.mark.browser

PASSWORD = "a long enough phrase"  # noqa: S105 - an invented account's


def words(language):
    """What the pages say in a language, by the English words of the program."""

    def say(text):
        with translation.override(language):
            return translation.gettext(text)

    return say


@pytest.mark.parametrize(("language", "scripts"), [("en", False), ("ar", True)])
def test_the_first_account_is_led_from_nothing_to_a_public_call(serving, visitor, language):
    made = serving.run("createadmin", "chief@example.org", "--json")
    page, say = visitor(language=language), words(language)
    link = json.loads(made.stdout)["link"].replace("http://127.0.0.1:8000/en/", f"/{language}/")
    page.goto(link)
    page.get_by_label(say("New Password"), exact=True).fill(PASSWORD)
    page.get_by_label(say("New Password (again)")).fill(PASSWORD)
    page.get_by_role("button", name=say("Keep this password")).click()
    page.goto(f"/{language}/accounts/")
    page.get_by_role(
        "link",
        name=say("Manage the installation: open a forum, give roles, edit the list of countries"),
    ).click()

    page.get_by_role("link", name=say("Open a forum")).click()
    page.get_by_label(say("Name of the forum")).fill("Meridian Forum")
    page.get_by_label(say("Word in the address")).fill("Not a word!")
    page.get_by_role("button", name=say("Open the forum")).click()
    page.get_by_role("alert").get_by_role("link", name=say("Word in the address")).click()
    assert page.get_by_label(say("Name of the forum")).input_value() == "Meridian Forum"
    page.get_by_label(say("Word in the address")).fill("meridian")
    page.get_by_role("button", name=say("Open the forum")).click()

    page.get_by_role("link", name=say("Open the first cycle")).click()
    page.get_by_label(say("Name"), exact=True).fill("Fourth meeting")
    page.get_by_label(say("Word in the address")).fill("2026")
    page.get_by_role("button", name=say("Open the cycle")).click()

    page.get_by_role("link", name=say("Add the first theme")).click()
    page.get_by_label(say("Name"), exact=True).fill("Access")
    page.get_by_label(say("Who decided it")).fill("Chair's summary, para. 12")
    page.get_by_role("button", name=say("Save")).click()

    page.get_by_role("link", name="2026").first.click()
    page.get_by_role("link", name=say("Write a call for contributions")).click()
    page.get_by_label(say("Title")).fill("Taking stock")
    page.get_by_label(say("Word in the address")).fill("taking-stock")
    page.get_by_label(say("Text of the call")).fill("Tell us what worked well.")
    page.get_by_label(say("Opens")).fill("2026-01-01T09:00")
    page.get_by_role("button", name=say("Save and publish")).click()
    assert page.get_by_role("status").inner_text() == say("The call is public.")
    assert page.get_by_role("link", name="Taking stock").first.is_visible()

    told = serving.python(
        "from conspectus.contributions.models import Call\n"
        "call = Call.objects.get()\n"
        "print(call.cycle.scope.path, call.slug, bool(call.published), call.themes.get().slug)"
    )
    assert told == "meridian/2026 taking-stock True access"
