"""What consultations go by: limits, pages by weight, times. Pure functions."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

PAGE: Final = 50
"""Meetings, or interventions, of a page at most."""

PAGE_WEIGHT: Final = 6_500
"""Bytes of the interventions of a page, compressed one by one: together they take less."""

SHOWN: Final = 1_800
"""Code points of a long intervention that a page of the transcript shows."""

HEAVIEST: Final = 6_500
"""Bytes of a part of an intervention, compressed."""

MOST_SPEAKERS: Final = 400
"""Speakers of one transcript that are put to somebody: more are a file that was misread."""

LONGEST_INITIALS: Final = 4
"""Letters of a label that may be a person's initials as well as the name of a body."""

RESERVED: Final = frozenset({"work", "page", "new", "feed", "actions"})
"""Words of addresses beside meetings."""


def shown_part(text: str) -> str:
    """What a page shows of an intervention: all of it, or its beginning up to a break."""
    if len(text) <= SHOWN:
        return text
    cut = text[:SHOWN]
    at = max(cut.rfind("\n"), cut.rfind(". "), cut.rfind("。"))
    return cut[: at + 1] if at > SHOWN // 2 else cut


def weight_of(text: str) -> int:
    """Bytes that an intervention adds to its page, compressed, with what stands around it."""
    return _compressed(shown_part(text)) + 60


def pages_of(weights: Iterable[int], *, first: int) -> Iterator[int]:
    """The page of each intervention, from ``first`` on; none is heavier than a page may be."""
    page, count, weight = first, 0, 0
    for added in weights:
        if count and (count == PAGE or weight + added > PAGE_WEIGHT):
            page, count, weight = page + 1, 0, 0
        count, weight = count + 1, weight + added
        yield page


def parts_of(text: str) -> list[str]:
    """A text in parts that are a page each: parted at lines, else at sentences, else anywhere."""
    if _compressed(text) <= HEAVIEST:
        return [text]
    half = len(text) // 2
    for mark in ("\n", ". ", "。", " "):
        at = text.rfind(mark, 0, half + 1) + len(mark)
        if at > len(text) // 5:
            break
    else:
        at = half
    return [*parts_of(text[:at].rstrip()), *parts_of(text[at:].lstrip())]


CONTEXT: Final = 60
"""Code points around what a correction changes."""

LONGEST_CHANGE: Final = 300
"""Code points of a change that a list shows."""


def change_between(was: str, now: str) -> tuple[str, str]:
    """Where two texts differ, each with a little of what stands around, not too long."""
    first = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), None)
    start = min(len(was), len(now)) if first is None else first
    same = 0
    while same < min(len(was), len(now)) - start and was[-1 - same] == now[-1 - same]:
        same += 1
    begin = max(0, start - CONTEXT)
    return _excerpt(was, begin, len(was) - same), _excerpt(now, begin, len(now) - same)


def _excerpt(text: str, begin: int, end: int) -> str:
    end = min(len(text), end + CONTEXT, begin + LONGEST_CHANGE)
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if end < len(text) else ''}"


def _compressed(text: str) -> int:
    return len(zlib.compress(text.encode("utf-8", "replace"), 6))


def clock(seconds: float) -> str:
    """ "1:02:03": from the start of a recording, or the time of a day."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def agenda_of(lines_by_language: dict[str, list[str]]) -> list[dict[str, str]]:
    """Items in order, each by language: the first line of each language is the first item."""
    longest = max((len(lines) for lines in lines_by_language.values()), default=0)
    return [
        {code: lines[place] for code, lines in lines_by_language.items() if place < len(lines)}
        for place in range(longest)
    ]


LONGEST_CAPTION: Final = 2_000
"""Characters of one caption: some minutes of speech; more is no caption."""

SHOWN_CAPTIONS: Final = 30
"""Captions of the live page at most, and of a page of earlier ones."""

SHOWN_LETTERS: Final = 9_000
"""Characters of them together, so that a page stays light however long each is."""

_ANY_LABEL: Final = re.compile(r">>+(?:\s*[^:：>]{1,120}?\s*[:：])?")
_LABEL: Final = re.compile(r">>+\s*([^:：>]{1,120}?)\s*[:：]\s*(.*)", re.DOTALL)


def parted_label(text: str) -> tuple[str, str]:
    """(">>ANA: Good morning") → ("ANA", "Good morning"); "" where no label stands before."""
    found = _LABEL.fullmatch(text)
    if found:
        return found[1], found[2]
    return "", text.lstrip("> ") if text.startswith(">>") else text


def without_labels(text: str) -> str:
    """The words without any label that names who says them (">>ANA:"), wherever it stands."""
    return " ".join(_ANY_LABEL.sub(" ", text).split())


def fitting(lengths: Iterable[int]) -> int:
    """How many captions of these lengths a page shows, one at least."""
    total, count = 0, 0
    for length in lengths:
        total += length
        if count == SHOWN_CAPTIONS or (count and total > SHOWN_LETTERS):
            break
        count += 1
    return count
