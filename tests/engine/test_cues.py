"""What had to be done, and words that only begin like a cue, ask for nothing."""

from __future__ import annotations

import pytest

from conspectus.engine.cues import states_a_norm


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Un membre a dû éteindre ses antennes en mars, faute de pouvoir payer."),
        ("fr", "Les exigences de la charte sont connues."),
        ("es", "La cooperativa tuvo que apagar sus antenas en marzo."),
        ("es", "El puerto debió cerrar en invierno."),
        ("pt", "A cooperativa teve de desligar as antenas em março."),
        ("ru", "Порт должен был закрыться в марте."),
    ],
)
def test_past_necessity_is_a_fact(language: str, sentence: str) -> None:
    assert not states_a_norm(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Il faut que les antennes restent allumées."),
        ("fr", "Nous demandons une aide pour le port."),
        ("es", "El puerto debe abrir en invierno."),
        ("pt", "O porto tem de abrir no inverno."),
        ("ru", "Порт должен открыться в марте."),
    ],
)
def test_necessity_is_a_norm(language: str, sentence: str) -> None:
    assert states_a_norm(sentence, language)
