"""Languages are told apart where that is sure, and words are read in their language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.language import content_stems, content_words, detect, stems, words

SIX = ("ar", "en", "es", "fr", "ru", "zh")
SENTENCES = {
    "ar": "يجب على الحكومات أن تحمي الحق في الخصوصية على الإنترنت.",
    "en": "Governments must protect the right to privacy on the Internet.",
    "es": "Los gobiernos deben proteger el derecho a la privacidad en Internet.",
    "fr": "Les gouvernements doivent protéger le droit à la vie privée sur l’Internet.",
    "ru": "Правительства должны защищать право на частную жизнь в интернете.",
    "zh": "各国政府必须保护互联网上的隐私权。",
}


@pytest.mark.parametrize("language", SIX)
def test_a_sentence_is_told_by_its_language(language: str) -> None:
    assert detect(SENTENCES[language], SIX) == language


@pytest.mark.parametrize("language", SIX)
def test_order_of_the_forums_languages_changes_nothing(language: str) -> None:
    assert detect(SENTENCES[language], tuple(reversed(SIX))) == language


@pytest.mark.parametrize("text", ["", "  ", "1998", "https://example.org/fr/les-principes", "OK"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect(text, SIX) is None


def test_a_text_in_another_language_than_the_forums_has_none() -> None:
    german = "Der Staat muss die Privatsphäre aller Menschen schützen und achten."
    assert detect(german, SIX) is None
    assert detect(SENTENCES["fr"], ("en",)) is None
    assert detect(SENTENCES["ru"], ("en", "fr")) is None


def test_chinese_that_quotes_latin_names_is_chinese() -> None:
    assert detect("应当加强 ICANN 的问责制", SIX) == "zh"


def test_every_article_of_the_declaration_is_told(data: Path) -> None:
    codes = {"arb": "ar", "cmn_hans": "zh", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es"}
    files = {path.stem.removeprefix("udhr_"): path for path in data.rglob("udhr_*.xml")}
    if set(codes) - set(files):
        pytest.skip("the Declaration of Human Rights is absent from the real corpora")
    wrong = [
        line.strip()
        for name, code in codes.items()
        for line in files[name].read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("<para>")
        and detect(line.strip()[6:-7], SIX) not in {code, None if len(line.strip()) < 40 else code}
    ]
    assert wrong == []


def test_words_are_folded_and_cut_of_articles_and_possessives() -> None:
    assert words("The Governments' and ICANN’s roles", "en") == (
        "the", "governments", "and", "icann", "roles",
    )  # fmt: skip
    assert words("l’Internet d’aujourd’hui", "fr") == ("internet", "aujourd’hui")
    assert words("人权公约", "zh") == ("人权", "权公", "公约")


def test_stems_join_the_forms_of_a_word_and_leave_function_words_out() -> None:
    assert stems("policies", "en") == stems("policy", "en")
    assert content_stems("The rights of the users", "en") == ("right", "user")
    assert content_words("Les droits de la personne", "fr") == ("droits", "personne")
    assert stems("الإنترنت", "ar") == stems("الانترنت", "ar")
    assert stems("права", "xx") == ("права",)


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert detect(text, SIX) in {*SIX, None}
    for language in (*SIX, "xx"):
        assert len(content_stems(text, language)) <= len(words(text, language))


def test_british_and_american_spelling_have_one_stem() -> None:
    british = stems("globalisation of multi-stakeholder programmes by neighbours", "en")
    assert british == stems("globalization of multistakeholder programs by neighbors", "en")
