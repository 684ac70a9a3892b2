"""Mails as twelve kinds of client write them (`benchmarks/mails.py` counts all of them)."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.mails import CLIENTS, every_mail, faults
from conspectus.formats.letters import read_letter


@cache
def seen():
    return [sent for sent in every_mail() if not sent.is_held_out]


@pytest.mark.parametrize("client", CLIENTS)
def test_words_and_files_of_a_client_are_read_right(client):
    mails = [sent for sent in seen() if sent.client == client][::3]
    assert len({sent.case.language for sent in mails}) > 1
    wrong = {sent.case.number: faults(sent, read_letter(sent.data)) for sent in mails}
    assert {number: found for number, found in wrong.items() if found} == {}
