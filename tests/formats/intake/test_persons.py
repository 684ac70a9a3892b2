"""Names of persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.formats.intake.persons import clean_person, read_persons


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Susan Ariel Aaronson, Ph.D.", "Susan Ariel Aaronson"),
        ("Dr. Amara Obi", "Amara Obi"),
        ("H.E. Ms. Amara Obi", "Amara Obi"),
        ("Prof. Alaric Denholm-Iyer", "Alaric Denholm-Iyer"),
        ("Louis POUZIN", "Louis Pouzin"),
        ("LORENZO PUPILLO", "Lorenzo Pupillo"),
        ("Jorge Prez Martinez", "Jorge Pérez Martinez"),
        ("Micha? Andrzej Wo?niak", "Michał Andrzej Woźniak"),
        ("Malcolm, Jeremy", "Jeremy Malcolm"),
        ("'Gbenga Sesan", "'Gbenga Sesan"),
        ("David A. Gross", "David A. Gross"),
        ("LiYan", "LiYan"),
    ],
)
def test_a_person_is_named_without_titles_and_capitals(cell, name):
    assert read_persons(cell).names == (name,)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("M. Chris Riley, Alexander Fowler", ("M. Chris Riley", "Alexander Fowler")),
        ("Ana Sousa; Bo Lind", ("Ana Sousa", "Bo Lind")),
        ("Ana Sousa and Bo Lind", ("Ana Sousa", "Bo Lind")),
        (
            "Cristine Hoepers, Klaus Steding-Jessen, Henrique Faulhaber",
            ("Cristine Hoepers", "Klaus Steding-Jessen", "Henrique Faulhaber"),
        ),
    ],
)
def test_several_persons_are_parted_at_separators(cell, names):
    assert read_persons(cell).names == names


def test_names_run_together_are_parted_where_the_text_parts_them():
    text = "Freedom and security\nRoberto Uzal (*) Daniel Riesco (*) Germán Montejano (*)\n"
    read = read_persons("Roberto Uzal Daniel Riesco Germán Montejano", text)
    assert read.names == ("Roberto Uzal", "Daniel Riesco", "Germán Montejano")
    assert read.resolved


def test_names_run_together_stay_one_where_nothing_parts_them():
    read = read_persons("Roberto Uzal Daniel Riesco Germán Montejano", "no names here")
    assert read.names == ("Roberto Uzal Daniel Riesco Germán Montejano",)
    assert not read.resolved


@given(st.text(max_size=60))
def test_cleaning_a_clean_name_changes_nothing(name):
    assert clean_person(clean_person(name)) == clean_person(name)
