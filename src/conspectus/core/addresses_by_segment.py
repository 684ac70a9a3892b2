"""Addresses that are looked for only among those that can be meant.

Django tries one pattern after another, which for a page of a paper's workbench are a hundred and
eighty. Most begin alike, "{forum}/{cycle}/", and have a fixed word behind it: of those with another
word than the address none can match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

_ANY: Final = re.compile(r"<(?:(?:slug|int|str|uuid):)?\w+>")
"""What stands for something without a slash in it."""

Pattern = URLPattern | URLResolver


class BySegment(URLResolver):
    """The patterns in their order, each tried only where its segments at ``places`` may be met.

    Places count from 0: the third segment of "igf/2026/papers/1/" is at place 2.
    """

    def __init__(self, patterns: Sequence[Pattern], places: tuple[int, ...]) -> None:
        super().__init__(RoutePattern(""), list(patterns))
        self._place, self._further = places[0], places[1:]
        self._by_word: dict[str | None, URLResolver] | None = None

    def resolve(self, path: str) -> ResolverMatch:
        """The view of an address.

        Raises:
            Resolver404: there is none.
        """
        if self._by_word is None:
            self._by_word = self._sorted()
        segments = path.split("/", self._place + 1)
        word = segments[self._place] if len(segments) > self._place else None
        found = self._by_word.get(word) or self._by_word[None]
        return found.resolve(path)

    def _sorted(self) -> dict[str | None, URLResolver]:
        """Fixed word at the place → the patterns with it and those with none; ``None``: these."""
        named = [(_word_at(self._place, one), one) for one in _flat(self.url_patterns)]
        words: set[str | None] = {word for word, _ in named} | {None}
        return {word: self._among(one for at, one in named if at in {word, None}) for word in words}

    def _among(self, patterns: Iterable[Pattern]) -> URLResolver:
        some = list(patterns)
        if self._further:
            return BySegment(some, self._further)
        return URLResolver(RoutePattern(""), some)


def _flat(patterns: Iterable[Any]) -> Iterator[Pattern]:
    """The patterns, and in the place of those that only include others these."""
    for one in patterns:
        plain = isinstance(one, URLResolver) and isinstance(one.pattern, RoutePattern)
        if plain and not (str(one.pattern) or one.default_kwargs or one.namespace):
            yield from _flat(one.url_patterns)
        else:
            yield one


def _word_at(place: int, pattern: Pattern) -> str | None:
    """The fixed word at a place of all addresses that the pattern matches, if there is one."""
    if not isinstance(pattern.pattern, RoutePattern):
        return None
    segments = str(pattern.pattern).split("/")
    whole = len(segments) - isinstance(pattern, URLResolver)  # an include's last one may go on
    if place >= whole or "<" in segments[place]:
        return None
    before = segments[:place]
    plain = all("<" not in one or not _ANY.sub("", one).count("<") for one in before)
    return segments[place] if plain else None
