"""Passages stand under a theme only where that is clear; the rest are general comments."""

from __future__ import annotations

import random

import numpy as np
import pytest

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.embedding import load_default
from conspectus.engine.theme_terms import (
    ASIDE_STRENGTH,
    DERIVED_STRENGTH,
    main_part,
    occurrences,
    read,
    reliabilities,
    theme_terms,
)
from conspectus.engine.themes import Texts, assign_themes, learn_themes, theme_texts

THEMES = (
    ThemeSpec(
        id="access",
        name="Access",
        description="Affordable access, infrastructure in rural areas, cost of connectivity",
        terms=("access", "infrastructure", "affordable", "exchange point"),
    ),
    ThemeSpec(
        id="rights",
        name="Human rights",
        description="Privacy, freedom of expression, surveillance",
        terms=("human rights", "privacy", "freedom of expression"),
    ),
    ThemeSpec(
        id="resources",
        name="Critical Internet resources",
        description="Root zone, domain names, addresses",
        terms=("root zone", "domain names", "IANA"),
    ),
)
TAUGHT = (
    ("Affordable access must reach rural areas.", "access"),
    ("Infrastructure should be shared in rural areas.", "access"),
    ("Exchange points lower the cost of connectivity.", "access"),
    ("Privacy must be protected against mass surveillance.", "rights"),
    ("Freedom of expression applies online as offline.", "rights"),
    ("Human rights bind States on the Internet.", "rights"),
    ("The root zone should be run by the technical community.", "resources"),
    ("Domain names should exist in every script.", "resources"),
    ("The IANA functions should be transferred.", "resources"),
)
TEXTS = tuple(text for text, _ in TAUGHT)
NONE = (None,) * len(TAUGHT)


def test_terms_decide_where_they_are_clear() -> None:
    found = assign_themes(TEXTS, NONE, THEMES)
    assert [a.theme for a in found] == [theme for _, theme in TAUGHT]


def test_a_passage_without_a_theme_is_a_general_comment() -> None:
    found = assign_themes(
        (*TEXTS, "We look forward to the meeting in spring."), (*NONE, None), THEMES
    )
    assert found[-1].theme is None


def test_meaning_assigns_what_holds_no_term_in_any_language() -> None:
    model = load_default()
    if model is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    foreign = (
        "يجب حماية الخصوصية من المراقبة الجماعية.",
        "La liberté d’expression doit être respectée en ligne.",
        "Корневой зоной должно управлять техническое сообщество.",
    )
    texts = (*TEXTS, *foreign)
    given = Texts(
        texts=texts,
        languages=("en",) * len(TEXTS) + ("ar", "fr", "ru"),
        vectors=model.encode(texts),
    )
    found = learn_themes(given, THEMES, model.encode(theme_texts(THEMES))).assign(given)
    assert [a.theme for a in found[-3:]] == ["rights", "rights", "resources"]


def test_a_hint_binds_only_where_it_is_a_theme() -> None:
    texts = ("Things should be better.", "Things should be better.", TEXTS[0])
    found = assign_themes(texts, ("human RIGHTS ", "Roadmap", "resources"), THEMES)
    assert [a.theme for a in found] == ["rights", None, "resources"]


def test_a_heading_helps_a_passage_that_leans_to_its_theme() -> None:
    texts = (*TEXTS, "Its oversight must be international.")
    contexts = ("",) * len(TEXTS)
    bare = assign_themes(texts, (*NONE, None), THEMES, contexts=(*contexts, ""))[-1]
    headed = assign_themes(texts, (*NONE, None), THEMES, contexts=(*contexts, "The root zone"))[-1]
    assert headed.margin != bare.margin


def test_what_was_learnt_assigns_other_texts_later() -> None:
    model = learn_themes(Texts(texts=TEXTS), THEMES)
    later = model.assign(Texts(texts=("Access must be affordable.", "Thank you.")))
    assert [a.theme for a in later] == ["access", None]


def test_no_theme_no_text_and_one_theme() -> None:
    assert assign_themes(TEXTS[:1], (None,), ())[0].theme is None
    assert assign_themes((), (), THEMES) == ()
    alone = assign_themes((TEXTS[0], "Thank you."), (None, None), THEMES[:1])
    assert [a.theme for a in alone] == ["access", None]


def test_order_of_passages_and_themes_changes_nothing() -> None:
    draw = random.Random(6)
    expected = {t: a.theme for t, a in zip(TEXTS, assign_themes(TEXTS, NONE, THEMES), strict=True)}
    for _ in range(3):
        texts = draw.sample(TEXTS, len(TEXTS))
        themes = draw.sample(THEMES, len(THEMES))
        found = assign_themes(texts, NONE, themes)
        assert {t: a.theme for t, a in zip(texts, found, strict=True)} == expected


def test_scores_are_the_same_bytes_in_any_order() -> None:
    forward = assign_themes(TEXTS, NONE, THEMES)
    backward = assign_themes(TEXTS[::-1], NONE, THEMES)
    assert forward == backward[::-1]


def test_terms_in_an_aside_weigh_less() -> None:
    terms = [theme_terms(THEMES[1], "en")]
    main, aside = (
        "Privacy must be respected by every operator.",
        "Operators must respect the law, including rules on privacy.",
    )
    assert main_part(aside) == (0, len("Operators must respect the law, "))
    weights = {
        o.passage: o.weight for o in occurrences([read(main, "en"), read(aside, "en")], terms)
    }
    assert weights == {0: 1.0, 1: ASIDE_STRENGTH}


def test_terms_in_a_leading_subordinate_clause_weigh_less() -> None:
    terms = [theme_terms(THEMES[1], "en"), theme_terms(THEMES[0], "en")]
    text = "While privacy, trust, and human rights matter, operators must extend access everywhere."
    assert text[slice(*main_part(text))] == " operators must extend access everywhere."
    weights = {o.theme: o.weight for o in occurrences([read(text, "en")], terms)}
    assert weights == {0: ASIDE_STRENGTH, 1: 1.0}


def test_a_list_is_no_subordinate_clause() -> None:
    text = "Privacy, trust and access must be protected by all States and operators."
    assert main_part(text) == (0, len(text))
    assert main_part("If so, it is.")[0] == 0


def test_neighbours_of_the_same_section_settle_what_words_leave_open() -> None:
    open_text = "It must be overseen by an international body of experts."
    texts = (*TEXTS, *TEXTS[6:], open_text)
    places = ("elsewhere",) * len(TEXTS) + ("section",) * 4
    model = learn_themes(Texts(texts=texts, places=places), THEMES)
    alone = model.assign(Texts(texts=texts))[-1].leaning
    beside = model.assign(Texts(texts=texts, places=places))[-1].leaning
    assert beside[2] > alone[2]


def test_what_passages_lean_to_helps_a_wording_without_a_term() -> None:
    model = learn_themes(Texts(texts=TEXTS), THEMES)
    wording = ("This should be promoted.",)
    leaning = np.array([[0.01, 0.98, 0.01]])
    assert model.assign(Texts(texts=wording))[0].theme is None
    assert model.assign(Texts(texts=wording, leanings=leaning))[0].theme == "rights"


def test_a_rare_term_is_believed_sooner_than_a_frequent_one() -> None:
    theme = ThemeSpec(id="law", name="Law", terms=("sovereignty", "process"))
    texts = ["Sovereignty counts.", *(["A process counts."] * 20), *(["Nothing counts."] * 79)]
    terms = [theme_terms(theme, "en")]
    found = occurrences([read(text, "en") for text in texts], terms)
    trust = reliabilities(found, terms, np.full((len(texts), 1), 0.5))[0]
    by_term = {term.stems: value for term, value in zip(terms[0], trust, strict=True)}
    assert by_term[("sovereignti",)] > by_term[("process",)]


def test_terms_of_several_words_stand_as_a_run_and_phrases_near_each_other() -> None:
    terms = [theme_terms(THEMES[0], "en")]
    keys = {term.stems for term in terms[0]}
    assert ("exchang", "point") in keys
    texts = ("The exchange of points.", "Two exchange points.")
    found = occurrences([read(text, "en") for text in texts], terms)
    assert {o.passage for o in found if terms[0][o.term].stems == ("exchang", "point")} == {1}


def test_another_word_of_the_same_stem_weighs_less_than_the_term_itself() -> None:
    theme = ThemeSpec(id="d", name="Diversity", terms=("culture", "globalization"))
    texts = ("Cultures differ.", "It is a cultural matter.", "Globalisation goes on.")
    found = occurrences([read(text, "en") for text in texts], [theme_terms(theme, "en")])
    assert {spot.passage: spot.weight for spot in found} == {0: 1.0, 1: DERIVED_STRENGTH, 2: 1.0}
