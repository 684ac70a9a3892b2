from __future__ import annotations

import pytest
from django.db import transaction

from conspectus.core import sequencer as sequencer_module
from conspectus.core.models import RecordedLeaf
from conspectus.core.receipts import receipt_file, receipt_of, wait_for
from conspectus.core.recording import publish_leaves
from conspectus.core.sequencer import lag, recorded_up_to, sequencing, settle
from conspectus.record.errors import StorageError
from conspectus.record.log import Log
from conspectus.record.statements import LastLines
from tests.core.record_desk import everywhere, handed_over, holds, problems, size

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keyed")]


def test_the_outbox_goes_into_the_record_in_its_order(keyed):
    rows = handed_over(300)
    with sequencing() as sequencer:
        assert sequencer.step() == 256
        assert sequencer.drain() == 44
    assert list(RecordedLeaf.objects.order_by("id").values_list("index", flat=True)) == [
        *range(300)
    ]
    assert recorded_up_to(keyed) == rows[-1].pk
    assert size(keyed) == 300
    assert problems(keyed) == []


def test_a_receipt_is_given_after_the_checkpoint_and_holds_for_ever(keyed):
    (row,) = handed_over(1)
    assert receipt_of(row) is None
    assert settle()
    early = receipt_file(row)
    assert holds(keyed, early) == 0
    handed_over(20)
    settle()
    assert holds(keyed, early) == 0
    assert holds(keyed, receipt_file(row)) == 0
    assert receipt_file(row) != early
    assert receipt_of(row)["data"]["subject"] == "/igf/2026/contributions/1/v1/"


def test_nothing_of_a_rolled_back_transaction_is_recorded(keyed):
    with transaction.atomic():
        handed_over(1)
        transaction.set_rollback(True)
    settle()
    with sequencing():
        assert size(keyed) == 0


class StopError(Exception):
    pass


def stop(*_args, **_kwargs):
    raise StopError


@pytest.mark.parametrize(
    ("place", "what"),
    [
        (Log, "append"),
        (LastLines, "append"),
        (sequencer_module, "_set_index_and_shown"),
        (sequencer_module, "_tell"),
    ],
)
def test_whatever_a_crash_leaves_is_finished_at_the_next_start(keyed, monkeypatch, place, what):
    handed_over(3)
    settle()
    rows = handed_over(5)
    with sequencing() as sequencer, monkeypatch.context() as patch:
        patch.setattr(place, what, stop)
        with pytest.raises(StopError):
            sequencer.drain()
    handed_over(2)
    settle()
    assert RecordedLeaf.objects.filter(index__isnull=True).count() == 0
    assert size(keyed) == 10
    assert problems(keyed) == []
    assert [holds(keyed, receipt_file(row)) for row in rows] == [3, 4, 5, 6, 7]


def test_only_one_process_appends():
    with (
        sequencing(),
        pytest.raises(StorageError, match="Another process appends"),
        sequencing(),
    ):
        pass


def test_an_older_copy_of_the_record_is_not_continued(keyed):
    handed_over(3)
    settle()
    for path in sorted((keyed / "record").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(StorageError, match="no checkpoint"), sequencing():
        pass


def test_leaves_that_an_older_database_does_not_know_stay_and_are_withheld(keyed):
    handed_over(2)
    settle()
    rows = handed_over(2)
    with sequencing() as sequencer:
        sequencer.drain()
    (keyed / "record" / "leaves" / "000.jsonl").write_bytes(b"")
    RecordedLeaf.objects.filter(pk__in=[row.pk for row in rows]).delete()
    RecordedLeaf.objects.update(index=None)
    (row,) = handed_over(1)
    assert settle()
    assert holds(keyed, receipt_file(row)) == 4
    lines = (keyed / "record" / "leaves" / "000.jsonl").read_text().splitlines()
    assert ["withheld" in line for line in lines] == [False, False, True, True, False]
    assert problems(keyed) == []


def test_what_is_not_public_is_in_the_record_but_its_words_are_not(keyed):
    rows = handed_over(3, public=False, words="a secret of")
    handed_over(2)
    settle()
    assert b"a secret of" not in everywhere(keyed / "record")
    assert [holds(keyed, receipt_file(row)) for row in rows] == [0, 1, 2]
    publish_leaves(rows[:1])
    settle_shown()
    whole = everywhere(keyed / "record")
    assert b"a secret of 1" in whole
    assert b"a secret of 2" not in whole
    assert problems(keyed) == []


def settle_shown():
    with sequencing() as sequencer:
        sequencer.drain()


def test_a_receipt_that_is_late_is_not_waited_for_for_ever():
    (row,) = handed_over(1)
    assert wait_for(row, 0.02) is None


def test_the_lag_is_the_age_of_the_oldest_that_waits():
    assert lag() == 0.0
    handed_over(1)
    assert 0.0 <= lag() < 60.0
    settle()
    assert lag() == 0.0
