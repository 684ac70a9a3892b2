"""Names and quotations as places in a text that is translated."""

from __future__ import annotations

import pytest

from conspectus.synthesis.places import pieces, problem_of, with_places

TEXT = (
    "Three of the four that addressed this (Arda Union, the Brel Society and Corum) held that "
    "“libraries must stay open”."
)
NAMES = ["Arda Union", "Arda", "Brel Society", "Corum"]
PLACES = "Three of the four that addressed this ({names}) held that {quote}."


def made():
    return with_places(TEXT, NAMES, [("Nous disons : libraries must stay open", "fr")])


def test_names_that_follow_each_other_are_one_place_and_a_quotation_another():
    text, filling = made()
    assert text == PLACES
    assert filling == {
        "names": ["Arda Union", "Brel Society", "Corum"],
        "quote": {"words": "libraries must stay open", "language": "fr"},
    }


def test_several_places_of_a_kind_are_numbered():
    text, filling = with_places("Arda held “one” and Corum held “two”.", ["Arda", "Corum"], [])
    assert text == "{names1} held {quote1} and {names2} held {quote2}."
    assert filling["quote2"] == {"words": "two", "language": ""}


def test_a_name_has_its_article_with_it():
    text, filling = with_places(
        "The Arda Union and the Corum hold it.", ["Arda Union", "Corum"], []
    )
    assert (text, filling) == ("{names} hold it.", {"names": ["Arda Union", "Corum"]})


def test_a_name_inside_a_quotation_or_a_word_is_no_place():
    text, _filling = with_places("Arda held “Arda is open” in Ardanville.", ["Arda"], [])
    assert text == "{names} held {quote} in Ardanville."


def test_names_stand_as_signed_between_the_words_of_the_language():
    _text, filling = made()
    said = pieces("Trois ({names}) : {quote} (b.)", filling, language="fr", original="en")
    assert (
        "".join(one.text for one in said)
        == "Trois (Arda Union, Brel Society et Corum) : “libraries must stay open” (b.)"
    )
    marked = pieces("{names} {quote}", filling, language="ar", original="en")
    assert [one.language for one in marked if one.is_name] == ["en", "en", "en"]
    assert marked[-1].language == "fr"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("({names}) : {quote}", ""),
        ("({names})", "{quote}"),
        ("{names} {names} {quote}", "{names}"),
        ("{names} {quote} {who}", "{who}"),
        ("{names} {quote} {", "{"),
        ("{names.__class__} {quote}", "{names}"),
    ],
)
def test_each_place_is_kept_once_and_none_invented(text, wrong):
    assert problem_of(text, made()[1]) == wrong
