"""Journeys: a real server, a real browser, and somebody who wants something."""

from __future__ import annotations

import pytest

from tests.browsers import ABSENT, CHROMIUM
from tests.cli.site.conftest import installation, made_once

__all__ = ["installation", "made_once"]


@pytest.fixture(scope="module")
def browser():
    """Ends with its file: no other browser can be started in this thread while it is there."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip(ABSENT)
    with pytest.MonkeyPatch.context() as patched, sync_api.sync_playwright() as playwright:
        # The browser's loop stays with this thread, in which tests of the file ask the database.
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def serving(installation):
    """An installation of the test's own whose server answers."""
    installation.serve()
    return installation


@pytest.fixture
def visitor(browser, serving):
    """Makes somebody with cookies of their own: ``visitor(Keyboard, "ar", scripts=False)``."""
    contexts = []
    defects = []

    def note(response):
        if response.status == 500:  # whoever waits for a part of the page says nothing of it
            defects.append(response.url)

    def come(hand, language="en", *, scripts=True, width=1000):
        context = browser.new_context(
            base_url=serving.address,
            java_script_enabled=scripts,
            locale=language,
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("response", note)
        page.set_default_timeout(120_000)  # a crowded machine is slow
        return hand(page, language)

    yield come
    for context in contexts:
        context.close()
    assert defects == [], (serving.home.parent / "log").read_text(encoding="utf-8")[-4000:]
