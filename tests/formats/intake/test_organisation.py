"""Organisation cells as found in real manifests, and the names that are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.organisation import is_nobody, is_role, read_organisation

CLEANED = [
    ("Internet Society (ISOC)", "Internet Society", ("ISOC",)),
    ("AfICTA - Africa ICT Alliance", "Africa ICT Alliance", ("AfICTA",)),
    (
        "ETNO [European Telecommunications Network Operators' Association]",
        "European Telecommunications Network Operators' Association",
        ("ETNO",),
    ),
    (
        "Swiss Federal Office of Communication OFCOM",
        "Swiss Federal Office of Communication",
        ("OFCOM",),
    ),
    (
        "Brazilian Internet Steering Committee - CGI.br",
        "Brazilian Internet Steering Committee",
        ("CGI.br",),
    ),
    (
        "Just Net Coalition: This Coalition was formed at a meeting in Delhi in February 2014.",
        "Just Net Coalition",
        (),
    ),
    (
        "Executive Director - Argentina Internet Association (CABASE)",
        "Argentina Internet Association",
        ("CABASE",),
    ),
    ("Organization - Verizon Communications", "Verizon Communications", ()),
    ("TELECOM ITALIA GROUP", "Telecom Italia Group", ()),
    ("Alvarez &amp; Marsal (Information Security Forum Agent for Brazil)", "Alvarez & Marsal", ()),
    ("State Duma Of The Russian Federation", "State Duma of the Russian Federation", ()),
    ("Secretara de Comunicaciones y Transportes", "Secretaría de Comunicaciones y Transportes", ()),
    (
        "Action de Sensibilisation sur les NTIC - ECOSOC NGO",
        "Action de Sensibilisation sur les NTIC",
        (),
    ),
    (
        "Internet Governance Forum (IGF) Secretariat",
        "Internet Governance Forum Secretariat",
        ("IGF Secretariat",),
    ),
    ("OpenNet (Korea)", "OpenNet (Korea)", ()),
    ("Our Rights (OR)", "Our Rights", ()),
    ("ICC BASIS", "ICC BASIS", ()),
    ("The Hague Institute", "Hague Institute", ()),
]


@pytest.mark.parametrize(("cell", "name", "aliases"), CLEANED)
def test_a_cell_gives_the_name_and_its_acronym(cell, name, aliases):
    read = read_organisation(cell)
    assert (read.name, read.aliases) == (name, aliases)


LABELS = [
    ("Internet Society", "the Internet Society"),
    ("The Internet Association", "the Internet Association"),
    ("UNESCO", "UNESCO"),
    ("OECD", "the OECD"),
    ("GSMA", "the GSMA"),
    ("Google Inc.", "Google"),
    ("Deutsche Telekom AG", "Deutsche Telekom"),
    ("Telefonica, S.A.", "Telefonica"),
    ("George Washington University", "George Washington University"),
    ("University of Gezira, Wad Medani, Sudan", "the University of Gezira"),
    ("Noncommercial Stakeholders Group, ICANN", "the Noncommercial Stakeholders Group of ICANN"),
    (
        "Brazil-U.S. Business Council, U.S. Section",
        "the U.S. Section of the Brazil-U.S. Business Council",
    ),
    (
        "Institute for InfoSocinomics, Tama Univ.",
        "the Institute for InfoSocinomics of Tama University",
    ),
    (
        "DEPARTMENT FOR CULTURE, MEDIA AND SPORT, UNITED KINGDOM GOVERNMENT",
        "the Department for Culture, Media and Sport of the United Kingdom Government",
    ),
    (
        "Government of Denmark, Danish Business Authority",
        "the Danish Business Authority of the Government of Denmark",
    ),
    (
        "Federal Foreign Office, Commissioner for International Cyber Policy",
        "the Federal Foreign Office",
    ),
    ("Consumers of the Strait Federation", "the Consumers of the Strait Federation"),
    ("Paradigm Initiative Nigeria", "Paradigm Initiative Nigeria"),
    ("Universidad Nacional de San Luis", "the Universidad Nacional de San Luis"),
    ("African ICT/IG Stakeholders", "African ICT/IG Stakeholders"),
    (
        "Centre for Community Informatics Research, Development and Training",
        "the Centre for Community Informatics Research, Development and Training",
    ),
    ("Ministry of Foreign Affairs, Kenya", "the Ministry of Foreign Affairs of Kenya"),
]


@pytest.mark.parametrize(("cell", "label"), LABELS)
def test_a_name_is_printed_as_english_wants_it_in_mid_sentence(cell, label):
    assert read_organisation(cell).label == label


@pytest.mark.parametrize(("cell", "_label"), LABELS)
def test_a_label_contains_the_name_or_an_alias(cell, _label):
    read = read_organisation(cell)
    assert any(name in read.label for name in (read.name, *read.aliases))


def test_names_of_many_take_a_plural_verb():
    plural = [cell for cell, _ in LABELS if read_organisation(cell).plural]
    assert plural == ["African ICT/IG Stakeholders"]


@pytest.mark.parametrize(
    "cell",
    [
        "Independent Researcher",
        "Personal submission",
        "individual",
        "None",
        "n/a",
        "",
        "Individial submission on behalf of and in consultation with stakeholders",
    ],
)
def test_a_cell_that_names_no_organisation_is_told(cell):
    assert is_nobody(cell)


@pytest.mark.parametrize(
    "cell", ["Independent Media Association", "Private Sector Alliance", "Personal Data Foundation"]
)
def test_an_organisation_whose_name_begins_so_is_one(cell):
    assert not is_nobody(cell)


def test_roles_are_no_bodies_but_the_chair_of_a_faculty_is():
    assert is_role("Director/Head, Operations Department")
    assert not is_role("Chair of Law and Computing, Brannock University")


def test_what_was_changed_is_reported():
    findings = read_organisation("Kuwait Society [KITS] - NGO").findings
    assert [finding.resolved for finding in findings] == [True] * len(findings)
    assert findings


def test_letters_that_nobody_knows_are_left_and_reported():
    read = read_organisation("Stiftung f?r Grundlagenqu?rk")
    assert read.name == "Stiftung f?r Grundlagenqu?rk"
    assert [finding.resolved for finding in read.findings] == [False]


@given(st.text(max_size=80))
def test_any_cell_gives_a_name_and_a_label_that_holds_it(cell):
    read = read_organisation(cell)
    if fold(cell):
        assert any(name in read.label for name in (read.name, *read.aliases))


@given(st.text(alphabet="ABCabc ,()&-'.", min_size=1, max_size=60))
def test_reading_a_name_again_changes_nothing_more(cell):
    once = read_organisation(cell).name
    assert read_organisation(once).name == read_organisation(read_organisation(once).name).name
