"""The secretariat clears the desk, publishes, runs the synthesis and makes the paper public."""

from __future__ import annotations

import json

import pytest

from tests.journeys.submissions import write_folder
from tests.journeys.walking import Keyboard, name_of_area, ways

pytestmark = pytest.mark.browser

SESSION = """
from conspectus.people.services.administrators import make_administrator
from django.test import Client
client = Client()
client.force_login(
    make_administrator("chief@example.org"),
    backend="allauth.account.auth_backends.AuthenticationBackend",
)
print(client.cookies["sessionid"].value)
"""
WAITING = """
from conspectus.contributions.models import DeskItem
print(DeskItem.objects.filter(state="waiting").count())
"""


@ways(("en", False, Keyboard))
def test_from_the_desk_to_a_public_paper(serving, visitor, tmp_path, language, scripts, hand):
    folder = write_folder(tmp_path / "folder")
    done = serving.run("import", folder, "--forum", "meridian", "--cycle", "2026")
    assert done.returncode == 0, done.stderr
    he = visitor(hand, language, scripts=scripts)
    cookie = {"name": "sessionid", "value": serving.python(SESSION), "url": serving.address}
    he.page.context.add_cookies([cookie])
    he.go(f"/{language}/meridian/manage/cycles/2026/")
    he.skip_to_the_text()
    he.follow("Desk")
    _clear_the_desk(he)
    assert serving.python(WAITING) == "0"
    _make_the_paper(he)
    _read_as_anybody(visitor(hand, language, scripts=scripts))


def _clear_the_desk(he):
    """One question is looked at and answered otherwise than proposed; the rest at once."""
    page = he.page
    country = page.get_by_role("listitem").filter(has_text="Frence")
    he.activate(country.get_by_role("link", name=he.say("more")).first)
    assert page.get_by_text("Comments of Brannock Law Society").count()
    he.activate(page.get_by_role("button", name=name_of_area("FR", he.language)))
    _told(he)
    while (boxes := page.locator("[name=item]")).count():
        for place in range(boxes.count()):
            he.tick(boxes.nth(place))
        he.press("Give all chosen their proposed answer")
        _told(he)
    assert page.get_by_text(he.say("Nothing waits.")).is_visible()


def _told(he):
    he.page.get_by_role("status").first.wait_for()


def _make_the_paper(he):
    """Found from the page of the cycle; nothing is public before it is read."""
    page = he.page
    he.go(f"/{he.language}/meridian/manage/cycles/2026/")
    heading = page.get_by_role("heading", name=he.say("Synthesis paper"))
    he.activate(heading.locator("xpath=following-sibling::ul[1]").get_by_role("link").first)
    he.press("Make a new version")
    for _ in range(120):  # the engine works in a process of its own
        if page.get_by_role("link", name=he.say("Read this version")).count():
            break
        page.wait_for_timeout(250)
        he.follow("Look again")
    he.follow("Read this version")
    assert "/manage/" in page.url
    page.go_back()
    he.choose(he.labelled("Status"), "working draft")
    he.press("Make public")
    page.wait_for_url("**/papers/1/v1/")


def _read_as_anybody(she):
    """Whoever has not signed in finds it from the cycle's page, with its evidence."""
    she.go(f"/{she.language}/meridian/2026/")
    she.follow("Papers")
    she.activate(she.page.locator("main").get_by_role("link").first)
    she.page.wait_for_url("**/papers/1/v1/")
    evidence = she.take(she.page.get_by_role("link", name="paper.json"))
    made = json.loads(evidence.read_text("utf-8"))
    held = [p for s in made["sections"] for g in s["paragraphs"] for p in g["sentences"]]
    assert any(one["positions"] for one in held)
