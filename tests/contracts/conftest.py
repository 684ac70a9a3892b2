"""A world of one of everything; a browser that is shown pages which were asked for before."""

from __future__ import annotations

import pytest

from conspectus.site.static_files import static_files
from tests.browsers import ABSENT, CHROMIUM
from tests.contracts.kept_world import world_of

SITE = "http://site.test"


@pytest.fixture
def world(home, db, kept):
    """The world of the permission matrix."""
    return world_of(kept, home)


@pytest.fixture
def script():
    """What each page finds in its window before it is loaded; a file of tests says what."""


@pytest.fixture
def opened(script):
    """Opens a page that was asked for before; nothing but it and its static files is there."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip(ABSENT)
    static = {one.address: one for one in static_files().values()}
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        context = chromium.new_context(viewport={"width": 360, "height": 800})
        if script is not None:
            context.add_init_script(script)
        tab = context.new_page()
        tab.said = []
        # Advice of the browser for password managers, at the level "verbose", is none of ours.
        tab.on("dialog", lambda shown: (tab.said.append(shown.message), shown.dismiss()))
        tab.on("console", lambda said: "[DOM]" not in said.text and tab.said.append(said.text))
        given = {}

        def answer(route):
            path = route.request.url.removeprefix(SITE)
            if path in static:
                route.fulfill(body=static[path].content, content_type=static[path].media_type)
            elif path in given:
                headers, body = given[path]
                route.fulfill(body=body, headers={**headers, "content-type": "text/html"})
            elif route.request.resource_type == "fetch":  # a script looks: nothing is new
                route.fulfill(status=304)
            elif route.request.resource_type == "eventsource":  # nothing happens
                route.fulfill(body="retry: 600000\n\n", content_type="text/event-stream")
            else:
                tab.said.append(f"asks for {path}")
                route.abort()

        context.route("**/*", answer)

        def open_page(path, headers, body):
            tab.said.clear()
            given[path] = (headers, body)
            tab.goto(SITE + path)
            return tab

        yield open_page
        chromium.close()
