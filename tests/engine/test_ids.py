"""DESIGN §5: ids hang on words and holders, so that an added submission renames nothing."""

from __future__ import annotations

import pytest

from conspectus.engine.errors import EngineError
from conspectus.engine.ids import PASSAGE_ID, SENTENCE_ID, VIEW_ID, passage_id, sentence_id, view_id
from conspectus.engine.paper import sha256_hex


def test_passage_id_is_the_source_and_the_hash_of_the_words() -> None:
    words = "Access must be affordable."
    assert passage_id("12", words) == f"12:{sha256_hex(words)[:12]}"
    assert passage_id("12", words, 2) == f"12:{sha256_hex(words)[:12]}:2"
    assert PASSAGE_ID.fullmatch(passage_id("a.b-c_d", words, 3))


def test_view_id_hangs_on_its_smallest_passage_alone() -> None:
    assert view_id(["b:2", "a:1"]) == view_id(["a:1", "c:3"]) == f"v-{sha256_hex('a:1')[:12]}"
    assert VIEW_ID.fullmatch(view_id(["a:1"]))
    with pytest.raises(EngineError, match="at least one passage"):
        view_id([])


def test_sentence_id_takes_views_and_holders_as_sets() -> None:
    one = sentence_id(["v-2", "v-1"], ["h2", "h1", "h1"], "Text.")
    assert one == sentence_id(["v-1", "v-2"], ["h1", "h2"], "Text.")
    assert SENTENCE_ID.fullmatch(one)
    others = {
        sentence_id(["v-1"], ["h1", "h2"], "Text."),
        sentence_id(["v-1", "v-2"], ["h1"], "Text."),
        sentence_id(["v-1", "v-2"], ["h1", "h2"], "Text!"),
        sentence_id(["v-1", "v-2"], ["h1", "h2"], "Text.", 2),
    }
    assert len(others | {one}) == 5
