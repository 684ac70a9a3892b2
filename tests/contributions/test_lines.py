"""The lines of the long lists: what somebody wrote comes out as text, in its own language."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from conspectus.contributions.lines import RegisterWords, desk_lines, register_lines
from conspectus.contributions.queries.desk import Answer, WaitingItem
from conspectus.contributions.queries.register import RegisterRow

HOSTILE = "<script>alert(1)</script>\"' onload=x & {{ 7 * 7 }} %s"
TAGS = {"li", "a", "br", "span", "bdi", "time", "label", "input", "div", "button"}
WORDS = RegisterWords(
    language="en",
    base="/en/igf/2026/contributions/",
    people="/en/igf/",
    places={"group": {"g": HOSTILE}, "country": {"FR": HOSTILE}, "region": {"150": "Europe"}},
    unnamed={"": "an organization", "individual": "an individual", "several": "several"},
    untitled="Without title",
    late="late",
    also="also in:",
    personal="(in a personal capacity)",
    day=lambda when: Markup("<time>{}</time>").format(when.date()),
)


class Read(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.said = set(), [], ""
        self.feed(str(text))  # slices of Markup would be escaped anew

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.said += data


def row(**other):
    given = {
        "number": 7,
        "title": "On access",
        "language": "en",
        "holder": "APC",
        "path": "organisations/apc",
        "unnamed": "",
        "personal": False,
        "group": None,
        "country": None,
        "region": None,
        "received": dt.datetime(2026, 11, 28, 23, 59, tzinfo=dt.UTC),
        "late": False,
        "imported": False,
    }
    return RegisterRow(**given | other)


@pytest.mark.parametrize("field", ["title", "holder", "path", "language"])
def test_nothing_that_was_written_is_markup(field):
    read = Read(register_lines([row(**{field: HOSTILE}, group="g", country="FR")], WORDS))
    assert read.tags <= TAGS
    assert {name for name, _ in read.attributes} <= {"href", "lang", "dir", "class"}
    written = read.said + "".join(value for _, value in read.attributes)
    assert written.count(HOSTILE) == 3  # with the group and the country


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "7 · APC · 2026-11-28"),
        ({"personal": True, "path": ""}, "7 · APC (in a personal capacity) · 2026-11-28"),
        ({"holder": "", "unnamed": "individual"}, "7 · an individual · 2026-11-28"),
        ({"holder": "", "unnamed": "organisation"}, "7 · an organization · 2026-11-28"),
        ({"region": "150", "late": True}, "7 · APC · Europe · 2026-11-28 late"),
    ],
)
def test_a_line_says_who_from_where_and_when(given, said):
    assert Read(register_lines([row(**given)], WORDS)).said.split("\n")[1] == said


def test_a_title_in_another_language_says_so():
    assert 'lang="ar" dir="rtl">On access</a>' in register_lines([row(language="ar")], WORDS)
    assert "lang=" not in register_lines([row()], WORDS)
    assert "Without title" in register_lines([row(title="")], WORDS)


def test_an_item_of_the_desk_shows_its_answers_the_proposed_one_first():
    item = WaitingItem(
        key=12,
        kind="late",
        question=HOSTILE,
        contribution=7,
        title=HOSTILE * 3,
        language="en",
        is_public=False,
        answers=(Answer(0, HOSTILE), Answer(1, "Leave as it is")),
    )
    lines = desk_lines([item], base="/en/igf/2026/", kinds={"late": "Late"}, more="more")
    read = Read(lines)
    assert read.tags <= TAGS
    assert [value for name, value in read.attributes if name == "value"] == ["12", "12:0", "12:1"]
    assert ("aria-label", f"more: 7 {HOSTILE}") in read.attributes
    assert lines.count('class="quiet"') == 1
    assert ("href", "/en/igf/2026/contributions/7/") not in read.attributes
