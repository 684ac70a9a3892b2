"""Bare requests, stands and judgements of people who write no "should"."""

from __future__ import annotations

import pytest

from conspectus.engine.eligibility import is_courtesy
from conspectus.engine.grammar.reporting import report
from conspectus.engine.outright import asks_outright, judges, stands_outright
from conspectus.engine.synthesis import synthesize
from tests.factories_corpus import a_corpus, a_holder, the_claims

ALDER = a_holder("Ann Alder")


@pytest.mark.parametrize(
    "sentence",
    [
        "Save the ferry lanes!",
        "Keep the tram stops where they are!",
        "Reinstate the night ferries for the islands.",
        "Please reinstate the night ferries.",
        "Please also remove the concrete kerbs.",
        "Do not close any swimming pool of the town.",
        "Don’t close the pool.",
        "Please stop giving our harbour away.",
        "Please consider those who walk.",
        "please restore the night ferries to the islands",
        "Limit what may be landed at the quay.",
        "Make tourists with boats pay for the quay.",
    ],
)
def test_a_request_to_those_who_decide_is_heard(sentence: str) -> None:
    assert asks_outright(sentence)
    assert the_claims(ALDER, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Traffic on the quay has grown since the bridge was closed.",  # a noun opens it
        "Transport workers need better pay in all the ports.",
        "Close the bridge will cost nine million crowns.",  # words are missing
        "Read the full text of our answer.",  # to the reader of a page
        "Please note that the quay is closed.",
        "Click the link below to keep the pool.",
        "Imagine a town without ferries.",
        "Save the ferry lanes",  # a heading
        "Fund managers want lower fees for the harbour.",
    ],
)
def test_what_asks_nothing_of_them_is_no_request(sentence: str) -> None:
    assert not asks_outright(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I am strongly opposed to the harbour toll.",
        "I’m writing to OPPOSE both the toll and the new bridge.",
        "As a shopkeeper on Quay Street, I’m writing to express my opposition to the toll.",
        "This is to inform you of my very strong objections against closing the quay.",
        "I am requesting that you take the toll (item 11) off the agenda.",
        "We do not want to pay for the bridge twice.",
        "It is far past the time to reinstate the night ferries.",
    ],
)
def test_a_stand_is_heard(sentence: str) -> None:
    assert stands_outright(sentence)
    assert the_claims(ALDER, sentence)


def test_who_only_begins_a_letter_takes_no_stand() -> None:
    assert not stands_outright("I'm writing to you about the recent vote on the toll.")


def test_a_judgement_is_heard() -> None:
    sentence = "Closing the ferry lanes will be detrimental to the safety of rowers."
    assert judges(sentence)
    assert the_claims(ALDER, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We only support the recent versions of major browsers.",
        "Use caution when deciding to open attachments, click links, or respond.",
        "You do not need to answer all the questions.",
        "This website uses cookies to make your visit better.",
    ],
)
def test_furniture_of_pages_and_mails_is_no_view(sentence: str) -> None:
    assert is_courtesy(sentence)
    assert not any(claim.printable for claim in the_claims(ALDER, sentence))


def test_a_plea_is_not_reported_as_a_statement() -> None:
    assert report("Please ensure accountability when it comes to spending.", ()) is None


def test_a_numbered_text_keeps_its_capital() -> None:
    reported = report("Bill 12 must not be passed by the council.", ())
    assert reported is not None
    assert reported.clause == "Bill 12 must not be passed by the council"


def test_nobody_is_said_to_hold_what_its_own_view_is() -> None:
    assert report("Northport's approach is that tolls should be paid.", ("northport",)) is None


def _sentences(*letters: str) -> dict[str, str]:
    people = [a_holder(f"Person {chr(65 + i)}", group="Individual") for i in range(len(letters))]
    corpus = a_corpus(*((who, (what,)) for who, what in zip(people, letters, strict=True)))
    paper = synthesize(corpus)
    return {
        position.holder: sentence.text
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
    }


def test_citizens_are_cited_with_the_words_that_they_have() -> None:
    said = _sentences(
        "Dear Council, I am strongly opposed to the harbour toll. Yours, A.",
        "Save the ferry lanes!",
        "I support the Quay Plan.",
        "The toll is a terrible idea for the shops of the quay.",
        "I don't mind.",
    )
    assert set(said) == {"person-a", "person-b", "person-c", "person-d"}
    assert "“I am strongly opposed to the harbour toll.”" in said["person-a"]
    assert "“Save the ferry lanes!”" in said["person-b"]


def test_the_same_request_of_many_is_one_view() -> None:
    said = _sentences(
        "Please reinstate night inspections for ferries.",
        "Reinstate night inspections for tankers and barges!",
        "Please reinstate night inspections.",
    )
    assert len(set(said.values())) == 1
    assert "night inspections should be reinstated" in said["person-a"]


def test_a_bare_stand_holds_no_more_than_it_says() -> None:
    said = _sentences(
        "I am very against Bill 12.",
        "Bill 12 is not in the public interest and must not be considered passed.",
    )
    assert "public interest" not in said.get("person-a", "")


def test_what_is_said_of_no_matter_is_not_quoted() -> None:
    assert _sentences("Something needs to be done.", "Keep the ferry lanes open.") == {
        "person-b": "Person B states: “Keep the ferry lanes open.”"
    }
