"""The lemmas of English words: lemminflect's lexicon, read faster than lemminflect reads it.

The library parses all of its lexicon into dictionaries at the first word (0.5 s in each run) and
copies an entry at each question. Here the lines stay sorted as they are, and one that is asked
for is found by bisection.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache
from pathlib import Path

from lemminflect import config

Lemmas = dict[str, tuple[str, ...]]

_UNIVERSAL = {"MODAL": "AUX"}


def lemmas_of(word: str) -> Lemmas:
    """Universal part of speech → lemmas of a lower-case word; empty where it is unknown.

    The same answer as ``lemminflect.getAllLemmas``.
    """
    found: Lemmas = {}
    lines, start = _lines(), f"{word},"
    place = len(lines) if "," in word else bisect_left(lines, start)
    while place < len(lines) and lines[place].startswith(start):
        _, category, forms = lines[place].split(",")
        upos = category.upper()
        found[_UNIVERSAL.get(upos, upos)] = tuple(forms.lower().split("/"))
        place += 1
    found.update(_overrides().get(word, {}))
    return found


@cache
def _lines() -> list[str]:
    """The lexicon's lines ``word,category,lemma/lemma``, sorted."""
    data = gzip.decompress(Path(config.lemma_lu_fn).read_bytes()).decode()
    return sorted(data.split("\n"))


@cache
def _overrides() -> dict[str, Lemmas]:
    """What the library puts right in its lexicon, word by word."""
    found: dict[str, Lemmas] = {}
    for line in Path(config.lemma_overrides_fn).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, upos, lemma = line.strip().split(",")
            found.setdefault(word, {})[upos] = (lemma.lower(),)
    return found
