"""paper.md, read as Markdown is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from conspectus.formats.writers.markdown import write_markdown
from conspectus.formats.writers.markdown.text import marked
from conspectus.formats.writers.scripts import printable
from tests.factories_paper import hostile_paper, realistic_paper, sentences_of


def rendered(text):
    return LexborHTMLParser(MarkdownIt("commonmark").enable("table").render(text))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1))
def test_escaped_text_is_rendered_as_it_was(text):
    line = " ".join(printable(text).split())
    if not line:
        return
    shown = rendered(marked(line)).body.text()
    assert " ".join(shown.split()) == line


@pytest.mark.parametrize(
    "text", ["1. one", "- two", "# three", "+ four", "> five", "6) six", "=== "]
)
def test_no_sentence_opens_a_list_or_heading(text):
    html = MarkdownIt("commonmark").render(marked(text.strip()))
    assert html == f"<p>{text.strip().replace('>', '&gt;')}</p>\n"


def test_every_footnote_is_marked_once_and_told_once():
    text = write_markdown(realistic_paper()).decode()
    notes = [s.footnote for s in sentences_of(realistic_paper()) if s.footnote]
    marks = [int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)]
    told = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    assert marks == list(range(1, len(notes) + 1))
    assert list(told.values()) == notes


def test_hostile_words_stay_words():
    html = MarkdownIt("commonmark").enable("table").render(write_markdown(hostile_paper()).decode())
    assert "<script" not in html
    assert "javascript:1" in rendered(write_markdown(hostile_paper()).decode()).body.text()
    assert not re.search(r"href=\"javascript", html)


def test_tables_keep_their_rows():
    page = rendered(write_markdown(realistic_paper()).decode())
    assert len(page.css("table")) == 5
    assert len(page.css("table")[0].css("tbody tr")) == 3
