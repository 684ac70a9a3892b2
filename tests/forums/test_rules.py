"""The one gate turns at its moments, and the slugs that no forum may have."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.core.errors import SiteError
from conspectus.core.text import LANGUAGES
from conspectus.forums.rules import RESERVED, Standing, check_slug, standing, standing_in

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
INSTANT = dt.timedelta(microseconds=1)


@dataclass
class Window:
    opens: dt.datetime
    closes: dt.datetime | None = None
    late_until: dt.datetime | None = None


def after(hours: float) -> dt.datetime:
    return DAY + dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (DAY - INSTANT, Standing.CLOSED),
        (DAY, Standing.OPEN),
        (after(1) - INSTANT, Standing.OPEN),
        (after(1), Standing.LATE),
        (after(2) - INSTANT, Standing.LATE),
        (after(2), Standing.CLOSED),
    ],
)
def test_a_phase_turns_at_its_very_moments(at, said):
    assert standing_in(Window(DAY, after(1), after(2)), at) is said


def test_a_phase_without_end_stays_open():
    assert standing_in(Window(DAY), after(10**6)) is Standing.OPEN


def test_a_phase_that_takes_nothing_late_is_closed_at_its_end():
    assert standing_in(Window(DAY, after(1)), after(1)) is Standing.CLOSED


def test_no_phase_no_gate():
    assert standing([], DAY) is Standing.CLOSED


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50))), st.data())
def test_one_open_gate_is_enough(windows, data):
    made = [Window(after(a), after(a + b), after(a + b + c)) for a, b, c in windows]
    at = after(data.draw(st.integers(-1, 160)))
    each = {standing_in(one, at) for one in made}
    order = [Standing.OPEN, Standing.LATE, Standing.CLOSED]
    assert standing(made, at) is min(each, key=order.index, default=Standing.CLOSED)


@pytest.mark.parametrize("slug", ["igf", "2026", "net-mundial", "igf-2007", "wsis20"])
def test_plain_words_are_slugs(slug):
    assert check_slug(slug) == slug


@pytest.mark.parametrize("slug", [*sorted(RESERVED | set(LANGUAGES)), "pt", "zh-hant", "pt-br"])
def test_words_of_addresses_and_languages_are_refused(slug):
    with pytest.raises(SiteError) as caught:
        check_slug(slug)
    assert slug in str(caught.value)
    assert caught.value.field == "slug"


@pytest.mark.parametrize("slug", ["", "A", "a_b", "-a", "a--b", "a/b", "é", "a b", "a."])
def test_what_cannot_stand_in_an_address_is_refused(slug):
    with pytest.raises(SiteError):
        check_slug(slug)
