"""Numbering, runs of other languages, evidence with its context."""

from __future__ import annotations

import pytest

from conspectus.formats.writers.annexes import at_one_meeting
from conspectus.formats.writers.compose import anchor, compose, letters, roman
from conspectus.formats.writers.labels import ENGLISH
from conspectus.formats.writers.manuscript import Heading, Numbered, Run
from conspectus.formats.writers.proofs import Witnesses
from conspectus.formats.writers.scripts import split_by_quotation, split_by_script
from tests.factories_paper import changed, realistic_paper


@pytest.fixture(scope="module")
def manuscript():
    return compose(realistic_paper())


def test_parts_are_roman_and_their_sections_lettered(manuscript):
    shown = [h.full for h in manuscript.headings if not h.id.startswith("annex")]
    assert shown == [
        "I. Introduction",
        "II. The substantive agenda",
        "A. General comments",
        "B. Critical Internet resources",
        "C. Access",
        "D. Diversity",
        "E. Openness",
        "F. Security",
        "III. The role and functioning of the Forum",
        "A. General comments",
        "B. The annual meeting",
        "IV. The way forward",
    ]


def test_no_heading_leaves_out_a_level(manuscript):
    before = 1
    for heading in manuscript.headings:
        assert heading.level <= before + 1
        before = heading.level


def test_items_of_a_list_are_lettered(manuscript):
    listed = next(b for b in manuscript.body if isinstance(b, Numbered) and b.kind == "list")
    assert [line.label for line in listed.lead] == [""]
    assert [line.label for line in listed.items] == ["(a)", "(b)", "(c)"]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba")]
)
def test_letters(number, shown):
    assert letters(number) == shown


@pytest.mark.parametrize(("number", "shown"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV")])
def test_roman(number, shown):
    assert roman(number) == shown


def test_an_anchor_has_no_white_space():
    assert anchor("p-12 bis") == "p-12-bis"


def test_a_quotation_in_another_language_carries_it():
    runs = split_by_quotation("X said “des corpus libres”.", [("des corpus libres", "fr")], None)
    assert runs == (
        Run(text="X said “"),
        Run(text="des corpus libres", language="fr"),
        Run(text="”."),
    )


def test_a_quotation_in_arabic_runs_from_right_to_left():
    runs = split_by_quotation("X said “ينبغي أن تكون”.", [("كما ينبغي أن تكون", "ar")], None)
    assert runs[1] == Run(text="ينبغي أن تكون", language="ar", rtl=True)


def test_a_quotation_in_the_language_of_the_paper_is_no_run_of_its_own():
    text = "X said “free corpora”."
    assert split_by_quotation(text, [("free corpora", None)], None) == (Run(text=text),)


def test_an_arabic_name_is_a_run_of_its_own():
    runs = split_by_script("by جمعية النخيل (Palm)")
    assert [(run.text, run.rtl) for run in runs] == [
        ("by ", False),
        ("جمعية النخيل", True),
        (" (Palm)", False),
    ]


def test_runs_join_to_the_sentence(manuscript):
    texts = [
        s.text
        for section in realistic_paper().sections
        for p in section.paragraphs
        for s in p.sentences
    ]
    assert [line.text for line in manuscript.lines] == texts


def test_evidence_shows_holder_stance_number_file_and_context(manuscript):
    line = next(line for line in manuscript.lines if "only where no operator" in line.text)
    (proof,) = line.proofs
    assert "".join(run.text for run in proof.holder) == "Telvanor Communications"
    assert proof.stance == "holds this on a condition"
    assert proof.number == "Contribution 14"
    assert proof.file == "telvanor_response.pdf"
    text = realistic_paper().sources[13].text
    assert f"{proof.before}{proof.quote}{proof.after}".strip("… ") in text
    assert proof.before
    assert proof.after


def test_evidence_of_another_language_says_so(manuscript):
    line = next(line for line in manuscript.lines if "longer open consultations" in line.text)
    assert line.proofs[0].match == "(in Spanish)"
    assert line.proofs[0].language == "es"


def test_reasons_are_told_in_words(manuscript):
    assert "States no view on the themes" in str(manuscript.annexes)
    assert "Received after the cut-off date (received 2031-06-20)" in str(manuscript.annexes)


def test_control_characters_never_reach_a_writer():
    paper = realistic_paper()
    title = compose(changed(paper, title="A\x00B\x0bC")).title
    assert title == "A B C"


def test_annexes_without_content_are_neither_printed_nor_counted():
    paper = realistic_paper()
    annexes = changed(paper.annexes, speakers=(), glossary=())
    shown = [
        block.label
        for block in compose(changed(paper, annexes=annexes)).annexes
        if isinstance(block, Heading) and block.level == 2
    ]
    assert shown == ["Annex I.", "Annex II.", "Annex III."]


def test_interventions_of_one_meeting_stand_in_one_line():
    paper = realistic_paper()
    witnesses = Witnesses(paper, ENGLISH)
    source = next(source for source in paper.sources if source.kind == "intervention")

    def line(*numbers: str) -> str:
        said = [changed(source, number=number) for number in numbers]
        return "".join(run.text for run in at_one_meeting(said, witnesses, ENGLISH))

    assert line("46-2", "46-5").startswith("Intervention 46-2, 46-5, ")
    assert line(*(f"46-{n}" for n in range(1, 10))).startswith("Intervention 46-1 – 46-9 (9), ")
    assert line("46-2").endswith(f": {source.title}")
