from __future__ import annotations

import pytest

from conspectus.core.erasure import erase_leaves, erase_words, leaves_of, on_erasure
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.receipts import receipt_file
from conspectus.core.recording import publish_leaves, record
from conspectus.core.sequencer import sequencing, settle
from tests.core.record_desk import everywhere, handed_over, holds, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keyed")]

SUBJECT = "/igf/2026/contributions/2/"


def erase(subject=SUBJECT):
    row = erase_leaves(leaves_of(subject), subject=subject, reason="a legal duty")
    with sequencing() as sequencer:
        sequencer.drain()
    return row


def test_words_and_salt_go_and_the_reason_stays(keyed):
    rows = handed_over(3)
    settle()
    other = receipt_file(rows[0])
    salt = bytes(rows[1].salt).hex().encode()
    assert salt in everywhere(keyed / "record")
    tombstone = erase()
    whole = everywhere(keyed / "record")
    assert salt not in whole
    assert b"words of contribution 2" not in whole
    assert b"a legal duty" in whole
    row = RecordedLeaf.objects.get(pk=rows[1].pk)
    assert (bytes(row.content), bytes(row.salt), row.erased_by) == (b"", b"", tombstone)
    assert receipt_file(row) is None
    assert holds(keyed, other) == 0
    assert holds(keyed, receipt_file(rows[2])) == 2
    assert problems(keyed) == []


def test_a_contribution_is_not_mistaken_for_one_whose_number_begins_like_it():
    record("version", "/igf/2026/contributions/21/v1/", {"text": "stays"})
    handed_over(2)
    settle()
    assert [row.subject for row in leaves_of(SUBJECT)] == ["/igf/2026/contributions/2/v1/"]


def test_what_was_never_shown_is_erased_too_and_cannot_come_back(keyed):
    rows = handed_over(2, public=False)
    settle()
    erase()
    publish_leaves(rows)
    with sequencing() as sequencer:
        sequencer.drain()
    whole = everywhere(keyed / "record")
    assert b"words of contribution 1" in whole
    assert b"words of contribution 2" not in whole
    assert problems(keyed) == []


def test_a_crash_before_the_tombstone_is_written_is_made_good(keyed):
    handed_over(3)
    settle()
    erase_leaves(leaves_of(SUBJECT), subject=SUBJECT, reason="a legal duty")
    assert b"words of contribution 2" in everywhere(keyed / "record")
    with sequencing() as sequencer:
        sequencer.drain()
    assert b"words of contribution 2" not in everywhere(keyed / "record")
    assert problems(keyed) == []


def test_what_is_not_recorded_yet_cannot_be_erased():
    handed_over(2)
    with pytest.raises(SiteError, match="not in the public record yet"):
        erase_leaves(leaves_of(SUBJECT), subject=SUBJECT, reason="a legal duty")


def test_the_record_of_an_erasure_stays():
    handed_over(2)
    settle()
    tombstone = erase()
    tombstone.refresh_from_db()
    with pytest.raises(SiteError, match="record of an erasure stays"):
        erase_leaves([tombstone], subject=SUBJECT, reason="regret")


def test_every_app_is_told_what_to_forget():
    told = []

    @on_erasure
    def forget(subject):
        told.append(subject)

    erase_words(SUBJECT)
    assert told == [SUBJECT]
