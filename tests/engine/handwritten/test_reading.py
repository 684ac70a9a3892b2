from __future__ import annotations

import pytest

from conspectus.engine.handwritten import KnownName, MentionKind, Sign, read_paper
from conspectus.formats.readers import read

PLACES = [KnownName(name="Norway", place=True), KnownName(name="Brazil", place=True)]


def paper(text, known=PLACES):
    return read_paper(read(text.encode("utf-8"), "paper.txt"), known)


def only(text):
    (sentence,) = paper(text).sentences()
    return sentence


def named(sentence):
    return [m.text for m in sentence.mentions if m.kind is MentionKind.NAMED]


def groups(sentence):
    return [m.text for m in sentence.mentions if m.kind is MentionKind.GROUP]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Council stated that fees are too high.", ["Harbour Council"]),
        ("According to the Harbour Council, fees are too high.", ["Harbour Council"]),
        ("Fees were called too high by the Harbour Council.", ["Harbour Council"]),
        ("The Harbour Council, in its contribution, asked for lower fees.", ["Harbour Council"]),
        ("The contribution of the Harbour Council deals with fees.", ["Harbour Council"]),
        ("The Harbour Council's submission deals with fees.", ["Harbour Council"]),
        (
            "Lower fees were asked for by Norway, Brazil and Lena Moor.",
            ["Norway", "Brazil", "Lena Moor"],
        ),
        ("It was suggested Lena Moor that fees be lowered.", ["Lena Moor"]),
        ("One speaker Lena Moor wanted lower fees.", ["Lena Moor"]),
        ("Many speakers e.g. Norway, Lena Moor wanted lower fees.", ["Norway", "Lena Moor"]),
        ("Fees should lead to substantive results Brazil.", ["Brazil"]),
    ],
)
def test_a_holder_is_known_by_where_its_name_stands(text, expected):
    assert named(only(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was held in Oslo, Norway, on 3 May.",
        "It was pointed out that the Harbour Council should lower its fees.",
        "Ships from Brazil pay more than others.",
        "The text follows the rules of the Harbour Council on fees.",
        "The domain name system (DNS) was discussed.",
    ],
)
def test_a_name_that_is_only_spoken_of_is_no_holder(text):
    assert named(only(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Several contributors asked for lower fees.", ["Several contributors"]),
        ("While some felt that fees are high, others disagreed.", ["some", "others"]),
        ("Lower fees were asked for by many speakers.", ["many speakers"]),
        ("More than 800 users joined the list.", []),
        ("All stakeholders should pay.", []),
    ],
)
def test_holders_without_a_name_are_groups(text, expected):
    assert groups(only(text)) == expected


def test_a_note_that_ran_into_a_sentence_is_taken_out_and_kept():
    sentence = only("It was suggested e.g. Norway, Lena Moor that fees be lowered.")
    assert sentence.text == "It was suggested that fees be lowered."
    assert [note.text for note in sentence.notes] == ["e.g. Norway, Lena Moor"]
    assert {m.sign for m in sentence.mentions} == {Sign.RUN_IN}


def test_a_note_between_a_group_and_its_verb_is_taken_out():
    sentence = only("One contribution Lena Moor stated that fees be lowered.")
    assert sentence.text == "One contribution stated that fees be lowered."


def test_offsets_lead_to_the_words_of_the_document():
    found = paper("First.\n\nThe Harbour Council stated that fees are high. Norway agreed.\n")
    for sentence in found.sentences():
        for mention in sentence.mentions:
            assert found.text[mention.start : mention.end] == mention.text


def test_a_short_form_stands_for_the_name_that_the_paper_gives_it():
    found = paper(
        "The Harbour Council (HC) asked for lower fees.\n\nIt was suggested HC that ships wait."
    )
    assert [m.name for s in found.sentences() for m in s.mentions] == ["Harbour Council"] * 2


def test_a_sentence_that_goes_on_carries_the_holder_of_the_one_before():
    first, second = paper("Lena Moor asked for lower fees. She also wanted a pier.").sentences()
    assert (first.carried, second.carried) == ((), ("Lena Moor",))


def test_annexes_are_no_body_but_tell_names():
    found = paper(
        "I. Views\n\nThe point was made that ships should wait Blue Ports.\n\n"
        "Annex I\n\nList of Contributions\n\n1. Blue Ports - On waiting.\n"
    )
    assert [section.body for section in found.sections] == [True, False]
    assert [named(s) for s in found.sentences()] == [["Blue Ports"]]


def test_paragraph_numbers_are_those_printed():
    found = paper("II. Fees\n\n12. Lena Moor asked for lower fees.\n\n13. Others disagreed.\n")
    assert [p.number for s in found.sections for p in s.paragraphs] == ["12", "13"]
