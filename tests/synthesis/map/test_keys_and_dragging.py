"""workbench.js in a browser: one key answers, a hand and a keyboard move; forms do the same."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from conspectus.synthesis.models import PaperVersion, Question
from tests.contracts.conftest import opened, script
from tests.contracts.kept_world import world_of
from tests.contracts.permission_world import DRAFT
from tests.factories_map_rows import THEME, VIEW, add_questions

__all__ = ["opened", "script"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("home"),
]

WORK = "/en/igf/2026/papers/1/work/"
OTHER = "v-000000000000"


@pytest.fixture
def pages(home, db, kept):
    """The three pages as the rapporteur gets them, rendered before the browser starts."""
    world = world_of(kept, home)
    add_questions(PaperVersion.objects.get(k=DRAFT), 1)
    found = {}
    for name in ("queue/", f"themes/{THEME}/", f"views/{VIEW}/"):
        answer = world.clients["rapporteur"].get(WORK + name)
        policy = {"content-security-policy": answer["Content-Security-Policy"]}
        found[name] = (WORK + name, policy, answer.content)
    found["first"] = str(Question.objects.order_by("order")[0].pk)
    return found


@pytest.fixture
def page(pages, opened):
    """Opens a page; what its form sends is read from the request."""

    def come(name):
        tab = opened(*pages[name])
        tab.wait_for_load_state()
        return tab

    return come


def sent(tab, act) -> dict[str, list[str]]:
    # The answer is waited for, or it would meet the page that is opened next.
    with (
        tab.expect_navigation(),
        tab.expect_request(lambda request: request.method == "POST") as asked,
    ):
        act()
    found = parse_qs(asked.value.post_data or "", keep_blank_values=True)
    return {name: found[name] for name in found if name in {"do", "answer", "views", "other"}} | {
        name: found[name] for name in ("passages", "theme") if found.get(name, [""]) != [""]
    }


def test_one_key_answers_the_first_question(pages, page):
    tab = page("queue/")
    assert sent(tab, lambda: tab.keyboard.press("d")) == {"answer": [f"{pages['first']}:1"]}
    tab = page("queue/")
    assert sent(tab, lambda: tab.keyboard.press("0")) == {"answer": [f"{pages['first']}:aside"]}


def test_a_view_dropped_on_another_is_merged_with_it(page):
    tab = page(f"themes/{THEME}/")
    items = tab.locator("[data-drag]")
    moved = sent(
        tab, lambda: items.nth(0).locator("[role=button]").drag_to(items.nth(1).locator("label"))
    )
    assert moved == {"do": ["same"], "views": [VIEW], "other": [OTHER]}


def test_the_keyboard_moves_what_a_hand_moves(page):
    tab = page(f"views/{VIEW}/")
    tab.locator("[data-drag] > [role=button]").first.focus()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.textContent") == "Not a view"
    moved = sent(tab, lambda: tab.keyboard.press("Enter"))
    assert moved == {"do": ["not_a_claim"], "passages": [f"1:{VIEW}"]}


def test_a_view_is_merged_by_keyboard_alone(page):
    tab = page(f"themes/{THEME}/")
    tab.locator("[data-drag] > [role=button]").first.focus()
    tab.keyboard.press("Space")
    tab.locator("[data-drag]").nth(1).focus()
    moved = sent(tab, lambda: tab.keyboard.press("Enter"))
    assert moved == {"do": ["same"], "views": [VIEW], "other": [OTHER]}


def test_escape_leaves_everything_as_it_was(page):
    tab = page(f"views/{VIEW}/")
    tab.locator("[data-drag] > [role=button]").first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("[data-targets]").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator("[data-targets]").is_visible()
