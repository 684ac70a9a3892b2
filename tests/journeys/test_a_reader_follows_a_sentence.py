"""From a sentence of the paper to the paragraph that it rests on; search, filters, files."""

from __future__ import annotations

import re

import pytest

from tests.cli.site.conftest import copied
from tests.journeys.submissions import SAID, write_folder
from tests.journeys.walking import Keyboard, Pointer, ways

pytestmark = pytest.mark.browser

PAPER = """
from conspectus.cli.site.work import do_all_jobs
from conspectus.contributions.models import Call
from conspectus.core.sequencer import settle
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
version = ask_for_paper(Call.objects.get(), by=None)
do_all_jobs()
publish_paper(version, status="working draft")
settle()
"""


@pytest.fixture(scope="module")
def serving(made_once, tmp_path_factory):
    """A forum with five published contributions and the paper that the engine made of them.

    All who read share it: a reader changes nothing.
    """
    place = tmp_path_factory.mktemp("published")
    made = copied(made_once, place / "home")
    folder = write_folder(place / "folder")
    named = ("--forum", "meridian", "--cycle", "2026")
    done = made.run("import", folder, *named, "--publish")
    assert done.returncode == 0, done.stderr
    made.python(PAPER)
    made.serve()
    yield made
    made.end()


@ways(("en", False, Keyboard), ("ar", True, Pointer))
def test_from_the_front_page_to_the_very_words(visitor, language, scripts, hand):
    she = visitor(hand, language, scripts=scripts, width=360)
    holder, words = _from_a_sentence_to_its_words(she)
    _at_the_paragraph(she, holder, words)
    _original_file(she, holder)
    _search(she)
    _filter_the_register(she)
    assert she.page.context.cookies() == []


def _from_a_sentence_to_its_words(she):
    """The forum, the cycle, its paper, a section, "who says so?": (holder, her words)."""
    page = she.page
    she.go(f"/{she.language}/")
    she.skip_to_the_text()
    she.activate(page.locator("main").get_by_role("link", name="Meridian Forum"))
    she.activate(page.locator("main").get_by_role("link", name="2026"))
    she.follow("Papers")
    she.activate(page.locator("main").get_by_role("link").first)
    contents = page.get_by_role("heading", name=she.say("Contents"))
    assert contents.is_visible()
    section = page.locator("main").get_by_role("link", name=re.compile("^Access$"))
    she.activate(section.first)
    she.activate(page.locator("article").get_by_label(she.say("Who says so?"), exact=True).first)
    assert page.get_by_role("heading", level=1).inner_text() == she.say("Who says so?")
    holder = page.get_by_role("heading", level=2).first.inner_text()
    words = page.locator("mark").first.inner_text()
    assert any(words in text for text in SAID.values())
    return holder, words


def _at_the_paragraph(she, holder, words):
    """The words stand in the paragraph that the address names; the holder has signed them."""
    page = she.page
    cited = page.locator("main").get_by_role("link", name=re.compile(r"\d\D+\d")).first
    she.activate(cited)
    page.wait_for_url(re.compile(r"/contributions/\d+/v1/#p\d+$"))
    paragraph = page.locator(f"[id={page.url.partition('#')[2]}]")
    assert words in paragraph.inner_text()
    assert paragraph.evaluate("one => one.matches(':target')")
    assert page.get_by_role("link", name=holder).count()


def _original_file(she, holder):
    """The file as it was sent, byte for byte."""
    taken = she.take(she.page.get_by_role("link", name=re.compile(r"^\d\.txt")).first)
    said = {name: text for (name, _country), text in SAID.items()}
    assert taken.read_text("utf-8").strip() == said[holder]


def _search(she):
    """A word in another form, in the cycle; the hit leads to its paragraph."""
    page = she.page
    she.activate(page.locator(".ways").get_by_role("link", name=she.say("Search")))
    she.write(page.locator("#q"), "teacher")
    she.activate(page.locator("main").get_by_role("button", name=she.say("Search")))
    assert page.locator("mark").first.inner_text() == "teachers"
    she.activate(page.locator("main li").get_by_role("link").first)
    page.wait_for_url(re.compile(r"/contributions/\d+/v1/#p\d+$"))
    assert "teachers" in page.locator(f"[id={page.url.partition('#')[2]}]").inner_text()


def _filter_the_register(she):
    page = she.page
    she.follow("Contributions")
    everything = page.locator("main ol.plain > li")
    assert everything.count() == len(SAID)
    she.unfold(page.locator("summary").filter(has_text=she.say("Filter and sort")))
    she.write(page.locator("#f-holder"), "Palmaro")
    she.choose(page.locator("#f-country"), "BR")
    she.choose(page.locator("#f-sort"), "newest")
    she.press("Show")
    assert "Comments of Palmaro Exchange" in everything.first.inner_text()
    assert everything.count() == 1
    she.follow("Show all")
    assert everything.count() == len(SAID)
