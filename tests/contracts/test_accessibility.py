"""Every page type in a real browser: axe-core (WCAG 2.2, good practice), phones, no console."""

from __future__ import annotations

import pytest

from tests.contracts.kept_world import world_of
from tests.contracts.page_types import answers, share_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    # Off by default in axe-core: 24 pixels each way, or room around (WCAG 2.5.8).
    "rules": {"target-size": {"enabled": True}},
}


OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true });"
# What passes is not brought over: it is ten times as much as the pages themselves.
JUDGE = f"rules => {{ {OPEN} return axe.run(rules).then(told => told.violations) }}"


@pytest.fixture
def script():
    """Given to the browser once: handing it to each page took as long as judging the page."""
    return pytest.importorskip("axe_playwright_python.base", reason="no axe-core").AXE_SCRIPT


@pytest.fixture
def world(home, db, kept):
    return world_of(kept, home, 3)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_type_has_a_barrier_says_anything_or_scrolls_sideways(world, language, request):
    asked = answers(world, language, share=share_of(language))
    assert len(asked) > 60
    opened = request.getfixturevalue("opened")
    wrong = []
    for name, path, headers, body in asked:
        tab = opened(path, headers, body)
        found = tab.evaluate(JUDGE, RULES)
        wrong += [(name, one["id"], one["nodes"][0]["html"][:150]) for one in found]
        # What overhangs must be able to scroll by itself (a wide table): phones, and text at 400 %.
        for width in (320, 360):  # the next page is loaded at the width of a phone
            tab.set_viewport_size({"width": width, "height": 800})
            wide = tab.evaluate("document.documentElement.scrollWidth")
            wrong += [(name, f"{wide} pixels wide at {width}")] if wide > width else []
        wrong += [(name, said) for said in tab.said]
    assert wrong == [], "\n".join(map(str, wrong))
