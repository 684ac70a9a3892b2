"""Who is bound by what: one holder for each signatory, whatever the rows look like."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import Capacity, HolderKind


def holder(loaded, number=0):
    """The holder of the source that stands at ``number``."""
    source = loaded.corpus.sources[number]
    return next(one for one in loaded.corpus.holders if one.id == source.holders[0])


def test_the_organisation_is_the_holder_and_not_its_officer(load):
    loaded = load({"organisation": "Internet Society (ISOC)", "submitted_by": "Ana Sousa"})
    found = holder(loaded)
    assert (found.id, found.kind) == ("internet-society", HolderKind.ORGANISATION)
    assert (found.name, found.label, found.aliases) == (
        "Internet Society",
        "the Internet Society",
        ("ISOC",),
    )


def test_a_person_without_organisation_speaks_in_a_personal_capacity(load):
    loaded = load({"organisation": "Independent Researcher", "submitted_by": "Dr. Ana Sousa"})
    found = holder(loaded)
    assert (found.kind, found.name) == (HolderKind.PERSON, "Ana Sousa")
    assert found.label == "Ana Sousa, in a personal capacity"
    assert loaded.corpus.sources[0].capacity is Capacity.PERSONAL


def test_a_personal_capacity_sets_the_organisation_aside(load):
    row = {"organisation": "Hivos", "submitted_by": "Ana Sousa", "capacity": "in her own name"}
    assert holder(load(row)).label == "Ana Sousa, in a personal capacity"


def test_the_authors_of_a_university_are_not_the_university(load):
    row = {"organisation": "University of Gezira", "submitted_by": "Hago Dafalla"}
    found = holder(load(row))
    assert (found.kind, found.label) == (
        HolderKind.PERSON,
        "Hago Dafalla of the University of Gezira",
    )


def test_a_university_that_signs_is_the_holder(load):
    row = {
        "organisation": "University of Gezira",
        "submitted_by": "Hago Dafalla",
        "capacity": "organisation",
    }
    assert holder(load(row)).label == "the University of Gezira"


def test_a_ministry_is_printed_with_its_state_and_is_not_the_state(load):
    rows = [
        {"organisation": "Ministry of Foreign Affairs", "country": country}
        for country in ("India", "United Kingdom")
    ]
    labels = [one.label for one in load(*rows).corpus.holders]
    assert labels == [
        "the Ministry of Foreign Affairs of India",
        "the Ministry of Foreign Affairs of the United Kingdom",
    ]


def test_a_name_that_two_ministries_share_is_an_alias_of_neither(load):
    rows = [
        {"organisation": "Ministry of Foreign Affairs", "country": country}
        for country in ("India", "Kenya")
    ]
    loaded = load(*rows)
    assert [one.aliases for one in loaded.corpus.holders] == [(), ()]
    assert [row.value for row in loaded.report if "may stand for" in row.problem] == [
        "Ministry of Foreign Affairs",
        "Ministry of Foreign Affairs",
    ]


def test_case_space_and_punctuation_make_no_other_holder(load):
    rows = [{"organisation": name} for name in ("Best Bits", "BEST  BITS", "Best-Bits")]
    assert [one.id for one in load(*rows).corpus.holders] == ["best-bits"]


def test_two_spellings_are_two_holders_until_somebody_says_so(load):
    rows = [{"organisation": "Africa ICT Alliance"}, {"organisation": "African ICT Alliance"}]
    loaded = load(*rows)
    assert len(loaded.corpus.holders) == 2
    assert [row.problem for row in loaded.report] == [
        "Two contributors have names that look alike."
    ]


def test_a_recorded_alias_makes_them_one(load):
    rows = [{"organisation": "Africa ICT Alliance"}, {"organisation": "AfICTA (Lagos)"}]
    alias = '[[alias]]\nholder = "Africa ICT Alliance"\nnames = ["AfICTA (Lagos)", "AfICTA"]\n'
    loaded = load(*rows, files={"corrections.toml": alias})
    (found,) = loaded.corpus.holders
    assert (found.id, found.name) == ("africa-ict-alliance", "Africa ICT Alliance")
    assert found.aliases == ("AfICTA", "AfICTA (Lagos)")
    assert {source.holders for source in loaded.corpus.sources} == {("africa-ict-alliance",)}


def test_an_alias_may_name_its_holder_by_id(load):
    rows = [{"organisation": "Africa ICT Alliance"}, {"organisation": "AfICTA"}]
    alias = '[[alias]]\nholder = "africa-ict-alliance"\nnames = ["AfICTA"]\n'
    loaded = load(*rows, files={"corrections.toml": alias})
    assert [one.name for one in loaded.corpus.holders] == ["Africa ICT Alliance"]


def test_a_joint_contribution_has_one_holder_and_its_members(load):
    rows = [
        {"organisation": "Article 19; Best Bits"},
        {"organisation": "Best Bits"},
    ]
    loaded = load(*rows)
    joint = holder(loaded)
    assert (joint.kind, joint.label, joint.plural) == (
        HolderKind.JOINT,
        "Article 19 and Best Bits",
        True,
    )
    assert joint.members == ("article-19", "best-bits")
    assert [one.id for one in loaded.corpus.holders] == [
        "article-19",
        "article-19-and-best-bits",
        "best-bits",
    ]


def test_two_names_joined_by_and_are_joint_where_one_contributed_alone(load):
    rows = [{"organisation": "Article 19 and Best Bits"}, {"organisation": "Best Bits"}]
    assert holder(load(*rows)).kind is HolderKind.JOINT


def test_two_names_joined_by_and_stay_one_where_nothing_shows_it(load):
    loaded = load({"organisation": "Article 19 and Best Bits"})
    assert holder(loaded).kind is HolderKind.ORGANISATION


def test_a_long_name_with_commas_is_no_list(load):
    name = "Centre for Community Informatics Research, Development and Training"
    assert [one.name for one in load({"organisation": name}).corpus.holders] == [name]


def test_a_list_of_four_names_is_joint(load):
    cell = (
        "Alpha Users Coalition , BetaCommons (Korea), Gamma Progressive Network, Delta User Forum"
    )
    assert len(holder(load({"organisation": cell})).members) == 4


def test_on_behalf_of_binds_the_other_and_prints_both(load):
    row = {
        "organisation": "Ministry of Foreign Affairs, Norrhavn",
        "on_behalf_of": "Amber Coast Union",
    }
    loaded = load(row)
    found = holder(loaded)
    assert (found.id, found.name) == ("amber-coast-union", "Amber Coast Union")
    assert found.label == (
        "the Ministry of Foreign Affairs of Norrhavn on behalf of the Amber Coast Union"
    )
    assert loaded.corpus.sources[0].capacity is Capacity.ON_BEHALF_OF


def test_one_who_also_speaks_for_itself_is_printed_by_its_own_name(load):
    rows = [
        {"organisation": "Hivos", "on_behalf_of": "Amber Coast Union"},
        {"organisation": "Amber Coast Union"},
    ]
    loaded = load(*rows)
    assert [one.label for one in loaded.corpus.holders] == ["the Amber Coast Union"]


def test_the_title_may_say_on_whose_behalf(load):
    row = {
        "title": "Message from IGF Secretariat on behalf of the Advisory Group (AG) of the IGF",
        "organisation": "Internet Governance Forum (IGF) Secretariat",
    }
    found = holder(load(row))
    assert found.name == "Advisory Group of the IGF"
    assert found.label == (
        "the Internet Governance Forum Secretariat on behalf of the Advisory Group of the IGF"
    )


def test_an_organisation_in_the_country_column_is_put_right(load):
    row = {
        "organisation": "someone@example.org",
        "country": "Austrian Federal Ministry for Transport",
    }
    loaded = load(row)
    found = holder(loaded)
    assert (found.name, found.country) == ("Austrian Federal Ministry for Transport", None)
    assert [row.resolved for row in loaded.report] == [True]


def test_a_row_that_names_nobody_is_known_by_its_file(load):
    loaded = load({"title": "A paper"})
    assert (holder(loaded).kind, holder(loaded).name) == (HolderKind.FILE, "1.txt")
    assert [row.resolved for row in loaded.report] == [False]


def test_groups_are_those_of_the_forum(load):
    groups = '[stakeholder_groups]\n"CS" = "civil society"\n'
    row = {"organisation": "Hivos", "stakeholder_group": "cs"}
    assert holder(load(row, files={"forum.toml": groups})).group == "civil society"


def test_a_holder_given_in_two_groups_is_reported(load):
    rows = [
        {"organisation": "Hivos", "stakeholder_group": group}
        for group in ("academia", "civil society", "civil society")
    ]
    loaded = load(*rows)
    assert holder(loaded).group == "civil society"
    assert [(row.column, row.value) for row in loaded.report] == [
        ("stakeholder_group", "academia; civil society")
    ]


def test_the_forums_own_secretariat_presides(load):
    forum = 'forum = "Meridian Forum"\n'
    loaded = load({"organisation": "Meridian Forum Secretariat"}, files={"forum.toml": forum})
    assert holder(loaded).is_chair


@pytest.mark.parametrize(
    "cell",
    ["42", "TBD", "NULL", "The", "and", "Various organisations", "Several contributors", "n/a"],
)
def test_a_cell_that_holds_no_name_is_no_organisation(load, cell):
    found = holder(load({"organisation": cell, "submitted_by": "Ana Sousa"}))
    assert (found.kind, found.name) == (HolderKind.PERSON, "Ana Sousa")


def test_a_titled_person_in_the_column_of_organisations_is_a_person(load):
    found = holder(load({"organisation": "Prof. Dr. Ilse Brandt, PhD", "submitted_by": ""}))
    assert (found.kind, found.label) == (
        HolderKind.PERSON,
        "Ilse Brandt, in a personal capacity",
    )


def test_a_table_without_organisations_says_nothing_of_a_capacity(load):
    found = holder(load({"submitted_by": "Green Ostrevia"}))
    assert found.label == "Green Ostrevia"


def test_an_e_mail_address_as_organisation_says_nothing_of_a_capacity(load):
    found = holder(load({"organisation": "info2026@alder.example", "submitted_by": "Ana Sousa"}))
    assert found.label == "Ana Sousa"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("https://www.alder.example/about?id=3", "alder.example"),
        ("Alder Rights Group¹", "Alder Rights Group"),
        ("Alder Rights Group[2]", "Alder Rights Group"),
        ("<b>Alder Rights Group</b>", "Alder Rights Group"),
    ],
)
def test_marks_of_notes_and_pages_are_no_part_of_a_name(load, cell, name):
    assert holder(load({"organisation": cell})).name == name


def test_an_unsigned_file_is_printed_by_its_stem(load):
    found = holder(
        load(files={"Alder_Union (final).v2.docx.txt": "We hold that fees should fall."})
    )
    assert (found.name, found.label) == (
        "Alder_Union (final).v2.docx.txt",
        "Alder Union final .v2.docx",
    )


def test_an_unsigned_file_that_is_called_like_a_body_is_printed_with_the_article(load):
    found = holder(load(files={"Ministry of Health.txt": "We hold that fees should fall."}))
    assert (found.name, found.label) == ("Ministry of Health.txt", "the Ministry of Health")


def test_a_group_is_spelt_as_most_rows_spell_it_and_not_stated_is_none(load):
    groups = ("NGO", "ngo", "NGO", "N/A")
    rows = [
        {"organisation": f"Alder Union {n}", "stakeholder_group": group}
        for n, group in enumerate(groups)
    ]
    assert [one.group for one in load(*rows).corpus.holders] == ["NGO", "NGO", "NGO", None]
