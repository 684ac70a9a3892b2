"""Sentence templates: degree, names, verb and clause, with agreement and nothing of our own."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from conspectus.engine.corpus import Holder
from conspectus.engine.degree import DegreeNoun
from conspectus.engine.drafting.templates import (
    capital,
    full_stop,
    quotation_sentence,
    shared_sentence,
    single_sentence,
    topic_sentence,
)
from conspectus.engine.grammar.reporting import Reported
from tests.factories_corpus import a_holder

NAMES = "Alder Birch Cedar Dogwood Elm Fir Gum Hazel Ivy".split()
GROUPS = ("Civil society", "Governments", "Private sector")
COUNCILS = [
    a_holder(f"{name} Council", group=group)
    for name, group in zip(NAMES, itertools.cycle(GROUPS), strict=False)
]
CLAUSE = "privacy should be protected"
VIEW = Reported("", CLAUSE, is_clause=True)
KINGDOM = a_holder("United Kingdom", label="the United Kingdom", group="Governments")
MANY_VOICES = a_holder("Organisations of Elm", plural=True)
WRITTEN = DegreeNoun.CONTRIBUTORS


def shared(word: str, n: int, of: int, turn: int = 0, *, identical: bool = False) -> str:
    return shared_sentence(CLAUSE, COUNCILS[:n], word, of, turn, identical=identical).text


def single(holder: Holder, *reports: Reported, turn: int = 0) -> str:
    return single_sentence(reports, holder, turn, WRITTEN).text


@pytest.mark.parametrize(
    ("word", "n", "of", "text"),
    [
        (
            "two",
            2,
            5,
            (
                "Two contributions (Alder Council, Birch Council) hold the view that "
                "privacy should be protected."
            ),
        ),
        (
            "several",
            3,
            30,
            (
                "Several contributors (Alder Council, Birch Council, Cedar Council) "
                "hold the view that privacy should be protected."
            ),
        ),
        (
            "number",
            4,
            6,
            (
                "Four of the six contributors that addressed this theme (Alder Council, "
                "Birch Council, Cedar Council, Dogwood Council) hold the view that "
                "privacy should be protected."
            ),
        ),
        (
            "general support",
            9,
            10,
            (
                "There is general support (e.g. Alder Council, Birch Council, Cedar Council, "
                "Dogwood Council) for the view that privacy should be protected."
            ),
        ),
    ],
)
def test_a_shared_view_opens_with_its_degree(word: str, n: int, of: int, text: str) -> None:
    assert shared(word, n, of) == text


def test_over_six_names_the_footnote_has_all() -> None:
    draft = shared_sentence(CLAUSE, COUNCILS[:7], "many", 20, 0)
    assert draft.named == tuple(f"{name.lower()}-council" for name in NAMES[:4])
    assert draft.footnote is not None
    assert all(f"{name} Council" in draft.footnote for name in NAMES[:7])


@pytest.mark.parametrize("turn", range(12))
@pytest.mark.parametrize(
    ("word", "n", "of"),
    [("two", 2, 5), ("several", 3, 30), ("many", 7, 28), ("number", 4, 6), ("most", 9, 12)],
)
def test_every_form_keeps_the_clause_and_a_verb_of_class_a(
    word: str, n: int, of: int, turn: int
) -> None:
    text = shared(word, n, of, turn)
    assert text.count(CLAUSE) == 1
    assert text.endswith(".")
    assert any(
        verb in text
        for verb in ("hold the view", "state that", "of the view", "express the view", "is held by")
    )
    assert "it was suggested" not in text.lower()  # 3: no holder-less passive


def test_identical_wording_is_disclosed() -> None:
    """Defect 21."""
    assert shared("several", 3, 30, identical=True).startswith("In identical terms, several ")


def test_forms_of_single_views_vary_and_agree() -> None:
    texts = [single(KINGDOM, VIEW, turn=turn) for turn in range(6)]
    assert len(set(texts)) >= 4
    assert texts[0] == "The United Kingdom states that privacy should be protected."
    assert "In the view of the United Kingdom, privacy should be protected." in texts
    assert not any("according to" in text.lower() for text in texts)  # 5


@pytest.mark.parametrize("turn", range(6))
def test_a_plural_holder_takes_plural_verbs(turn: int) -> None:
    """Defect 10: number per holder."""
    text = single(MANY_VOICES, VIEW, turn=turn)
    assert not any(f"Elm {verb}" in text for verb in ("states", "holds", "is ", "expresses"))


def test_performatives_keep_the_holders_verb_in_its_number() -> None:
    support = Reported("supports", "open standards", is_clause=False)
    stress = Reported("stresses", CLAUSE, is_clause=True)
    assert single(KINGDOM, support) == "The United Kingdom supports open standards."
    assert single(MANY_VOICES, support) == "Organisations of Elm support open standards."
    assert single(MANY_VOICES, stress) == (
        "Organisations of Elm stress that privacy should be protected."
    )


def test_two_views_of_one_holder_stand_in_one_sentence() -> None:
    other = Reported("", "fees should fall", is_clause=True)
    assert single(KINGDOM, VIEW, other) == (
        "The United Kingdom states that privacy should be protected and that fees should fall."
    )


def test_a_speaker_is_not_called_a_contribution() -> None:
    text = single_sentence([VIEW], KINGDOM, 1, DegreeNoun.SPEAKERS).text
    assert text.startswith("One speaker (United Kingdom)")


def test_who_takes_part_from_afar_or_posts_is_called_so() -> None:
    remote = single_sentence([VIEW], KINGDOM, 1, DegreeNoun.REMOTE).text
    assert remote.startswith("One remote participant (United Kingdom)")
    posted = single_sentence([VIEW], KINGDOM, 1, DegreeNoun.FORUM).text
    assert posted.startswith("A participant in the online forum (United Kingdom)")


@pytest.mark.parametrize(
    ("quote", "language", "text"),
    [
        ("Access must be free.", "en", "The United Kingdom states: “Access must be free.”"),
        (
            "网络应当开放。",
            "zh",
            "The United Kingdom writes (in Chinese; translation pending): “网络应当开放。”",
        ),
        (
            "Il faut agir",
            "fr",
            "The United Kingdom writes (in French; translation pending): “Il faut agir”.",
        ),
    ],
)
def test_quotations_are_verbatim_and_tell_their_language(
    quote: str, language: str, text: str
) -> None:
    assert quotation_sentence([quote], KINGDOM, language, "en").text == text


def test_who_presides_is_named_in_an_apposition_that_closes() -> None:
    chair = replace(KINGDOM, name="Ann Obi", label="Ann Obi, presiding", plural=False)
    assert single(chair, VIEW).startswith("Ann Obi, presiding, states that ")


def test_a_topic_sentence_names_a_subject_with_a_verb_of_class_b() -> None:
    draft = topic_sentence("community networks", COUNCILS[:3], "several", 20, 0)
    assert draft.text == (
        "Several contributors (Alder Council, Birch Council, Cedar Council) "
        "address community networks."
    )
    with pytest.raises(ValueError, match="general support"):
        topic_sentence("community networks", COUNCILS, "general support", 10, 0)


@pytest.mark.parametrize(
    ("text", "capitalised"),
    [
        ("the Forum", "The Forum"),
        ("iCANN Watch", "iCANN Watch"),
        ("contact2026@alder.example", "contact2026@alder.example"),
        ("comment 41", "comment 41"),
    ],
)
def test_a_name_that_begins_with_a_small_letter_keeps_it(text: str, capitalised: str) -> None:
    assert capital(text) == capitalised


@pytest.mark.parametrize("text", ["Done.", "Done?", "“Done.”", "“完。”"])
def test_a_final_mark_is_not_doubled(text: str) -> None:
    assert full_stop(text) == text
    assert full_stop("Done") == "Done."


def test_several_quotations_of_one_holder_make_one_sentence() -> None:
    two = quotation_sentence(["Il faut agir.", "Il faut payer."], KINGDOM, "fr", "en")
    assert two.text == (
        "The United Kingdom writes (in French; translation pending): “Il faut agir” and "
        "“Il faut payer.”"
    )
    three = quotation_sentence(["One must act.", "Two pay;", "All see."], KINGDOM, "en", "en")
    assert three.text == "The United Kingdom states: “One must act”; “Two pay”; and “All see.”"


def test_what_was_said_at_a_meeting_was_not_written() -> None:
    draft = quotation_sentence(["Il faut agir."], KINGDOM, "fr", "en", spoken=True)
    assert draft.text.startswith("The United Kingdom states (in French; translation pending): ")


def test_a_clause_with_a_comma_does_not_stand_before_its_verb() -> None:
    """ "The view that use, rather than coverage that exists is held by …" stumbles."""
    clause = "connectivity should be judged by use, rather than by coverage that exists"
    holders = (KINGDOM, replace(KINGDOM, id="b", name="Birch", label="Birch"))
    for turn in range(12):
        assert "is held by" not in shared_sentence(clause, holders, "two", 9, turn).text
