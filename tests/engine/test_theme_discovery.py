"""Without forum.toml the phrases under which most can stand are the themes."""

from __future__ import annotations

import random

import numpy as np
import pytest

from conspectus.engine.theme_discovery import discover_themes

SUBJECTS = {
    "Harbour toll": ("The harbour toll", "The harbour toll for barges"),
    "Quiet zones": ("Quiet zones", "New quiet zones at the hospital"),
    "Night ferries": ("Night ferries", "Night ferries to the island"),
    "Market halls": ("The market halls", "Covered market halls"),
}
ACTS = (
    "must be kept",
    "should be paid for by the council",
    "must never be closed",
    "should be reviewed",
    "must be extended in spring",
)
TEXTS = tuple(f"{subject} {act}." for pair in SUBJECTS.values() for subject in pair for act in ACTS)
HOLDERS = tuple(f"holder-{i % 5}" for i in range(len(TEXTS)))


def test_each_subject_becomes_a_theme_named_by_its_phrase() -> None:
    themes = discover_themes(TEXTS, HOLDERS)
    assert {theme.name for theme in themes} == set(SUBJECTS)
    assert len({theme.id for theme in themes}) == len(themes)
    for theme in themes:
        assert theme.terms[0].casefold() == theme.name.casefold()


def test_with_vectors_phrases_of_one_matter_are_one_theme() -> None:
    matters = {"harbour": 0, "quiet": 1, "ferries": 2, "market": 0}
    rows = [next(axis for word, axis in matters.items() if word in text.lower()) for text in TEXTS]
    vectors = np.eye(4, dtype=np.float32)[rows]
    found = {theme.name: theme.terms for theme in discover_themes(TEXTS, HOLDERS, vectors)}
    assert len(found) == 3
    (joint,) = [terms for terms in found.values() if "harbour toll" in terms]
    assert "market halls" in joint


def test_what_all_of_the_input_is_about_is_no_theme() -> None:
    everywhere = tuple(text.replace(".", " under the coastal strategy.") for text in TEXTS)
    coastal = tuple(text.replace("strategy", "management") for text in everywhere)
    assert {theme.name for theme in discover_themes(coastal, HOLDERS)} == set(SUBJECTS)


def test_a_word_heads_two_themes_only_where_they_are_far_apart() -> None:
    lanes = ("Bus lanes", "Cycle lanes", "The harbour toll", "Quiet zones", "Night ferries")
    texts = [f"{one} {act}." for one in lanes for act in ACTS]
    texts, matters = texts * 3, [i // len(ACTS) for i in range(len(texts))] * 3
    who = [f"holder-{i % 4}" for i in range(len(texts))]
    apart = np.eye(5, dtype=np.float32)[matters]
    near = apart.copy()
    near[np.array(matters) == 0] = (0.6, 0.8, 0, 0, 0)
    both = {"Bus lanes", "Cycle lanes"}
    assert both <= {theme.name for theme in discover_themes(texts, who, apart)}
    assert len(both & {theme.name for theme in discover_themes(texts, who, near)}) == 1


@pytest.mark.parametrize("kept", [0, 8, 20])
def test_too_few_passages_have_no_themes(kept: int) -> None:
    assert discover_themes(TEXTS[:kept], HOLDERS[:kept]) == ()


def test_input_of_one_matter_has_no_themes() -> None:
    texts = [f"The harbour toll {act} {when}." for act in ACTS for when in range(8)]
    assert discover_themes(texts, [f"holder-{i % 5}" for i in range(len(texts))]) == ()


def test_order_of_the_passages_changes_nothing() -> None:
    vectors = np.random.default_rng(3).normal(size=(len(TEXTS), 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    order = random.Random(8).sample(range(len(TEXTS)), len(TEXTS))
    texts, who = [TEXTS[i] for i in order], [HOLDERS[i] for i in order]
    assert discover_themes(texts, who) == discover_themes(TEXTS, HOLDERS)
    assert discover_themes(texts, who, vectors[order]) == discover_themes(TEXTS, HOLDERS, vectors)
