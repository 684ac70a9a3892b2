"""What a proposed clause may differ in from the drafted one, and the code that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.engine.printed_names import NameIndex
from conspectus.engine.rewording import gate
from conspectus.engine.rewording.gate import objection
from tests.factories_corpus import a_holder

ALDER, BIRCH = a_holder("Alder Union"), a_holder("Birch Foundation")
NAMES = NameIndex([ALDER, BIRCH])
DRAFTED = "the regulators should not sell the criteria, the data, and the results of all 12 calls"
EVIDENCE = (
    (
        """We think that the regulators should not sell the criteria, the data, and the results of
all 12 calls to the Birch Foundation or to any company outside the region.""",
    ),
)


def refused(clause: str, drafted: str = DRAFTED, evidence=EVIDENCE) -> str | None:
    return objection(clause, drafted, evidence, [ALDER.id, BIRCH.id], NAMES)


@pytest.mark.parametrize(
    "clause",
    [
        "the regulators should not sell the criteria, the data and the results of all 12 calls",
        "regulators should not sell the data, the criteria, and the results of all 12 calls",
    ],
)
def test_articles_commas_and_the_order_of_a_list_may_change(clause):
    assert refused(clause) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("should not", "should"), gate.MARKS),
        (("should not", "must not"), gate.WORDS),
        (("all 12", "all 120"), gate.WORDS),
        (("all 12", "12"), gate.MARKS),
        (("regulators", "operators"), gate.WORDS),
        (("should not sell", "should not wisely sell"), gate.WORDS),
        (("all 12 calls", "all 12 calls to the Birch Foundation"), gate.NAMES),
        (("the data", "the “data”"), gate.FORM),
        (("the data", "the (public) data"), gate.FORM),
        (("the data", "the <b>data</b>"), gate.FORM),
        (("the data", "the *data*"), gate.FORM),
        (("the data", "the\ndata"), gate.FORM),
        (("the data", "the data."), gate.FORM),
        (("the data", "the data: the"), gate.FORM),
        (("the data", "the dаta"), gate.WORDS),  # a Cyrillic letter
        (("the data", "the data\u202e"), gate.FORM),
        (("the regulators", "The regulators"), gate.FORM),
        (("regulators", "REGULATORS"), gate.WORDS),
        (("the regulators", "we"), gate.READING),
        (("the data", "data the"), gate.READING),
        (("the regulators", "the criteria"), gate.READING),
        ((", and the results", " and the results or the data"), gate.MARKS),
    ],
    ids=str,
)
def test_what_changes_the_claim_or_its_form_is_refused(change, code):
    assert change[0] in DRAFTED
    assert refused(DRAFTED.replace(*change)) == code


def test_a_word_that_is_lost_is_refused():
    assert refused(DRAFTED.replace(", the data, and", " and")) in {gate.ORDER, gate.MEANING}


def test_a_phrase_that_every_holder_uses_may_be_taken_up():
    drafted = "libraries should offer access"
    own = "We say that libraries should offer free access to the public."
    clause = "libraries should offer free access to the public"
    assert refused(clause, drafted, ((own,),)) is None
    assert refused(clause, drafted, ((own,), ("Libraries should offer access.",))) == gate.WORDS


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_judged_and_none_but_words_pass(text):
    verdict = refused(text)
    assert verdict is not None
    assert verdict == gate.FORM or text.strip()


@given(st.permutations(DRAFTED.replace(",", "").split()))
@settings(max_examples=200, deadline=None)
def test_the_words_of_the_draft_in_another_order_say_nothing(words):
    clause = " ".join(words)
    if clause != DRAFTED.replace(",", ""):
        assert refused(clause) is not None or "regulators should not sell" in clause
