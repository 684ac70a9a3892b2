"""Where a passage speaks of a concept: noun phrases that name it, adjectives that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar.phrases import NounPhrase, noun_phrase_at
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.lexicon.files import pairs
from conspectus.engine.propositions import Concept, concept_of, generalisations, split_concept

_STARTS: Final = frozenset({"N", "J", "VG", "VD", "D", "R", "Q"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One place, from token ``start`` on; ``surface``: the phrase as it stands there.

    ``quality``: it is an adjective ("transparent") that asks for its noun.
    """

    concept: Concept
    start: int
    surface: str
    quality: bool


def asked_for(word: str) -> Concept:
    """The concept that an adjective asks for ("transparent": transparency), or nothing."""
    return pairs("qualities_en.txt").get(word, ())


@lru_cache(maxsize=5_000)
def adjectives_for(concept: Concept) -> tuple[str, ...]:
    """The adjectives, as folded lemmas, that ask for the concept."""
    listed = pairs("qualities_en.txt")
    return tuple(word.replace("-", "") for word, asked in listed.items() if asked == concept)


@lru_cache(maxsize=5_000)
def names_of_concept(concept: Concept) -> tuple[Concept, ...]:
    """The concept and its other names: "free expression" for freedom of expression."""
    others = pairs("same_concepts_en.txt").get("_".join(concept), ())
    return (concept, *(tuple(other.split("_")) for other in others))


@lru_cache(maxsize=5_000)
def usual_name(concept: Concept) -> Concept:
    """The concept of which this is another name: "network neutrality" for "net neutrality"."""
    listed = pairs("same_concepts_en.txt")
    name = "_".join(concept)
    return next(
        (tuple(usual.split("_")) for usual, others in listed.items() if name in others), concept
    )


@lru_cache(maxsize=20_000)
def mentions(text: str) -> tuple[Mention, ...]:
    """All concepts that ``text`` names, with their generalisations, in order of place."""
    tokens = tag(text)
    found = [*_phrases(tokens, text), *_qualities(tokens)]
    return tuple(sorted(found, key=lambda one: (one.start, -len(one.concept), one.concept)))


def _phrases(tokens: tuple[Token, ...], text: str) -> Iterator[Mention]:
    i = 0
    while i < len(tokens):
        phrase = noun_phrase_at(tokens, i, len(tokens)) if tokens[i].tag in _STARTS else None
        if phrase is None:
            i += 1
            continue
        yield from _concepts(tokens, text, phrase)
        i = phrase.end


def _concepts(tokens: tuple[Token, ...], text: str, phrase: NounPhrase) -> Iterator[Mention]:
    """The concept of a phrase, and of each noun phrase that stands after an "of" in it."""
    surface = text[tokens[phrase.start].start : tokens[phrase.end - 1].end]
    _, concept = concept_of(tokens, phrase)
    front, complement = split_concept(concept)
    wider = generalisations(front) if complement else ()  # "transparency of fares"
    for general in (*generalisations(concept), *wider):
        yield Mention(
            concept=general,
            start=phrase.start,
            surface=surface,
            quality=False,
        )


def _qualities(tokens: tuple[Token, ...]) -> Iterator[Mention]:
    for i, token in enumerate(tokens):
        concept = asked_for(token.lower.replace("-", "")) if token.tag in {"J", "VD"} else ()
        if concept:
            yield Mention(concept, i, token.text, quality=True)
