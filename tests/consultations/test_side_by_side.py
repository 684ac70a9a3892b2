"""An original beside its translation: by time, else by order; every turn once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from conspectus.consultations.citable import published_interventions
from conspectus.consultations.pairing import pages_of_pairs, paired
from conspectus.consultations.services.meetings import draw_on
from conspectus.consultations.services.translations import settle_original
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.engine.corpus import ForumSettings
from tests.factories_meetings import a_meeting, a_written_transcript
from tests.factories_translated_meetings import a_translated_transcript

PAGE = "/en/igf/2026/meetings/first/"


@dataclass
class Said:
    """A turn."""

    text: str
    seconds: float | None = None
    clock: bool = False


def beside(left, right):
    rows, by_time = paired(left, right)
    said = [
        (row.original.text if row.original else "", *(one.text for one in row.translated))
        for row in rows
    ]
    return said, by_time


def test_turns_are_paired_by_their_times():
    left = [Said("a", 10), Said("b", 20), Said("c", 30)]
    right = [Said("0", 1), Said("A", 11), Said("B1", 19), Said("B2", 25)]
    assert beside(left, right) == ([("", "0"), ("a", "A"), ("b", "B1", "B2"), ("c",)], True)


@pytest.mark.parametrize(
    "right",
    [
        [Said("A"), Said("B")],
        [Said("A", 11), Said("B", 12, clock=True)],
        [Said("A", 12), Said("B", 11)],
    ],
)
def test_without_times_that_can_be_compared_they_are_paired_by_order(right):
    left = [Said("a", 1), Said("b", 2), Said("c", 3)]
    assert beside(left, right) == ([("a", "A"), ("b", "B"), ("c",)], False)


def test_no_turn_is_lost_between_pages():
    left = [Said("words " * 200, n) for n in range(30)]
    rows, _by_time = paired(left, left)
    pages = pages_of_pairs(rows)
    assert len(pages) > 1
    assert [row for page in pages for row in page] == list(rows)


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_a_translation_stands_beside_its_original_and_is_no_evidence(client):
    meeting = a_meeting()
    original = a_written_transcript(meeting, published=True)
    made = a_translated_transcript(meeting, original)
    assert RecordedLeaf.objects.filter(subject=f"{PAGE[3:]}transcripts/2/").count() == 2
    page = client.get(f"{PAGE}side-by-side/2/").content.decode()
    assert page.index("said 1 times") < page.index("doit être abordable")
    assert "go by the times" in page
    assert client.get(f"{PAGE}side-by-side/1/").status_code == 404
    assert f'href="{PAGE}side-by-side/2/"' in client.get(f"{PAGE}transcripts/").content.decode()
    draw_on(meeting, is_drawn_on=True)
    found = published_interventions("igf/2026", "", ForumSettings(title="Paper"))
    assert {one.language for one in found.sources} == {"en"}
    with pytest.raises(SiteError, match="not of a translation"):
        settle_original(original, original=made)
    settle_original(made, original=None)
    assert client.get(f"{PAGE}side-by-side/2/").status_code == 404
