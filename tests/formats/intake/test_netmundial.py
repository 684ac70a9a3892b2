"""The 120 real submissions: each name as a minister may read it."""

from __future__ import annotations

import re

import pytest

from conspectus.formats.intake import LoadedFolder, load_folder
from conspectus.formats.intake.folding import fold


@pytest.fixture(scope="module")
def loaded(data) -> LoadedFolder:
    return load_folder(data / "netmundial2014")


@pytest.fixture(scope="module")
def label(loaded):
    labels = {one.id: one.label for one in loaded.corpus.holders}
    by_ref = {source.ref: labels[source.holders[0]] for source in loaded.corpus.sources}
    return by_ref.__getitem__


def test_each_row_is_a_readable_source(loaded):
    assert len(loaded.corpus.sources) == 120
    assert [source.ref for source in loaded.corpus.sources if not source.text.strip()] == []
    assert [source.id for source in loaded.corpus.sources] == [f"{n:03}" for n in range(1, 121)]


@pytest.mark.parametrize(
    ("ref", "printed"),
    [
        ("002", "the Federal Foreign Office of Germany"),
        (
            "005",
            (
                "Roberto Uzal, Daniel Riesco and Germán Montejano "
                "of the Universidad Nacional de San Luis"
            ),
        ),
        ("007", "Susan Ariel Aaronson of George Washington University"),
        ("009", "the Government of the People's Republic of China"),
        ("012", "the Department for Culture, Media and Sport of the United Kingdom Government"),
        ("020", "Alvarez & Marsal"),
        ("021", "Roy Balleste of St. Thomas University and the University of Łódź"),
        ("022", "Ian Peter, in a personal capacity"),
        ("026", "Article 19 and Best Bits"),
        ("027", "the Just Net Coalition"),
        ("032", "Avri Doria, in a personal capacity"),
        ("038", "Jeremy Malcolm, in a personal capacity"),
        ("045", "the State Duma of the Russian Federation"),
        ("047", "the Ministry of External Affairs of India"),
        ("052", "the Austrian Federal Ministry for Transport, Innovation and Technology"),
        ("053", "the Argentina Internet Association"),
        ("057", "the Ministry of Transport, Information Technology and Communications of Bulgaria"),
        ("065", "the Commonwealth Telecommunications Organisation"),
        ("066", "the Internet Rights and Principles Coalition"),
        ("076", "the Aspen Institute"),
        ("086", "Verizon Communications"),
        ("097", "Orange"),
        ("101", "the Panel on Global Internet Cooperation and Governance Mechanisms"),
        ("107", "the Centro de Estudos da Mídia Alternativa Barão de Itararé"),
        ("111", "the Secretaría de Comunicaciones y Transportes of Mexico"),
        ("120", "the Internet Society"),
    ],
)
def test_a_dirty_cell_is_printed_as_a_name(label, ref, printed):
    assert label(ref) == printed


def test_the_same_signatory_is_one_holder(loaded):
    holders = {source.ref: source.holders[0] for source in loaded.corpus.sources}
    same = [("003", "008", "015"), ("013", "019"), ("027", "069"), ("065", "093"), ("058", "062")]
    assert [len({holders[ref] for ref in refs}) for refs in same] == [1] * len(same)


def test_no_label_holds_what_is_no_name(loaded):
    odd = re.compile(r"[?\ufffd@:;\[\]{}|/]|\b(?:Dr|Prof|Ph\.D)\b|[A-Z]{5,} [A-Z]{5,}|  ")
    labels = [one.label for one in loaded.corpus.holders if odd.search(one.label)]
    assert labels == ["African ICT/IG Stakeholders"]


def test_no_two_holders_are_printed_alike(loaded):
    labels = [fold(one.label) for one in loaded.corpus.holders]
    assert len(set(labels)) == len(labels)


def test_what_needs_a_person_is_listed_with_a_proposal(loaded):
    open_questions = {(row.ref, row.column) for row in loaded.report if not row.resolved}
    assert open_questions == {
        ("011", "organisation"),
        ("021", "country"),
        ("032, 060, 098", "stakeholder_group"),
        ("048", "country"),
        ("065, 093", "stakeholder_group"),
        ("072", "country"),
        ("078", "country"),
        ("086", "country"),
        ("086", "title"),
        ("093", "country"),
        ("097", "country"),
        ("109", "organisation"),
    }
    assert all(row.proposal for row in loaded.report)
