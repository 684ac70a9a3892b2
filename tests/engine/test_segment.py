"""Sentences of a source: spans into the published text, with headings, leads and neighbours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.segment import sentence_spans, sentences
from tests.factories_corpus import a_holder, a_source

ALDER = a_holder("Alder Union")


def parts(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Access should be free. Privacy should be kept.",
            ["Access should be free.", "Privacy should be kept."],
        ),
        (
            "Rules, e.g. those on spam, should be kept. Others may go.",
            ["Rules, e.g. those on spam, should be kept.", "Others may go."],
        ),
        (
            "Dr. Moss of Kestrel Ltd. spoke. He left.",
            ["Dr. Moss of Kestrel Ltd. spoke.", "He left."],
        ),
        ("See para. 72 of the Agenda.", ["See para. 72 of the Agenda."]),
        ("1. Access should be free.", ["1. Access should be free."]),
        (
            "— (a) Access should be free. Nineteen agree.",
            ["— (a) Access should be free.", "Nineteen agree."],
        ),
        (
            "Half of the links no longer work.1 The law should permit copies.",
            ["Half of the links no longer work.1", "The law should permit copies."],
        ),
    ],
)
def test_abbreviations_and_labels_end_no_sentence(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "各国政府应当保护隐私。论坛应当开放。"),
        ("ar", "يجب حماية الخصوصية؟ ينبغي فتح المنتدى."),
        ("ru", "Следует защищать приватность. Форум должен быть открыт."),
    ],
)
def test_punctuation_of_other_scripts_ends_sentences(language: str, text: str) -> None:
    assert len(parts(text, language)) == 2


@given(st.text(alphabet="abC .!?,;)\n”1é中。", max_size=120))
def test_spans_are_ordered_apart_and_lose_only_white_space(text: str) -> None:
    spans = sentence_spans(text, "en")
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_headings_are_context_and_items_know_their_lead() -> None:
    source = a_source(
        "1",
        ALDER,
        "# Access",
        "Governments should:",
        "- publish the accounts of their funds;",
        "- lower the price of access.",
        "Nothing else is needed.",
    )
    found = sentences(source)
    assert [s.text for s in found] == [
        "Governments should:",
        "publish the accounts of their funds;",
        "lower the price of access.",
        "Nothing else is needed.",
    ]
    assert {s.headings for s in found} == {("Access",)}
    assert [s.lead for s in found] == ["", "Governments should:", "Governments should:", ""]


def test_list_marks_are_left_out_of_the_span() -> None:
    source = a_source("1", ALDER, "(a) Access should be free for all.")
    (sentence,) = sentences(source)
    assert sentence.text == "Access should be free for all."
    assert source.text[sentence.start : sentence.end] == sentence.text


def test_a_sentence_knows_its_neighbours_in_the_block() -> None:
    source = a_source("1", ALDER, "One stands here. Two stands here. Three stands here.")
    before, after = zip(*((s.before, s.after) for s in sentences(source)), strict=True)
    assert before == ("", "One stands here.", "Two stands here.")
    assert after == ("Two stands here.", "Three stands here.", "")


def test_an_item_that_opens_a_list_is_the_lead_of_that_list_only() -> None:
    source = a_source(
        "1", ALDER, "We ask to:", "- 1. study fees, such as:", "- a. tolls", "- 2. go"
    )
    assert [s.lead for s in sentences(source)] == [
        "",
        "We ask to:",
        "study fees, such as:",
        "We ask to:",
    ]


def test_paragraphs_between_numbered_items_do_not_end_their_list() -> None:
    source = a_source("1", ALDER, "We ask for:", "- 1. peace", "It is needed.", "- 2. quiet")
    assert [s.lead for s in sentences(source)] == ["", "We ask for:", "", "We ask for:"]


def test_short_paragraphs_without_marks_are_items_too() -> None:
    source = a_source("1", ALDER, "We ask for:", "Peace", "Quiet", "Nothing else is needed.", "End")
    leads = [s.lead for s in sentences(source)]
    assert leads == ["", "We ask for:", "We ask for:", "We ask for:", ""]


def test_a_sentence_knows_where_its_lead_and_heading_start() -> None:
    source = a_source("1", ALDER, "# Access", "We ask for:", "- peace")
    opening, item = sentences(source)
    assert source.text[item.lead_start :].startswith("We ask for:")
    assert source.text[item.heading_start :].startswith("Access")
    assert (opening.headed, item.headed) == (True, False)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("R : Les tarifs doivent baisser.", "Les tarifs doivent baisser."),
        ("R\u00a0: Les tarifs doivent baisser.", "Les tarifs doivent baisser."),
        ("Réponse : Les tarifs doivent baisser.", "Les tarifs doivent baisser."),
        ("Q\u202f: Faut-il baisser les tarifs\u202f?", "Faut-il baisser les tarifs\u202f?"),
        ("A. Fees should fall.", "Fees should fall."),
        ("A2: Fees should fall.", "Fees should fall."),
        ("Answer: Fees should fall.", "Fees should fall."),
        ("Respuesta 3: Las tarifas deben bajar.", "Las tarifas deben bajar."),
        ("Resposta: As tarifas devem baixar.", "As tarifas devem baixar."),
        ("Ответ 2: Тарифы должны снизиться.", "Тарифы должны снизиться."),
        ("答：应当降低价格。", "应当降低价格。"),
        ("A boat should be free.", "A boat should be free."),
        ("R&D should be free.", "R&D should be free."),
        ("A1 roads should be closed.", "A1 roads should be closed."),
        ("Answers should be short.", "Answers should be short."),
    ],
)
def test_the_label_of_a_question_or_answer_is_no_part_of_it(text: str, bare: str) -> None:
    (sentence,) = sentences(a_source("1", ALDER, text))
    assert sentence.text == bare


def test_question_and_answer_may_share_a_paragraph() -> None:
    text = "Q: Should fees fall? Say why. A: Fees should fall. Ships are few."
    found = sentences(a_source("1", ALDER, text))
    assert [one.text for one in found if not one.asked] == ["Fees should fall.", "Ships are few."]


def test_how_a_letter_begins_is_no_part_of_what_it_says() -> None:
    header = "From: Ann Alder Sent: Monday To: Council Subject: Toll "
    source = a_source("1", "alder", header + "Dear Council members, I oppose the harbour toll.")
    assert [one.text for one in sentences(source)][-1] == "I oppose the harbour toll."
    form = a_source("2", "alder", "Write Your Comment Here Keep the ferry.")
    assert [one.text for one in sentences(form)][-1] == "Keep the ferry."


def test_a_stop_set_apart_is_no_part_of_the_sentence() -> None:
    source = a_source("1", "alder", "All ferries should run at night .")
    assert [one.text for one in sentences(source)] == ["All ferries should run at night"]
