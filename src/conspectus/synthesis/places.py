"""What a translator leaves as it is: names of holders and quotations, as places in a text.

``{names}`` stands for the names that follow each other, ``{quote}`` for a quotation in the language
in which it was written; where a text has several they are numbered, ``{names1}``, ``{names2}``.
What stands there (``filling``): {place: [names]} and {place: {"words", "language"}}; of ``{who}``
(synthesis.degree_words) {"before", "names", "after"}.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

PLACE: Final = re.compile(r"\{((?:names|quote|who)\d*)\}")
_BRACES: Final = re.compile(r"\{[^{}]*\}|[{}]")
_QUOTATION: Final = re.compile("[“«「]([^“”«»「」]+)[”»」]")
_ARTICLE: Final = re.compile(r"\b[Tt]he $")
_BETWEEN: Final = re.compile(r"(?:,|;| |and|the)+")
Filling = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text as it is printed; ``language`` where it is not that of the text."""

    text: str
    language: str = ""
    is_name: bool = False


def with_places(
    text: str, names: Iterable[str], quoted: Iterable[tuple[str, str]]
) -> tuple[str, dict[str, Any]]:
    """A text with its places, and what stands there.

    ``names``: as the paper prints them; ``quoted``: (words of the evidence, their language).
    """
    evidence = list(quoted)
    spans: list[tuple[int, int, str, Any]] = []
    for found in _QUOTATION.finditer(text):
        words = found[1]
        language = next((code for said, code in evidence if words in said), "")
        spans.append((found.start(), found.end(), "quote", {"words": words, "language": language}))
    for start, end, group in _named(text, names, [span[:2] for span in spans]):
        spans.append((start, end, "names", group))
    spans.sort(key=lambda span: span[:2])
    counts = Counter(kind for _start, _end, kind, _value in spans)
    seen: Counter[str] = Counter()
    filling: dict[str, Any] = {}
    made, at = "", 0
    for start, end, kind, value in spans:
        seen[kind] += 1
        place = f"{kind}{seen[kind]}" if counts[kind] > 1 else kind
        filling[place] = value
        made += text[at:start] + f"{{{place}}}"
        at = end
    return made + text[at:], filling


def _named(
    text: str, names: Iterable[str], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, list[str]]]:
    """(start, end, names) of each run of names, the longest names first."""
    found: list[tuple[int, int, str]] = []
    for name in sorted(set(names), key=lambda one: (-len(one), one)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            start, end = match.span()
            others = [*taken, *(span[:2] for span in found)]
            if all(end <= one or start >= other for one, other in others):
                found.append((start, end, name))
    found = [(_with_article(text, start), end, name) for start, end, name in sorted(found)]
    runs: list[tuple[int, int, list[str]]] = []
    for start, end, name in found:
        if runs and _BETWEEN.fullmatch(text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end, [*runs[-1][2], name])
        else:
            runs.append((start, end, [name]))
    yield from runs


def _with_article(text: str, start: int) -> int:
    """Where a name begins with its article, which another language may not have."""
    article = _ARTICLE.search(text, 0, start)
    return article.start() if article else start


def problem_of(text: str, filling: Filling) -> str:
    """The first place that a translation lacks, has twice or invents; "" where all is well."""
    found = Counter(match[0] for match in _BRACES.finditer(text))
    wanted = [f"{{{place}}}" for place in filling]
    wrong = [one for one in wanted if found[one] != 1]
    return next(iter([*wrong, *(one for one in found if one not in wanted)]), "")


def pieces(text: str, filling: Filling, *, language: str, original: str) -> list[Piece]:
    """A text with its places filled in: names as signed, quotations in their own language.

    ``language``: of the text; ``original``: of the paper, whose languages the names are in.
    """
    made: list[Piece] = []
    at = 0
    for found in PLACE.finditer(text):
        value = filling.get(found[1])
        if value is None:
            continue
        made.append(Piece(text[at : found.start()]))
        if found[1].startswith("quote"):
            made.append(Piece(f"“{value['words']}”", value["language"] or original))
        elif found[1] == "who":
            before = str(value["before"])
            opens = not any(one.text.strip() for one in made)
            made.append(Piece(before[:1].upper() + before[1:] if opens else before))
            made += _listed([str(one) for one in value["names"]], language, original)
            made.append(Piece(str(value["after"])))
        else:
            made += _listed([str(one) for one in value], language, original)
        at = found.end()
    made.append(Piece(text[at:]))
    return [one for one in made if one.text]


def _listed(names: Sequence[str], language: str, original: str) -> list[Piece]:
    """The names with what stands between them in the language of the text."""
    marks = [f"\ue000{place}\ue001" for place in range(len(names))]
    try:
        said = format_list(marks, locale=Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        said = ", ".join(marks)
    parts = re.split("\ue000(\\d+)\ue001", said)
    return [
        Piece(names[int(part)], original, is_name=True) if place % 2 else Piece(part)
        for place, part in enumerate(parts)
    ]
