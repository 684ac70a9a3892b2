"""What stands next to what in a clause, and through which small words: its skeleton.

Words alone do not tell "the right of users to appeal" from "the appeal of users to right", and a
tagger does not tell who does what to whom in every sentence. Neighbours do: a clause whose every
neighbourhood is one of the draft, or of each holder's own words, has not been put together anew.
The members of a list may change places ("A, B and C"), articles and most commas may come and go,
and a verb may agree with another number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.words import words_of

Link = tuple[str, tuple[str, ...], str]
"""(word, small words between, next word); "^" and "$" stand for the ends."""

_ARTICLES: Final = frozenset({"a", "an", "the"})
_LISTING: Final = frozenset({",", "and", "or", "&"})
_LISTED: Final = ("&",)
_SMALL: Final = frozenset({"P", "S", "W", "C", "M", "T", "X", "H", "O", "D", "U"})
_FINITE: Final = frozenset({"M", "X", "H", "O"})


@dataclass(frozen=True, slots=True)
class _Run:
    """Words without a small word between them; a verb is a run of its own.

    ``before``: the small words before it. ``finite``: whether a finite verb is among them, or it is
    one.
    """

    words: tuple[str, ...]
    before: tuple[str, ...]
    verbal: bool
    finite: bool

    @property
    def listed(self) -> bool:
        """Whether it follows the run before it as a member of a list may."""
        return self.before == _LISTED


@lru_cache(maxsize=4_096)
def links_of(text: str) -> frozenset[Link]:
    """The links of ``text`` as it stands."""
    return frozenset(_links(_runs(text)))


@lru_cache(maxsize=4_096)
def links_allowed(text: str) -> frozenset[Link]:
    """The links of ``text`` and of what it becomes when members of its lists change places."""
    runs = _runs(text)
    found = set(_links(runs))
    for start, end in _lists(runs):
        members = runs[start:end]
        into = runs[start].before
        entered = runs[start - 1].words[-1] if start else "^"
        left = (runs[end].before, runs[end].words[0]) if end < len(runs) else ((), "$")
        found |= {(entered, into, one.words[0]) for one in members}
        found |= {(one.words[-1], *left) for one in members}
        found |= {(one.words[-1], _LISTED, other.words[0]) for one in members for other in members}
    return frozenset(found)


def _links(runs: Sequence[_Run]) -> Iterator[Link]:
    last = "^"
    for run in runs:
        yield (last, run.before, run.words[0])
        yield from ((one, (), other) for one, other in zip(run.words, run.words[1:], strict=False))
        last = run.words[-1]
    yield (last, (), "$")


def _lists(runs: Sequence[_Run]) -> Iterator[tuple[int, int]]:
    """(start, end) of the runs that form lists of one kind.

    A list in the middle of a sentence that a finite verb follows may be two: "fund networks, and
    programmes must …".
    """
    start = 0
    for end in range(1, len(runs) + 1):
        if end < len(runs) and runs[end].listed and runs[end].verbal == runs[start].verbal:
            continue
        followed = end < len(runs) and runs[end].finite
        if end - start > 1 and not (start and followed):
            yield start, end
        start = end


def _runs(text: str) -> list[_Run]:
    tokens = [token for token in tag(text.rstrip(" .!?")) if token.lower not in _ARTICLES]
    runs: list[_Run] = []
    small: list[Token] = []
    for i, token in enumerate(tokens):
        if token.tag in _SMALL:
            small.append(token)
            continue
        verbal = _is_verb(tokens, i)
        if runs and not small and not (verbal or runs[-1].verbal):
            runs[-1] = _longer(runs[-1], _word(token))
        else:
            finite = token.tag == "VZ" or any(one.tag in _FINITE for one in small)
            runs.append(_Run((_word(token),), _between(small), verbal, finite))
        small = []
    if small and runs:
        runs.append(_Run((" ".join(one.lower for one in small),), (), verbal=False, finite=False))
    return runs


def _longer(run: _Run, word: str) -> _Run:
    return _Run((*run.words, word), run.before, run.verbal, run.finite)


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    """A verb, unless it is a participle before the noun that it describes."""
    if tokens[i].tag in {"V", "VZ"}:
        return True
    describes = i + 1 < len(tokens) and tokens[i + 1].tag in {"N", "J"}
    return tokens[i].tag in {"VD", "VG"} and not describes


def _word(token: Token) -> str:
    """The word in one spelling; a verb without its number."""
    words = words_of(token.text)
    finite = token.tag in {"V", "VZ"}
    return "-".join(word.key if finite else word.fold for word in words) or token.lower


def _between(small: Sequence[Token]) -> tuple[str, ...]:
    """Small words as they count: a list mark, else all but commas that open no relative clause."""
    words = [token.lower for token in small]
    if words and _LISTING.issuperset(words):
        return _LISTED
    return tuple(
        word
        for word, after in zip_longest(words, small[1:])
        if word != "," or (after is not None and after.tag == "W")
    )
