"""The words of a corpus: misspelt and glued ones, acronyms, nouns that come out of the blue."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import GlossaryEntry, ThemeSpec
from conspectus.engine.vocabulary import Vocabulary, vocabulary_of
from tests.factories_corpus import a_holder, a_source

ALDER = a_holder("Alder Union")


def read(*texts: str, glossary: tuple[GlossaryEntry, ...] = ()) -> Vocabulary:
    sources = [a_source(str(n), ALDER, text) for n, text in enumerate(texts, start=1)]
    return vocabulary_of(sources, glossary)


@pytest.mark.parametrize(
    ("sentence", "misspelt"),
    [
        ("Access should be basedon need.", True),  # 12: glued
        ("Acess shuold be free.", True),
        ("Access should be based on need.", False),
        ("Networks should be unfragmentable.", True),
        ("Localization and organisation should improve.", False),
        ("Multi-stakeholder policies should stay.", False),
        ("The Quillon should stay.", False),  # a name is no misspelling
    ],
)
def test_words_in_no_dictionary_are_misspelt(sentence: str, *, misspelt: bool) -> None:
    assert read(sentence).misspelt(sentence) is misspelt


def test_a_word_that_two_sources_use_is_a_word() -> None:
    twice = read("The netizenry should decide.", "A strong netizenry is needed.")
    assert not twice.misspelt("The netizenry should decide.")


def test_an_acronym_of_one_source_needs_an_explanation() -> None:
    """Defect 24."""
    sentence = "The QRE should be funded."
    assert read(sentence).unexplained(sentence)
    assert not read(sentence, "The Quillon Root Exchange (QRE) is old.").unexplained(sentence)
    glossary = (GlossaryEntry(term="QRE", meaning="Quillon Root Exchange"),)
    assert not read(sentence, glossary=glossary).unexplained(sentence)
    assert not read(sentence, sentence, sentence).unexplained(sentence)
    assert not read().unexplained("The UN and the EU should act.")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("We thank the Quillon Root Exchange (QRE).", "Quillon Root Exchange"),
        ("The Forum on the Quillon of Roots (FQR) met.", "Forum on the Quillon of Roots"),
        ("We met in Athens (QRE).", None),
    ],
)
def test_expansions_are_read_by_their_initials(text: str, meaning: str | None) -> None:
    found = read(text).expansions
    assert next(iter(found.values()), (None, ""))[0] == meaning


def test_a_definite_noun_is_known_only_where_many_use_it() -> None:
    """Defect 6: "the membership" points into its own text, "the network" does not."""
    known = read(*["The network should stay."] * 5)
    assert not known.unresolved("The network should stay.")
    assert known.unresolved("The membership should decide.")
    assert not known.unresolved("An open membership should grow, and the membership should vote.")


def test_a_definite_noun_that_the_forum_names_among_its_themes_is_known() -> None:
    sources = [a_source("1", ALDER, "The secretariat should be paid.")]
    role = ThemeSpec(id="role", name="Role", description="Programme", terms=("secretariat",))
    assert vocabulary_of(sources, ()).unresolved(sources[0].text)
    assert not vocabulary_of(sources, (), [role]).unresolved(sources[0].text)
