"""The few words of a text that show why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match

from conspectus.core.search_query import Query
from conspectus.core.search_tokens import WORD, is_run, normalised, token_count, word_tokens

Excerpt = tuple[tuple[str, bool], ...]
"""Stretches of the text as written; those with ``True`` are what was looked for."""

LENGTH = 120
"""Characters of an excerpt, give or take a word."""

_BEFORE = 30
_MARKS = 40
_PLACES = 6
"""In how many of the first paragraphs with a word it is looked whether others stand there too."""


def excerpt_of(
    query: Query, paragraphs: Sequence[str], tokens: str, language: str
) -> tuple[int, Excerpt]:
    """The number of the paragraph that holds most of what is sought (from 1), and its excerpt.

    ``tokens``: those of the paragraphs, each ended by a line feed. 0 where title or holder alone
    hold it: then the excerpt is the beginning.
    """
    number = _best_paragraph(query, tokens)
    if not number or number > len(paragraphs):
        return 0, _beginning(paragraphs)
    line = tokens.split("\n", number)[number - 1]
    return number, _marked(query, paragraphs[number - 1], line, language)


def _best_paragraph(query: Query, tokens: str) -> int:
    """The first of those with the most of what is sought; 0 where there is none."""
    holds: dict[int, int] = {}
    for one in query.sought:
        there: set[int] = set()
        for needle in one.needles():
            there.update(_paragraphs_with(needle, tokens))
        for number in there:
            holds[number] = holds.get(number, 0) + 1
    return min(holds, key=lambda number: (-holds[number], number), default=0)


def _paragraphs_with(needle: str, tokens: str) -> list[int]:
    found: list[int] = []
    number, start = 1, 0
    while len(found) < _PLACES:
        at = tokens.find(needle, start)
        if at < 0:
            break
        number += tokens.count("\n", start, at)
        found.append(number)
        end = tokens.find("\n", at)
        if end < 0:
            break
        number, start = number + 1, end + 1
    return found


def _beginning(paragraphs: Sequence[str]) -> Excerpt:
    text = " ".join(" ".join(paragraphs[:3]).split())[: LENGTH * 3]
    if len(text) <= LENGTH:
        return ((text, False),) if text else ()
    return ((f"{text[:LENGTH].rsplit(' ', 1)[0]} …", False),)


def _marked(query: Query, paragraph: str, line: str, language: str) -> Excerpt:
    """``line``: the paragraph's tokens."""
    text = " ".join(paragraph.split())
    marks = _marks(query, text, line, language)
    if not marks:
        return _beginning([text])
    first, last = _window(text, marks)
    parts: list[tuple[str, bool]] = [("… ", False)] if first else []
    at = first
    for start, end in marks:
        if start >= at and end <= last:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    parts += [(text[at:last], False)]
    parts += [(" …", False)] if last < len(text) else []
    return tuple((words, mark) for words, mark in parts if words)


def _marks(query: Query, text: str, line: str, language: str) -> list[tuple[int, int]]:
    """Where what is sought stands in the text as written; the first of many."""
    words = list(WORD.finditer(text))
    are_sought = _sought_by_line(query, words, line)
    if are_sought is None:
        latin = language.split("-", maxsplit=1)[0]
        are_sought = [_is_sought(query, word[0], latin) for word in words]
    found: list[tuple[int, int]] = []
    for word, is_sought in zip(words, are_sought, strict=True):
        if is_sought:
            run = is_run(word[0])
            found += _in_run(query.runs, word[0], word.start()) if run else [word.span()]
        if len(found) >= _MARKS:
            break
    return found


def _sought_by_line(query: Query, words: Sequence[Match[str]], line: str) -> list[bool] | None:
    """For each word whether one of its tokens is sought, or it is a run of characters.

    The tokens stand in the index in the order of the words: nothing has to be stemmed again.
    ``None`` where they are not as many as the words make, since a compatibility form was several
    words when it was written to the index ("½").
    """
    wanted = query.tokens
    tokens = line.split()
    place = 0
    found = []
    for word in words:
        plain = normalised(word[0])
        own = token_count(plain)
        if own == 1 and place < len(tokens):
            found.append(tokens[place] in wanted or is_run(plain))
        else:
            found.append(own > 1)
        place += own
    return found if place == len(tokens) else None


def _is_sought(query: Query, word: str, latin: str) -> bool:
    plain = normalised(word)
    return is_run(plain) or not query.tokens.isdisjoint(word_tokens(plain, latin))


def _in_run(runs: Sequence[str], word: str, offset: int) -> list[tuple[int, int]]:
    found = []
    for run in runs:
        at = word.find(run)
        while at >= 0:
            found.append((offset + at, offset + at + len(run)))
            at = word.find(run, at + len(run))
    return sorted(found)


def _window(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of about ``LENGTH`` characters with the most marks, between words."""
    best, most = marks[0][0], 0
    for start, _ in marks:
        count = sum(1 for one, end in marks if one >= start and end <= start + LENGTH - _BEFORE)
        if count > most:
            best, most = start, count
    first = max(0, best - _BEFORE)
    if len(text) <= LENGTH + _BEFORE:
        return 0, len(text)
    if first:
        space = text.find(" ", first, best)
        first = space + 1 if space >= 0 else first
    last = min(len(text), first + LENGTH)
    space = text.rfind(" ", best, last)
    end_of_mark = next(end for start, end in marks if start == best)
    return first, max(end_of_mark, space if space > best and last < len(text) else last)
