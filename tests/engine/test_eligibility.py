"""What may be printed: sentences that a careful reader would strike out are refused (DEFECTS)."""

from __future__ import annotations

import pytest

from conspectus.engine.eligibility import (
    MAX_WORDS,
    MIN_WORDS,
    is_courtesy,
    is_damaged,
    is_garbled,
    is_past,
    printable,
    self_contained,
)
from conspectus.engine.grammar.tagging import tag

PRINTABLE = (
    "Governments should protect their citizens against surveillance.",
    "Users should control their own data in every country.",
    "Those who run networks should publish their rules in full.",
    "Policies such as the open standards policy should be kept.",
    "Islands should have two routes that cannot be interrupted by the same storm.",
    "The same rules that bind carters must bind the ferrymen of the town.",
    "Governments should offer a bag the same protections as a letter in the post.",
    "A number of rules from the old code are the right way to run harbours and should stay.",
    "It is essential that human rights are respected online.",
    "Recognising that privacy matters, governments should protect the data of users.",
)

REFUSED = {
    "this + noun (6)": "This direction should be followed by all governments.",
    "these + noun (6)": "These deficits should be addressed by all governments.",
    "the final section (6)": "The final section should be read by all governments.",
    "such + noun (6)": "Governments should act in such cases without delay.",
    "the following (6)": "The following principles should be respected by all parties.",
    "pronoun without noun (6)": "Their rights should be protected by the law of the land.",
    "it (6)": "It should be protected by all governments in the world.",
    "half clause (15)": "Recognising that governments should protect the privacy of users.",
    "no finite verb (15)": "Protection of the privacy of all users of the network.",
    "odd characters (12)": "Networks ?and services should remain open to all people.",
    "courtesy (23)": "We welcome the opportunity to contribute to this important debate.",
    "biography (23)": "Founded in 1998, we are a non-profit that should be known.",
    "question": "Should governments protect the privacy of all users?",
    "history is background (7)": "Officials were obliged to coordinate policies in 2003.",
    "label": "a) Governments should protect the privacy of all users",
    "ellipsis": "The privacy of all users should be protected...",
    "no content (13)": "Access should be free.",
    "question without its mark": "Pupils should eat without worry why do people have to pay.",
    "note to a person": "Governments should protect the privacy of users - @marrow.",
    "example run in": "Ports should be free of charges, real life example, Marrow in 2017.",
    "pronoun after a short form": "If it's not, they should work with existing web technologies.",
    "proposal on nothing (6)": "Every citizen of any town should be able to submit a proposal.",
    "which programme (6)": "The existing and successful loan programme should be kept and widened.",
    "the same as what (6)": "New bodies must emerge, guided by the same rules to be aligned.",
    "what seems so (7)": "What appears to divide the town are wishes that tolls should be higher.",
    "two numbers (10)": "A separation of policy from daily work are the right way to run harbours.",
    "by itself (13)": "The globalization of the port should let it become more of a global port.",
    "lead of a list": "All governments of the world should do the following:",
}


@pytest.mark.parametrize("sentence", PRINTABLE)
def test_complete_self_contained_sentences_are_printable(sentence: str) -> None:
    assert printable(sentence, tag(sentence))


@pytest.mark.parametrize("sentence", REFUSED.values(), ids=REFUSED.keys())
def test_sentences_of_defects_are_refused(sentence: str) -> None:
    assert not printable(sentence, tag(sentence))


def test_length_is_bounded_on_both_sides() -> None:
    def of(words: int) -> str:
        return " ".join(["Governments", "should", "protect", *["privacy"] * (words - 3)])

    lengths = [n for n in range(3, 60) if printable(of(n), tag(of(n)))]
    assert lengths == list(range(MIN_WORDS, MAX_WORDS + 1))


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Governments should act by overcoming that disagreement.", False),
        ("Governments should know that privacy matters.", True),
        ("Any government that wants trust should publish its requests.", True),
        ("He should publish the requests.", False),
        ("No new law or international treaty is necessary.", False),
        ("No new law on ports is necessary.", True),
    ],
)
def test_references_must_resolve_inside_the_sentence(sentence: str, *, alone: bool) -> None:
    assert self_contained(sentence, tag(sentence)) is alone


def test_courtesy_damage_and_history_are_told_apart() -> None:
    thanks = "We thank the host for the kind invitation."
    glued = "Open networks,and services should stay."
    told = "The Forum was opened in Athens."
    assert [is_courtesy(s) for s in (thanks, glued, told)] == [True, False, False]
    assert is_courtesy("本席在此要特別感謝各位委員的支持。")
    assert is_courtesy("Agradecemos a la ciudad que debe escuchar a sus vecinos.")
    assert not is_courtesy("Gracias a la ley, los puertos deben ser gratuitos.")
    assert [is_damaged(s) for s in (thanks, "Networks \ufffd stay.", told)] == [False, True, False]
    assert [is_past(tag(s)) for s in (thanks, glued, told)] == [False, False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Neutrality of the network Filtering or privileges must meet technical criteria only.",
        "After the policy must be the work of the board so as not to lose credit.",
        "It should follow the Working Group on Principles (the Working Group on Principles).",
    ],
)
def test_what_is_run_together_or_lost_is_told(sentence: str) -> None:
    assert is_garbled(sentence, tag(sentence))
    assert not printable(sentence, tag(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Filtering must meet technical criteria only.",
        "After the vote, the policy must be the work of the board.",
        "The Internet Governance Forum (IGF) should be strengthened in all regions.",
        *PRINTABLE,
    ],
)
def test_a_whole_sentence_is_not_garbled(sentence: str) -> None:
    assert not is_garbled(sentence, tag(sentence))


def test_a_name_with_a_capital_inside_is_no_damage() -> None:
    assert not is_damaged("As NetMundial discusses principles, states should listen.")
    assert is_damaged("The principles of theInternet should be kept.")
    assert is_damaged("TheInternet should be kept open by all states.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The council must fund it.",
        "The council of the town should not pay for it.",
        "Ministers of every country must respect them.",
    ],
)
def test_who_acts_is_not_what_it_acts_on(sentence: str) -> None:
    assert not self_contained(sentence, tag(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The council must make it easier to cross the road.",
        "If a bridge is weak, the council must close it.",
        "The council should buy the pier and open it to all.",
        "A council that owns a pier must open it to all.",
        "Users should know what is done with data about them.",
    ],
)
def test_an_object_that_was_named_is_not_lost(sentence: str) -> None:
    assert self_contained(sentence, tag(sentence))


def test_what_somebody_is_to_do_has_to_be_said() -> None:
    sentence = "Those who are not prepared to do that should pay the fees of the harbour."
    assert not self_contained(sentence, tag(sentence))
