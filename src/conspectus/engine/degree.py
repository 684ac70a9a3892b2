"""Degree words: computed from counts, never chosen (DRAFTING §2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from conspectus.engine.corpus import DegreeRule, SourceKind, Stance
from conspectus.engine.errors import EngineError

DEGREE_WORDS = ("one", "two", "number", "general support", "most", "many", "several")

DEFAULT_RULE = DegreeRule()


class DegreeNoun(StrEnum):
    """What a degree counts; a degree always counts holders."""

    CONTRIBUTORS = "contributors"
    SPEAKERS = "speakers"
    REMOTE = "remote participants"
    FORUM = "participants in the online forum"


def noun_of_sources(sources: Iterable[tuple[SourceKind, str]]) -> DegreeNoun:
    """What holders are called whose evidence stands in these (kind, channel) of sources.

    Speakers where all spoke, remote participants where all did so from afar (or typed in a
    meeting), participants in the online forum where all posted; who is heard in several ways is a
    contributor.
    """
    heard = set(sources)
    kinds = {kind for kind, _ in heard}
    if kinds == {SourceKind.POST}:
        return DegreeNoun.FORUM
    if kinds == {SourceKind.INTERVENTION}:
        from_afar = all(channel in _FROM_AFAR for _, channel in heard)
        return DegreeNoun.REMOTE if from_afar else DegreeNoun.SPEAKERS
    return DegreeNoun.CONTRIBUTORS


_FROM_AFAR = frozenset({"remote", "text"})


@dataclass(frozen=True, slots=True)
class _Shares:
    """The three shares of a rule as exact fractions, so that a limit is met exactly."""

    general: Fraction
    most: Fraction
    many: Fraction


@lru_cache(maxsize=64)
def _shares(rule: DegreeRule) -> _Shares:
    """Shares by their decimal digits: 0.1 of 30 is 3, not 3.0000000000000004."""
    return _Shares(
        Fraction(str(rule.general_support_share)),
        Fraction(str(rule.most_share)),
        Fraction(str(rule.many_share)),
    )


def _reaches(n: int, of: int, share: Fraction) -> bool:
    return n * share.denominator >= share.numerator * of


def _exceeds(n: int, of: int, share: Fraction) -> bool:
    return n * share.denominator > share.numerator * of


def degree_word(
    n: int, of: int, *, groups: int, opposed: bool, rule: DegreeRule = DEFAULT_RULE
) -> str:
    """The degree word of ``n`` holders among the ``of`` who addressed the matter.

    ``groups``: distinct stakeholder groups among the ``n``. ``opposed``: whether a view that
    excludes this one is held (see ``is_opposed``). The first of the rules of DRAFTING §2 that
    matches wins. Returns one of ``DEGREE_WORDS``; raises ``EngineError`` unless
    1 ≤ ``n`` ≤ ``of``.
    """
    if not 1 <= n <= of:
        raise EngineError(
            f"A degree needs 1 ≤ n ≤ N, not {n} of {of}; count the holders of the theme again."
        )
    if n == 1:
        return "one"
    if n == 2:
        return "two"
    if of < rule.numbers_below:
        return "number"
    return _vague_word(n, of, groups=groups, opposed=opposed, rule=rule)


def _vague_word(n: int, of: int, *, groups: int, opposed: bool, rule: DegreeRule) -> str:
    """Rules 4 to 7 of DRAFTING §2."""
    shares = _shares(rule)
    wide = n >= rule.general_support_holders and groups >= rule.general_support_groups
    if wide and not opposed and _reaches(n, of, shares.general):
        return "general support"
    if _exceeds(n, of, shares.most):
        return "most"
    if n >= rule.many_holders and _reaches(n, of, shares.many):
        return "many"
    return "several"


def opposed_views(
    oppositions: Iterable[tuple[str, str]], stances: Iterable[tuple[str | None, Stance]]
) -> frozenset[str]:
    """The views that somebody excludes.

    ``oppositions``: the pairs of views that exclude each other. ``stances``: view and stance of
    every passage that counts (neither relayed nor from the chair); a view that is both supported
    and rejected is opposed too.
    """
    sides: dict[str, set[bool]] = {}
    for view, stance in stances:
        if view is not None and stance is not Stance.MENTIONS:
            sides.setdefault(view, set()).add(stance is Stance.AGAINST)
    divided = {view for view, seen in sides.items() if len(seen) > 1}
    return frozenset(view for pair in oppositions for view in pair) | divided


def degree_options(rule: DegreeRule) -> dict[str, int | float]:
    """The thresholds as they stand in ``engine.options["degree"]`` of every paper."""
    return asdict(rule)


def rule_of_options(options: Mapping[str, Any]) -> DegreeRule:
    """The thresholds recorded in ``engine.options``; the defaults where none are.

    Raises ``EngineError`` for thresholds that are none of ours or no numbers.
    """
    given = options.get("degree", {})
    known = {field.name for field in fields(DegreeRule)}
    plain = isinstance(given, dict) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in given.values()
    )
    if not plain or not given.keys() <= known:
        raise EngineError(
            f"The degree thresholds {given!r} are not to be understood; use {sorted(known)}."
        )
    return DegreeRule(**given)


def is_opposed(stance: Stance, views: Collection[str], opposed_views: Collection[str]) -> bool:
    """Whether "general support" is out of the question for a sentence.

    It is where one of its ``views`` stands in an opposition (``opposed_views``: the ids of all
    views of all oppositions), and where the sentence supports nothing: rejection ("against") and
    mere mention ("mentions", topic sentences) are no support, however many share them.
    """
    if stance in {Stance.AGAINST, Stance.MENTIONS}:
        return True
    return any(view in opposed_views for view in views)
