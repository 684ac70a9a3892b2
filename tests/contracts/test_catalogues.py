"""The interface's catalogues: what is extracted is what stands there, and Arabic has it all."""

from __future__ import annotations

import ast
import re

import pytest
from django.conf import settings
from django.utils.translation import ngettext, override

from conspectus.site import catalogues

COMPLETE = ("ar", "es", "fr", "ru", "zh")
"""In these languages nothing of the interface is left in English."""
QUOTES = {"ar": "«»", "es": "«»", "fr": "«»", "ru": "«»", "zh": "“”"}
"""The one pair of quotation marks of a language."""
ANY_QUOTE = re.compile('[«»“”„‟‹›「」『』"]')
PLACE = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def strings():
    return catalogues.template()


def forms(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "en"])
def test_a_catalogue_is_up_to_date_and_compiled(strings, language):
    """`scripts/messages` writes both files."""
    po = catalogues.po_file(language)
    assert catalogues.written(catalogues.updated(language, strings)) == (
        po.read_bytes(),
        po.with_suffix(".mo").read_bytes(),
    )


@pytest.mark.parametrize("language", COMPLETE)
def test_every_string_of_the_interface_is_there(strings, language):
    found = catalogues.updated(language, strings)
    assert [one.id for one in found if one.id and (not all(forms(one)) or one.fuzzy)] == []
    assert len(strings) > 500


def test_no_string_hides_from_the_catalogues():
    """The extractor knows these names, and does not look into f-strings."""
    hidden = []
    for file in sorted(catalogues.PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        imports = (one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom))
        known = [
            name
            for one in imports
            if one.module == "django.utils.translation"
            for name in one.names
            if "gettext" in name.name
        ]
        here = {name.asname or name.name for name in known}
        inside = [
            call
            for part in ast.walk(tree)
            if isinstance(part, ast.JoinedStr)
            for call in ast.walk(part)
            if isinstance(call, ast.Call)
        ]
        called = {getattr(call.func, "id", "") for call in inside}
        hidden += [f"{file}: {name}" for name in here - {*catalogues.KEYWORDS} | here & called]
    assert hidden == []


def test_arabic_has_its_six_forms_of_number(strings):
    catalogue = catalogues.updated("ar", strings)
    assert catalogue.num_plurals == 6
    plural = [one for one in catalogue if isinstance(one.id, tuple)]
    assert plural
    assert {len(one.string) for one in plural} == {6}


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_a_translation_has_the_places_of_its_original(strings, language):
    wrong = []
    for one in catalogues.updated(language, strings):
        places = {place for text in ((one.id,) if one.string else ()) for place in _places(text)}
        wrong += [(one.id, text) for text in forms(one) if text and _places(text) != places]
    assert wrong == []


@pytest.mark.parametrize("language", COMPLETE)
def test_a_catalogue_has_one_kind_of_quotation_marks(strings, language):
    opening, closing = QUOTES[language]
    wrong = []
    for one in catalogues.updated(language, strings):
        for text in forms(one) if one.id else ():
            marks = "".join(ANY_QUOTE.findall(text))
            if marks.replace(opening + closing, ""):
                wrong.append(text)
    assert wrong == []


def test_french_marks_stand_after_or_before_a_space_that_does_not_break(strings):
    breaking = re.compile("«(?!\u00a0)|(?<!\u00a0)»| [:;!?](?=\\s|$)")
    found = catalogues.updated("fr", strings)
    assert [text for one in found if one.id for text in forms(one) if breaking.search(text)] == []


def _places(text) -> set[str]:
    words = " ".join(text) if isinstance(text, tuple) else text
    return set(PLACE.findall(words))


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "مساهمة واحدة"), (2, "مساهمتان"), (3, "مساهمات"), (11, "مساهمة"), (100, "مساهمة")],
)
def test_a_number_takes_its_form(count, words):
    with override("ar"):
        said = ngettext("%(num)s contribution", "%(num)s contributions", count)
    assert words in said % {"num": count}
