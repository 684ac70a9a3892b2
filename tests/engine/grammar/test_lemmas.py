"""Lemmas: the same answers as the library whose lexicon is read."""

from __future__ import annotations

import gzip
from pathlib import Path

import lemminflect
import pytest
from lemminflect import config

from conspectus.engine.grammar.lemmas import lemmas_of


def test_every_lower_case_word_of_the_lexicon_has_the_lemmas_that_lemminflect_gives() -> None:
    lines = gzip.decompress(Path(config.lemma_lu_fn).read_bytes()).decode().splitlines()
    overrides = Path(config.lemma_overrides_fn).read_text().splitlines()
    words = {line.split(",")[0] for line in (*lines, *overrides) if "," in line}
    asked = sorted(word for word in words if word == word.lower())
    assert len(asked) > 50_000
    assert [w for w in asked if lemmas_of(w) != lemminflect.getAllLemmas(w)] == []


@pytest.mark.parametrize("word", ["", ",", "house,noun", "multistakeholderism", "naïveté", "日本"])
def test_what_is_no_word_of_the_lexicon_has_no_lemma(word: str) -> None:
    assert lemmas_of(word) == lemminflect.getAllLemmas(word) == {}
