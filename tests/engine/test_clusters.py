"""Passages that speak of the same stand together, whatever order they came in."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine import clusters
from conspectus.engine.clusters import cluster_passages, paragraph_groups

FEES = (
    "The price of broadband access is too high in villages.",
    "Broadband access in villages should have a lower price.",
    "In villages the price of broadband access must fall.",
)
ROOT = (
    "Root servers should be placed in every region.",
    "Every region needs root servers.",
    "More root servers are needed in each region.",
)
SCHOOL = ("Digital skills should be taught in schools.", "Schools should teach digital skills.")
ALL = (FEES[0], ROOT[0], SCHOOL[0], ROOT[1], FEES[1], SCHOOL[1], FEES[2], ROOT[2])


def test_three_subjects_make_three_groups() -> None:
    assert cluster_passages(ALL) == ((0, 4, 6), (1, 3, 7), (2, 5))


def test_no_passage_and_one_passage_need_no_tree() -> None:
    assert cluster_passages([]) == ()
    assert cluster_passages(["One."]) == ((0,),)
    assert paragraph_groups(["One.", "Two."]) == ((0, 1),)


def test_identical_passages_stand_together() -> None:
    found = cluster_passages(["Same words here.", "Other thing entirely.", "Same words here."])
    assert (0, 2) in found


@given(st.permutations(range(len(ALL))))
def test_order_changes_only_numbers(order: list[int]) -> None:
    moved = cluster_passages([ALL[i] for i in order])
    back = {tuple(sorted(order[i] for i in group)) for group in moved}
    assert back == set(cluster_passages(ALL))


def test_paragraphs_are_no_longer_than_asked_and_lose_nothing() -> None:
    draw = random.Random(4)
    texts = [
        " ".join(draw.choices("abc def ghi jkl mno pqr stu vwx".split(), k=6)) for _ in range(60)
    ]
    for largest in (2, 5, 7):
        groups = paragraph_groups(texts, largest=largest)
        assert max(map(len, groups)) <= largest
        assert sorted(i for group in groups for i in group) == list(range(60))
    assert {frozenset(g) for g in paragraph_groups(ALL, largest=3)} >= {frozenset({0, 4, 6})}


def test_large_themes_are_cut_before_they_are_clustered(monkeypatch: object) -> None:
    monkeypatch.setattr(clusters, "LARGEST_BLOCK", 10)
    draw = np.random.default_rng(5)
    vectors = draw.normal(size=(45, 8)).astype(np.float32)
    vectors[:20] += 4
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"text {i} {i * 7 % 13}" for i in range(45)]
    groups = cluster_passages(texts, vectors)
    assert sorted(i for group in groups for i in group) == list(range(45))
    assert max(map(len, groups)) <= 10
    assert sum(1 for g in groups if min(g) < 20 <= max(g)) <= 4
