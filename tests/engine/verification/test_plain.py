"""Sentences read by word lists: what denies the main thing, and figures in words."""

from __future__ import annotations

import pytest

from conspectus.engine.verification.plain import plain_unit


@pytest.mark.parametrize(
    ("text", "language", "denials"),
    [
        ("No government should shut down the network.", "en", 1),
        ("Links should be made so that nobody is left out.", "en", 0),
        ("Access should be measured by use, and not by coverage.", "en", 0),
        ("Aucun État ne devrait couper le réseau, en aucune circonstance.", "fr", 1),
        ("Il faut mesurer l'usage, et non la couverture.", "fr", 0),
        ("Ningún gobierno debe apagar la red, bajo ningún pretexto.", "es", 1),
        ("Никакое государство не должно ни при каких условиях отключать сеть.", "ru", 1),
        ("Вопросам безопасности следует уделять внимание.", "ru", 0),
        ("يجب ألا يُضعَف التشفير.", "ar", 1),
        ("软件应当接受任何文字的域名，不得仅限于拉丁字母。", "zh", 0),
        ("不得中断通信网络。", "zh", 1),
    ],
)
def test_denials_of_the_main_part(text: str, language: str, denials: int) -> None:
    assert plain_unit(text, language).main_denials == denials


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in all six languages", "en"),
        ("dans les six langues", "fr"),
        ("en los seis idiomas", "es"),
        ("на шести языках", "ru"),
        ("باللغات الست المعتمدة", "ar"),
        ("以六种语言发布", "zh"),
    ],
)
def test_number_words_have_one_value(text: str, language: str) -> None:
    assert plain_unit(text, language).numbers == {"6"}


def test_a_long_chinese_numeral_is_no_digit() -> None:
    assert plain_unit("共有二十六种语言", "zh").numbers == frozenset()
