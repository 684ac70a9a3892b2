"""Without forum.toml themes are found in the passages and named by phrases that several use."""

from __future__ import annotations

import random

from conspectus.engine.theme_discovery import discover_themes

ACTS = (
    "must be protected",
    "should be respected",
    "must be defended",
    "should be promoted",
    "is wanted",
)
SUBJECTS = (
    ("net neutrality", "traffic management", "blocked content"),
    ("the root zone", "root servers", "domain names"),
    ("broadband access", "rural networks", "connection fees"),
)
TEXTS = tuple(
    f"{subject[0][:1].upper()}{subject[0][1:]} {act} with {other} {where}."
    for subject in SUBJECTS
    for act in ACTS
    for other in subject[1:]
    for where in ("everywhere", "now")
)
HOLDERS = tuple(f"holder-{i % 5}" for i in range(len(TEXTS)))


def test_each_subject_becomes_a_theme_named_by_its_phrase() -> None:
    themes = discover_themes(TEXTS, HOLDERS)
    names = {theme.name for theme in themes}
    assert names == {"Net neutrality", "Root zone", "Broadband access"}
    assert len({theme.id for theme in themes}) == len(themes)
    for theme in themes:
        assert theme.name.casefold() in {term.casefold() for term in theme.terms}


def test_a_phrase_of_fewer_than_three_holders_names_nothing() -> None:
    assert discover_themes(TEXTS, ["one", "two"] * (len(TEXTS) // 2) + ["one"]) == ()


def test_too_few_passages_have_no_themes() -> None:
    assert discover_themes(TEXTS[:8], HOLDERS[:8]) == ()
    assert discover_themes((), ()) == ()


def test_order_of_the_passages_changes_nothing() -> None:
    expected = discover_themes(TEXTS, HOLDERS)
    order = random.Random(8).sample(range(len(TEXTS)), len(TEXTS))
    assert discover_themes([TEXTS[i] for i in order], [HOLDERS[i] for i in order]) == expected
