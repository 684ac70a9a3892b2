"""Which sentence of a paper an act is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conspectus.engine.evidence import Sentence
from conspectus.engine.ids import passage_id
from conspectus.engine.paper_parts import Section
from conspectus.engine.words import keys

NEAR_ENOUGH = 0.3
"""Share of common words by which a sentence that was drafted anew is still known."""


def keys_under(sentence: Sentence) -> tuple[str, ...]:
    """The keys of the passages that a sentence rests on, sorted."""
    found = {
        passage_id(item.source, item.quote)
        for position in sentence.positions
        for item in position.evidence
    }
    return tuple(sorted(found))


def anchor_of(sentence: Sentence) -> str:
    """What an act names this sentence by (``Act.of``)."""
    return next(iter(keys_under(sentence)), sentence.id)


def sentences_in(sections: Iterable[Section]) -> Iterator[Sentence]:
    """All sentences in their order."""
    for section in sections:
        for paragraph in section.paragraphs:
            yield from paragraph.sentences


class Anchors:
    """The sentences of a text by what an act names them by, for many acts."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._resting: dict[str, list[Sentence]] = {}
        for sentence in sentences_in(sections):
            for name in dict.fromkeys((sentence.id, *keys_under(sentence))):
                self._resting.setdefault(name, []).append(sentence)

    def meant(self, of: str, was: str) -> Sentence | None:
        """The sentence that rests on ``of`` and reads as ``was``, or most like it.

        ``None`` where no sentence rests on it, or where none of several is like it.
        """
        resting = self._resting.get(of, [])
        same = [one for one in resting if one.text == was]
        if same:
            return same[0]
        wanted = keys(was)
        likely = sorted(resting, key=lambda one: (-_alike(wanted, keys(one.text)), one.id))
        if not likely or (was and _alike(wanted, keys(likely[0].text)) < NEAR_ENOUGH):
            return None
        return likely[0]


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    """Jaccard's coefficient of two sets of words."""
    return len(one & two) / max(1, len(one | two))
