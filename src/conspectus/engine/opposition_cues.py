"""Cues: short patterns over the words of a sentence that tell on which side of an issue it stands.

A cue is a row of elements between spaces, matched in order inside one clause:

``word``           the word in any inflection ("body" also finds "bodies")
``a|b``            one of these words
``{class}``        a word or phrase of a class that the issue file lists under ``[words]``
``..`` ``...``     at most 5, at most 12 further words: no denial, no condition, no may or might
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

from conspectus.engine.errors import EngineError
from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.remembered import remembered
from conspectus.engine.words import fold

Classes = Mapping[str, tuple[str, ...]]

_GAPS: Final = {"..": 5, "...": 12}
_NEVER_SKIPPED: Final = frozenset(
    "not no never neither nor cannot n't don't doesn't without except unless if whether than "
    "against oppose opposes opposed reject rejects rejected avoid avoids avoided avoiding resist "
    "resisted prevent rather instead such may might could but although while ; : . ? !".split()
)
_QUOTE_MARKS: Final = frozenset("“”‘’\"'«»「」„´`")
_RAW: Final = re.compile(r"[^\s()\[\],;:!?“”\"«»]*[^\s()\[\],;:.!?“”\"«»]")
_INSIDE: Final = re.compile(r"['’]s?$|[-‑]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as cues read it.

    ``tokens``: without brackets and quotation marks; ``forms``: folded word and lemma of each, and
    the parts of one like "DNS/root"; ``words``: all of them.
    """

    tokens: tuple[Token, ...]
    forms: tuple[tuple[str, ...], ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``[start, end)`` of a line that a cue covers."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """A word or phrase of these; ``repeat``: "" once, "?" at most once, "*" any number of times."""

    single: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    repeat: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """Words of which one has to be in the sentence; empty where the element is optional."""
        if self.repeat:
            return frozenset()
        return self.single | {phrase[0] for phrase in self.phrases}

    def ends(self, line: Line, at: int) -> Iterator[int]:
        """Where it ends if it starts at the token ``at``, phrases first."""
        for phrase in self.phrases:
            end = at + len(phrase)
            if end <= len(line.forms) and all(
                word in form for word, form in zip(phrase, line.forms[at:end], strict=True)
            ):
                yield end
        if at < len(line.forms) and not self.single.isdisjoint(line.forms[at]):
            yield at + 1


@dataclass(frozen=True, slots=True)
class _Gap:
    """At most ``most`` words, none of those that turn the meaning."""

    most: int


@dataclass(frozen=True, slots=True)
class _Without:
    """The next word is none of these."""

    words: _Words


_Element = _Words | _Gap | _Without


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue. ``text``: as written; ``needs``: one word of each set must be in a sentence."""

    text: str
    elements: tuple[_Element, ...]
    needs: frozenset[frozenset[str]]

    def may_stand(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words can hold it at all."""
        for need in self.needs:  # noqa: SIM110 - asked 10^5 times a run; "any" takes twice as long
            if need.isdisjoint(words):
                return False
        return True

    def spans(self, line: Line) -> Iterator[Span]:
        """Where it stands in ``line``, one span for each place where it starts."""
        if not self.may_stand(line.words):
            return
        for start in range(len(line.forms)):
            end = next(_ends(self.elements, line, start), None)
            if end is not None:
                yield Span(start, end)


def _ends(elements: tuple[_Element, ...], line: Line, at: int) -> Iterator[int]:
    """The ends of all ways in which ``elements`` match from the token ``at`` on."""
    if not elements:
        yield at
        return
    first, rest = elements[0], elements[1:]
    if isinstance(first, _Gap):
        left = first.most
        yield from _ends(rest, line, at)
        while at < len(line.forms) and line.forms[at][0] not in _NEVER_SKIPPED:
            left -= line.forms[at][0] != ","
            if left < 0:
                return
            at += 1
            yield from _ends(rest, line, at)
    elif isinstance(first, _Without):
        if next(first.words.ends(line, at), None) is None:
            yield from _ends(rest, line, at)
    else:
        again = elements if first.repeat == "*" else rest
        for end in first.ends(line, at):
            yield from _ends(again, line, end)
        if first.repeat:
            yield from _ends(rest, line, at)


def line_of(tokens: Sequence[Token]) -> Line:
    """A tagged English sentence as cues read it."""
    kept = tuple(_read(tokens))
    forms = tuple(
        (_plain(token.lower), _plain(_lemma(token)), *_parts(token.lower)) for token in kept
    )
    return Line(kept, forms, frozenset(word for form in forms for word in form))


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


def _parts(word: str) -> tuple[str, ...]:
    return tuple(_plain(part) for part in word.split("/") if part) if "/" in word else ()


def _singular(noun: str) -> str:
    """The singular of a noun in "s" by the lexicon, else without its last letter."""
    known = lemmas_of(noun).get("NOUN")
    return str(known[0]) if known else noun[:-1]


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> str:
    """One spelling, without hyphens and possessive."""
    return (_INSIDE.sub("", fold(word)) if len(word) > 1 else word) or word


@lru_cache(maxsize=1 << 16)
def _possible(word: str) -> frozenset[str]:
    """All forms that a word may have in a line, whatever its part of speech."""
    lower = word.lower().replace("’", "'").strip("'‘")
    lemmas = {lemma for found in lemmas_of(lower).values() for lemma in found}
    parts = lower.split("/") if "/" in lower else ()
    bare = lower.removesuffix("s")
    return frozenset(_plain(one) for one in {lower, bare, *lemmas, *parts} if one)


@lru_cache(maxsize=1 << 13)
@remembered(pack=sorted, unpack=frozenset)
def possible_words(text: str) -> frozenset[str]:
    """All words that the line of ``text`` may hold: more than it does, found without tagging."""
    return frozenset(form for word in _RAW.findall(text) for form in _possible(word))


@lru_cache(maxsize=1 << 13)
def plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they stand in lines."""
    return tuple(_plain(word) for word in phrase.split())


def cue_of(text: str, classes: Classes) -> Cue:
    """Read a cue. Raises ``EngineError`` for an unknown class or an empty cue."""
    if not text.split():
        raise EngineError("A cue of an issue is empty; write words to look for.")
    elements = tuple(_element(element, text, classes) for element in text.split())
    needs = frozenset(one.needs for one in elements if isinstance(one, _Words) and one.needs)
    return Cue(text, elements, needs)


def _element(element: str, cue: str, classes: Classes) -> _Element:
    if element in _GAPS:
        return _Gap(_GAPS[element])
    if element.startswith("!"):
        return _Without(_words(element[1:], "", cue, classes))
    repeat = element[-1] if element[-1] in "?*" and len(element) > 1 else ""
    return _words(element[: len(element) - len(repeat)], repeat, cue, classes)


def _words(element: str, repeat: str, cue: str, classes: Classes) -> _Words:
    choices: list[tuple[str, ...]] = []
    for choice in element.split("|"):
        if not choice.startswith("{"):
            choices.append(plain_words(choice))
        elif (name := choice.strip("{}")) in classes:
            choices += [plain_words(word) for word in classes[name]]
        else:
            raise EngineError(f"The cue “{cue}” names the words {choice}, which are not listed.")
    return _Words(
        single=frozenset(words[0] for words in choices if len(words) == 1),
        phrases=tuple(sorted((w for w in choices if len(w) > 1), key=lambda w: (-len(w), w))),
        repeat=repeat,
    )
