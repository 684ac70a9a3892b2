"""Names of persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.formats.intake.persons import clean_person, read_persons, surnames


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
    ("cell", "country", "name"),
    [
        ("Wang, Xiaoming", "CN", "Wang Xiaoming"),
        ("Nagy, János", "HU", "Nagy János"),
        ("Nguyễn, Văn An", "VN", "Nguyễn Văn An"),
        ("Wang, Ann", "US", "Ann Wang"),
        ("Xiaoming Wang", "CN", "Xiaoming Wang"),
        ("王, 小明", "", "王小明"),
        ("김, 민준", "", "김민준"),
        ("山田 太郎", "JP", "山田 太郎"),
    ],
)
def test_a_family_name_stays_in_front_where_it_stands_there(cell, country, name):
    assert read_persons(cell, country=country).names == (name,)


def test_whole_names_in_chinese_are_parted_by_either_comma():
    assert read_persons("王小明、李红").names == ("王小明", "李红")
    assert read_persons("王小明, 李红").names == ("王小明", "李红")


def test_either_end_may_be_the_family_name_where_it_stands_first():
    assert surnames("Tanaka Yuki", "JP") == {"Tanaka", "Yuki"}
    assert surnames("Amara Obi") == {"Obi"}


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
