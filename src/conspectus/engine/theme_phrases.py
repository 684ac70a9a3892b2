"""Noun phrases of English passages that a section of a paper may be headed by.

A heading is a whole term of those who wrote in: "net neutrality", "freedom of expression",
"transparency and accountability", "privacy". It is no fragment of a longer one (termhood by what
stands around a phrase, after the C-value of Frantzi, Ananiadou and Mima 2000), it has stood where
only a noun can stand, and a single word is only one that is used without article and plural.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.lexicon.files import pairs

FEWEST_HOLDERS: Final = 3
FEWEST_OF_FEW: Final = 2
"""So many holders use a phrase where little was written."""
LONGEST_PHRASE: Final = 4
FRAGMENT_SHARE: Final = 0.5
"""A phrase that goes on in more of its uses than this is a piece of what it goes on to."""
NOUN_PLACES: Final = 0.3
"""In so many of its uses a phrase stands after an article or preposition, or before a modal."""
FEWEST_BARE: Final = 0.6
"""A single word stands bare and in the singular in so many uses, or it is no subject matter."""
LOWER_CASE_SHARE: Final = 0.2
PLURAL_SHARE: Final = 0.3
SHORTEST_SUBJECT: Final = 5
SHORTEST_NOUN: Final = 4
SURELY_NOUN: Final = 0.6
"""A single word that may be a verb stands where only a noun can in so many of its uses."""
_NO_SUBJECT_ENDINGS: Final = ("able", "ible", "ful", "ous", "ive", "self")

_PREMODIFIERS: Final = frozenset({"N", "J", "VD", "VG"})
_OBJECTS: Final = frozenset({"D", "N", "J", "B", "Q", "T", "R"})
_LINKS: Final = frozenset({"of", "and"})
_NOUN_AFTER: Final = frozenset({"D", "P", "J"})
_NOUN_BEFORE: Final = frozenset({"M", "X", "H"})

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its lemmas: where it stands, who uses it and how it is mostly written.

    ``passages``: indices of all passages that hold it, in a longer phrase too; ``holders``: those
    who use it as a whole.
    """

    key: Key
    written: str
    passages: frozenset[int]
    holders: frozenset[str]

    @property
    def content(self) -> Key:
        """Its lemmas without "of" and "and"."""
        return tuple(word for word in self.key if word not in _LINKS)

    @property
    def is_name(self) -> bool:
        """Whether it is mostly written with capitals throughout."""
        return all(word[:1].isupper() for word in self.written.split() if word not in _LINKS)


@dataclass(slots=True)
class _Uses:
    """What is counted of one phrase while the passages are read."""

    passages: set[int] = field(default_factory=set)
    holders: set[str] = field(default_factory=set)
    total: int = 0
    going_on: int = 0
    before: Counter[str] = field(default_factory=Counter)
    noun_places: int = 0
    bare: int = 0
    verbal: bool = False
    written: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Use:
    """Tokens ``[start, end)`` of a phrase; ``first``: where the noun phrase around it starts."""

    start: int
    end: int
    first: int
    goes_on: bool


def heading_phrases(
    texts: Sequence[str],
    holders: Sequence[str],
    names: Collection[str] = (),
    *,
    of_few: bool = False,
) -> list[Phrase]:
    """The phrases that at least ``FEWEST_HOLDERS`` holders use, in the order of their lemmas.

    ``names``: those of the contributors, which head no section. ``of_few``: whether so little was
    written that what two use, and a counted noun ("trams"), may head a section too.
    """
    uses: dict[Key, _Uses] = defaultdict(_Uses)
    for i, text in enumerate(texts):
        tokens = tag(text)
        for use in _uses(tokens, of_few=of_few):
            _count(uses[_key(tokens, use)], tokens, use, i, holders[i])
    is_name = _name_test(names)
    fewest = FEWEST_OF_FEW if of_few else FEWEST_HOLDERS
    found = []
    for key in sorted(uses):
        seen = uses[key]
        if len(seen.holders) < fewest or not _is_whole(key, seen, of_few=of_few):
            continue
        written = _usual(seen.written)
        if not is_name(written) and not _is_place(written):
            who = frozenset(seen.holders)
            found.append(Phrase(key, written, frozenset(seen.passages), who))
    return found


def _count(seen: _Uses, tokens: tuple[Token, ...], use: _Use, passage: int, holder: str) -> None:
    seen.passages.add(passage)
    seen.total += 1
    before = tokens[use.first - 1] if use.first else None
    after = tokens[use.end] if use.end < len(tokens) else None
    if use.end - use.start == 1 and before is not None and before.lower == "of":
        seen.before["of"] += use.start == use.first
    if use.start > use.first:
        seen.before[_lemma(tokens[use.start - 1])] += 1
    if use.goes_on:
        seen.going_on += 1
        return
    seen.holders.add(holder)
    seen.noun_places += _in_noun_place(before, tokens[use.first], after)
    seen.verbal = seen.verbal or any(_may_be_verb(t.lower) for t in tokens[use.start : use.end])
    head = tokens[use.end - 1]
    countable = before is not None and before.lower in {"a", "an"}
    seen.bare += not countable and _lemma(head) == head.lower
    seen.written[" ".join(_form(tokens[j], j) for j in range(use.start, use.end))] += 1


def _in_noun_place(before: Token | None, first: Token, after: Token | None) -> bool:
    """Whether only a noun phrase can stand there; "by building trust" has none of its own."""
    if after is not None and after.tag in _NOUN_BEFORE:
        return True
    if before is None or before.tag not in _NOUN_AFTER:
        return False
    return not (before.tag == "P" and first.lower.endswith("ing"))


def _is_whole(key: Key, seen: _Uses, *, of_few: bool) -> bool:
    """Whether a phrase is one, by what stands around it."""
    free = seen.total - seen.going_on
    extended = max(seen.before.values(), default=0)
    if seen.going_on > FRAGMENT_SHARE * seen.total or extended > FRAGMENT_SHARE * seen.total:
        return False
    if seen.noun_places < NOUN_PLACES * free and seen.verbal:
        return False
    if len(key) > 1:
        return True
    modified = sum(seen.before.values())
    if of_few:
        return not seen.verbal or seen.noun_places >= SURELY_NOUN * free
    return seen.bare >= FEWEST_BARE * free and modified <= FRAGMENT_SHARE * seen.total


def _uses(tokens: tuple[Token, ...], *, of_few: bool) -> Iterator[_Use]:
    """All phrases of a sentence that could head a section, with the pieces of the longer ones."""
    cores = list(_cores(tokens))
    for start, end in cores:
        of = end < len(tokens) and tokens[end].lower == "of"
        for first in range(start, end):
            for last in range(first + 1, min(first + LONGEST_PHRASE, end) + 1):
                if _may_head(tokens[first:last], of_few=of_few):
                    name = first + 1 < last == end and _name_goes_on(tokens, last)
                    yield _Use(first, last, start, goes_on=last < end or of or name)
    for left, right in pairwise(cores):
        joint = tokens[left[1]].lower if right[0] == left[1] + 1 else ""
        if joint == "of":
            yield from _linked(tokens, left, right)
        elif joint == "and":
            yield from _paired(tokens, left, right)


def _name_goes_on(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether a name is not at its end: "World Summit" on the Information Society."""
    after = tokens[end] if end < len(tokens) else None
    named = all(
        token.text[:1].isupper() and token.text[1:].islower() for token in tokens[end - 2 : end]
    )
    return named and after is not None and after.lower in {"on", "for", "to", "against"}


def _linked(
    tokens: tuple[Token, ...], left: tuple[int, int], right: tuple[int, int]
) -> Iterator[_Use]:
    """ "Freedom of expression": a noun, and all of what stands after "of"."""
    start = left[1] - 1
    after = tokens[right[1]].lower if right[1] < len(tokens) else ""
    rest = tokens[right[0] : right[1]]
    if right[1] - start <= LONGEST_PHRASE and _is_head(tokens[start]) and _may_follow(rest):
        yield _Use(start, right[1], left[0], goes_on=after == "of")


def _paired(
    tokens: tuple[Token, ...], left: tuple[int, int], right: tuple[int, int]
) -> Iterator[_Use]:
    """ "Transparency and accountability": two single words, each a subject matter."""
    ends = tokens[right[1]].lower not in _LINKS if right[1] < len(tokens) else True
    single = left[1] - left[0] == right[1] - right[0] == 1
    if single and all(_is_subject(tokens[j]) for j in (left[0], right[0])):
        yield _Use(left[0], right[1], left[0], goes_on=not ends)


def _cores(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """[start, end) of each run of modifiers that ends in a noun."""
    i = 0
    while i < len(tokens):
        end = i
        while end < len(tokens) and tokens[end].tag in _PREMODIFIERS:
            end += 1
        last = end
        while last > i and not _ends_core(tokens, i, last - 1):
            last -= 1
        if last > i:
            yield i, last
        i = max(end, i + 1)


def _ends_core(tokens: tuple[Token, ...], start: int, place: int) -> bool:
    """Whether a noun phrase may end here: with a noun, or with the "building" of "capacity"."""
    token = tokens[place]
    if token.tag != "VG" or place == start:
        return token.tag == "N"
    before, after = tokens[place - 1], tokens[place + 1 : place + 2]
    single = before.tag == "N" and _lemma(before) == before.lower
    return single and not (after and after[0].tag in _OBJECTS)


def _may_head(part: tuple[Token, ...], *, of_few: bool = False) -> bool:
    if len(part) == 1:
        return _is_subject(part[0], of_few=of_few)
    return (
        _is_head(part[-1])
        and all(_is_word(token) for token in part)
        and part[0].tag in {"N", "J", "VD"}
        and all(token.tag in {"N", "J"} for token in part[1:-1])
        and not any(_lemma(token) in _words("before") for token in part)
        and not any(_lemma(token) in _words("whose") for token in part)
    )


def _may_follow(rest: tuple[Token, ...]) -> bool:
    """Whether this may stand after "of" in a heading."""
    return _may_head(rest) or (len(rest) == 1 and _is_head(rest[0]))


def _is_head(token: Token) -> bool:
    return token.tag in {"N", "VG"} and _is_word(token) and _lemma(token) not in _words("head")


def _is_subject(token: Token, *, of_few: bool = False) -> bool:
    """Whether one word may be a subject matter: a common noun that can be no verb.

    ``of_few``: one that may be a verb as well ("tram") will do.
    """
    return (
        token.tag == "N"
        and _is_head(token)
        and _lemma(token) not in _words("alone")
        and not token.text[1:].isupper()
        and (_only_noun(token.lower) or (of_few and _is_noun_too(token.lower)))
    )


@lru_cache(maxsize=20_000)
def _is_noun_too(word: str) -> bool:
    lemmas = lemmas_of(word)
    return "NOUN" in lemmas and "ADJ" not in lemmas and len(lemmas["NOUN"][0]) >= SHORTEST_NOUN


@lru_cache(maxsize=20_000)
def _may_be_verb(word: str) -> bool:
    return "VERB" in lemmas_of(word)


@lru_cache(maxsize=20_000)
def _only_noun(word: str) -> bool:
    return (
        set(lemmas_of(word)) == {"NOUN"}
        and len(word) >= SHORTEST_SUBJECT
        and not word.endswith(_NO_SUBJECT_ENDINGS)
    )


def _is_word(token: Token) -> bool:
    letters = token.text.replace("-", "").replace("‑", "").replace("/", "")
    return len(letters) > 1 and letters.isalpha()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(pairs("no_headings_en.txt")[kind])


def _key(tokens: tuple[Token, ...], use: _Use) -> Key:
    return tuple(_lemma(token) for token in tokens[use.start : use.end])


def _lemma(token: Token) -> str:
    """The tagger leaves a capitalised word as it is; "Cycle Lanes" are cycle lanes."""
    if token.tag == "N" and token.lemma == token.lower:
        return _noun_lemma(token.lower)
    return token.lemma.casefold()


@lru_cache(maxsize=20_000)
def _noun_lemma(word: str) -> str:
    return lemmas_of(word).get("NOUN", (word,))[0]


def _form(token: Token, place: int) -> str:
    """As written, but the first word of a sentence in lower case unless it is an acronym."""
    first = place == 0 and token.text[1:].islower()
    return token.lower if first else token.text


def _usual(forms: Mapping[str, int]) -> str:
    """The most frequent form; in lower case, and in the plural, where several write it so."""
    chosen = _where_usual(forms, lambda form: not _capitalised(form), LOWER_CASE_SHARE)
    chosen = _where_usual(chosen, lambda form: form.endswith("s"), PLURAL_SHARE)
    return min(chosen, key=lambda form: (-chosen[form], form))


def _where_usual(
    forms: Mapping[str, int], holds: Callable[[str], bool], share: float
) -> Mapping[str, int]:
    """The forms of which something holds, if they are used that often."""
    found = {form: n for form, n in forms.items() if holds(form)}
    return found if sum(found.values()) >= share * sum(forms.values()) else forms


def _capitalised(form: str) -> bool:
    return any(word[:1].isupper() and word[1:].islower() for word in form.split())


def _is_place(written: str) -> bool:
    """Whether no word of a capitalised phrase is a common noun, as in names of places."""
    words = written.split()
    return all(_capitalised(word) and not lemmas_of(word.lower()) for word in words) or (
        len(words) == 1 and _capitalised(written)
    )


def _name_test(names: Collection[str]) -> Callable[[str], bool]:
    """Whether a phrase is a contributor's name, or a capitalised piece of one."""
    known = [f" {' '.join(name.casefold().split())} " for name in sorted(names)]
    whole = set(known)

    def is_name(written: str) -> bool:
        phrase = f" {written.casefold()} "
        named = all(word[:1].isupper() for word in written.split() if word not in _LINKS)
        return phrase in whole or (named and any(phrase in name for name in known))

    return is_name
