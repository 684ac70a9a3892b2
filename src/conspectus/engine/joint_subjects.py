"""Several who are to do or to get something: "small operators and community networks should …".

Whoever speaks of community networks alone has not asked for it for small operators, however near
the sentences stand. So a wording of several is carried by words that speak of each of them, and
each of them makes a wording of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.words import keys

_MODAL: Final = r"(?:should|must|shall|may|can|could|ought to|need to|have to)\b"
_SEVERAL: Final = re.compile(
    rf"^(?P<subjects>[^.;:()]{{3,120}}?(?:,| and) [^.;:()]{{3,60}}?) (?P<rest>{_MODAL}.+)$",
    re.DOTALL,
)
_BETWEEN: Final = re.compile(r",? and |, ")
_LONGEST: Final = 5
"""Words of a subject; what is longer has a clause in it."""


@lru_cache(maxsize=1 << 12)
def subjects_of(clause: str) -> tuple[str, ...]:
    """The subjects of a wish about several, () where there are not several.

    "Research and education networks" are one: "research" is neither a plural nor "the" anything.
    """
    match = _SEVERAL.match(clause)
    if match is None:
        return ()
    found = tuple(_BETWEEN.split(match["subjects"]))
    short = all(0 < len(one.split()) <= _LONGEST for one in found)
    whole = short and all(one.startswith("the ") or _is_plural(one) for one in found)
    return found if len(found) > 1 and whole else ()


def apart(clause: str) -> tuple[tuple[str, str], ...]:
    """(subject, the wish for it alone) for each, where all are plurals; else ().

    "The research and education networks" may be one or two: nothing is said of "the research".
    """
    match = _SEVERAL.match(clause)
    subjects = subjects_of(clause)
    if match is None or not all(map(_is_plural, subjects)):
        return ()
    return tuple((one, f"{one} {match['rest']}") for one in subjects)


def speaks_of(subjects: Iterable[str], other: str) -> bool:
    """Whether ``other`` has the noun of each subject, or a synonym of it."""
    said = keys(other)
    return all(keys(one.split()[-1]) & said for one in subjects)


def _is_plural(phrase: str) -> bool:
    last = tag(phrase)[-1]
    return last.tag == "N" and last.lemma != last.lower
