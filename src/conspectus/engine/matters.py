"""Which matters of public policy a text in another language names, in English.

So that a passage finds its theme, which is described in English, and so that themes can be found
where little or nothing is in English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.errors import EngineError
from conspectus.engine.lexicon.files import lines

_LANGUAGES: Final = ("fr", "es", "pt", "ru", "ar", "zh")
_START: Final = {"ar": r"(?<!\w)[وفبلك]{0,2}(?:ال|لل)?", "zh": ""}
"""What may stand before the beginning of a word: articles and particles in Arabic."""
MOST_THEMES: Final = 9
FEWEST_NAMING: Final = 3
FEWEST_HOLDERS: Final = 3
"""A matter that so many passages of so many contributors name may head a section."""


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(English name, how words for it begin) for each matter that ``language`` has words for."""
    if language not in _LANGUAGES:
        return ()
    column = _LANGUAGES.index(language) + 1
    start = _START.get(language, r"(?<!\w)")
    found = []
    for line in lines("matters.txt"):
        cells = [cell.strip() for cell in line.split(" | ")]
        if len(cells) != len(_LANGUAGES) + 1:
            raise EngineError(f"The line “{line}” of matters.txt has {len(cells)} cells, not 7.")
        if cells[column] != "–":
            words = "|".join(cells[column].split(";"))
            found.append((cells[0], re.compile(f"{start}(?:{words})", re.IGNORECASE)))
    return tuple(found)


@lru_cache(maxsize=1 << 13)
def matters_in(text: str, language: str) -> tuple[str, ...]:
    """The English names of the matters that ``text`` names, in their order in it.

    Empty for English and for languages without words.
    """
    found = []
    for rank, (name, pattern) in enumerate(_patterns(language)):
        match = pattern.search(text)
        if match:
            found.append((match.start(), rank, name))
    return tuple(name for _, _, name in sorted(found))


def with_matters(text: str, language: str) -> str:
    """``text`` with the matters that it names before it, in English; itself where it names none."""
    named = matters_in(text, language)
    return f"{'; '.join(named)}. {text}" if named else text


def themes_of_matters(
    texts: Sequence[str], languages: Sequence[str], holders: Sequence[str]
) -> tuple[ThemeSpec, ...]:
    """Themes of passages in other languages: the matters that together cover most of them.

    ``texts``, ``languages``, ``holders``: one of each a passage. Greedy; the order of the passages
    changes nothing. A contributor counts in a matter once for the choice between two.
    """
    naming: dict[str, set[int]] = defaultdict(set)
    for i, (text, language) in enumerate(zip(texts, languages, strict=True)):
        for name in matters_in(text, language):
            naming[name].add(i)
    chosen: list[str] = []
    covered: set[int] = set()
    while len(chosen) < MOST_THEMES:
        gains = {
            name: (len({holders[i] for i in rows - covered}), len(rows - covered))
            for name, rows in naming.items()
            if name not in chosen
        }
        fit = [
            name
            for name, (voices, passages) in gains.items()
            if voices >= FEWEST_HOLDERS and passages >= FEWEST_NAMING
        ]
        if not fit:
            break
        best = min(fit, key=lambda name: (-gains[name][0], -gains[name][1], name))
        chosen.append(best)
        covered |= naming[best]
    return tuple(
        ThemeSpec(id=re.sub(r"\W+", "-", name), name=name[:1].upper() + name[1:], terms=(name,))
        for name in chosen
    )
