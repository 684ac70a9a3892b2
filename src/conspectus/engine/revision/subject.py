"""Who holds a sentence, as its text says it: taken out of the text and put in again.

The degree word, the count and the names of a sentence follow from its positions. A person who
rewords a sentence leaves them as they stand; the text is then kept with a placeholder for them, so
that they follow the counts of every later run: ``{who}`` ("Several contributors (A, B, C)"),
``{names}`` ("A, B and C"), ``{name}`` (one holder without its article). ``{who of group}`` tells
the stakeholder group of a single contribution, ``{who: speakers}`` what is counted, ``{others}``
opens the second side of an opposition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from conspectus.engine.corpus import Holder
from conspectus.engine.degree import DegreeNoun
from conspectus.engine.degree_phrase import degree_phrase
from conspectus.engine.drafting.oppositions import others_phrase
from conspectus.engine.drafting.templates import capital
from conspectus.engine.errors import EngineError
from conspectus.engine.evidence import Degree, Sentence
from conspectus.engine.lexicon.reporting import reporting_verbs
from conspectus.engine.names import ALL_NAMES, names_phrase, printed_name

PLACEHOLDER: Final = re.compile(r"\{(who|names|name|others)( of group)?(?:: ([a-z ]+))?\}")
_THERE_IS: Final = "There is"
_TO_NOUN: Final = re.compile(
    r"^ (?:holds?|express(?:es)?|states?|(?:is|are) of)(?: the view)? that"
)
"""A verb of saying, where "There is general support for" takes the view itself."""
_VERB: Final = re.compile(r" ([a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A text that says who holds it: the ids that it names, the footnote with all the names."""

    text: str
    named: tuple[str, ...]
    footnote: str | None


def with_place_for_who(text: str, sentence: Sentence, holders: Mapping[str, Holder]) -> str:
    """``text`` with a placeholder where it says who holds ``sentence``; else as it is."""
    own = [holders[one] for one in sentence.holders]
    sayings = {said: mark for mark, said in _sayings(sentence.degree, own)}
    for said in sorted(sayings, key=lambda one: (-len(one), one)):
        at = text.find(said)
        if at >= 0:
            return f"{text[:at]}{sayings[said]}{text[at + len(said) :]}"
    return text


def _sayings(degree: Degree | None, holders: Sequence[Holder]) -> Iterator[tuple[str, str]]:
    """(placeholder, text) for each way in which a template says who holds a sentence."""
    marks = ["{names}", "{name}"] if len(holders) <= ALL_NAMES else []
    if degree is not None:
        nouns = ["", *(f": {noun.value}" for noun in DegreeNoun)]
        marks += [f"{{who{of}{noun}}}" for noun in reversed(nouns) for of in (" of group", "")]
        marks += [f"{{others{noun}}}" for noun in reversed(nouns)]
    for mark in marks:
        for opens in (True, False):
            yield mark, _said(mark, holders, degree, opens=opens)[0].text


def told(text: str, holders: Sequence[Holder], degree: Degree | None) -> Told:
    """``text`` with its placeholder filled in for ``holders``, the verb behind it in their number.

    A text without placeholder stays as it is.

    Raises:
        EngineError: more than six names do not fit the running sentence, or nobody is counted.
    """
    names = names_phrase(holders)
    found = PLACEHOLDER.search(text)
    if found is None:
        return Told(text, names.named, names.footnote)
    said, plural = _said(found.group(), holders, degree, opens=found.start() == 0)
    rest = text[found.end() :]
    if said.text.startswith(_THERE_IS):
        rest = _TO_NOUN.sub(" the view that", rest, count=1)
    elif rest.startswith(" the view that"):
        rest = f" hold{rest}"
    verb = _VERB.match(rest)
    if verb is not None:
        rest = f" {_in_number(verb.group(1), plural=plural)}{rest[verb.end() :]}"
    return Told(text[: found.start()] + said.text + rest, said.named, said.footnote)


def _said(
    mark: str, holders: Sequence[Holder], degree: Degree | None, *, opens: bool
) -> tuple[Told, bool]:
    """What a placeholder stands for, and whether a verb behind it is plural."""
    found = PLACEHOLDER.fullmatch(mark)
    if found is None:
        raise EngineError(f"“{mark}” is no placeholder; write {{who}} or {{names}}.")
    kind, of_group, noun = found.groups()
    counts = DegreeNoun(noun) if noun else DegreeNoun.CONTRIBUTORS
    if kind == "others":
        names = names_phrase(holders)
        text = others_phrase(len(holders), names.text, counts)
        return Told(text, names.named, names.footnote), len(holders) > 1
    if kind in {"names", "name"}:
        names = names_phrase(holders, running=True)
        text = printed_name(holders[0]) if kind == "name" and len(holders) == 1 else names.text
        plural = len(holders) > 1 or holders[0].plural
        return Told(capital(text) if opens else text, names.named, None), plural
    if degree is None:
        raise EngineError("Nobody is counted in this sentence; write {names} instead of {who}.")
    names = names_phrase(holders)
    phrase = degree_phrase(
        degree.word,
        degree.n,
        degree.of,
        noun=counts,
        names=names.text,
        group=holders[0].group if of_group else None,
        capital=opens,
    )
    text = phrase.text.replace("There was", _THERE_IS)
    return Told(text, names.named, names.footnote), phrase.plural


def _in_number(verb: str, *, plural: bool) -> str:
    """A reporting verb in the number that is wanted; other words stay as they are."""
    third = _thirds()
    if plural:
        return third.get(verb, verb)
    return next((one for one, bare in third.items() if bare == verb), verb)


@cache
def _thirds() -> dict[str, str]:
    """Third person singular → bare form, of all verbs that a paper reports with."""
    words = {verb.form[0] for verb in reporting_verbs()}
    found = {"is": "are", "has": "have", "does": "do", "was": "were"}
    for word in sorted(words):
        bare = next((one for one in (word[:-1], word[:-2]) if one in words), None)
        if word.endswith("s") and bare is not None:
            found[word] = bare
    return found
