"""Reported speech is found before any position: the most unfair of all defects (14)."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.relayed import introduces_another, is_relayed
from conspectus.engine.relayed_foreign import relays_in

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


@pytest.mark.parametrize(
    "sentence",
    [
        "The report, which calls for lower fees on every line, came out in May.",
        "A study of the harbour, which argues that fees must fall, was printed last year.",
        "A letter that demands free ferries for all was sent to the mayor.",
    ],
)
def test_what_a_text_calls_for_is_relayed(sentence: str) -> None:
    assert is_relayed(sentence, tag(sentence), OWN)


@pytest.mark.parametrize(
    "sentence",
    [
        "We support the report, which calls for lower fees on every line.",
        "The report, which calls for lower fees, should be adopted by the council.",
        "Governments should act on the report, which calls for lower fees.",
        "This paper, which calls for lower fees, is addressed to the council.",
        "The paper of the Alder Union, which calls for lower fees, is short.",
    ],
)
def test_who_wants_what_a_text_calls_for_speaks_for_itself(sentence: str) -> None:
    assert not is_relayed(sentence, tag(sentence), OWN)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Les opérateurs affirment que les tarifs doivent rester libres."),
        ("fr", "L’exploitant du port a déclaré que les quais doivent fermer."),
        ("es", "Los usuarios dicen que las tarifas deben bajar."),
        ("es", "La empresa de autobuses sostiene que el billete debe subir."),
        ("pt", "Os operadores afirmam que as tarifas devem ser livres."),
        ("ru", "Операторы утверждают, что тарифы должны быть свободными."),
        ("ar", "يؤكد المشغلون أن الأسعار يجب أن تبقى حرة."),
        ("zh", "运营商认为应当放开价格。"),
    ],
)
def test_what_named_others_say_is_relayed_in_every_language(language: str, sentence: str) -> None:
    assert relays_in(sentence, language, ("asociación de vecinos del puerto",))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Notre association affirme que les tarifs doivent baisser."),
        ("fr", "L’association estime que les tarifs doivent baisser."),
        ("fr", "Les pouvoirs publics doivent écouter les usagers qui disent que tout est cher."),
        ("fr", "Les opérateurs disent que tout est cher, mais ils doivent publier leurs comptes."),
        ("es", "La asociación considera que las tarifas deben bajar."),
        ("es", "Los vecinos pedimos que la plaza se cierre a los coches."),
        ("es", "Este documento propone que la plaza se cierre a los coches."),
        ("es", "El ayuntamiento debe asegurar que los datos estén protegidos."),
        ("pt", "A nossa associação afirma que as tarifas devem baixar."),
        ("ru", "Наша ассоциация считает, что тарифы должны снизиться."),
        ("ru", "Считаем, что операторы должны снизить тарифы."),
        ("ar", "ترى جمعيتنا أنه يجب خفض الأسعار."),
        ("zh", "本公司认为应当放开价格。"),
    ],
)
def test_the_holder_may_name_itself_in_every_language(language: str, sentence: str) -> None:
    names = ("asociación de vecinos del puerto", "association des usagers", "ассоциация лоцманов")
    assert not relays_in(sentence, language, names)


def test_a_government_is_itself_only_where_it_speaks() -> None:
    sentence = "Le Gouvernement estime que les tarifs doivent baisser."
    assert relays_in(sentence, "fr", ("association des usagers",))
    assert not relays_in(sentence, "fr", ("marrow", "government of marrow"))
