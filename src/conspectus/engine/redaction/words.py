"""Words that only an erased text had: what else repeats them has to go with it.

Five words in a row that no other source has are taken for the erased text's own. Where words are
not parted by spaces (Chinese, Japanese, Thai …) ten characters in a row are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from conspectus.engine.quoting import fold, is_unspaced

RUN = 5
UNSPACED_RUN = 10
_TOKEN = re.compile(r"[^\W_]")

Run = tuple[str, ...]


class ErasedWords:
    """The runs of words that stand in ``erased`` and in none of ``others``."""

    def __init__(self, erased: Iterable[str], others: Iterable[str]) -> None:
        self._runs = {run for text in erased for run in runs_of(text)}
        for text in others:
            if not self._runs:
                break
            self._runs.difference_update(runs_of(text))

    def stand_in(self, text: str) -> bool:
        """Whether ``text`` repeats words that only the erased text had."""
        return any(run in self._runs for run in runs_of(text))


def runs_of(text: str) -> Iterator[Run]:
    """Every run of words of a text, as they read without case, marks and white space."""
    words = [word for word in _words(text) if word]
    for length, unspaced in ((RUN, False), (UNSPACED_RUN, True)):
        for start in range(len(words) - length + 1):
            run = tuple(words[start : start + length])
            if unspaced == all(is_unspaced(word) for word in run):
                yield run


def _words(text: str) -> Iterator[str]:
    word = ""
    for mark in fold(text).casefold():
        if is_unspaced(mark):
            yield word
            yield mark
            word = ""
        elif _TOKEN.match(mark):
            word += mark
        else:
            yield word
            word = ""
    yield word
