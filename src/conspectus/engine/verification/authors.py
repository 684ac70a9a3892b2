"""Who wrote a sentence, and what that means for the words it is held against.

``generator`` is "template:…", "llm:…" or "human:…". A sentence that a person reworded keeps in
brackets the template that it was drafted by, where that template's holders were found by more than
their words ("human:A. Writer (template:paraphrase)"): the checks are then those of the template,
and the draft is the measure of the new words (``engine.revision``).
"""

from __future__ import annotations

import re
from typing import Final

QUOTATION: Final = "template:quotation"
"""Sentences that are a holder's own words, which V2 compares letter by letter."""
OPPOSITION: Final = "template:opposition"
"""Sides of an issue: the wording is the issue's, and cue rules placed each passage under it."""
PARAPHRASE: Final = "template:paraphrase"
"""Who wrote sentences whose holders say the same in other words: like a translation, they are
compared by figures, acronyms and polarity; that they mean the same the engine has judged by
vectors, and the rapporteur sees them so marked."""
SOMEBODY: Final = "rapporteur"
JUDGED: Final = (OPPOSITION, PARAPHRASE)
"""Templates whose holders were found by more than their words."""
_PERSON: Final = "human:"
_AFTER: Final = re.compile(r"^human:.*\((template:[a-z-]+)\)$")


def template_of(generator: str) -> str:
    """The template whose checks a sentence is held to; the generator itself where it is none."""
    return after_template(generator) or generator


def after_template(generator: str) -> str:
    """The template after which a person reworded a sentence, where it is kept; else nothing."""
    found = _AFTER.match(generator)
    return found.group(1) if found and found.group(1) in JUDGED else ""


def by_person(name: str, before: str) -> str:
    """The generator of a sentence that ``name`` reworded; ``before``: who had written it."""
    plain = " ".join(name.replace("(", " ").replace(")", " ").split()) or SOMEBODY
    template = template_of(before)
    return f"{_PERSON}{plain} ({template})" if template in JUDGED else f"{_PERSON}{plain}"


def is_by_person(generator: str) -> bool:
    """Whether a person has given the words."""
    return generator.startswith(_PERSON)
