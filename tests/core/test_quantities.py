"""Numbers and lists in six languages, by CLDR."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils.translation import override

from conspectus.core.moments import day_in_words, moment_in_words, short_moment
from conspectus.core.quantities import listed, quantity, written


def plain(*texts):
    """With ordinary spaces: which one is used differs between editions of CLDR."""
    return [re.sub(r"\s", " ", text) for text in texts]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["999", "12,345", "0.5"]),
        ("fr", ["999", "12 345", "0,5"]),
        ("es", ["999", "12.345", "0,5"]),
        ("ru", ["999", "12 345", "0,5"]),
        ("zh", ["999", "12,345", "0.5"]),
    ],
)
def test_a_number_has_the_groups_and_signs_of_the_language(language, said):
    with override(language):
        found = [quantity(999), quantity(12345), quantity(0.5)]
    assert plain(*found) == said


def test_arabic_has_european_digits_as_addresses_and_files_do():
    with override("ar"):
        assert quantity(12345) == "12,345"


def test_what_is_no_number_stays():
    assert quantity("–") == "–"


def test_a_quantity_is_grouped_and_a_name_is_not():
    with override("en"):
        assert written({"count": 1234, "number": 1234}) == {"count": "1,234", "number": 1234}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "A وB وC"),
        ("en", "A, B and C"),
        ("es", "A, B y C"),
        ("fr", "A, B et C"),
        ("ru", "A, B и C"),
        ("zh", "A、B和C"),
    ],
)
def test_names_in_a_row_are_joined_as_the_language_does(language, said):
    assert listed("ABC", language) == said


def test_names_in_a_row_are_escaped_and_may_hold_braces():
    assert listed(["<b>", "{0}", "x"], "en") == "&lt;b&gt;, {0} and x"
    assert listed([], "en") == ""
    assert listed(["one"], "zh") == "one"


@pytest.mark.parametrize(
    ("language", "date", "moment"),
    [
        ("en", "7 December 2026", "7 December 2026, 18:05 UTC"),
        ("fr", "7 décembre 2026", "7 décembre 2026, 18:05 UTC"),
        ("ru", "7 декабря 2026 г.", "7 декабря 2026 г., 18:05 UTC"),
        ("zh", "2026年12月7日", "2026年12月7日 18:05 UTC"),
    ],
)
def test_mails_say_days_and_times_in_words(language, date, moment):
    when = dt.datetime(2026, 12, 7, 18, 5, tzinfo=dt.UTC)
    with override(language):
        assert plain(day_in_words(when), moment_in_words(when)) == [date, moment]


def test_a_list_shows_a_moment_in_its_zone_and_keeps_it_for_machines():
    when = dt.datetime(2026, 12, 7, 23, 5, tzinfo=dt.UTC)
    with override("en"):
        shown = short_moment(when, "Europe/Berlin")
    assert shown == '<time datetime="2026-12-07T23:05:00Z">8 Dec 2026, 00:05</time>'
