"""Term weights and the classifier: the same numbers as the library whose definition they follow."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from conspectus.engine.logistic import logistic_weights
from conspectus.engine.term_weights import TermWeights, letter_runs

TEXTS = st.lists(st.text(alphabet="abcé Ж.\n'", max_size=30), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def vectorizers():
    """Loaded here: else every worker of a run waits for the library while it looks for tests."""
    return import_module("sklearn.feature_extraction.text").TfidfVectorizer


@pytest.fixture(scope="module")
def classifiers():
    return import_module("sklearn.linear_model").LogisticRegression


@given(TEXTS, TEXTS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_words_weigh_what_scikit_learn_gives_them(
    vectorizers, dtype: type[np.floating], texts: list[str], others: list[str]
) -> None:
    vectorizer = vectorizers(analyzer=str.split, sublinear_tf=True, dtype=dtype)
    learnt, rows = TermWeights.learn(map(str.split, texts), dtype)
    if any(text.split() for text in texts):
        vectorizer.fit(texts)
        assert np.array_equal(rows.toarray(), vectorizer.transform(texts).toarray())
        expected = vectorizer.transform(others).toarray()
        assert np.array_equal(learnt.rows(map(str.split, others)).toarray(), expected)
    else:
        assert rows.shape == (len(texts), 1)
        assert not rows.nnz


@given(TEXTS)
def test_letter_runs_are_those_of_scikit_learn(vectorizers, texts: list[str]) -> None:
    analyze = vectorizers(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()
    for text in texts:
        assert sorted(letter_runs(text)) == sorted(analyze(text))


@pytest.mark.parametrize("classes", [2, 3, 9])
def test_the_classifier_learns_what_scikit_learns_does(classifiers, classes: int) -> None:
    draw = np.random.default_rng(classes)
    labels = np.concatenate([np.arange(classes), draw.integers(0, classes, 200)])
    dense = draw.normal(size=(len(labels), 12)) + 0.3 * np.eye(12)[labels]
    examples = sparse.csr_matrix(np.where(abs(dense) > 0.4, dense, 0.0))
    model = classifiers(C=1.0, max_iter=500, tol=1e-3)
    counts = draw.uniform(0.1, 2.0, len(labels))
    model.fit(examples, labels, sample_weight=counts)
    weights, offsets = logistic_weights(examples, labels, counts, 1e-3)
    if classes == 2:
        weights, offsets = weights[1:] - weights[:1], offsets[1:] - offsets[:1]
    assert np.allclose(weights, model.coef_, atol=1e-9)
    assert np.allclose(offsets, model.intercept_, atol=1e-9)
