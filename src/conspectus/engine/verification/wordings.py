"""Words that people give to a view, held against what its holders said.

Meaning is theirs to judge; figures, acronyms, denial and strength are not a matter of judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.degree_reading import stated_degrees
from conspectus.engine.quoting import take_apart
from conspectus.engine.verification.exceptions import in_one_form
from conspectus.engine.verification.finding import Finding
from conspectus.engine.verification.plain import PlainUnit, plain_unit
from conspectus.engine.verification.support import supports

_SHOULD: Final = 3
"""The rank of "should" among modal words; weaker ones only allow."""
_NAME: Final = re.compile(r"(?<=\s)[A-Z][^\W\d_]*[a-z][^\W_]*")
"""A word with a capital inside of a wording, in Latin letters; acronyms are compared apart."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a holder (id or name) in their language."""

    holder: str
    words: str
    language: str


def strayed(
    body: str, language: str, holder: str, said: Sequence[Said], *, denied: int = 0
) -> Iterator[Finding]:
    """Figures and acronyms of ``body`` that nothing of ``said`` has, and a denial on one side only.

    ``said``: of one holder; any of it is enough. ``denied``: denials by verbs outside of ``body``.
    """
    claim = plain_unit(body, language)
    units = [plain_unit(one.words, one.language) for one in said]
    if not any(claim.numbers <= one.numbers for one in units):
        yield Finding(
            "V3", f"The figures of the sentence are not in the words of {holder}.", holder
        )
    if not any(claim.acronyms <= one.acronyms for one in units):
        yield Finding(
            "V3", f"The acronyms of the sentence are not in the words of {holder}.", holder
        )
    denies = claim.main_denials + denied + in_one_form(body)[1]
    theirs = [
        unit.main_denials + in_one_form(one.words)[1] for unit, one in zip(units, said, strict=True)
    ]
    if not any(denies % 2 == one % 2 for one in theirs):
        yield Finding("V4", f"Only one of the sentence and the words of {holder} denies.", holder)


def problems_of_wording(
    words: str, language: str, said: Sequence[Said], *, alone: bool
) -> tuple[Finding, ...]:
    """What speaks against ``words`` for a view whose holders said ``said``.

    ``alone``: there is one holder, whose sentence reports it and is compared in full.
    """
    if not any(map(str.isalnum, words)):
        return (Finding("V1", "It has no words."),)
    quoted = take_apart(words)
    if quoted.inside or quoted.fault:
        return (Finding("V2", "A wording quotes nobody: take the quotation marks out."),)
    by_holder: dict[str, list[Said]] = {}
    for one in said:
        by_holder.setdefault(one.holder, []).append(one)
    return (
        *_counting(words),
        *_invented(words, language, said),
        *(
            finding
            for holder, theirs in sorted(by_holder.items())
            for finding in (
                *strayed(words, language, holder, theirs),
                *_in_strength(words, language, holder, theirs),
            )
        ),
        *(_unsupported(words, language, said) if alone else ()),
    )


def _counting(words: str) -> Iterator[Finding]:
    for degree in stated_degrees(words):
        yield Finding("V6", f"It says “{degree.word}”: how many hold a view follows the counts.")


def _invented(words: str, language: str, said: Sequence[Said]) -> Iterator[Finding]:
    """Names that nobody has said, where somebody has spoken in the language of the wording."""
    if not any(one.language == language for one in said):
        return
    heard = " ".join(one.words for one in said).casefold()
    for name in dict.fromkeys(_NAME.findall(words)):
        if not re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", heard):
            yield Finding("V3", f"The name “{name}” is in nobody's words.")


def _unsupported(words: str, language: str, said: Sequence[Said]) -> Iterator[Finding]:
    tried = [
        supports(words, one.words, language=language) for one in said if one.language == language
    ]
    if not tried or any(one.ok for one in tried):
        return
    best = min(tried, key=lambda one: len(one.reasons))
    for code, reason in zip(best.codes, best.reasons, strict=True):
        yield Finding(code, f"For {said[0].holder}, {reason}.", said[0].holder)


def _in_strength(words: str, language: str, holder: str, said: Sequence[Said]) -> Iterator[Finding]:
    """ "Must" or "may" where all that the holder says in this language is "should"."""
    own = [plain_unit(one.words, language) for one in said if one.language == language]
    if len(own) < len(said) or not all(one.modality for one in own):
        return
    claim = plain_unit(words, language)
    if claim.modality and not any(_is_as_strong(claim, one) for one in own):
        yield Finding("V4", f"The sentence and the words of {holder} differ in strength.", holder)


def _is_as_strong(claim: PlainUnit, said: PlainUnit) -> bool:
    return claim.modality == said.modality or _SHOULD <= claim.modality <= said.modality
