"""The shipped table of areas, and areas by what people write."""

from __future__ import annotations

import pytest

from conspectus.core.text import LANGUAGES
from conspectus.formats.intake.places import areas as intake_areas
from conspectus.people.models import Area
from conspectus.people.queries.areas import area_choices
from conspectus.people.services.areas import find_area, propose_areas
from conspectus.people.services.shipped_areas import (
    add_missing_areas,
    shipped_areas,
    shipped_footnotes,
)

pytestmark = pytest.mark.django_db

IN_M49 = 248
"""Countries and areas of M49: those of ISO 3166-1 but for one."""

UN_MEMBERS = {
    "African Group": 54,
    "Asia-Pacific Group": 55,  # with one observer State
    "Eastern European Group": 23,
    "Latin American and Caribbean Group": 33,
    "Western European and Others Group": 30,  # with one observer State, and the United States
}

WRITTEN = {
    "Brazil": "BR",
    "BRASIL": "BR",
    "the Netherlands": "NL",
    "Cote d'Ivoire": "CI",
    "Ivory Coast": "CI",
    "États-Unis": "US",
    "U.S.A.": "US",
    "美国": "US",
    "الاتحاد الروسي": "RU",
    "Viet Nam": "VN",
    "Vietnam": "VN",
    "IT": "IT",
    "IND": "IN",
    "356": "IN",
    "Latin America": "419",
    "MENA": "western-asia-africa",
    "worldwide": "global",
    "Rather not say": "not-said",
}

PROPOSED = {
    "USA / Poland": ["US", "PL"],
    "Geneva, Switzerland": ["CH"],
    "India & Nepal": ["IN", "NP"],
    "中国和日本": ["CN", "JP"],
    "Polnad": ["PL"],
    "We work in many countries, mainly in Sub-Saharan Africa": ["202", "002"],
    "Australia (Asia Pacific)": ["AU", "asia-pacific", "142", "009"],
    "none of us can tell it": [],
}


def by_kind(kind):
    return [row for row in shipped_areas() if row["kind"] == kind]


def test_every_country_and_area_of_m49_is_shipped_once():
    countries = by_kind("country")
    numbers = [row["m49"] for row in countries if row["m49"]]
    assert len(numbers) == len(set(numbers)) == IN_M49
    assert sorted(row["code"] for row in countries if not row["m49"]) == ["TW", "XK"]
    for column in ("code", "alpha3"):
        codes = [row[column] for row in countries]
        assert len(set(codes)) == len(codes)


def test_every_country_lies_in_a_region_and_every_region_but_the_widest_in_another():
    parents = {row["code"]: row["parent"] for row in shipped_areas()}
    alone = {code for code, parent in parents.items() if not parent}
    assert alone == {
        *("002", "019", "142", "150", "009", "asia-pacific", "western-asia-africa"),
        *("global", "regional", "intergovernmental", "not-said"),
        "AQ",  # lies in no region of M49
    }
    regions = {row["code"] for row in by_kind("region")}
    assert {parent for parent in parents.values() if parent} <= regions


def test_every_area_has_a_name_of_its_own_in_six_languages():
    for language in LANGUAGES:
        names = [row[language] for row in by_kind("country")]
        assert all(names)
        assert len(set(names)) == len(names)
    assert all(row[language] for row in shipped_areas() for language in LANGUAGES)


def test_regional_groups_hold_the_member_states():
    groups = [row["un_group"] for row in by_kind("country") if row["un_group"]]
    assert {group: groups.count(group) for group in set(groups)} == UN_MEMBERS


def test_the_intake_of_files_knows_the_same_countries_by_the_same_names():
    theirs = {(area.alpha2, area.m49, area.name, area.region) for area in intake_areas()}
    regions = {row["code"]: row for row in by_kind("region")}

    def continent(row):
        above = regions.get(row["parent"])
        return row["en"] if above is None and row["kind"] == "region" else continent(above)

    ours = {
        (row["code"], row["m49"], row["en"], continent(row) if row["parent"] else "")
        for row in by_kind("country")
    }
    assert ours == theirs


def test_a_footnote_belongs_to_an_area():
    assert set(shipped_footnotes()) <= {row["code"] for row in shipped_areas()}


def test_a_migrated_database_has_all_areas_and_keeps_what_was_edited():
    assert Area.objects.count() == len(shipped_areas())
    Area.objects.filter(code="TR").update(names={"en": "Turkey"})
    Area.objects.filter(code="FJ").delete()
    assert add_missing_areas() == 1
    assert Area.objects.get(code="TR").names == {"en": "Turkey"}
    assert Area.objects.get(code="FJ").parent.code == "054"


@pytest.mark.parametrize(("text", "code"), WRITTEN.items())
def test_an_area_is_found_by_name_in_any_language_and_by_code(text, code):
    assert find_area(text).code == code


@pytest.mark.parametrize("text", ["", "it", "us and them", "USA / Poland", "Utopia"])
def test_what_names_no_area_in_full_finds_none(text):
    assert find_area(text) is None


@pytest.mark.parametrize(("text", "codes"), PROPOSED.items())
def test_proposals_are_the_areas_named_in_the_text_or_nearly(text, codes):
    assert [area.code for area in propose_areas(text)] == codes


def test_a_look_up_needs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        propose_areas("Brazil, Chile, Peru")


def test_choices_are_in_the_order_of_the_readers_language():
    (_, countries), (_, regions), (_, values) = area_choices()
    names = [name for _code, name in countries]
    assert names.index("Åland Islands") < names.index("Albania")
    assert len(countries) + len(regions) + len(values) == Area.objects.count()
