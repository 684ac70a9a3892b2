"""Several who are to do or to get something: "small operators and community networks should …".

Whoever speaks of community networks alone has not asked for it for small operators, however near
the sentences stand. So a wording of several is carried by words that speak of each of them, and
each of them may make a wording of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.words import keys

_MODAL: Final = r"(?:should|must|shall|may|can|could|ought to|need to|have to)\b"
_SEVERAL: Final = re.compile(
    rf"^(?P<subjects>[^.;:()]{{3,120}}?(?:,| and) [^.;:()]{{3,60}}?) (?P<rest>{_MODAL}.+)$",
    re.DOTALL,
)
_ONE: Final = re.compile(rf"^(?P<subject>[^,.;:()]{{3,60}}?) {_MODAL}")
_BETWEEN: Final = re.compile(r",? and |, ")
_LONGEST: Final = 5
"""Words of a subject."""
_TOGETHER: Final = re.compile(
    r"\b(?:together|joint\w*|each other\w*|one another\w*|equal\w*|same|alike|share[ds]?|sharing|"
    r"balance\w*|separate\w*|apart|distinguish\w*|distinct|merge\w*|between|among|respective\w*|"
    r"co-?operat\w*|collaborat\w*|coordinat\w*|consult with|mutual\w*|both|all|either|"
    r"neither|they|their|them|themselves)\b",
    re.IGNORECASE,
)
"""What several do together, or to one another, is nothing that one of them does."""


@lru_cache(maxsize=1 << 12)
def subjects_of(clause: str) -> tuple[str, ...]:
    """The subjects of a wish about several, each of nouns and adjectives; else ().

    "Research and education networks" are one: "research" is no plural and has no "the". In "taxes
    on firms and startups" and "to protect children and parents, platforms" there is but one.
    """
    match = _SEVERAL.match(clause)
    if match is None:
        return ()
    found = tuple(_BETWEEN.split(match["subjects"]))
    return found if len(found) > 1 and all(map(_is_whole, found)) else ()


def subject_of(clause: str) -> str:
    """The one subject of a wish, of nouns and adjectives; "" where it is put otherwise."""
    match = _ONE.match(clause)
    if match is None:
        return ""
    return match["subject"] if _named(match["subject"]) else ""


def apart(clause: str) -> tuple[tuple[str, str], ...]:
    """(subject, the wish for it alone) for each, where all are plurals of one build; else ().

    "African governments and companies" share the adjective, "arts and crafts councils" the noun,
    and "the research and education networks" may be one or two.
    """
    match = _SEVERAL.match(clause)
    subjects = subjects_of(clause)
    if match is None or not subjects or _TOGETHER.search(match["rest"]):
        return ()
    alike = len({len(one.split()) > 1 for one in subjects}) == 1
    if not alike or not all(_is_plural(tag(one)) for one in subjects):
        return ()
    return tuple((one, f"{one} {match['rest']}") for one in subjects)


def speaks_of(subjects: Iterable[str], other: str) -> bool:
    """Whether ``other`` has the noun and the adjectives of each subject, or synonyms of them."""
    said = keys(other)
    return all(keys(_core(one)) <= said for one in subjects)


def _core(subject: str) -> str:
    """ "Small community networks" as "small networks"."""
    *before, noun = tag(subject)
    return " ".join([*(token.text for token in before if token.tag == "J"), noun.text])


def _named(subject: str) -> tuple[Token, ...]:
    """Its tokens without "the" where they are nouns and adjectives, a noun the last; else ()."""
    tokens = tag(subject.removeprefix("the "))
    plain = 0 < len(tokens) <= _LONGEST and all(token.tag in {"N", "J"} for token in tokens)
    return tokens if plain and tokens[-1].tag == "N" else ()


def _is_whole(subject: str) -> bool:
    tokens = _named(subject)
    return bool(tokens) and (subject.startswith("the ") or _is_plural(tokens))


def _is_plural(tokens: tuple[Token, ...]) -> bool:
    last = tokens[-1]
    return last.tag == "N" and last.lemma != last.lower
