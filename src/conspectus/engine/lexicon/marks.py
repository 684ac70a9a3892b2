"""Marks of polarity, modality, condition and quantity, by language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from conspectus.engine.lexicon import files
from conspectus.engine.words import fold, key_of, root_of

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
LISTED = (*LANGUAGES, "pt")
"""Languages with a list of marks; papers are written in the first ones."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one language; words are folded, ``reserves`` holds keys, ``wanting`` stems.

    ``modality``: rank of a modal (DRAFTING §4: may 1 < could 2 < should 3 < needs to 4 < must 5).
    ``wanting``: rank that a word of the writer gives to what it stands with. ``conditions``:
    first word → phrases, longest first, with what each demands of a claim ("" demands nothing).
    ``contrasts``, ``asides``: how a tail begins that says what is not meant, or what for and how
    (as written, longest first); ``concord``: negators that another denial before them makes idle.
    """

    negators: frozenset[str]
    no_denial: tuple[Phrase, ...]
    local: tuple[Phrase, ...]
    local_idle: frozenset[str]
    reserves: frozenset[str]
    modality: Mapping[str, int]
    wanting: Mapping[str, int]
    conditions: Mapping[str, tuple[tuple[Phrase, str], ...]]
    quantity: Mapping[str, str]
    contrasts: tuple[str, ...]
    asides: tuple[str, ...]
    concord: frozenset[str]


@cache
def marks(language: str) -> Marks:
    """The marks of ``language``; empty for a language without a list."""
    data = files.table(f"marks_{language}.toml") if language in LISTED else {}
    english = language == "en"

    def root(word: str) -> str:
        folded = fold(word, language)
        return key_of(folded, language) if english else folded

    conditions = data.get("conditions", {})
    if isinstance(conditions, str):
        conditions = {word: word for word in conditions.split()}
    listed = [(tuple(phrase.split()), str(mark)) for phrase, mark in conditions.items()]
    return Marks(
        negators=frozenset(str(data.get("negators", "")).split()),
        no_denial=tuple(tuple(phrase.split()) for phrase in data.get("no_denial", ())),
        local=tuple(tuple(phrase.split()) for phrase in data.get("local", ())),
        local_idle=frozenset(str(data.get("local_idle", "")).split()),
        reserves=frozenset(root(word) for word in str(data.get("reserves", "")).split()),
        modality={
            fold(word, language): int(rank) for word, rank in data.get("modality", {}).items()
        },
        wanting={
            root_of(fold(word, language), language): int(rank)
            for word, rank in data.get("wanting", {}).items()
        },
        conditions=_by_first_word(listed),
        contrasts=_longest_first(data.get("contrasts", ())),
        asides=_longest_first(data.get("asides", ())),
        concord=frozenset(str(data.get("concord", "")).split()),
        quantity={str(word): str(mark) for word, mark in data.get("quantity", {}).items()},
    )


def _longest_first(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _by_first_word(
    listed: list[tuple[Phrase, str]],
) -> Mapping[str, tuple[tuple[Phrase, str], ...]]:
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, mark in sorted(listed, key=lambda entry: (-len(entry[0]), entry[0])):
        found.setdefault(phrase[0], []).append((phrase, mark))
    return {word: tuple(phrases) for word, phrases in found.items()}


@cache
def implied() -> Mapping[str, frozenset[str]]:
    """Key of an English word → keys of what it implies."""
    found: dict[str, set[str]] = {}
    for word, others in files.pairs("implied_en.txt").items():
        found.setdefault(key_of(word), set()).update(key_of(other) for other in others)
    return {key: frozenset(keys) for key, keys in found.items()}


@cache
def restrictive() -> tuple[frozenset[str], frozenset[str]]:
    """(folded English modifiers that narrow, keys of second parts of compounds that do)."""
    entries = files.lines("restrictive_en.txt")
    whole = frozenset(fold(entry) for entry in entries if not entry.startswith("-"))
    parts = frozenset(key_of(fold(entry[1:])) for entry in entries if entry.startswith("-"))
    return whole, parts


@cache
def antonyms() -> Mapping[str, frozenset[str]]:
    """Key → keys of the English words that exclude it."""
    found: dict[str, set[str]] = {}
    for line in files.lines("antonyms_en.txt"):
        one, other = (key_of(fold(word)) for word in line.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {key: frozenset(keys) for key, keys in found.items()}


@cache
def acronyms() -> Mapping[str, tuple[str, ...]]:
    """Key of an acronym → keys of the content words that it stands for."""
    from_words = files.pairs("acronyms_en.txt").items()
    return {
        key_of(fold(acronym)): tuple(
            key_of(fold(word))
            for word in words
            if word.casefold() not in {"and", "of", "on", "the", "for"}
        )
        for acronym, words in from_words
    }


@cache
def light_words() -> frozenset[str]:
    """Keys of English words that say little beside what they stand with."""
    words = str(files.table("lists_en.toml")["light"]).split()
    return frozenset(key_of(fold(word)) for word in words)
