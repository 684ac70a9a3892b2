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


def renamed(**words: str) -> tuple[str, ...]:
    """The texts with the subject of each group put in other words."""
    texts = list(TEXTS)
    for old, new in words.items():
        plain = old.replace("_", " ")
        texts = [t.replace(plain, new).replace(plain.capitalize(), new.capitalize()) for t in texts]
    return tuple(texts)


def test_half_a_phrase_names_nothing() -> None:
    """ "The protection" is a name only together with what it is of."""
    texts = renamed(net_neutrality="the exchange of news items")
    names = {theme.name for theme in discover_themes(texts, HOLDERS)}
    assert names == {"News items", "Root zone", "Broadband access"}


def test_an_adjective_that_adds_nothing_opens_no_name() -> None:
    texts = renamed(net_neutrality="existing arrangements")
    assert "Existing arrangements" not in {t.name for t in discover_themes(texts, HOLDERS)}


def test_an_adverb_is_no_name() -> None:
    texts = renamed(net_neutrality="offline", traffic_management="traffic lights")
    assert all("offline" not in t.name.lower() for t in discover_themes(texts, HOLDERS))


def test_a_single_common_word_takes_a_second_beside_it() -> None:
    texts = renamed(net_neutrality="stability", traffic_management="resilience")
    everyone = tuple(f"holder-{i}" for i in range(len(TEXTS)))
    names = {theme.name for theme in discover_themes(texts, everyone)}
    assert names == {"Stability and resilience", "Root zone", "Broadband access"}
