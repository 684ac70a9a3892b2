"""Words: offsets, one spelling, one key."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.words import figures, fold, key_of, keys, words_of

TEXTS = {
    "en": "The multi-stakeholder model’s 1,200 users, e.g. in the U.S. — “open” to all?",
    "fr": "L’Internet doit être ouvert, et qu’il reste libre en 2014.",
    "es": "La competencia no debería limitarse en 3 países.",
    "ru": "Распределение адресов IPv6 должно оставаться у 5 регистратур.",
    "ar": "ينبغي أن تكون إدارةُ الموارد شفافة أمام 20 دولة.",
    "zh": "关键互联网资源的管理应当由各国平等参与, IPv6 的 5 个。",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_words_stand_where_their_offsets_say(language):
    text = TEXTS[language]
    found = words_of(text, language)
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]
    assert all(a.start < b.end for a, b in itertools.pairwise(found))


@given(st.text(max_size=200), st.sampled_from(sorted(TEXTS)))
def test_any_text_has_words_inside_it(text, language):
    for word in words_of(text, language):
        assert text[word.start : word.end] == word.text
        assert word.text.strip() == word.text != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("multi-stakeholder", "multistakeholder"),
        ("globalisation", "globalization"),
        ("behaviour", "behavior"),
        ("labor", "labour"),
        ("centre", "center"),
        ("programmes", "programs"),
        ("licence", "license"),
        ("Government’s", "governments"),
        ("capacity building", "capacity-building"),
        ("bottom up", "bottomup"),
        ("co-operation", "cooperation"),
        ("non-discrimination", "nondiscrimination"),
        ("creation", "created"),
        ("clarify", "clarification"),
        ("decision", "decide"),
        ("ICANN's", "ICANN"),
    ],
)
def test_one_word_in_two_spellings_or_forms_has_one_key(one, other):
    assert keys(one) == keys(other) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("government", "governance"),
        ("international", "internal"),
        ("important", "imported"),
        ("authority", "author"),
        ("organisation", "organ"),
        ("universal", "university"),
        ("public", "publish"),
        ("policy", "police"),
        ("response", "responsible"),
        ("assess", "strengthen"),
        ("strengthen", "create"),
        ("create", "end"),
        ("minority", "minor"),
        ("US", "us"),
    ],
)
def test_different_words_have_different_keys(one, other):
    assert keys(f"the {one} case") != keys(f"the {other} case")


def test_synonyms_share_a_key_and_performative_classes_do_not():
    assert key_of("establish") == key_of("create")
    assert key_of("reinforce") == key_of("strengthen")
    assert len({key_of(verb) for verb in ("assess", "strengthen", "create", "end", "review")}) == 5


def test_acronyms_that_look_like_function_words_are_words():
    assert [word.fold for word in words_of("the US and WHO use IT") if word.content] == [
        "US",
        "WHO",
        "use",
        "IT",
    ]


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("twelve of 1,200 users in 2014", "en", ["12", "1200", "2014"]),
        ("1 200 personnes et trois pays", "fr", ["1200", "3"]),
        ("tres de 40,5 %", "es", ["3", "40,5"]),
        ("пять из 20", "ru", ["5", "20"]),
    ],
)
def test_numbers_in_words_and_figures_are_one(text, language, numbers):
    assert [w.number for w in words_of(text, language) if w.number] == numbers


def test_figures_drop_separators_of_thousands():
    assert figures("1,200,000.5") == "1200000.5"
    assert figures("3.14") == "3.14"


def test_folding_is_idempotent():
    for text in TEXTS["en"].split():
        assert fold(fold(text)) == fold(text)


def test_chinese_is_read_in_pairs_of_characters_and_latin_words_whole():
    assert [word.text for word in words_of("管理应当 IPv6", "zh")] == [
        "管理",
        "理应",
        "应当",
        "IPv6",
    ]
