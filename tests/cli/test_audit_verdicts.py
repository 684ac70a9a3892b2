from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.cli.audit.verdicts import Verdict, precision, settle, wilson

S, P, N = Verdict.SUPPORTED, Verdict.PARTLY, Verdict.NOT


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_gives_published_values(successes, trials, low, high):
    found = wilson(successes, trials)
    assert found == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_interval_of_nothing_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_share(case):
    successes, trials = case
    low, high = wilson(successes, trials)
    assert 0.0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1.0


def test_partly_counts_as_not_supported():
    found = precision([S, S, P, N])
    assert (found.supported, found.partly, found.not_supported) == (2, 1, 1)
    assert found.share == 0.5


def test_one_reader_is_taken_as_he_is():
    settled = settle([{"a": S, "b": N}])
    assert settled.verdicts == {"a": S, "b": N}
    assert (settled.open, settled.differed, settled.both) == ((), (), 0)


def test_two_readers_leave_open_where_they_differ():
    settled = settle([{"a": S, "b": N, "c": P}, {"a": S, "b": S, "d": N}])
    assert settled.verdicts == {"a": S, "c": P, "d": N}
    assert settled.open == ("b",)
    assert settled.differed == ("b",)
    assert settled.both == 2


def test_a_third_settles_only_what_the_two_left_open():
    settled = settle([{"a": S, "b": N}, {"a": S, "b": S}, {"a": N, "b": P}])
    assert settled.verdicts == {"a": S, "b": P}
    assert settled.open == ()
    assert settled.differed == ("b",)
