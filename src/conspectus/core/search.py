"""Search over what is published: ranked, with excerpts that lead to the paragraph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conspectus.core.excerpts import Excerpt, excerpt_of
from conspectus.core.models import Scope
from conspectus.core.search_index import (
    BETWEEN,
    forget_text,
    forget_texts,
    index_text,
    index_texts,
    place_of_language,
    place_of_scope,
    sweep_index,
)
from conspectus.core.search_query import Query, read_query
from conspectus.core.search_store import found_rows

__all__ = [
    "Found",
    "Results",
    "forget_text",
    "forget_texts",
    "index_text",
    "index_texts",
    "search",
    "sweep_index",
]

PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A text that holds what was looked for. ``address``: of the paragraph, without language."""

    kind: str
    address: str
    language: str
    title: str
    holder: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found. ``hits``: on all pages; ``every``: each has all that was sought.

    ``sought`` is false where the query has no word to look for.
    """

    found: tuple[Found, ...]
    hits: int
    every: bool = True
    sought: bool = True


def search(
    scope: Scope | None,
    query: str,
    *,
    language: str = "",
    page: int = 1,
    size: int = PAGE,
) -> Results:
    """What holds the words, the best first; one query, two where no text has all of them.

    ``scope``: a forum or cycle (with its primary key), or ``None`` for everything.
    ``language``: of the texts, "" for all.
    """
    wanted = read_query(query[:500], language)
    if not wanted.sought:
        return Results((), 0, sought=False)
    places = [place_of_scope(scope.pk)] if scope is not None else []
    places += [place_of_language(language)] if language else []
    start = (page - 1) * size
    results = _results(wanted, places, (size, start), every=True)
    if results.found or len(wanted.sought) == 1 or page > 1:
        return results
    return _results(wanted, places, (size, start), every=False)


def _results(
    wanted: Query, places: Sequence[str], window: tuple[int, int], *, every: bool
) -> Results:
    rows = found_rows(wanted, places, window, every=every)
    return Results(tuple(_found(wanted, rows)), rows[0][8] if rows else 0, every=every)


def _found(wanted: Query, rows: Iterable[tuple[str, ...]]) -> Iterable[Found]:
    for kind, key, language, title, holder, text, anchors, tokens, _ in rows:
        number, excerpt = excerpt_of(wanted, text.split(BETWEEN), tokens, language)
        yield Found(kind, _address(key, anchors, number), language, title, holder, excerpt)


def _address(key: str, anchors: str, number: int) -> str:
    if not number:
        return key
    named = json.loads(anchors) if anchors != "[]" else ()
    return f"{key}{named[number - 1] if number <= len(named) else f'p{number}/'}"
