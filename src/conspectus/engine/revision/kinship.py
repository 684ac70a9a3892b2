"""Which views of a paper are those of an earlier one, whose contributions may be quite others.

Two views are one where their wordings are the same or carry each other, or where they rest on the
same words. That a passage of the one carries the other's wording is not enough: one sentence may
ask for transparency and inclusion, and these are two views. But it tells that the other view is
still held, for a view is held by whoever's own words carry it (DESIGN §3). No likeness of vectors
decides, so what is said in quite other words is not known again; pages that compare say so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from conspectus.engine.atom_support import carries_atom
from conspectus.engine.clauses import clause_carried
from conspectus.engine.concept_views import carries_concept
from conspectus.engine.corpus import Capacity, Stance
from conspectus.engine.eligibility import word_count
from conspectus.engine.paper_parts import PaperData, View
from conspectus.engine.quoting import fold
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verification.support import supports
from conspectus.engine.words import keys

COMMON: Final = 0.5
"""Share of a wording's words below which no text is looked at more closely."""

FEWEST_AGAIN: Final = 6
"""Words from which the same text is the same matter, whoever says it."""

MOST_SOURCES: Final = 8
"""Sources that are looked for of words under one view that carry another."""

Pair = tuple[str, str]
"""Ids of a view here and of one of the earlier paper; "" for words that stand under no view."""

_Nearness = tuple[int, int]
"""Kind (3: a wording, 2: each carries the other, 1: words of holders), and how many."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How the views of two papers belong together.

    ``same``: both say it, each view once. ``still_held``: an earlier view that is none of these,
    and the view under which words here carry it. ``held_before``: a view here that is none of
    these, and the earlier one under which words carried it. ``sources_now``: an earlier view that
    is still held → the ids of sources here whose words carry it, a few for each view that they
    stand under; ``sources_then``: a view here that was held before → those of the earlier paper.
    """

    same: tuple[Pair, ...] = ()
    still_held: tuple[Pair, ...] = ()
    held_before: tuple[Pair, ...] = ()
    sources_now: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    sources_then: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage of a holder's own, or a wording, which has no source.

    ``view``: the one that it stands under, or "".
    """

    view: str
    stance: str
    text: str
    language: str
    source: str = ""


def kinship(before: PaperData, after: PaperData, verdicts: Verdicts | None = None) -> Kinship:
    """How the views of ``after`` belong to those of ``before``, whatever their order."""
    verdicts = verdicts or Verdicts()
    old, new = _Book(before), _Book(after)
    nearness: dict[Pair, _Nearness] = dict(_same_words(new, old))
    forth = set(_carried(new, old.wordings_as_said(), verdicts))
    here_carry, there_carry = _carried(old, new.said, verdicts), _carried(new, old.said, verdicts)
    words = _words_again(new, old)
    back = {(one, other) for other, one in _carried(old, new.wordings_as_said(), verdicts)}
    nearness |= dict.fromkeys(forth & back, (2, 0))
    nearness |= dict.fromkeys(_same_wordings(new, old), (3, 0))
    same = _each_once(nearness)
    here, there = {one for one, _ in same}, {other for _, other in same}
    still = {other: one for other, one in here_carry if other not in there}
    held = {one: other for one, other in there_carry if one not in here}
    again = {*nearness, *words}
    for one, other in sorted(again, key=lambda pair: (not pair[0], not pair[1], pair)):
        if other and other not in there:
            still.setdefault(other, one)
        if one and one not in here:
            held.setdefault(one, other)
    return Kinship(
        same=tuple(sorted(same)),
        still_held=tuple(sorted((one, other) for other, one in still.items())),
        held_before=tuple(sorted(held.items())),
        sources_now=_rests(
            still,
            ((other, found) for (other, _one), found in here_carry.items()),
            ((other, ours) for (_one, other), (ours, _) in words.items()),
            ((other, new.sources[one]) for one, other in nearness),
        ),
        sources_then=_rests(
            held,
            ((one, found) for (one, _other), found in there_carry.items()),
            ((one, theirs) for (one, _other), (_, theirs) in words.items()),
            ((one, old.sources[other]) for one, other in nearness),
        ),
    )


def _rests(
    views: Iterable[str], *told: Iterable[tuple[str, Iterable[str]]]
) -> dict[str, tuple[str, ...]]:
    """View → all sources that are told of it, of these views."""
    found: dict[str, set[str]] = {view: set() for view in sorted(views)}
    for view, sources in chain(*told):
        if view in found:
            found[view].update(sources)
    return {view: tuple(sorted(sources)) for view, sources in found.items()}


class _Book:
    """The views of a paper that somebody holds by own words, and all such words."""

    def __init__(self, paper: PaperData) -> None:
        sources = {one.id: one for one in paper.sources}
        self.said = [
            _Said(
                one.view or "",
                one.stance.value,
                sources[one.source].text[one.start : one.end],
                sources[one.source].language or "",
                one.source,
            )
            for one in sorted(paper.passages, key=lambda one: one.id)
            if one.capacity is not Capacity.RELAYED
        ]
        self.sources: defaultdict[str, set[str]] = defaultdict(set)
        for said in self.said:
            self.sources[said.view].add(said.source)
        self.stance = {said.view: said.stance for said in reversed(self.said) if said.view}
        self.views: Mapping[str, View] = {
            view.id: view for view in paper.views if view.id in self.stance
        }

    def wordings_as_said(self) -> list[_Said]:
        """The wordings themselves, to be asked whether they carry others."""
        return [
            _Said(view.id, self.stance[view.id], wording, view.language)
            for view in self.views.values()
            for wording in view.wordings
        ]


def _same_wordings(new: _Book, old: _Book) -> Iterator[Pair]:
    known: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for said in old.wordings_as_said():
        known[said.stance, said.language, fold(said.text).casefold()].append(said.view)
    for said in new.wordings_as_said():
        for other in known.get((said.stance, said.language, fold(said.text).casefold()), ()):
            yield said.view, other


def _same_words(new: _Book, old: _Book) -> Iterator[tuple[Pair, _Nearness]]:
    """Pairs of one stance of which half of the passages of each are the same words."""
    known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for said in old.said:
        known[said.stance, fold(said.text)].add(said.view)
    common: Counter[Pair] = Counter()
    own = {(said.view, said.stance, fold(said.text)) for said in new.said}
    for view, stance, text in own:
        common.update((view, other) for other in known.get((stance, text), ()) if view and other)
    here = Counter(view for view, _stance, _text in own)
    there = Counter(view for views in known.values() for view in views)
    for pair, count in common.items():
        if 2 * count >= max(here[pair[0]], there[pair[1]]):
            yield pair, (1, count)


def _words_again(new: _Book, old: _Book) -> dict[Pair, tuple[set[str], set[str]]]:
    """Views here and there, or "", under which the very same words stand → sources of both.

    Words that stood under a view hold it still, though here they stand under none, or another. A
    few words ("We support this proposal.") may be of another matter.
    """
    known: defaultdict[str, defaultdict[tuple[str, str], set[str]]]
    known = defaultdict(lambda: defaultdict(set))
    found: dict[Pair, tuple[set[str], set[str]]] = {}
    for said in old.said:
        if word_count(said.text) < FEWEST_AGAIN:
            continue
        known[fold(said.text)][said.view, said.stance].add(said.source)
    for said in new.said:
        for (other, stance), sources in known.get(fold(said.text), {}).items():
            # Where one of the two stands under no view, its stance was never asked.
            if stance == said.stance or not (said.view and other):
                ours, theirs = found.setdefault((said.view, other), (set(), set()))
                ours.add(said.source)
                theirs.update(sources)
    return found


def _carried(
    asked: _Book, said: Iterable[_Said], verdicts: Verdicts
) -> dict[Pair, dict[str, None]]:
    """(view of ``asked``, view that words stand under) where the words carry a wording of it.

    With the sources of these words, `MOST_SOURCES` at most; of a view, words under a view last.
    """
    found: defaultdict[Pair, dict[str, None]] = defaultdict(dict)
    where: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    wanted: dict[tuple[str, str], int] = {}
    for one in asked.wordings_as_said():
        words = keys(one.text, one.language or "en")
        wanted[one.view, one.text] = len(words)
        for word in words:
            where[word, one.language].append((one.view, one.text))
    for one in sorted(said, key=lambda one: not one.view):
        common = Counter(
            wording
            for word in keys(one.text, one.language or "en")
            for wording in where.get((word, one.language), ())
        )
        for (view, wording), count in common.items():
            agreed = one.stance == asked.stance[view] or _unasked(one, asked.stance[view])
            near = count >= COMMON * wanted[view, wording] and agreed
            near = near and _is_wanted(found.get((view, one.view), {}), one.source)
            if near and _carries(wording, one, verdicts):
                found[view, one.view][one.source] = None
    order = sorted(found, key=lambda pair: (pair[0], not pair[1], pair[1]), reverse=True)
    return {pair: found[pair] for pair in order}


def _is_wanted(found: Mapping[str, None], source: str) -> bool:
    return source not in found and len(found) < MOST_SOURCES


def _unasked(said: _Said, stance: str) -> bool:
    """Words under no view have no stance of their own: they carry what is asked for, or do not."""
    return not said.view and stance == Stance.FOR.value and said.stance == Stance.MENTIONS.value


def _carries(wording: str, said: _Said, verdicts: Verdicts) -> bool:
    """Whether words by themselves carry a wording in their language (V3 to V5)."""
    text = said.text
    if said.language != "en":
        return verdicts.ask(
            f"follows {said.language}",
            wording,
            text,
            lambda: supports(wording, text, language=said.language).ok,
        )
    return (
        verdicts.ask("atom", wording, text, lambda: carries_atom(wording, text))
        or verdicts.ask("concept", wording, text, lambda: carries_concept(wording, text))
        or clause_carried(wording, text, verdicts)
    )


def _each_once(nearness: Mapping[Pair, _Nearness]) -> list[Pair]:
    """The nearest pairs first; each view in one pair."""
    chosen: list[Pair] = []
    here: set[str] = set()
    there: set[str] = set()
    for one, other in sorted(nearness, key=lambda pair: (_far(nearness[pair]), pair)):
        if one not in here and other not in there:
            chosen.append((one, other))
            here.add(one)
            there.add(other)
    return chosen


def _far(nearness: _Nearness) -> Sequence[int]:
    return [-value for value in nearness]
