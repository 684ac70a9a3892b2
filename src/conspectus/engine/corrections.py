"""Corrections by people, resolved into rulings that hold in every later run (DESIGN §3).

A correction names passages by id; the number after the hash only tells apart passages with the same
words of one source, so a ruling holds for all of them. Where two corrections contradict each other
the later one wins; both are reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from conspectus.engine.corpus import Correction, Stance
from conspectus.engine.paper_parts import Doubt

CONTRADICTION = "contradicting corrections"
DORMANT = "dormant correction"
_OF_A_VIEW = ("theme", "wording")
"""What a view has one of: it holds for all passages that are said to be the same."""
_MEANT = ("same", "wording", "stance", "oppose", "quote")


def passage_key(passage: str) -> str:
    """Source and hash of a passage id, without the number of the occurrence."""
    return ":".join(passage.split(":")[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What the corrections settle; passages are named by ``passage_key``.

    ``dropped``: passages that are no claims, with the reason. ``sources``: excluded sources (ref
    or id) with the reason. ``same``: groups that stand under one view. ``apart``: pairs that never
    do. ``themes``: by passage. ``wordings``: words and the passages of the view that they are for,
    the latest first. ``overruled``: pairs (earlier, later) that contradict each other.
    """

    dropped: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    same: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    relayed: frozenset[str] = frozenset()
    not_held: Mapping[str, frozenset[str]] = field(default_factory=dict)
    opposed: tuple[tuple[str, str], ...] = ()
    quoted: frozenset[str] = frozenset()
    themes: Mapping[str, str] = field(default_factory=dict)
    wordings: tuple[tuple[str, frozenset[str]], ...] = ()
    applied: tuple[Correction, ...] = ()
    overruled: tuple[tuple[Correction, Correction], ...] = ()

    @property
    def of_views(self) -> bool:
        """Whether any of them is about views."""
        told = (self.same, self.apart, self.wordings, self.themes, self.quoted)
        return any(bool(one) for one in told)

    def may_stand_together(self, one: str, two: str) -> bool:
        """Whether two passages (keys) may stand under one view."""
        return frozenset({one, two}) not in self.apart


def rulings_of(corrections: Sequence[Correction]) -> Rulings:
    """The rulings of ``corrections``: by date, those of one date in the order given."""
    work = _Resolution()
    order = sorted(enumerate(corrections), key=lambda pair: (pair[1].at, pair[0]))
    for _, correction in reversed(order):
        work.consider(correction)
    return work.rulings()


class _Resolution:
    """The rulings as they grow, from the latest correction to the earliest."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._joined: dict[str, Correction] = {}
        self._apart: dict[frozenset[str], Correction] = {}
        self._dropped: dict[str, tuple[str, Correction]] = {}
        self._sources: dict[str, tuple[str, Correction]] = {}
        self._meant: dict[str, Correction] = {}
        self._values: dict[tuple[str, str], tuple[str, Correction]] = {}
        self._relayed: dict[str, Correction] = {}
        self._not_held: dict[str, set[str]] = {}
        self._opposed: list[tuple[str, str]] = []
        self._named: list[tuple[Correction, Sequence[str]]] = []
        self._applied: list[Correction] = []
        self._overruled: list[tuple[Correction, Correction]] = []

    def consider(self, one: Correction) -> None:
        """Take a correction in, unless a later one contradicts it."""
        rival = self._rival(one)
        if rival is not None:
            self._overruled.append((one, rival))
            return
        self._applied.append(one)
        self._take(one)

    def _rival(self, one: Correction) -> Correction | None:
        keys = keys_of(one)
        if one.kind in {"not_a_claim", "relayed", "exclude"}:
            return self._rival_of_drop(one, keys)
        if one.kind in _OF_A_VIEW:
            return self._rival_of_given(one, keys)
        if one.kind in _MEANT and (gone := self._gone(keys)) is not None:
            return gone
        if joins(one):
            return self._rival_of_join(keys)
        return self._rival_of_part(keys) if parts(one) else None

    def _rival_of_given(self, one: Correction, keys: Sequence[str]) -> Correction | None:
        """What a theme or wording gives way to: only where none of its passages is left to it."""
        rivals = [self._rival_at(one, key) for key in keys]
        return None if None in rivals else rivals[0]

    def _rival_at(self, one: Correction, key: str) -> Correction | None:
        value, rival = self._values.get((one.kind, self._root(key)), ("", None))
        if rival is not None and value != one.value:
            return rival
        return self._gone([key]) if one.kind in _MEANT else None

    def _gone(self, keys: Sequence[str]) -> Correction | None:
        """What took one of the passages out of the views."""
        for key in keys:
            if key in self._relayed:
                return self._relayed[key]
            found = self._dropped.get(key) or self._sources.get(key.split(":")[0])
            if found is not None:
                return found[1]
        return None

    def _rival_of_drop(self, one: Correction, keys: Sequence[str]) -> Correction | None:
        if one.source is None:
            return next((self._meant[key] for key in keys if key in self._meant), None)
        meant = (self._meant[key] for key in self._meant if key.split(":")[0] == one.source)
        return next(meant, None)

    def _rival_of_join(self, keys: Sequence[str]) -> Correction | None:
        roots = {self._root(key) for key in keys}
        for pair in sorted(self._apart, key=sorted):
            if len(pair & set(keys)) > 1 or {self._root(key) for key in pair} <= roots:
                return self._apart[pair]
        for kind in _OF_A_VIEW:
            given = [
                self._values[kind, root] for root in sorted(roots) if (kind, root) in self._values
            ]
            if len({value for value, _ in given}) > 1:
                return max((rival for _, rival in given), key=lambda c: c.at)
        return None

    def _rival_of_part(self, keys: Sequence[str]) -> Correction | None:
        for one, two in combinations(keys, 2):
            if self._root(one) == self._root(two):
                return self._joined[self._root(one)]
        return None

    def _take(self, one: Correction) -> None:
        keys = keys_of(one)
        if one.kind in _OF_A_VIEW:
            keys = tuple(key for key in keys if self._rival_at(one, key) is None)
            self._give(one, keys)
        if one.kind in _MEANT:
            for key in keys:
                self._meant.setdefault(key, one)
        if joins(one):
            self._join(one, keys)
        elif parts(one):
            for pair in combinations(sorted(set(keys)), 2):
                self._apart.setdefault(frozenset(pair), one)
            self._take_apart_by_kind(one, keys)
        elif one.kind == "relayed":
            for key in keys:
                self._relayed.setdefault(key, one)
        elif one.kind == "exclude" and one.source is not None:
            self._sources.setdefault(one.source, (one.value or one.why, one))
        elif one.kind in {"not_a_claim", "exclude"}:
            for key in keys:
                self._dropped.setdefault(key, (one.value or one.why, one))

    def _give(self, one: Correction, keys: Sequence[str]) -> None:
        """A theme or words to a view, by those of its passages that are left to it."""
        for key in keys:
            self._values.setdefault((one.kind, self._root(key)), (one.value, one))
        if one.kind == "wording" and len(keys) > 1:
            self._named.append((one, keys))

    def _join_what_was_named(self) -> None:
        """Passages that are given the same words stand together, but for what somebody parted."""
        parted = frozenset().union(*self._apart)
        for one, keys in self._named:
            together: list[str] = []
            for key in keys:
                if key not in parted and self._rival_of_join([*together, key]) is None:
                    together.append(key)
            if len(together) > 1:
                self._join(one, together)

    def _take_apart_by_kind(self, one: Correction, keys: Sequence[str]) -> None:
        if one.kind == "not_held":
            self._not_held.setdefault(keys[0], set()).update(keys[1:])
        elif one.kind == "oppose" and len(keys) > 1:
            self._opposed.append((keys[0], keys[1]))

    def _join(self, one: Correction, keys: Sequence[str]) -> None:
        roots = sorted({self._root(key) for key in keys})
        for kind in _OF_A_VIEW:
            for root in roots[1:]:
                if (kind, root) in self._values:
                    self._values.setdefault((kind, roots[0]), self._values[kind, root])
        for root in roots:
            self._parent[root] = roots[0]
            self._parent.setdefault(roots[0], roots[0])
        self._joined[roots[0]] = self._joined.get(roots[0], one)

    def _root(self, key: str) -> str:
        while self._parent.get(key, key) != key:
            key = self._parent[key]
        return key

    def rulings(self) -> Rulings:
        """What was settled."""
        self._join_what_was_named()
        groups: dict[str, set[str]] = {}
        for key in self._parent:
            groups.setdefault(self._root(key), set()).add(key)
        for one in self._applied:
            for key in keys_of(one) if joins(one) else ():
                groups.setdefault(self._root(key), set()).add(key)
        return Rulings(
            dropped={key: reason for key, (reason, _) in sorted(self._dropped.items())},
            sources={key: reason for key, (reason, _) in sorted(self._sources.items())},
            same=tuple(frozenset(group) for _, group in sorted(groups.items()) if len(group) > 1),
            apart=frozenset(self._apart),
            relayed=frozenset(self._relayed),
            not_held={key: frozenset(of) for key, of in sorted(self._not_held.items())},
            opposed=tuple(reversed(self._opposed)),
            quoted=frozenset(
                key for one in self._applied if one.kind == "quote" for key in keys_of(one)
            ),
            themes=self._themes(groups),
            wordings=self._worded(groups),
            applied=tuple(reversed(self._applied)),
            overruled=tuple(reversed(self._overruled)),
        )

    def _themes(self, groups: Mapping[str, set[str]]) -> dict[str, str]:
        """Passage → the theme that was given to its view, the latest first."""
        latest = sorted(
            (
                (value, key, one)
                for (of, root), (value, one) in self._values.items()
                if of == "theme" and self._root(root) == root
                for key in sorted(groups.get(root, {root}))
            ),
            key=lambda found: found[1],
        )
        latest.sort(key=lambda found: found[2].at, reverse=True)
        return {key: value for value, key, _ in latest}

    def _worded(self, groups: Mapping[str, set[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
        """Words with the passages of the view that they are for, the latest first."""
        keys: dict[int, set[str]] = {}
        given: dict[int, Correction] = {}
        for (of, root), (_, one) in self._values.items():
            if of == "wording" and self._root(root) == root:
                keys.setdefault(id(one), set()).update(groups.get(root, {root}))
                given[id(one)] = one
        order = sorted(given, key=lambda place: (sorted(keys[place]), given[place].value))
        order.sort(key=lambda place: given[place].at, reverse=True)
        return tuple(
            (" ".join(given[place].value.split()), frozenset(keys[place])) for place in order
        )


def keys_of(one: Correction) -> tuple[str, ...]:
    """The keys of the passages that a correction names, the passage of its view among them.

    The passage that a view is named by comes last, but for a wording, which is of the view itself.
    """
    view_of = (one.view_of,) if one.view_of else ()
    named = (*view_of, *one.passages) if one.kind == "wording" else (*one.passages, *view_of)
    return tuple(dict.fromkeys(map(passage_key, named)))


def joins(one: Correction) -> bool:
    """Whether it puts its passages under one view."""
    return one.kind == "same" or (one.kind == "stance" and one.value == Stance.FOR)


def parts(one: Correction) -> bool:
    """Whether it keeps its passages from standing under one view."""
    if one.kind in {"different", "not_held", "oppose"}:
        return True
    return one.kind == "stance" and one.value != Stance.FOR


def correction_doubts(
    rulings: Rulings, found: Collection[str], themes: Collection[str]
) -> tuple[Doubt, ...]:
    """What the rapporteur should know of the corrections.

    ``found``: keys of all passages of the texts. ``themes``: ids and names in lower case. A
    correction is dormant where no text contains one of its passages any more.
    """
    shown = frozenset(found) - rulings.dropped.keys()
    doubts = [
        _doubt(
            CONTRADICTION,
            f"{told(earlier)} contradicts {told(later)}, which is later and holds.",
            (*keys_of(earlier), *keys_of(later)),
            shown,
        )
        for earlier, later in rulings.overruled
    ]
    for one in rulings.applied:
        missing = [
            key
            for key in keys_of(one)
            if key not in found and key.split(":")[0] not in rulings.sources
        ]
        if missing and (one.kind not in _OF_A_VIEW or len(missing) == len(keys_of(one))):
            what = (
                f"{told(one)} names what no text contains now: {', '.join(missing)}; it is kept "
                "and holds again when it comes back."
            )
            doubts.append(_doubt(DORMANT, what, keys_of(one), shown))
        if one.kind == "theme" and one.value.casefold() not in themes:
            what = f"{told(one)} names a theme that the paper does not have; write its name or id."
            doubts.append(_doubt(DORMANT, what, keys_of(one), shown))
    return tuple(sorted(doubts, key=lambda doubt: (doubt.kind, doubt.question)))


def _doubt(kind: str, question: str, keys: Iterable[str], shown: Collection[str]) -> Doubt:
    passages = tuple(sorted({key for key in keys if key in shown}))
    return Doubt(kind=kind, question=question, passages=passages, score=0.0)


def told(one: Correction) -> str:
    """A correction in words: its kind, passages, author and date."""
    names = one.passages or ((one.view_of,) if one.view_of else (one.source or one.value,))
    signed = f" by {one.by}" if one.by else ""
    dated = f" of {one.at[:10]}" if one.at else ""
    value = f" ({one.value})" if one.value and one.value not in names else ""
    return f"The correction “{one.kind}” of {', '.join(names)}{value}{signed}{dated}"
