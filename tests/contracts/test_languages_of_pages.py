"""What a page says to its reader is in the reader's language, wherever the words come from.

Each page type is rendered in English and in a translated language, and what both say in the same
words is listed. No catalogue is asked: a sentence that no ``_()`` is around, or that a library
says, is found as well. Words that people wrote are told by their marks (``lang`` of another
language, ``dir="auto"``, ``bdi``) or stand in the world of these tests (`OF_THE_WORLD`).
"""

from __future__ import annotations

import re
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from conspectus.people.services.shipped_areas import shipped_areas
from tests.contracts.kept_world import world_of
from tests.contracts.page_types import answers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home"), pytest.mark.long]

SHOWN = ("title", "aria-label", "alt", "placeholder")
"""Attributes that are read out or shown."""

OF_THE_WORLD = re.compile(
    r"(\d+\. )?(Forum (igf|other-forum)(, Cycle 2026)?|Cycle 2026|A paper, version \d+"
    r"|Call first|Views, no\. 1|An? (old )?paper|Theme \d+|Users"
    r"|Access( number 3 comes first)?|access should be affordable for everyone|Agenda(, 72.*)?|x"
    r"|Ana Example|(Arda|Brel|Internet|Example) (Union|Society)|Africa|Europe|civil society"
    r"|governments|igf|2026|v\d+|(ar|fr)-x\d"
    r"|Category (\d+|access|moderated)|Prices(, 1)?|1\. Nos vues)"
)
"""Names and words of forums, cycles, papers and contributors. A page's title has no place for a
mark of their language, and lists of what may be chosen show names without one."""

NAMES = frozenset({"Conspectus", "Word", "Atom", *available_timezones()})
"""Of programs and formats; of time zones, by which a reader finds a place in any language."""

ADDRESS_OR_FILE = re.compile(
    r"\S+@\S+|https?://\S+|[\w.-]+\.[a-z]{2,4}|\?[\w ]+|[A-Z]{2,5}|\{names\}:"
)
"""What a program reads: addresses, files, parameters, codes, places in a translation."""

OWN_NAMES = frozenset(name for _code, name in settings.LANGUAGES)
"""Who looks for a language finds it by its own name."""


def test_no_page_says_in_english_what_it_should_say_in_another_language(home, kept):
    world = world_of(kept, home, 2)
    english = {name: said(body, "en") for name, _path, _headers, body in answers(world, "en")}
    assert sum(map(len, english.values())) > 5000
    wrong: dict[str, list[str]] = {}
    for language in ("ar", "es", "fr", "ru", "zh"):
        countries = {row[language] for row in shipped_areas()}
        for name, _path, _headers, body in answers(world, language):
            for text in (english[name] & said(body, language)) - countries:
                # "Documents" is French too; a whole sentence of three words is not.
                if language not in {"es", "fr"} or len(re.findall(r"[^\W\d_]+", text)) > 2:
                    wrong.setdefault(text, []).append(f"{language} {name}")
    assert wrong == {}, "\n".join(f"{text!r}: {where[:3]}" for text, where in sorted(wrong.items()))


def said(page: bytes, language: str) -> set[str]:
    """What the page says in its own language: texts and attributes that hold a word."""
    found: set[str] = set()
    _collect(LexborHTMLParser(page.decode()).root, language, found)
    parts = {part for text in found for part in text.split(" · ")}
    return {part for part in parts if re.search(r"[A-Za-z]{2}", part) and not _is_a_name(part)}


def _collect(node, language, found):
    """Goes down to all texts, and past what says that it is somebody's own words."""
    if node.tag in {"script", "style", "bdi", "code", "textarea"}:
        return
    given = node.attributes
    if given.get("dir") == "auto" or given.get("lang") not in {None, language}:
        return
    found.update(" ".join((given.get(name) or "").split()) for name in SHOWN)
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            found.add(" ".join(child.text(deep=False).split()))
        else:
            _collect(child, language, found)


def _is_a_name(text: str) -> bool:
    known = NAMES | OWN_NAMES
    return text in known or bool(OF_THE_WORLD.fullmatch(text) or ADDRESS_OR_FILE.fullmatch(text))


def test_an_english_sentence_in_a_french_page_is_seen():
    page = """<html lang="fr"><head><title>Corrections · A page</title></head><body>
    <p>Nothing waits.</p><p lang="en">Their own words.</p><bdi>Ana</bdi>
    <button aria-label="Close it"></button><p dir="auto">Typed by her</p></body></html>"""
    assert said(page.encode(), "fr") == {"Corrections", "A page", "Nothing waits.", "Close it"}
