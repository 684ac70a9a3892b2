"""Those who asked not to be named are named nowhere in the corpus or the report."""

from __future__ import annotations

import time

import pytest

from conspectus.engine.corpus import Publication
from conspectus.formats.intake import report_csv
from conspectus.formats.intake.publication import without_names

LETTER = (
    "My name is Rosalind Achterberg.\nI hold that wards need a paper procedure.\n"
    "Write to rosalind@example.org. Yours, R. Achterberg\n"
)
ROW = {
    "title": "A letter of Rosalind Achterberg",
    "submitted_by": "Rosalind Achterberg",
    "country": "Irelandd",
    "stakeholder_group": "civil society",
    "file": "achterberg.txt",
    "publish": "without name",
    "Internal remarks": "Achterberg rang",
}


@pytest.fixture
def unnamed(load):
    return load(ROW, files={"achterberg.txt": LETTER})


def test_a_contributor_without_name_is_kind_and_group_only(unnamed):
    (holder,) = unnamed.corpus.holders
    assert (holder.name, holder.label) == ("an individual, civil society",) * 2
    assert (holder.country, holder.region, holder.aliases) == (None, None, ())
    assert unnamed.corpus.sources[0].publication is Publication.WITHOUT_NAME


def test_nothing_in_corpus_or_report_names_it(unnamed):
    everything = f"{unnamed.corpus!r}{report_csv(unnamed.report)}".casefold()
    assert "achterberg" not in everything
    assert "rosalind" not in everything


def test_names_are_blacked_out_letter_for_letter(unnamed):
    (source,) = unnamed.corpus.sources
    assert source.text.startswith("My name is ████████ ██████████.")
    assert len("".join(source.text.split())) == len("".join(LETTER.split()))
    assert source.warnings == ("3 names or addresses are blacked out in the text.",)


def test_what_is_not_published_has_no_text_title_or_file(load):
    row = {**ROW, "publish": "confidential"}
    (source,) = load(row, files={"achterberg.txt": LETTER}).corpus.sources
    assert (source.publication, source.text, source.title, source.files) == (
        Publication.NOT_PUBLISHED,
        "",
        "",
        (),
    )


def test_a_word_that_cannot_be_read_keeps_it_unpublished(load):
    loaded = load({"organisation": "Hivos", "publish": "perhaps"})
    assert loaded.corpus.sources[0].publication is Publication.NOT_PUBLISHED
    assert [row.column for row in loaded.report] == ["publish"]


def test_withdrawn_is_not_published_and_says_so(load):
    (source,) = load({"organisation": "Hivos", "publish": "withdrawn"}).corpus.sources
    assert (source.publication, source.fields) == (
        Publication.NOT_PUBLISHED,
        {"withdrawn": "yes"},
    )


def test_several_without_name_are_told_apart_by_their_contribution(load):
    rows = [
        {"ref": ref, "submitted_by": name, "publish": "anonymous", "stakeholder_group": "academia"}
        for ref, name in (("1", "Ana Sousa"), ("2", "Bo Lind"), ("3", "Ana Sousa"))
    ]
    loaded = load(*rows)
    assert [one.label for one in loaded.corpus.holders] == [
        "an individual, academia (contribution 1)",
        "an individual, academia (contribution 2)",
    ]
    assert [source.holders for source in loaded.corpus.sources] == [
        ("without-name-1",),
        ("without-name-2",),
        ("without-name-1",),
    ]


@pytest.mark.parametrize(("people", "region"), [(4, None), (5, "Europe")])
def test_a_region_is_shown_where_five_share_it(load, people, region):
    rows = [
        {"submitted_by": f"Ana {letter}ousa", "country": "France", "publish": "anonymous"}
        for letter in "STRMK"[:people]
    ]
    assert {one.region for one in load(*rows).corpus.holders} == {region}


@pytest.mark.parametrize("run", ["1", "a.", "+1-", "ال"])
def test_a_long_run_that_is_no_address_costs_no_more_than_its_length(run):
    began = time.process_time()
    text = run * 100_000
    assert without_names(f"{text} ana@example.org", ["Jane Roe"]) == (f"{text} {'█' * 15}", 1)
    assert time.process_time() - began < 2
