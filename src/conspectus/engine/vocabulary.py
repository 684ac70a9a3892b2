"""The words of a corpus: which are misspelt or glued, and which acronyms a reader can look up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from conspectus.engine.corpus import GlossaryEntry, Source, ThemeSpec
from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.remembered import remembered

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_ACRONYM: Final = re.compile(
    r"\b[A-Z][A-Za-z]?[A-Z&0-9]*[A-Z][A-Za-z]?\b(?:/[A-Z]{2,})?|\b[a-z]{1,2}[A-Z]{2,4}s?\b"
)
_EXPANSION: Final = re.compile(
    r"((?:[A-Z][\w’'&-]*|of|for|the|and|on|in|to|de|des|du|la|et)(?:[ -](?:[A-Z][\w’'&-]*|of|for|"
    r"the|"
    r"and|on|in|to|de|des|du|la|et|with))*) \(([A-Z][A-Za-z]?[A-Z&0-9]*[A-Z][a-z]?)\)"
)
_DEFINITE: Final = re.compile(
    r"\b[Tt]he ([a-z][a-z-]{2,})(?=[.;:)]|$| (?:is|are|was|were|has|have|must|should|shall|will|"
    r"can|"
    r"may|could|would|needs?|ought|by|from|with)\b)"
)
_COMMON_SOURCES: Final = 2
FEW_SOURCES: Final = 10
"""An acronym in less than one source of so many is known to few, wherever it is explained."""
_KNOWN_ACRONYMS: Final = frozenset(
    "UN EU US USA UK UNESCO NATO AIDS HIV DNA CEO NGO NGOs TV GDP PC CD DVD FAQ PDF OK ID IT AM "
    "PM".split()
)
_KNOWN_DEFINITES: Final = frozenset(
    "law public police press media state courts market economy environment future past poor "
    "elderly taxpayer".split()
)
"""There is one of each for every reader."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Document counts of words, and expansions of acronyms with the source that gives them."""

    documents: Mapping[str, int]
    expansions: Mapping[str, tuple[str, str]]
    acronyms: Mapping[str, int]
    definites: Mapping[str, int]
    sources: int
    named: frozenset[str] = frozenset()

    def unresolved(self, text: str) -> bool:
        """Whether "the …" names something that only its own text has introduced.

        "The Internet" or "the community" is known to every reader of the corpus; "the membership"
        is not, unless the sentence itself has named it before.
        """
        known = max(_COMMON_SOURCES + 1, self.sources // 30)
        return any(
            match.group(1).lower() not in _KNOWN_DEFINITES | self.named
            and self.definites.get(match.group(1).lower(), 0) < known
            and match.group(1).lower() not in text[: match.start()].lower()
            for match in _DEFINITE.finditer(text)
        )

    def misspelt(self, text: str) -> bool:
        """Whether a lower-case word of ``text`` is in no dictionary and in one source only."""
        return any(
            word.islower()
            and len(word) > 3
            and self.documents.get(word, 0) < _COMMON_SOURCES
            and not _in_dictionary(word)
            for word in _WORD.findall(text)
        )

    def unexplained(self, text: str) -> bool:
        """Whether an acronym of ``text`` is explained nowhere and used by few sources only.

        Where it is explained, by another source, a reader of the corpus has still to have met it.
        """
        return any(
            acronym not in _KNOWN_ACRONYMS
            and f"({acronym})" not in text
            and self._sources_with(acronym)
            < max(
                0 if acronym.removesuffix("s") in self.expansions else 3,
                self.sources // FEW_SOURCES,
            )
            for acronym in set(_ACRONYM.findall(text))
            if sum(letter.isupper() for letter in acronym) > 1
        )

    def _sources_with(self, acronym: str) -> int:
        """How many sources use the acronym, in the singular or in the plural, at least."""
        one = acronym.removesuffix("s")
        return max(self.acronyms.get(one, 0), self.acronyms.get(f"{one}s", 0))

    def explains(self, text: str) -> bool:
        """Whether a reader of the corpus knows every word, acronym and thing of ``text``."""
        return not (self.misspelt(text) or self.unexplained(text) or self.unresolved(text))


def acronyms_in(text: str) -> frozenset[str]:
    """The acronyms that stand in ``text``, a plural in its singular."""
    found = {acronym.removesuffix("s") for acronym in _ACRONYM.findall(text)}
    return frozenset(acronym for acronym in found if acronym.isupper())


@lru_cache(maxsize=100_000)
def _in_dictionary(word: str) -> bool:
    """Whether lemminflect's lexicon holds the word or all of its hyphenated parts."""
    parts = [part.removesuffix("'s").removesuffix("’s") for part in word.split("-")]
    return all(
        len(part) <= 2 or bool(lemmas_of(part)) or part.endswith(_PRODUCTIVE) for part in parts
    )


_PRODUCTIVE: Final = (
    "isation",
    "ization",
    "ising",
    "izing",
    "ised",
    "ized",
    "ise",
    "ize",
    "our",
    "ours",
    "ly",
    "ness",
    "'t",
    "’t",
    "based",
    "centre",
    "centres",
    "stakeholder",
    "stakeholders",
)


class _Words(NamedTuple):
    """What one source adds, each once; ``expansions``: (acronym, meaning) in their order."""

    words: Sequence[str]
    acronyms: Sequence[str]
    definites: Sequence[str]
    expansions: Sequence[Sequence[str]]


@remembered(pack=list, unpack=_Words._make)
def _words_of_source(text: str) -> _Words:
    expansions = (
        (match.group(2), _matching(match.group(1), match.group(2)))
        for match in _EXPANSION.finditer(text)
    )
    return _Words(
        words=sorted(set(_WORD.findall(text))),
        acronyms=sorted(set(_ACRONYM.findall(text))),
        definites=sorted({match.group(1).lower() for match in _DEFINITE.finditer(text)}),
        expansions=[(acronym, meaning) for acronym, meaning in expansions if meaning is not None],
    )


def vocabulary_of(
    sources: Sequence[Source],
    glossary: Iterable[GlossaryEntry],
    themes: Iterable[ThemeSpec] = (),
) -> Vocabulary:
    """Read the vocabulary of English sources; ``glossary``, ``themes``: the forum's own entries.

    What the forum names among its themes ("secretariat", "programme") its readers know.
    """
    documents: Counter[str] = Counter()
    acronyms: Counter[str] = Counter()
    definites: Counter[str] = Counter()
    expansions: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source in sorted(sources, key=lambda s: s.id):
        found = _words_of_source(source.text)
        documents.update(found.words)
        acronyms.update(found.acronyms)
        definites.update(found.definites)
        for acronym, meaning in found.expansions:
            expansions[acronym][meaning].append(source.id)
    best = {acronym: _usual(meanings) for acronym, meanings in expansions.items()}
    for entry in glossary:
        best[entry.term] = (entry.meaning, "")
    return Vocabulary(
        documents=documents,
        expansions=best,
        acronyms=acronyms,
        definites=definites,
        sources=len(sources),
        named=frozenset(
            word.lower() for theme in themes for word in _WORD.findall(_said_of(theme))
        ),
    )


def _said_of(theme: ThemeSpec) -> str:
    return ". ".join((theme.name, theme.description, *theme.terms))


def _usual(meanings: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The meaning that most sources give, else the shortest, with the first source that does."""
    meaning = min(meanings, key=lambda m: (-len(set(meanings[m])), len(m), m))
    return meaning, meanings[meaning][0]


_SMALL: Final = frozenset(
    {"of", "for", "the", "and", "on", "in", "to", "with", "de", "des", "du", "la", "et"}
)


def _matching(words: str, acronym: str) -> str | None:
    """The tail of ``words`` whose initials spell ``acronym``, or ``None``."""
    parts = words.split()
    letters = [c.lower() for c in acronym if c.isalpha() and c.isupper()]
    for start in range(len(parts) - 1, -1, -1):
        tail = parts[start:]
        initials = [p[0].lower() for part in tail for p in part.split("-") if p]
        strict = [
            p[0].lower()
            for part in tail
            if part.lower() not in _SMALL
            for p in part.split("-")
            if p
        ]
        if letters in (initials, strict) and tail[0].lower() not in _SMALL:
            return " ".join(tail)
        if len(tail) > len(letters) + 4:
            break
    return None
