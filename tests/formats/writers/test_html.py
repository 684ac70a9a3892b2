"""paper.html as a file: self-contained, escaped, anchored."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from conspectus.formats.writers.web import write_html
from tests.factories_paper import changed, hostile_paper, realistic_paper, sentences_of


@pytest.fixture(scope="module")
def page():
    return LexborHTMLParser(write_html(realistic_paper()))


def test_every_sentence_has_its_permalink_and_its_evidence(page):
    for sentence in sentences_of(realistic_paper()):
        assert page.css_first(f"#s-{sentence.id}").text() == sentence.text
        claim = page.css_first(f"#w-{sentence.id}")
        if not sentence.positions:
            assert claim is None
            continue
        assert claim.css_first(f'a[href="#s-{sentence.id}"]') is not None
        quotes = [mark.text() for mark in claim.css("mark")]
        wanted = [item.quote for one in sentence.positions for item in one.evidence]
        assert quotes == wanted


def test_ids_are_unique_and_every_link_leads_somewhere(page):
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    links = {node.attributes["href"] for node in page.css("a[href]")}
    assert {link[1:] for link in links} <= set(ids)
    targets = {node.attributes["popovertarget"] for node in page.css("button[popovertarget]")}
    assert targets <= set(ids)


def test_nothing_is_fetched_and_nothing_runs():
    text = write_html(realistic_paper()).decode()
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|form)\b", text)
    assert not re.search(r"\b(?:src|srcset|action|style|on\w+)=", text)
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", text)


def test_the_policy_allows_just_this_style():
    text = write_html(realistic_paper()).decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; " in text


def test_a_note_mark_is_not_glued_to_the_words():
    text = LexborHTMLParser(write_html(realistic_paper())).css_first("#p-3 > p").text()
    assert "character.\u202f3" in text


def test_foreign_quotations_carry_language_and_direction(page):
    told = {
        (node.attributes.get("lang"), node.attributes.get("dir")) for node in page.css("span.s bdi")
    }
    assert {("ar", "rtl"), ("zh", "ltr"), ("ru", "ltr"), ("fr", "ltr"), ("es", "ltr")} <= told
    assert all(node.attributes["dir"] == "rtl" for node in page.css('blockquote[lang="ar"]'))


def test_charts_have_words_and_a_table(page):
    for chart in page.css("figure.chart svg"):
        assert chart.attributes["role"] == "img"
        named = chart.attributes["aria-labelledby"].split()
        assert all(chart.css_first(f"#{name}").text() for name in named)
        table = chart.parent.next.next if chart.parent.next.tag == "-text" else chart.parent.next
        assert table.css_first("table") is not None


def test_words_of_contributors_are_data():
    text = write_html(hostile_paper()).decode()
    assert "<script" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 5


def test_a_paper_in_arabic_runs_from_right_to_left():
    paper = changed(realistic_paper(), language="ar")
    page = LexborHTMLParser(write_html(paper))
    assert page.css_first("html").attributes["dir"] == "rtl"
    assert page.css_first("html").attributes["lang"] == "ar"


def test_a_wording_of_a_language_model_is_marked_in_the_text_and_beside_its_evidence():
    paper = realistic_paper()
    written = next(one for one in sentences_of(paper) if one.kind == "view")
    paragraph = next(p for s in paper.sections for p in s.paragraphs if written in p.sentences)
    marked = tuple(
        changed(one, generator="llm:tiny:7b:0123456789ab") if one is written else one
        for one in paragraph.sentences
    )
    sections = tuple(
        changed(
            section,
            paragraphs=tuple(
                changed(one, sentences=marked) if one is paragraph else one
                for one in section.paragraphs
            ),
        )
        for section in paper.sections
    )
    page = LexborHTMLParser(write_html(changed(paper, sections=sections)))
    told = "wording proposed by a language model (tiny:7b, prompt 0123456789ab)"
    (mark,) = [node for node in page.css("a.mark") if node.text() == "LM"]
    assert mark.attributes["href"] == f"#w-{written.id}"
    assert mark.attributes["aria-label"] == f"LM: {told}"
    (claim,) = [node for node in page.css(".claim") if told in node.text()]
    assert claim.attributes["id"] == f"w-{written.id}"
    assert page.css_first(f"#s-{written.id}").text() == written.text
