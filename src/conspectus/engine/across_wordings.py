"""Clauses in which one holder's sentence may become a wording that others stand under too.

Beside what is reported after "that" anyway these are wishes that name who should act ("we ask X to
do Y": X should do Y) and thoughts with something before their subject ("On Z, we take the view that
S"). Whole first, then without adjuncts, so that less is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.clauses import SHORTEST_WORDING, shortened
from conspectus.engine.eligibility import is_first_person, printable, word_count
from conspectus.engine.grammar.norms import norms
from conspectus.engine.grammar.reporting import lower_first, report
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.joint_subjects import apart
from conspectus.engine.passages import VALUES, Claim, in_first_person

LONGEST_WORDING: Final = 26
_TURN: Final = re.compile(
    r"^(?:[A-Z][^,.;:]{2,48}, )?(?:we|I) (?:(?:also|therefore|strongly|firmly) )?"
    r"(?:take the view|hold the view|(?:are|am) of the (?:view|opinion)|believe|consider|think|"
    r"hold|maintain|agree)(?: that)? (?P<clause>.+)$",
    re.DOTALL,
)
_WISH: Final = re.compile(
    r"^(?:we|I) (?:(?:also|therefore|strongly|respectfully) )?(?:would like|ask|urge|invite|"
    r"encourage|call (?:up)?on|request) (?!to\b|that\b|for\b)(?P<who>[^,;:]+?) (?P<not>not )?"
    r"to (?P<what>[a-z].+)$",
    re.IGNORECASE | re.DOTALL,
)
_PLEA: Final = re.compile(
    r"^(?:we|I) (?:(?:also|therefore|strongly) )?(?:ask|urge|request|recommend|propose|suggest) "
    r"that (?P<who>[^,;:]+?) (?P<what>publish|be|set up|adopt|make|give|take|share|have|provide|"
    r"ensure|create|establish|use|keep|support|allow|require|remain|consider|report) "
    r"(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
MayPrint = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class OwnWording:
    """A clause in which ``claim`` can be reported after "that"."""

    clause: str
    claim: Claim


def own_wordings(claim: Claim, names: Sequence[str], may_print: MayPrint) -> list[OwnWording]:
    """The wordings of an English claim, whole ones before cut ones.

    ``may_print``: whether all words of a text are spelt and explained.
    """
    found: dict[str, OwnWording] = {}
    for whole in _clauses(claim, names):
        alone = (one for _subject, one in apart(whole))
        for clause in dict.fromkeys((whole, *shortened(whole), *alone)):
            if _stands(clause) and may_print(clause):
                found.setdefault(clause, OwnWording(clause, claim))
    return list(found.values())


def _clauses(claim: Claim, names: Sequence[str]) -> Iterator[str]:
    plain = " ".join(claim.plain.split()).rstrip(" .;,")
    reported = report(plain, names)
    if reported is not None and not reported.verb:
        yield reported.clause
        return
    spoken = in_first_person(plain, tuple(names))
    turned, wish, plea = (pattern.match(spoken) for pattern in (_TURN, _WISH, _PLEA))
    if turned:
        yield lower_first(turned["clause"][:1].upper() + turned["clause"][1:])
    elif wish:
        yield f"{wish['who']} should {wish['not'] or ''}{wish['what']}"
    elif plea:
        yield f"{plea['who']} should {plea['what']} {plea['rest']}"


def _stands(clause: str) -> bool:
    """Whether the clause alone is a norm or a judgement that a reader understands."""
    if not SHORTEST_WORDING <= word_count(clause) <= LONGEST_WORDING or is_first_person(clause):
        return False
    sentence = f"{clause[:1].upper()}{clause[1:]}."
    tokens = tag(sentence)
    return bool(norms(tokens) or VALUES.search(clause)) and printable(sentence, tokens)
