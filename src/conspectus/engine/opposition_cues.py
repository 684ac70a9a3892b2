"""Cues: short patterns over the words of a sentence that tell on which side of an issue it stands.

A cue is a row of elements between spaces, matched in order inside one clause:

``word``           the word in any inflection ("body" also finds "bodies")
``a|b``            one of these words
``{class}``        a word or phrase of a class that the issue file lists under ``[words]``
``..`` ``...``     at most 5, at most 12 further words, none of them a denial, condition or may/might
``?`` ``*``        after an element: at most once; any number of times
``!a|b``           the next word is none of these

What stands in brackets, and quotation marks, are passed over. The forum's own cues are matched the
same way ("should adopt" finds "should be adopting" too), so a secretariat needs no syntax at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import lemminflect

from conspectus.engine.errors import EngineError
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.words import fold

Classes = Mapping[str, tuple[str, ...]]

_GAPS: Final = {"..": 5, "...": 12}
_NEVER_SKIPPED: Final = (
    "not no never neither nor cannot n't don't doesn't without except unless if whether than "
    "against oppose opposes opposed reject rejects rejected avoid avoids avoided avoiding resist "
    "resisted prevent rather instead such may might could ; : . ? ! but although while whereas"
).split()
_QUOTE_MARKS: Final = frozenset("“”‘’\"'«»「」„´`")
_INSIDE: Final = re.compile(r"['’]s?$|[-‑]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as cues read it.

    ``text``: `` folded/lemma`` for each of ``tokens`` (brackets and quotation marks left out), which
    begin at ``starts``. ``words``: all folded words and lemmas.
    """

    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``[start, end)`` of a line that a cue covers."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled cue. ``text``: as written; ``needs``: one word of each set must be there."""

    text: str
    pattern: re.Pattern[str]
    needs: frozenset[frozenset[str]]

    def spans(self, line: Line) -> Iterator[Span]:
        """Where it stands in ``line``, from left to right."""
        if any(need.isdisjoint(line.words) for need in self.needs):
            return
        for match in self.pattern.finditer(line.text):
            yield Span(_index(line, match.start()), _index(line, match.end() - 1) + 1)


@lru_cache(maxsize=1 << 13)
def line_of(tokens: tuple[Token, ...]) -> Line:
    """A tagged English sentence as cues read it."""
    kept = tuple(_read(tokens))
    starts: list[int] = []
    parts: list[str] = []
    words: set[str] = set()
    at = 0
    for token in kept:
        folded, lemma = _plain(token.lower), _plain(_lemma(token))
        part = f" {folded}/{lemma}"
        starts.append(at)
        parts.append(part)
        words |= {folded, lemma}
        at += len(part)
    return Line("".join(parts), kept, tuple(starts), frozenset(words))


def _read(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens outside brackets, without quotation marks."""
    depth = 0
    for token in tokens:
        if token.text in {"(", "["}:
            depth += 1
        elif token.text in {")", "]"}:
            depth = max(0, depth - 1)
        elif not depth and token.text not in _QUOTE_MARKS:
            yield token


def _lemma(token: Token) -> str:
    """The lemma; of a capitalised plural inside a sentence ("States") that of the noun."""
    if token.tag == "N" and token.lemma == token.lower and token.lower.endswith("s"):
        return _singular(token.lower)
    return token.lemma


@lru_cache(maxsize=1 << 13)
def _singular(noun: str) -> str:
    return str(lemminflect.getLemma(noun, "NOUN")[0])


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> str:
    """One spelling without hyphens and possessive, fit to stand in a line."""
    folded = _INSIDE.sub("", fold(word)) if len(word) > 1 else word
    return re.sub(r"[/\s]", "_", folded) or word


def _index(line: Line, at: int) -> int:
    """The token that covers the character ``at`` of the line."""
    low, high = 0, len(line.starts)
    while high - low > 1:
        middle = (low + high) // 2
        if line.starts[middle] <= at:
            low = middle
        else:
            high = middle
    return low


def plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they stand in lines."""
    return tuple(_plain(word) for word in phrase.split())


def cue_of(text: str, classes: Classes) -> Cue:
    """Compile a cue. Raises ``EngineError`` for an unknown class or an empty cue."""
    elements = text.split()
    if not elements:
        raise EngineError("A cue of an issue is empty; write words to look for.")
    read = [_element(element, text, classes) for element in elements]
    needs = frozenset(need for _, need in read if need)
    return Cue(text, re.compile("".join(pattern for pattern, _ in read)), needs)


def _element(element: str, cue: str, classes: Classes) -> tuple[str, frozenset[str]]:
    """(pattern, words of which one must be there; empty where none must)."""
    if element in _GAPS:
        return f"(?:(?! (?:{_any(_NEVER_SKIPPED)})/) [^ ]+){{0,{_GAPS[element]}}}?", frozenset()
    if element.startswith("!"):
        return f"(?!{_words(element[1:].split('|'))})", frozenset()
    repeat = element[-1] if element[-1] in "?*" and len(element) > 1 else ""
    choices = _choices(element.rstrip("?*") if repeat else element, cue, classes)
    needed = frozenset(_plain(choice.split()[0]) for choice in choices)
    return f"(?:{_words(choices)}){repeat}", frozenset() if repeat else needed


def _choices(element: str, cue: str, classes: Classes) -> list[str]:
    choices: list[str] = []
    for choice in element.split("|"):
        if not choice.startswith("{"):
            choices.append(choice)
        elif (name := choice.strip("{}")) in classes:
            choices += classes[name]
        else:
            raise EngineError(f"The cue “{cue}” names the words {choice}, which are not listed.")
    return choices


def _words(choices: Sequence[str]) -> str:
    """A pattern for any of the words and phrases, phrases first and the longest first."""
    phrases = sorted((c for c in choices if " " in c), key=lambda c: (-len(c), c))
    patterns = ["".join(_words([part]) for part in phrase.split()) for phrase in phrases]
    single = sorted({_plain(choice) for choice in choices if " " not in choice})
    if single:
        words = _any(single)
        patterns.append(rf" (?:(?:{words})/[^ ]+|[^ /]+/(?:{words})(?= |$))")
    return f"(?:{'|'.join(patterns)})"


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in words)
