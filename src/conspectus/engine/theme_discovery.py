"""Themes for a forum that names none: groups of passages, named by phrases that many use.

Passages are grouped (k-means on centred sentence vectors, or non-negative matrix factorisation of
their words where no model is installed), and each group is named by the noun phrase that sets it
apart (class-based TF-IDF, Grootendorst 2022) and that stands in the texts of several holders. A
group that no such phrase names is no theme. The grammar is that of English; in a forum of another
language frequent words take the place of phrases.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.grammar.phrases import noun_phrase_at
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.language import content_stems, content_words

Vectors = npt.NDArray[np.float32]

FEWEST_THEMES = 3
MOST_THEMES = 9
PASSAGES_PER_THEME = 60
NAMING_HOLDERS = 3
TERMS = 8
FEWEST_TERMS = 2
GENERIC_SHARE = 0.35
"""A single word in the texts of more holders than this names nothing."""
SMALLEST_GROUP = 5
LONGEST_PHRASE = 4
LONGEST_BESIDE = 2
PHRASE_BONUS = 2.0
"""How much more a phrase of several words says than a single word."""

_OPENS = frozenset({"N", "J", "VG", "VD", "D", "Q"})
_INSIDE = frozenset({"N", "J"})
_EMPTY_HEADS = frozenset(
    "account actor aim approach april area august basis case challenge citizen community "
    "company context country december discussion effort entity entrant entrants example fact "
    "february form future goal government ground grounds group history individual issue january "
    "july june kind level manner march matter may meeting member model need november number "
    "objective october opportunity order organization paper part participant party people "
    "person persons place point principle process progress purpose question range reason regard "
    "region role sector september session side society sort stakeholder state step subject "
    "following offline online submission term thing time today tomorrow topic user view way work "
    "world year".split()
)
"""Nouns that say who speaks, or nothing: no theme is called by them."""
_EMPTY_ALONE = frozenset(
    "adoption area attempt benefit care cause change check choice concern condition content "
    "contribution cost data decision definition design difference ecosystem environment exchange "
    "framework "
    "function growth idea impact implementation improvement information initiative institution "
    "instance instrument interest law life management measure mechanism method model money number "
    "output plan policy practice problem program programme project proposal protection provision "
    "quality reform regulation representation resource respect response result right risk rule "
    "service solution standard statement strategy structure study success support system "
    "technology threat tool use user value voice".split()
)
"""Nouns that name a theme only together with what they are of."""
_EMPTY_FIRST = frozenset(
    "additional appropriate certain different effective existing full further good great important "
    "key large like-minded main major necessary new other own possible proper real relevant same "
    "several significant similar specific such true various whole wide".split()
)
"""Adjectives after which a phrase says no more than without them."""
_HALF_BEFORE = frozenset({"of", "on"})
_HALF_SHARE = 0.5
"""A phrase that stands more often before these is half a phrase: "free flow", "lack"."""
PAIR_SHARE = 0.2
"""A single word takes the next phrase beside it into the name where that fits so nearly as well."""
_SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its lemmas; where it stands and how it is mostly written."""

    key: tuple[str, ...]
    written: str
    passages: frozenset[int]
    holders: frozenset[str]
    whole: bool = True

    @property
    def names(self) -> bool:
        """Whether a theme may be called by it: a whole noun phrase that says something."""
        head = self.key[-1]
        empty = head in _EMPTY_HEADS or self.key[0] in _EMPTY_FIRST
        return self.whole and not empty and _is_noun(self.key, self.written)

    @property
    def names_alone(self) -> bool:
        """Whether it says enough without a second phrase."""
        return self.names and (len(self.key) > 1 or self.key[0] not in _EMPTY_ALONE)


@lru_cache(maxsize=1 << 14)
def _is_noun(key: tuple[str, ...], written: str) -> bool:
    """Whether a phrase's last word is no adverb or adjective that stands in for a noun."""
    if written != written.lower() and len(key) == 1:
        return True
    kinds = lemmas_of(key[-1])
    return "NOUN" in kinds or not kinds


def discover_themes(
    texts: Sequence[str],
    holders: Sequence[str],
    vectors: Vectors | None = None,
    language: str = "en",
) -> tuple[ThemeSpec, ...]:
    """Themes of passages in the paper's language, the most widely addressed first.

    ``holders``: who holds each passage. ``vectors``: float32 (n, d), unit length, or ``None``.
    Empty where the passages are too few. The order of the passages changes nothing.
    """
    order = sorted(range(len(texts)), key=lambda i: (texts[i], holders[i]))
    texts, holders = [texts[i] for i in order], [holders[i] for i in order]
    phrases = _phrases(texts, holders, language)
    if len(texts) < FEWEST_THEMES * SMALLEST_GROUP or not phrases:
        return ()
    wanted = round(sqrt(len(texts) / PASSAGES_PER_THEME) * FEWEST_THEMES)
    count = min(MOST_THEMES, max(FEWEST_THEMES, wanted))
    # scikit-learn takes a second to load, and a forum that names its themes does without.
    grouping = importlib.import_module("conspectus.engine.theme_groups")
    found = grouping.groups(texts, None if vectors is None else vectors[order], count, language)
    groups = [group for group in found if len(group) >= SMALLEST_GROUP]
    named = _named(groups, phrases, len(texts))
    ordered = sorted(named, key=lambda group: (-len(group.name.holders), group.name.key))
    return tuple(
        ThemeSpec(id=_slug(group.title), name=group.title, terms=group.terms) for group in ordered
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """A group's name, the phrase that stands beside it in the title, and its telling phrases."""

    name: Phrase
    beside: Phrase | None
    others: tuple[Phrase, ...]

    @property
    def title(self) -> str:
        both = [self.name.written, *([self.beside.written] if self.beside else [])]
        return _title(" and ".join(both))

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(phrase.written for phrase in (self.name, *self.others)))


def _named(groups: Sequence[frozenset[int]], phrases: Sequence[Phrase], total: int) -> list[_Named]:
    """The groups that can be named; no name twice.

    Groups choose in order of how well their best phrase fits.
    """
    ranked = []
    for group in groups:
        scored = sorted(
            ((_fit(phrase, group, total), phrase) for phrase in phrases),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        ranked.append([(fit, phrase) for fit, phrase in scored if fit > 0 and phrase.names])
    taken: set[str] = set()
    named = []
    for scored in sorted((s for s in ranked if s), key=lambda s: (-s[0][0], s[0][1].key)):
        free = [pair for pair in scored if not taken.intersection(pair[1].key)]
        best = next((pair for pair in free if pair[1].names_alone), None)
        if best is None:
            continue
        fit, name = best
        others = tuple(p for _, p in scored if p is not name)[: TERMS - 1]
        if len(others) + 1 < FEWEST_TERMS or len(name.passages) <= NAMING_HOLDERS:
            continue
        beside = _beside(name, [p for other, p in free if other >= PAIR_SHARE * fit])
        taken.update(name.key, beside.key if beside else ())
        named.append(_Named(name, beside, others))
    return named


def _beside(name: Phrase, fitting: Sequence[Phrase]) -> Phrase | None:
    """What a name of a single common word takes beside it: "stability" and "resilience"."""
    if len(name.key) > 1 or name.written != name.written.lower():
        return None
    return next(
        (
            phrase
            for phrase in fitting
            if phrase.names_alone
            and len(phrase.key) <= LONGEST_BESIDE
            and name.key[0] not in phrase.key
            and phrase.written == phrase.written.lower()
        ),
        None,
    )


def _fit(phrase: Phrase, group: frozenset[int], total: int) -> float:
    """Class-based TF-IDF of a phrase in a group, 0 where it stands more outside than inside."""
    inside = len(phrase.passages & group)
    outside = len(phrase.passages) - inside
    if inside < 2 or inside <= outside:
        return 0.0
    rarity = log(1 + total / len(phrase.passages))
    bonus = PHRASE_BONUS if len(phrase.key) > 1 else 1.0
    return bonus * inside / len(group) * rarity * log(1 + len(phrase.holders))


def _phrases(texts: Sequence[str], holders: Sequence[str], language: str) -> list[Phrase]:
    """Phrases in the texts of at least ``NAMING_HOLDERS`` holders, none of them generic."""
    passages: dict[tuple[str, ...], set[int]] = defaultdict(set)
    complete: dict[tuple[str, ...], set[str]] = defaultdict(set)
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    halves: Counter[tuple[str, ...]] = Counter()
    for i, text in enumerate(texts):
        found = _noun_phrases(text) if language == "en" else _single_words(text, language)
        for key, form, first, half in found:
            passages[key].add(i)
            written[key][form] += 1
            halves[key] += half
            if first:
                complete[key].add(holders[i])
    everyone = len(set(holders))
    phrases = []
    for key in sorted(complete):
        generic = len(key) == 1 and len(complete[key]) > GENERIC_SHARE * everyone
        if len(complete[key]) >= NAMING_HOLDERS and not generic:
            who = frozenset(holders[i] for i in passages[key])
            whole = halves[key] <= _HALF_SHARE * written[key].total()
            phrases.append(Phrase(key, _usual(written[key]), frozenset(passages[key]), who, whole))
    return phrases


def _usual(forms: Mapping[str, int]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


_Found = tuple[tuple[str, ...], str, bool, bool]


def _single_words(text: str, language: str) -> Iterator[_Found]:
    """(stem, word, complete, half) of the words of content."""
    for word, stem in zip(
        content_words(text, language), content_stems(text, language), strict=True
    ):
        if len(word) > 3 or language == "zh":
            yield (stem,), word, True, False


def _noun_phrases(text: str) -> Iterator[_Found]:
    """(lemmas, form, complete, half) of the noun phrases of an English text, without articles.

    Of "national open standards" also "open standards" and "standards", as parts. ``half``: "of"
    or "on" follows.
    """
    tokens = tag(text)
    i = 0
    while i < len(tokens):
        phrase = noun_phrase_at(tokens, i, len(tokens)) if tokens[i].tag in _OPENS else None
        if phrase is None:
            i += 1
            continue
        core = list(range(phrase.start, phrase.head + 1))
        while core and tokens[core[0]].tag not in _INSIDE:
            del core[0]
        if all(tokens[j].tag in _INSIDE for j in core):
            yield from _parts(tokens, core)
        i = max(phrase.head + 1, i + 1)


def _parts(tokens: tuple[Token, ...], core: Sequence[int]) -> Iterator[_Found]:
    for start in range(len(core)):
        part = core[start:]
        if len(part) <= LONGEST_PHRASE and (len(part) > 1 or len(tokens[part[0]].text) > 3):
            key = tuple(_lemma(tokens[j]) for j in part)
            form = " ".join(_form(tokens[j], j) for j in part)
            yield (
                key,
                form,
                start == 0,
                part[-1] + 1 < len(tokens) and tokens[part[-1] + 1].lower == "of",
            )


def _lemma(token: Token) -> str:
    return token.lemma.casefold().removesuffix("'s").removesuffix("’s")


def _form(token: Token, place: int) -> str:
    """As written, but the first word of a sentence in lower case unless it is an acronym."""
    first = place == 0 and token.text[1:].islower()
    return token.lower if first else token.text


def _title(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _slug(phrase: str) -> str:
    return _SLUG.sub("-", phrase.casefold()).strip("-")
