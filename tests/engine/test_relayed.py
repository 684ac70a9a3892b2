"""Reported speech is found before any position: the most unfair of all defects (14)."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.relayed import introduces_another, is_relayed, relays_in

OWN = ("alder union",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Many people consider the tether important for stability.",
        "Some governments have argued that the Internet should be regulated by a treaty.",
        "The Commission supports a new treaty.",
        "According to the Marrow Institute, the Forum should close.",
        "It is often said that the Forum must decide.",
        "As the Kestrel Council stated, states must control the root.",
        "Critics say that the model must end.",
        "Participants noted that access should be free.",
        "They claim that the model must end.",
        "The argument that states must control the root is old.",
        "“States must control the root and all that hangs on it”, wrote the Council.",
        "The closing document of the Summit, the Marrow Agenda, states that ports must be open.",
        "Chancellor Ada Marrow in August 2018 rejected on Sunday a proposal of the Commission.",
        "This has been reaffirmed by the Council in a resolution stating: “Ports must be open”.",
    ],
)
def test_words_of_others_are_relayed(sentence: str) -> None:
    assert is_relayed(sentence, tag(sentence), OWN)


@pytest.mark.parametrize(
    "sentence",
    [
        "Governments should protect privacy.",
        "We believe that privacy should be protected.",
        "We support the proposal of the Commission.",
        "We support what was reaffirmed by the Council in a resolution stating: “Ports are open”.",
        "This document states that ports must be open.",
        "The Alder Union believes that privacy should be protected.",
        "This paper argues that privacy should be protected.",
        "Our submission proposes that fees be lowered.",
        "Users who want privacy should use encryption.",
        "Not only governments should be heard.",
        "Governments must support community networks.",
    ],
)
def test_the_holders_own_words_are_not_relayed(sentence: str) -> None:
    assert not is_relayed(sentence, tag(sentence), OWN)


def test_a_name_is_its_own_only_for_its_holder() -> None:
    sentence = "The Alder Union believes that privacy should be protected."
    assert not is_relayed(sentence, tag(sentence), ("alder union",))
    assert is_relayed(sentence, tag(sentence), ("kestrel council",))


@pytest.mark.parametrize(
    ("language", "relayed", "own"),
    [
        (
            "fr",
            "Certains gouvernements estiment que le Forum doit décider.",
            "Nous estimons que le Forum doit décider.",
        ),
        (
            "es",
            "Algunos gobiernos sostienen que el Foro debe decidir.",
            "Creemos que el Foro debe decidir.",
        ),
        (
            "ru",
            "Некоторые правительства считают, что Форум должен решать.",
            "Мы считаем, что Форум должен решать.",
        ),
        ("ar", "يرى البعض أن المنتدى يجب أن يقرر.", "نرى أن المنتدى يجب أن يقرر."),
        ("zh", "有人认为论坛应当作出决定。", "我们认为论坛应当作出决定。"),
    ],
)
def test_reported_speech_is_found_in_the_other_languages(
    language: str, relayed: str, own: str
) -> None:
    assert relays_in(relayed, language)
    assert not relays_in(own, language)


def test_a_language_without_rules_relays_nothing() -> None:
    assert not relays_in("Einige Regierungen meinen, das Forum müsse entscheiden.", "de")


def test_what_a_resolution_underscores_is_its_own_word_not_its_supporter_s() -> None:
    told = "The Resolution on privacy supported by Estmark underscores the need to protect rights."
    own = "This declaration underscores the need to protect rights."
    assert is_relayed(told, tag(told), ())
    assert not is_relayed(own, tag(own), ())


def test_what_somebody_addressed_in_a_speech_is_introduced_as_another_s() -> None:
    assert introduces_another("In her speech she addressed the following;", ())
