"""Personal data is found by its form, and goes where somebody says so."""

from __future__ import annotations

import time

import pytest

from conspectus.contributions.blocks import read_marked, stored
from conspectus.contributions.personal_data import find_personal_data, redact

TEXT = """# Access

Write to Ana at ana.lopez@example.org or call +41 22 917 12 34 before 12 May 2026.

Paragraph 72 of the Agenda (2005) asks 1,250,000 people in 190 countries.

Yours sincerely,

Ana Lopez

Director, Example Society

12 Lake Road, Geneva"""


def found_in(text):
    pieces = read_marked(text)
    written, _ = stored(pieces)
    return [(one.kind, written[one.start : one.end]) for one in find_personal_data(written, pieces)]


def test_addresses_numbers_and_the_signature_are_found_and_figures_are_not():
    assert found_in(TEXT) == [
        ("e-mail", "ana.lopez@example.org"),
        ("telephone", "+41 22 917 12 34"),
        ("signature", "Ana Lopez\n\nDirector, Example Society\n\n12 Lake Road, Geneva"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Tel.: 022 917 1234", "telephone", "022 917 1234"),
        ("هاتف: 0123456789", "telephone", "0123456789"),
        ("Our office is at 5 Great George Street, London.", "address", None),
        ("Adresse: 3 chemin des Mines, 1202 Genève", "address", None),
        ("P.O. Box 1200, Nairobi", "address", "P.O. Box 1200, Nairobi"),
        ("ana [at] example.org", "e-mail", "ana [at] example.org"),
    ],
)
def test_forms_of_personal_data(text, kind, words):
    ((got, stretch),) = found_in(text)
    assert got == kind
    assert words is None or stretch == words


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 70/125, paragraphs 1 to 63, of 16 December 2015.",
        "ISBN 978-92-1-000000-0 and 10.5 per cent in 2011, 2012, 2013 and 2014.",
        "See https://www.example.org/2014/05/12/index.html for more.",
    ],
)
def test_what_only_looks_alike_is_left(text):
    assert found_in(text) == []


def test_what_is_redacted_is_gone_and_its_place_is_shown():
    pieces = read_marked(TEXT)
    text, _ = stored(pieces)
    kept, marks = redact(
        text, pieces, find_personal_data(text, pieces), shown=lambda kind: f"[{kind} removed]"
    )
    written, _ = stored(kept)
    assert "ana.lopez" not in written
    assert "Lake Road" not in written
    assert written.endswith("Yours sincerely,\n\n[signature removed]")
    assert [written[one.start : one.end] for one in marks] == [
        "[e-mail removed]",
        "[telephone removed]",
        "[signature removed]",
    ]


@pytest.mark.parametrize(
    "hostile", ["a" * 300_000, "1 " * 150_000, "+1" * 150_000, "tel " * 75_000]
)
def test_a_hostile_text_costs_no_more_than_its_length(hostile):
    find_personal_data(hostile, read_marked(hostile))


def test_a_text_of_nothing_but_addresses_takes_no_longer_than_its_length():
    count = 30_000
    pieces = read_marked("\n\n".join(f"a{number}@b.co" for number in range(count)))
    began = time.process_time()
    found = find_personal_data(stored(pieces)[0], pieces)
    kept, marks = redact(stored(pieces)[0], pieces, found, shown=lambda _kind: "[…]")
    assert len(found) == len(marks) == len(kept) == count
    assert time.process_time() - began < 10  # by pairs: minutes
