"""The model in its own process gives the vectors of the model here, whatever becomes of it."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest

from conspectus.cli.model_beside import BATCH, LENGTH_BYTES, ModelBeside, answer
from conspectus.engine.embedding import Foreseeing, load_default

TEXTS = [f"Contribution {number} asks for open accounts." for number in range(BATCH + 5)]


@pytest.fixture(scope="module")
def model():
    found = load_default()
    if found is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    return found


@pytest.fixture
def beside(model):
    found = ModelBeside(model)
    yield found
    found.close()


def test_vectors_are_those_of_the_model_here(model, beside):
    expected = model.encode(TEXTS)
    assert beside.encode(TEXTS).tobytes() == expected.tobytes()
    assert beside.encode(TEXTS[3:5]).tobytes() == expected[3:5].tobytes()
    assert beside.encode([]).shape == (0, model.dimension)
    assert (beside.name, beside.sha256, beside.dimension) == (
        model.name,
        model.sha256,
        model.dimension,
    )


def test_what_was_foreseen_is_made_before_it_is_asked_for(model, beside):
    assert isinstance(beside, Foreseeing)
    assert not beside.busy
    beside.foresee(TEXTS[:40])
    assert beside.busy
    found = beside.encode([*TEXTS[35:45], TEXTS[35]])
    assert found.tobytes() == model.encode([*TEXTS[35:45], TEXTS[35]]).tobytes()
    assert not beside.busy


def test_where_the_child_has_died_the_model_works_here(model, beside):
    beside.foresee(TEXTS[:3])
    beside.child.kill()
    beside.child.wait()
    assert beside.encode(TEXTS[:5]).tobytes() == model.encode(TEXTS[:5]).tobytes()
    assert beside.encode(TEXTS[5:9]).tobytes() == model.encode(TEXTS[5:9]).tobytes()


def test_where_no_child_can_start_the_model_works_here(model, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    beside = ModelBeside(model)
    beside.foresee(TEXTS[:3])
    assert not beside.busy
    assert beside.encode(TEXTS[:3]).tobytes() == model.encode(TEXTS[:3]).tobytes()
    beside.close()


def test_closing_ends_the_child(beside):
    child = beside.child
    beside.encode(TEXTS[:1])
    beside.close()
    assert child.returncode == 0


def test_the_child_answers_each_line_of_texts_with_a_length_and_the_vectors(model):
    answers = io.BytesIO()
    lines = [json.dumps(texts).encode() + b"\n" for texts in (TEXTS[:2], TEXTS[2:3])]
    answer(io.BytesIO(b"".join(lines)), answers)
    data = answers.getvalue()
    length = int.from_bytes(data[:LENGTH_BYTES], "big")
    first = np.frombuffer(data[LENGTH_BYTES : LENGTH_BYTES + length], "<f4")
    assert first.tobytes() == model.encode(TEXTS[:2]).tobytes()
    assert len(data) == 2 * LENGTH_BYTES + 3 * model.dimension * 4
