"""From a holder's sentence to a reported clause; what is unsafe to report is not reported."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.reporting import Reported, lower_first, report, strip_discourse

NAMES = ("alder union",)


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        # 11: a heading glued on
        (
            "Privacy: The right to anonymity should be protected online.",
            "The right to anonymity should be protected online.",
        ),
        # 9: remains of discourse, at the start and inside
        (
            "Furthermore, the secretariat should also publish all texts.",
            "The secretariat should publish all texts.",
        ),
        (
            "The secretariat should, in turn, publish all texts.",
            "The secretariat should publish all texts.",
        ),
        (
            "We therefore believe that privacy should be protected.",
            "We believe that privacy should be protected.",
        ),
        ("In our view, access should be free.", "Access should be free."),
    ],
)
def test_labels_and_connectives_are_stripped(sentence: str, bare: str) -> None:
    assert strip_discourse(sentence) == bare


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        (
            "Privacy should be protected.",
            Reported("", "privacy should be protected", is_clause=True),
        ),
        (
            "We believe that privacy should be protected.",
            Reported("", "privacy should be protected", is_clause=True),
        ),
        (
            "We call on governments to publish their requests.",
            Reported("calls", "on governments to publish their requests", is_clause=False),
        ),
        (
            "We would like to propose that the Forum meet every year.",
            Reported("proposes", "the Forum meet every year", is_clause=True),
        ),
        ("We oppose any new treaty.", Reported("opposes", "any new treaty", is_clause=False)),
        # 8: the holder as its own subject is not said twice
        (
            "The Alder Union believes that privacy should be protected.",
            Reported("", "privacy should be protected", is_clause=True),
        ),
        (
            "The Alder Union supports open standards.",
            Reported("supports", "open standards", is_clause=False),
        ),
    ],
)
def test_openers_and_performatives_become_reporting_verbs(
    sentence: str, reported: Reported
) -> None:
    assert report(sentence, NAMES) == reported


@pytest.mark.parametrize(
    "sentence",
    [
        "Our members should decide.",  # the first person remains
        "It is our belief that access should be free.",
        "Protect the privacy of children.",  # an imperative has no subject to report
        "Implement policies that require recipients to be applying for work.",  # nor has this one
        "We believe in competition of ideas.",  # 13: no content
        "We note that almost every country has adopted policies.",  # 3: a fact
        "We urge the utmost care.",
        "Oppose 20 mph limits on main roads",
        "You should keep the fares as they are.",
        "We urge you to stop the distribution of stamps.",
        "The road should be closed in 2030. and lorries should use the ring road.",
        "Should work for benefits as in the past, unless disabled.",
        "Need to hear from others about what should be done.",
        "Is a fair point and should be discussed.",
    ],
)
def test_what_cannot_be_reported_safely_is_not(sentence: str) -> None:
    assert report(sentence, NAMES) is None


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("Access should be free", "access should be free"),
        ("ICANN should be accountable", "ICANN should be accountable"),
        ("Internet access should be free", "Internet access should be free"),
        ("Multi-stakeholder bodies should meet", "multi-stakeholder bodies should meet"),
        ("The Forum should meet", "the Forum should meet"),
        ("China should be added", "China should be added"),
        ("Ostrevia should act", "Ostrevia should act"),
        ("Websites should be free", "websites should be free"),
    ],
)
def test_only_ordinary_words_lose_their_capital(text: str, lowered: str) -> None:
    assert lower_first(text) == lowered


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Yes, but buses should have priority.", "buses should have priority"),
        ("No - the road should stay open.", "the road should stay open"),
        ("No country should use force.", "no country should use force"),
        ("All roads should be open to everyone!", "all roads should be open to everyone"),
    ],
)
def test_the_answer_to_a_question_and_final_marks_are_no_part_of_a_view(
    sentence: str, clause: str
) -> None:
    reported = report(sentence, NAMES)
    assert reported is not None
    assert reported.clause == clause


@pytest.mark.parametrize(
    "sentence",
    [
        "We would urge the council to lower the fees of all ferries.",
        "We would support a levy on ships that burn heavy oil.",
        "We must oppose a levy on ships that burn heavy oil.",
    ],
)
def test_what_one_would_or_must_do_is_not_done(sentence: str) -> None:
    assert report(sentence, NAMES) is None


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("We would suggest a levy on ships that burn heavy oil.", "suggests"),
        ("We would stress that the fees of all ferries should fall.", "stresses"),
        ("We would like to propose a levy on ships that burn heavy oil.", "proposes"),
        ("We strongly support a levy on ships that burn heavy oil.", "supports"),
    ],
)
def test_what_is_as_mild_as_can_be_is_reported(sentence: str, verb: str) -> None:
    reported = report(sentence, NAMES)
    assert reported is not None
    assert reported.verb == verb
