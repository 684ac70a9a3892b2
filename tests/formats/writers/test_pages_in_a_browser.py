"""paper.html in a real browser: accessibility by axe-core, notes in place, no request, phones."""

from __future__ import annotations

import pytest

from conspectus.formats.writers.every import WRITERS
from tests.browsers import ABSENT, CHROMIUM
from tests.factories_paper import hostile_paper, realistic_paper

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip(ABSENT)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("html")
    (made / "paper.html").write_bytes(WRITERS["html"](realistic_paper()))
    (made / "hostile.html").write_bytes(WRITERS["html"](hostile_paper()))
    return made


def opened(browser, path, *, width=1200, scheme="light"):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.messages, page.requests = [], []
    page.on("console", lambda message: page.messages.append(message.text))
    page.on("dialog", lambda dialog: page.messages.append(dialog.message))
    page.on("request", lambda request: page.requests.append(request.url))
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light")])
def test_axe_finds_no_violation(browser, folder, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core")
    page = opened(browser, folder / "paper.html", width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.click("#r-3")
    # Scripts of the page itself stay forbidden; axe is run by the browser's own channel.
    found = axe.Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_the_page_asks_for_nothing_and_says_nothing(browser, folder):
    page = opened(browser, folder / "paper.html")
    assert page.requests == [(folder / "paper.html").as_uri()]
    assert page.messages == []
    page.close()


def test_the_style_is_accepted_by_its_own_policy(browser, folder):
    page = opened(browser, folder / "paper.html")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    page.close()


def test_hostile_words_run_nowhere(browser, folder):
    page = opened(browser, folder / "hostile.html")
    assert page.messages == []
    assert page.evaluate("document.scripts.length") == 0
    assert "<script>alert(1)</script>" in page.inner_text("#s-0123456789")
    page.close()


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_scrolls_in_one_direction_only(browser, folder, width):
    page = opened(browser, folder / "paper.html", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_note_opens_in_place_and_closes_again(browser, folder):
    page = opened(browser, folder / "paper.html")
    note = page.locator("#n-3")
    assert not note.is_visible()
    page.click("#r-3")
    assert note.is_visible()
    mark, box = page.locator("#r-3").bounding_box(), note.bounding_box()
    assert abs(box["y"] - mark["y"]) < 60
    page.keyboard.press("Escape")
    assert not note.is_visible()
    page.close()


def test_who_says_so_leads_to_the_words(browser, folder):
    page = opened(browser, folder / "paper.html")
    ask = page.locator(".ask").first
    target = ask.get_attribute("href")
    ask.click()
    words = page.locator(f"{target} blockquote").first
    assert words.is_visible()
    assert page.url.endswith(target)
    page.close()


def test_print_shows_notes_and_hides_what_is_for_the_screen(browser, folder):
    page = opened(browser, folder / "paper.html")
    page.emulate_media(media="print")
    assert page.locator("#n-3").is_visible()
    assert not page.locator("details.who").first.is_visible()
    assert not page.locator(".ask").first.is_visible()
    page.close()


def test_without_popovers_notes_stand_below_their_paragraph(browser, folder, tmp_path):
    # What a browser sees that knows nothing of popovers: an unknown attribute.
    source = (folder / "paper.html").read_text("utf-8").replace(" popover ", " ")
    old = tmp_path / "old.html"
    old.write_text(source, "utf-8")
    page = opened(browser, old)
    paragraph, note = page.locator("#p-3 > p").bounding_box(), page.locator("#n-3").bounding_box()
    assert note["y"] >= paragraph["y"] + paragraph["height"]
    page.close()
