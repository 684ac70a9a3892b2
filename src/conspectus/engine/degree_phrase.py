"""How a degree opens a sentence: "Several contributors (A, B, C)", "One contribution (X)"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from conspectus.engine.degree import DEGREE_WORDS, DegreeNoun
from conspectus.engine.errors import EngineError

# United Nations Editorial Manual: numbers under 10 are spelt out.
_SPELT = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

GROUP_ADJECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "governments": "a government",
        "government": "a government",
        "private sector": "a private sector",
        "civil society": "a civil society",
        "technical community": "a technical community",
        "academia": "an academic",
    }
)
"""Stakeholder group (lower case) → article and adjective before "contribution"."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one noun; ``one`` and ``two`` name the acts where a written act is meant."""

    one: str
    two: str
    both: str
    many: str
    relative: str


_FORMS: Mapping[DegreeNoun, _Forms] = MappingProxyType(
    {
        DegreeNoun.CONTRIBUTORS: _Forms(
            "one contribution", "two contributions", "both contributions", "contributors", "that"
        ),
        DegreeNoun.SPEAKERS: _Forms(
            "one speaker", "two speakers", "both speakers", "speakers", "who"
        ),
        DegreeNoun.REMOTE: _Forms(
            "one remote participant",
            "two remote participants",
            "both remote participants",
            "remote participants",
            "who",
        ),
        DegreeNoun.FORUM: _Forms(
            "a participant in the online forum",
            "two participants in the online forum",
            "both participants in the online forum",
            "participants in the online forum",
            "who",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class DegreePhrase:
    """The opening of a sentence.

    ``text``: with the names in brackets, no space after it. ``plural``: the number of the verb
    that follows. ``takes``: "verb" ("Several contributors (A, B, C) …"), or "noun" where a noun
    phrase must follow ("There was general support (A, B) for …").
    """

    text: str
    plural: bool
    takes: str = "verb"


def number_word(number: int) -> str:
    """A count in prose: words under ten, figures from ten on."""
    return _SPELT[number] if 0 <= number < len(_SPELT) else str(number)


def degree_phrase(
    word: str,
    n: int,
    of: int,
    *,
    noun: DegreeNoun = DegreeNoun.CONTRIBUTORS,
    names: str = "",
    group: str | None = None,
    capital: bool = True,
) -> DegreePhrase:
    """The degree ``word`` (``n`` of ``of``) as the opening of a sentence, in English.

    ``names``: the text of ``names_phrase``, put in brackets; empty where the names stand in the
    footnote. ``group``: the stakeholder group of a single written contribution, where the opening
    should tell it ("A government contribution (X)"). Raises ``EngineError`` for an unknown word.
    """
    if word not in DEGREE_WORDS:
        raise EngineError(f"“{word}” is no degree word; use one of {', '.join(DEGREE_WORDS)}.")
    bracket = f" ({names})" if names else ""
    if word == "general support":
        phrase = DegreePhrase(f"there was general support{bracket} for", plural=False, takes="noun")
    else:
        opening = _opening(word, n, of, noun=noun, group=group)
        phrase = DegreePhrase(f"{opening}{bracket}", plural=word != "one")
    if not capital:
        return phrase
    text = phrase.text[:1].upper() + phrase.text[1:]
    return DegreePhrase(text, plural=phrase.plural, takes=phrase.takes)


def _opening(word: str, n: int, of: int, *, noun: DegreeNoun, group: str | None) -> str:
    forms = _FORMS[noun]
    if word == "one":
        adjective = GROUP_ADJECTIVES.get((group or "").casefold())
        if adjective and noun is DegreeNoun.CONTRIBUTORS:
            return f"{adjective} contribution"
        return forms.one
    if word == "two":
        return forms.both if of == n else forms.two
    if word == "number":
        counted = f"all {number_word(n)}" if n == of else f"{number_word(n)} of the"
        total = "" if n == of else f" {number_word(of)}"
        return f"{counted}{total} {forms.many} {forms.relative} addressed this theme"
    if word == "most":
        return f"most of the {forms.many} {forms.relative} addressed this theme"
    return f"{word} {forms.many}"
