"""Country cells: what is read, and what is left to a person."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.places import areas, find_area, own_area, read_place


@pytest.mark.parametrize(
    ("cell", "country"),
    [
        ("USA", "United States"),
        ("U.S.A.", "United States"),
        ("The United States", "United States"),
        ("uk", "United Kingdom"),
        ("UNITED KINGDOM", "United Kingdom"),
        ("Brasil", "Brazil"),
        ("South Korea", "Republic of Korea"),
        ("Corée du Sud", "Republic of Korea"),
        ("КИТАЙ", "China"),
        ("中国", "China"),
        ("مصر", "Egypt"),
        ("People?s Republic of China", "China"),
        ("Cote d'Ivoire", "Côte d'Ivoire"),
        ("Sngal", "Senegal"),
        ("Democratic Republic Of Congo", "Democratic Republic of the Congo"),
        ("DE", "Germany"),
        ("DEU", "Germany"),
        ("Sudan, Africa", "Sudan"),
        ("Germany/Europe", "Germany"),
        ("Australia/Asia Pacific", "Australia"),
        ("Geneva, Switzerland", "Switzerland"),
    ],
)
def test_a_country_is_read_under_its_usual_names(cell, country):
    place = read_place(cell)
    assert place.area is not None
    assert (place.area.name, place.resolved) == (country, True)


@pytest.mark.parametrize(
    ("cell", "region"),
    [
        ("Global", "Global"),
        ("Europe", "Europe"),
        ("MENA", "Western Asia and Northern Africa"),
        ("Latin America", "Latin America and the Caribbean"),
        ("intergovernmental", "Intergovernmental"),
        ("prefers not to say", "Prefers not to say"),
    ],
)
def test_a_region_is_no_country(cell, region):
    place = read_place(cell)
    assert (place.area, place.region, place.problem) == (None, region, "")


@pytest.mark.parametrize(
    "cell",
    [
        "USA / Poland",
        "Brazil and Germany",
        "Region - Global with company headquarters in the U.S.",
        "Deputy to the Chief Regulatory Officer Orange Group",
        "Commonwealth",
        "Our members work in twenty-two countries",
        "someone@example.org",
    ],
)
def test_what_cannot_be_resolved_is_left_with_a_proposal(cell):
    place = read_place(cell)
    assert (place.area, place.region, place.as_written, place.resolved) == (None, None, None, False)
    assert place.proposal


def test_two_countries_of_one_region_keep_the_region():
    assert read_place("Mali / Senegal").region == "Africa"


def test_a_misspelt_country_is_proposed_and_not_taken():
    place = read_place("Swizerland")
    assert (place.area, place.proposal) == (None, "Did you mean Switzerland?")


def test_a_proper_name_that_no_table_knows_stays_as_written():
    assert read_place("San Albarico").as_written == "San Albarico"


def test_a_forum_may_know_countries_of_its_own():
    own = own_area("Ostrevia", "Europe", "the Republic of Ostrevia", ["Остревия"])
    place = read_place("Остревия", [own])
    assert place.area is own
    assert (place.region, place.problem) == ("Europe", "")


def test_a_name_outside_the_un_list_is_kept_and_reported():
    place = read_place("Kosovo")
    assert place.area is not None
    assert "M49" in place.problem


def test_the_table_holds_the_areas_of_the_un():
    listed = [area for area in areas() if area.m49]
    assert len(listed) == 248
    assert all(re.fullmatch(r"\d{3}", area.m49) for area in listed)
    assert max(Counter(area.m49 for area in listed).values()) == 1
    groups = Counter(area.un_group for area in listed if area.un_group)
    assert groups == {
        "African Group": 54,
        "Asia-Pacific Group": 54,
        "Eastern European Group": 23,
        "Latin American and Caribbean Group": 33,
        "Western European and Others Group": 29,
    }


def test_each_name_of_the_table_names_one_area():
    for area in areas():
        for name in (area.name, area.in_sentence, area.alpha2, area.alpha3, *area.synonyms):
            assert find_area(name) is area, name


def test_no_name_in_a_sentence_repeats_the_article():
    assert [a.name for a in areas() if fold(a.in_sentence).startswith("the the ")] == []


@given(st.text(max_size=60))
def test_any_cell_gives_a_place_or_a_proposal(cell):
    place = read_place(cell)
    assert place.known or place.proposal or not fold(cell)
