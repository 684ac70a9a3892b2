"""The language of a text that states none."""

from __future__ import annotations

from dataclasses import replace

from conspectus.engine.source_languages import with_languages
from tests.factories_corpus import a_corpus, a_holder

FRENCH = "Le conseil devrait maintenir toutes les lignes régionales et geler les tarifs."
GERMAN = (
    "Der Rat sollte alle Buslinien erhalten, und die Preise sollten drei Jahre lang nicht "
    "steigen, weil viele Menschen darauf angewiesen sind."
)
ENGLISH = "The council should keep all regional lines and freeze the fares for three years."


def languages(*texts: str, stated: str | None = None) -> list[str | None]:
    corpus = a_corpus(*((a_holder(f"Union {n}"), (text,)) for n, text in enumerate(texts)))
    sources = tuple(replace(source, language=stated) for source in corpus.sources)
    return [source.language for source in with_languages(replace(corpus, sources=sources)).sources]


def test_it_is_told_from_the_words() -> None:
    assert languages(FRENCH, ENGLISH) == ["fr", "en"]


def test_a_language_that_the_forum_does_not_have_is_not_taken_for_english() -> None:
    assert languages(GERMAN, ENGLISH) == ["de", "en"]


def test_a_text_too_short_to_tell_follows_the_others() -> None:
    assert languages(FRENCH, "Oui.") == ["fr", "fr"]


def test_what_is_stated_stays() -> None:
    assert languages(FRENCH, stated="es") == ["es"]


def test_a_source_without_text_has_none() -> None:
    assert languages("", ENGLISH) == [None, "en"]
