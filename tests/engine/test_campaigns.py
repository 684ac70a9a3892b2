"""Form letters and copies are found, whole and alone, whatever the order of the texts."""

from __future__ import annotations

import csv
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.campaigns import (
    BANDS,
    PERMUTATIONS,
    ROWS,
    find_campaigns,
    identical_passages,
    jaccard,
    minhash,
    normalised_words,
)

WORDS = tuple(f"word{i}" for i in range(900))
LETTER = (
    "We ask the Forum to keep public libraries connected. Librarians, and not only those who sell "
    "connections, should be invited to speak. Funding must not end with this year."
)


def corpus(draw: random.Random) -> tuple[list[str], list[int]]:
    """20 letters with up to 30 altered copies each, 380 texts alone; and whose each is."""
    texts, origin = [], []
    for number in range(400):
        if number < 20:
            letter = draw.choices(WORDS, k=draw.randint(60, 200))
            for _ in range(draw.randint(2, 30)):
                copy = list(letter)
                for _ in range(len(copy) // 40):
                    copy[draw.randrange(len(copy))] = draw.choice(WORDS)
                texts.append(" ".join(copy))
                origin.append(number)
        else:
            texts.append(" ".join(draw.choices(WORDS, k=draw.randint(20, 200))))
            origin.append(number)
    order = list(range(len(texts)))
    draw.shuffle(order)
    return [texts[i] for i in order], [origin[i] for i in order]


def pairs(groups: tuple[tuple[int, ...], ...]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(group, 2)}


@pytest.mark.parametrize("seed", [1, 2])
def test_altered_copies_are_found_with_precision_one(seed: int) -> None:
    texts, origin = corpus(random.Random(seed))
    true = {(i, j) for i, j in combinations(range(len(texts)), 2) if origin[i] == origin[j]}
    found = pairs(find_campaigns(texts))
    assert found - true == set()
    assert len(found & true) / len(true) >= 0.999


def test_a_letter_with_another_greeting_and_name_is_the_same_campaign() -> None:
    texts = [
        f"Dear Secretariat,\n{LETTER}\nYours, Ana Ruiz",
        "An unrelated contribution on the root zone and on names and numbers.",
        f"To whom it may concern\n{LETTER}\nBen Okri, librarian",
        LETTER.upper(),
    ]
    assert find_campaigns(texts) == ((0, 2, 3),)


def test_short_texts_are_a_campaign_only_as_exact_copies() -> None:
    assert find_campaigns(["I agree with this.", "i agree, with this", "I agree with that."]) == (
        (0, 1),
    )
    assert find_campaigns(["", " ", "…"]) == ()


def test_a_forms_own_lines_make_no_campaign() -> None:
    docket = "Re: Requirements and Services for Adults without Dependents (Docket FNS-2018-0004)"
    wishes = [f"I want {word} and nothing else in the programme." for word in WORDS[:24]]
    assert find_campaigns([f"{wish}\n{docket}" for wish in wishes]) == ()
    assert find_campaigns([f"{LETTER}\n{docket}" for _ in wishes]) == (tuple(range(24)),)


def test_chinese_copies_are_found() -> None:
    text = "我们要求论坛继续支持公共图书馆联网，并邀请图书馆员在主要会议上发言。"
    assert find_campaigns([text, "域名系统根区的监督职责应当移交。", text[:-1] + "，谢谢"]) == (
        (0, 2),
    )


def test_real_comments_group_their_form_letters(data: Path) -> None:
    path = data / "epa_comments_example" / "Text Comments Example.csv"
    if not path.is_file():
        pytest.skip("the public comments are absent from the real corpora")
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        texts = [row["Text Comment"] for row in csv.DictReader(file)]
    largest = max(find_campaigns(texts), key=len)
    assert len(largest) >= 11
    assert all("work requirements for food stamps" in texts[i] for i in largest)


def test_identical_passages_differ_at_most_in_case_marks_and_spaces() -> None:
    assert identical_passages(["A view, held.", "Other", "a  view held", "", "other!"]) == (
        (0, 2),
        (1, 4),
    )


@given(st.lists(st.text(max_size=40), max_size=12), st.randoms())
def test_order_of_the_texts_changes_only_numbers(texts: list[str], draw: random.Random) -> None:
    order = list(range(len(texts)))
    draw.shuffle(order)
    moved = find_campaigns([texts[i] for i in order])
    back = {tuple(sorted(order[i] for i in group)) for group in moved}
    assert back == set(find_campaigns(texts))


@given(st.lists(st.text(max_size=30), max_size=10))
def test_every_identical_group_is_inside_one_campaign(texts: list[str]) -> None:
    campaigns = [set(group) for group in find_campaigns(texts)]
    for group in identical_passages(texts):
        assert any(set(group) <= campaign for campaign in campaigns)


def test_minhash_estimates_the_jaccard_coefficient() -> None:
    draw = np.random.default_rng(3)
    for shared in (100, 300, 500):
        values = np.unique(draw.integers(0, 2**63, 1100, dtype=np.uint64))[:1000]
        left, right = np.sort(values[: 500 + shared // 2]), np.sort(values[500 - shared // 2 :])
        estimate = float((minhash(left) == minhash(right)).mean())
        assert abs(estimate - jaccard(left, right)) < 0.15
    assert BANDS * ROWS == PERMUTATIONS == 128


def test_words_are_normalised_for_comparison() -> None:
    assert normalised_words("“Naïve”  TEST—ok") == ("naïve", "test", "ok")
    assert normalised_words("人权 x") == ("人", "权", "x")
