"""Words that people give to a view, held against what its holders said.

Meaning is theirs to judge; figures, acronyms, denial and strength are not a matter of judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conspectus.engine.verification.exceptions import in_one_form
from conspectus.engine.verification.finding import Finding
from conspectus.engine.verification.plain import PlainUnit, plain_unit

_SHOULD = 3
"""The rank of "should" among modal words; weaker ones only allow."""


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


def strayed_wording(words: str, language: str, said: Sequence[Said]) -> tuple[Finding, ...]:
    """What speaks against ``words`` for a view whose holders said ``said``."""
    by_holder: dict[str, list[Said]] = {}
    for one in said:
        by_holder.setdefault(one.holder, []).append(one)
    return tuple(
        finding
        for holder, theirs in sorted(by_holder.items())
        for finding in (
            *strayed(words, language, holder, theirs),
            *_in_strength(words, language, holder, theirs),
        )
    )


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
