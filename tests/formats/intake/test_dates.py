"""Dates: one reading or none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.formats.intake.dates import iso_date


@pytest.mark.parametrize(
    "text",
    [
        "2014-03-08",
        "2014-03-08T12:30:00Z",
        "2014/3/8",
        "8 March 2014",
        "8th of March 2014",
        "Saturday, 8 March 2014",
        "March 8, 2014",
        "8 mars 2014",
        "8 de marzo de 2014",
        "08.03.2014",
        "2014年3月8日",
    ],
)
def test_a_day_is_read_in_the_usual_forms(text):
    assert iso_date(text) == "2014-03-08"


@pytest.mark.parametrize("text", ["03/04/2014", "2014-13-40", "2014-03", "spring 2014", ""])
def test_what_is_not_one_certain_day_is_none(text):
    assert iso_date(text) is None


def test_a_number_above_twelve_is_the_day():
    assert (iso_date("23/04/2014"), iso_date("04/23/2014")) == ("2014-04-23", "2014-04-23")


@given(st.dates())
def test_every_day_is_read_back_from_its_iso_form(day: dt.date):
    assert iso_date(day.isoformat()) == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_none(text):
    found = iso_date(text)
    assert found is None or dt.date.fromisoformat(found)
