"""Pages by weight, parts, agendas: pure functions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conspectus.consultations import rules


@given(st.lists(st.integers(60, 7_000), max_size=200), st.integers(1, 9))
def test_pages_hold_what_they_may_and_never_go_back(weights, first):
    pages = list(rules.pages_of(weights, first=first))
    assert pages == sorted(pages)
    assert not pages or pages[0] == first
    for page in set(pages):
        on_it = [weight for weight, where in zip(weights, pages, strict=True) if where == page]
        assert len(on_it) <= rules.PAGE
        assert sum(on_it) <= rules.PAGE_WEIGHT or len(on_it) == 1
    assert set(pages) == set(range(first, first + len(set(pages))))


def test_a_long_intervention_is_parted_and_nothing_of_it_is_lost():
    text = "\n".join(f"Sentence {n * 7919 % 104729} of {n * 31 % 97}." for n in range(4_000))
    parts = rules.parts_of(text)
    assert len(parts) > 1
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_the_first_line_of_each_language_is_the_first_item():
    lines = {"en": ["Opening", "Access"], "fr": ["Ouverture"]}
    assert rules.agenda_of(lines) == [
        {"en": "Opening", "fr": "Ouverture"},
        {"en": "Access"},
    ]


def test_times_are_read_on_a_clock():
    assert rules.clock(3723.9) == "1:02:03"


@given(st.text("ab. ", max_size=400), st.text("ab. ", max_size=400))
def test_a_change_is_shown_where_it_is_and_never_at_length(was, now):
    before, after = rules.change_between(was, now)
    assert max(len(before), len(after)) <= rules.LONGEST_CHANGE + len("… ") + len(" …")
    if was != now:
        assert before != after or len(was) > rules.LONGEST_CHANGE - 2 * rules.CONTEXT


def test_what_changes_in_a_long_text_is_shown_with_what_stands_around_it():
    was = f"{'x' * 500} open {'y' * 500}"
    before, after = rules.change_between(was, was.replace("open", "closed"))
    assert before == f"… {'x' * 59} open {'y' * 59} …"
    assert after == f"… {'x' * 59} closed {'y' * 59} …"
