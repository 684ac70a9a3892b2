"""One sentence of a finished paper, offered to a language model when its rapporteur asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.evidence import Sentence
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.checking import checked, named_for_people
from conspectus.engine.revision.sentences import Hand, drafted_otherwise
from conspectus.engine.revision.subject import with_place_for_who
from conspectus.engine.rewording.gate import FORM, objection
from conspectus.engine.rewording.prompts import clauses_in
from conspectus.engine.rewording.sentences import UNCHANGED, Offer, offers_of, spliced
from conspectus.engine.verification.finding import Finding

BY_PERSON: Final = "human:"
_PLAIN: Final = "template:single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What became of an answer.

    ``text``: the sentence as it would read, "" where the answer keeps no form. ``stored``: the
    same with a placeholder for who holds it. ``code``: of the gate that it does not pass ("" where
    it passes); ``findings``: what the verifier says.
    """

    text: str = ""
    stored: str = ""
    code: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether it may not be taken."""
        return bool(self.code or self.findings)


def offer_for(hand: Hand, sentence: Sentence) -> Offer | None:
    """What is asked about a sentence; ``None`` where a model is not asked about such sentences.

    Quotations, sides of oppositions and what rests on another language stay as they are.
    """
    if drafted_otherwise(sentence):
        return None
    if sentence.generator.startswith(BY_PERSON):
        sentence = replace(sentence, generator=_PLAIN)
    return next(offers_of(sentence, "", hand.holders), None)


def proposal(hand: Hand, offer: Offer, answer: str, *, drafted: str) -> Proposed:
    """An answer, held against the sentence, its evidence and the verifier."""
    clauses = clauses_in(answer, len(offer.clauses))
    if clauses is None:
        return Proposed(code=FORM)
    if clauses == offer.clauses:
        return Proposed(code=UNCHANGED)
    text = " ".join(spliced(offer, clauses).split())
    for clause, before in zip(clauses, offer.clauses, strict=True):
        code = objection(clause, before, offer.evidence, tuple(hand.holders), hand.names)
        if code is not None:
            return Proposed(text=text, code=code)
    stored = with_place_for_who(text, offer.sentence, hand.holders)
    act = Act(id="", kind=ActKind.REWORD, text=stored)
    seen = checked(hand, act, offer.sentence, drafted=drafted)
    found = tuple(named_for_people(hand, one) for one in seen.findings)
    return Proposed(text=text, stored=stored, findings=found)
