"""A report of what others said, sent in by one that it never names, is nobody's own view."""

from __future__ import annotations

import pytest

from conspectus.engine import synthesize
from conspectus.engine.corpus import Corpus
from conspectus.engine.others_reports import KIND, is_report_of_others, reports_of_others
from tests.factories_corpus import a_corpus, a_holder

NAMES = frozenset({"alder institute", "alder institute of the sea"})

REPORT = """REPORT TO THE COMMISSIONER BY THE MEETING OF EXPERTS ON HARBOURS

1. Twelve experts participated in their personal capacity. Mr Halm was elected Chairperson.

2. The experts agreed on the principles below. It was agreed that they be made public.

States should protect the privacy of all who use a harbour.
Annex I to the report gives the list of participants."""

MINUTES = """Harbours and their users

The participants noted that fees have risen. Several speakers stressed that small boats pay most.
The panel was opened by Ms Orr. Participants agreed that fees should be public. The rapporteur
thanked all. The experts recommended that ports publish their fees. The delegates adopted the text.
Some participants felt that ports should be open at night."""

IMPERSONAL = """Harbours should be open to all. Fees should be published. It is recommended that
small boats be exempt. Participants in the Forum should agree on rules for ports."""


@pytest.mark.parametrize("text", [REPORT, MINUTES])
def test_a_report_in_which_its_contributor_never_speaks(text: str) -> None:
    assert is_report_of_others(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        REPORT + "\nThe Alder Institute convened the meeting and shares these principles.",
        REPORT + "\nWe share these principles.",
        REPORT + "\nOn behalf of all signatories.",
        IMPERSONAL,
        "The Forum should be strengthened. The members of the panel noted that fees are high.",
        "Principles for harbours\n\nFull respect for privacy.\nPromote access for small boats.",
        "A summary of the proposal of this contribution: " + MINUTES,
        "Report on the state of harbours\n\nHarbours need care. Fees should be lowered.",
    ],
)
def test_what_is_impersonal_or_speaks_for_itself_stays_own(text: str) -> None:
    assert not is_report_of_others(text, NAMES)


def _corpus(*texts: str) -> Corpus:
    holders = [a_holder(f"Union {i} of Ports") for i in range(len(texts))]
    return a_corpus(*((holders[i], tuple(text.split("\n\n"))) for i, text in enumerate(texts)))


OWN = "We believe that harbours should be open to all. Governments should protect small boats."


def test_a_folder_of_nothing_but_reports_is_what_was_asked_for() -> None:
    assert reports_of_others(_corpus(REPORT, MINUTES, OWN)) == frozenset()
    assert reports_of_others(_corpus(REPORT, OWN, OWN, OWN)) == {"1"}


def test_the_paper_attributes_nothing_of_it_and_asks_the_rapporteur() -> None:
    paper = synthesize(_corpus(REPORT, OWN, OWN.replace("We", "Our members"), OWN + " Ports too."))
    cited = {
        span.source
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
        for span in position.evidence
    }
    assert "1" not in cited
    reasons = {entry["source"]: entry["reason"] for entry in paper.annexes.not_reflected}
    assert reasons["1"].startswith("no view:")
    assert [one.kind for one in paper.doubts if one.kind == KIND] == [KIND]
