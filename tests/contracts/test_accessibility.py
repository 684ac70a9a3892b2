"""Every page type in a real browser: axe-core (WCAG 2.0 to 2.2, A and AA), phones, no console."""

from __future__ import annotations

import os
import shutil

import pytest
from django.db import transaction

from conspectus.site.static_files import static_files
from tests.contracts.page_types import fill, page_types
from tests.contracts.permission_world import build

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("home"),
]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SITE = "http://site.test"
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
    # Off by default in axe-core: 24 pixels each way, or room around (WCAG 2.5.8).
    "rules": {"target-size": {"enabled": True}},
}


def pages(language):
    """(name, path, status, headers, body) of every page, asked before a browser begins."""
    world = build()
    fill(world, 3)
    found = []
    for page in page_types(world):
        with transaction.atomic():
            answer = page.asked(world, language)
            transaction.set_rollback(True)
        if answer["Content-Type"].startswith("text/html"):
            policy = {"content-security-policy": answer["Content-Security-Policy"]}
            found.append((page.name, page.address(language), policy, answer.content))
    missing = world.clients["anonymous"].get(f"/{language}/not/there/at/all/")
    found.append(("not found", f"/{language}/not/there/at/all/", {}, missing.content))
    return found


@pytest.fixture
def opened():
    """Opens a page that was asked for before; nothing but it and its static files is there."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    static = {one.address: one for one in static_files().values()}
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        context = chromium.new_context(viewport={"width": 360, "height": 800})
        tab = context.new_page()
        tab.said = []
        # Advice of the browser for password managers, at the level "verbose", is none of ours.
        tab.on("console", lambda said: "[DOM]" not in said.text and tab.said.append(said.text))
        answers = {}

        def answer(route):
            path = route.request.url.removeprefix(SITE)
            if path in static:
                route.fulfill(body=static[path].content, content_type=static[path].media_type)
            elif path in answers:
                headers, body = answers[path]
                route.fulfill(body=body, headers={**headers, "content-type": "text/html"})
            else:
                tab.said.append(f"asks for {path}")
                route.abort()

        context.route("**/*", answer)

        def open_page(path, headers, body):
            tab.said.clear()
            answers[path] = (headers, body)
            tab.goto(SITE + path)
            return tab

        yield open_page
        chromium.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_type_has_a_barrier_says_anything_or_scrolls_sideways(language, request):
    asked = pages(language)
    assert len(asked) > 60
    if os.environ.get("CONSPECTUS_TESTS") != "long":
        # A browser takes half a second a page: every other one in English, the rest in Arabic.
        asked = asked[language == "ar" :: 2]
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    opened = request.getfixturevalue("opened")
    wrong = []
    for name, path, headers, body in asked:
        tab = opened(path, headers, body)
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = axe.run(tab, options=RULES).response["violations"]
        wrong += [(name, one["id"], one["nodes"][0]["html"][:150]) for one in found]
        # What overhangs at 360 pixels must be able to scroll by itself (a wide table).
        wide = tab.evaluate("document.documentElement.scrollWidth")
        if wide > tab.viewport_size["width"]:
            wrong.append((name, f"{wide} pixels wide"))
        wrong += [(name, said) for said in tab.said]
    assert wrong == [], "\n".join(map(str, wrong))
