"""What a page says to its reader is in the reader's language, wherever the words come from.

Each page type is rendered in English and in a translated language, and what both say in the same
words is listed. Words that people wrote are told by their marks: ``lang`` of another language,
``dir="auto"``, ``bdi``. So no catalogue is asked: a sentence that no ``_()`` is around, or that a
library says, is found as well.
"""

from __future__ import annotations

import re
from zoneinfo import available_timezones

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.contracts.page_types import answers, fill
from tests.contracts.permission_world import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home"), pytest.mark.long]

SAID = ("title", "aria-label", "alt", "placeholder")
"""Attributes that are read out or shown."""


def said(page: bytes, language: str) -> set[str]:
    """What the page says in its own language: texts and attributes that hold a word."""
    root = LexborHTMLParser(page.decode()).root
    found: set[str] = set()
    _collect(root, language, found)
    return {text for text in found if re.search(r"[A-Za-z]{2}", text)}


def _collect(node, language, found):
    """Goes down to all texts, and past what says that it is somebody's own words."""
    if node.tag in {"script", "style", "bdi", "code", "textarea"}:
        return
    given = node.attributes if node.tag != "-text" else {}
    if given.get("dir") == "auto" or given.get("lang") not in {None, language}:
        return
    found.update(" ".join((given.get(name) or "").split()) for name in SAID)
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            found.add(" ".join(child.text(deep=False).split()))
        else:
            _collect(child, language, found)


def test_no_page_says_in_english_what_it_says_to_readers_of_another_language():
    world = build()
    fill(world, 2)
    english = {name: said(body, "en") for name, _path, _headers, body in answers(world, "en")}
    wrong = {}
    zones=available_timezones()
    import os
    for language in os.environ.get("LANGS","ru").split():
        for name, _path, _headers, body in answers(world, language):
            for text in english[name] & said(body, language) -zones:
                wrong.setdefault(text, set()).add((language, name))
    with open("/tmp/tongues_said","w") as f:
      for text, where in sorted(wrong.items()):
        print(repr(text), sorted({l for l, _ in where}), sorted({n for _, n in where})[:4],file=f)
    assert wrong == {}
