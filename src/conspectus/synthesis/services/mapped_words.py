"""Why a view's passages stand together: the words that they share, as the map shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conspectus.engine.words import words_of

MOST_WORDS = 12
MOST_COMPARED = 40
"""Passages of a view with which one that shares few words of the wording is compared."""
ENOUGH = 50
"""From this share of the wording's words (0 to 100) on, the wording itself is the reason."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a passage has in common: with another one (``beside``), or with the wording ("")."""

    passage: str
    beside: str
    score: int
    words: tuple[str, ...]


def shared_words(wordings: Sequence[str], language: str, texts: Mapping[str, str]) -> list[Shared]:
    """For each passage (id → text) its nearest wording, else the passage nearest to it."""
    said = {one: _named(text, language) for one, text in texts.items()}
    asked = [_named(wording, language) for wording in wordings]
    found = []
    for one, own in said.items():
        best = max((_share(wanted, own) for wanted in asked), key=lambda pair: pair[0])
        near = Shared(one, "", *best)
        if near.score < ENOUGH:
            others = _beside(one, own, said)
            near = max((near, *others), key=lambda other: other.score)
        found.append(near)
    return found


def share_of_wording(wordings: Sequence[str], text: str, language: str) -> int:
    """How many in a hundred of the content words of the nearest wording ``text`` has itself."""
    own = _named(text, language)
    return max(_share(_named(one, language), own)[0] for one in wordings)


def _named(text: str, language: str) -> dict[str, str]:
    """Key of each content word → the word as written, in order."""
    found: dict[str, str] = {}
    for word in words_of(text, language):
        if word.content:
            found.setdefault(word.key, word.text)
    return found


def _share(wanted: Mapping[str, str], own: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    common = [wanted[key] for key in wanted if key in own]
    return round(100 * len(common) / max(1, len(wanted))), tuple(common[:MOST_WORDS])


def _beside(
    one: str, own: Mapping[str, str], said: Mapping[str, Mapping[str, str]]
) -> Iterator[Shared]:
    for other, words in list(said.items())[:MOST_COMPARED]:
        if other == one:
            continue
        common = [own[key] for key in own if key in words]
        score = round(100 * len(common) / max(1, len(own.keys() | words.keys())))
        yield Shared(one, other, score, tuple(common[:MOST_WORDS]))
