"""Letters and signs that charsets took away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.formats.intake.damage import (
    by_damaged_form,
    damaged_forms,
    repair_characters,
    restore_letters,
)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("People?s Republic of China", "People's Republic of China"),
        ("EUROISPA?s contribution", "EUROISPA's contribution"),
        ("African Stakeholders? Contribution", "African Stakeholders' Contribution"),
        ("Ecosystem ? ICANN", "Ecosystem – ICANN"),
        ("Internet governance: what next ?", "Internet governance: what next ?"),
        ("Is this the end? We think not", "Is this the end? We think not"),
        ("SÃ£o Paulo", "São Paulo"),
        ("Research &amp;amp; Development", "Research & Development"),
        ("“Open” networks’ rules", '"Open" networks\' rules'),
    ],
)
def test_signs_come_back_where_only_one_is_possible(damaged, whole):
    assert repair_characters(damaged) == whole


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("University of ?d?", "University of Łódź"),
        ("Federal University of Cear", "Federal University of Ceará"),
        ("So Paulo", "São Paulo"),
        ("Micha? Wo?niak", "Michał Woźniak"),
        ("Lucia Sofa", "Lucia Sofa"),
        ("what about Micha", "what about Micha"),
    ],
)
def test_letters_come_back_to_known_names_only(damaged, whole):
    assert restore_letters(damaged) == whole


def test_a_damaged_form_of_two_words_belongs_to_neither():
    assert by_damaged_form(["Pérez", "Prezé"]) == {"P?rez": "Pérez", "Prez?": "Prezé"}


@given(st.text(st.characters(categories=("L",)), min_size=1, max_size=12))
def test_damage_leaves_ascii_only(word):
    assert all(form.isascii() for form in damaged_forms(word))
