"""Speakers of a transcript matched to people and organisations that are known: proposals only.

Only the same letters (whatever case, accents, titles) are certain. All else is proposed with a
score, for a list that a person goes through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from conspectus.formats.intake.folding import fold
from conspectus.formats.transcripts.names import slips

_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|amb|ambassador|minister|his|her|h e|"
    r"excellency|"
    r"the (?:representative|delegation|delegate) of(?: the)?|the) )+"
)
_MIN_SCORE = 70
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the forum knows. ``key``: what the caller knows them by."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """``speaker``, as written, may be ``key``.

    ``score``: 0 to 100; ``certain``: the same letters of one only.
    """

    speaker: str
    key: str
    name: str
    score: int
    how: str
    certain: bool = False


def propose(speakers: Iterable[str], known: Sequence[Known]) -> list[Proposal]:
    """For each speaker (in the order given, each once) at most three proposals, the best first."""
    found: list[Proposal] = []
    compared = [(one, [bare(name) for name in (one.name, *one.aliases)]) for one in known]
    for speaker in dict.fromkeys(s for s in speakers if s):
        ranked = sorted(_of_one(speaker, compared), key=lambda p: (-p.score, p.name, p.key))
        best = [p for p in ranked if p.score == 100]
        if len(best) == 1:
            found.append(
                Proposal(speaker, best[0].key, best[0].name, 100, best[0].how, certain=True)
            )
        else:
            found.extend(ranked[:_ENOUGH])
    return found


def _of_one(speaker: str, known: Sequence[tuple[Known, list[str]]]) -> Iterator[Proposal]:
    written = bare(speaker)
    for one, names in known:
        graded = max((_grade(written, name) for name in names), default=(0, ""))
        if graded[0] >= _MIN_SCORE:
            yield Proposal(speaker, one.key, one.name, *graded)


def bare(name: str) -> str:
    """A name's letters without case, accents, brackets and titles."""
    return _TITLES.sub("", fold(re.sub(r"[(\[（][^)\]）]*[)\]）]", " ", name)))


def _grade(written: str, name: str) -> tuple[int, str]:
    if not written or not name:
        return (0, "")
    if written == name:
        return (100, "the same letters")
    if sorted(written.split()) == sorted(name.split()):
        return (95, "the same words in another order")
    words = name.split()
    if len(words) > 1 and written == words[-1]:
        return (85, "the family name")
    if len(words) > 1 and written == words[0]:
        return (80, "the first name")
    initials = "".join(word[0] for word in words)
    if len(written) > 1 and written == initials:
        return (75, "the initials")
    if len(written) > 3 and slips(written, name) <= 2:
        return (94 - 6 * slips(written, name), "nearly the same letters")
    score = int(fuzz.token_sort_ratio(written, name))
    return (min(score, 90), "alike") if score >= 80 else (0, "")
