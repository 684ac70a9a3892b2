"""Whether evidence carries a wording by its atoms: what is wanted, of what, read from both texts.

The wordings of shared views name a concept and one or more relations ("privacy should be respected
or protected"). The words of the evidence may differ ("decisions must be grounded in respect for
privacy"); what must be there is the same concept, head by head, under one of the relations.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar.reporting import strip_discourse
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.listed import spoken_evidence
from conspectus.engine.propositions import Concept, Proposition, propositions
from conspectus.engine.wordings import RELATION_OF_PARTICIPLE, STATES, indexed_atoms

_WORDING: Final = re.compile(
    r"^(?P<concept>.+?) should be (?P<wanted>[\w-]+(?:(?:, [\w-]+)* or [\w-]+)?)[.]?$"
)
_IMPORTANT: Final = re.compile(r"^(?P<concept>.+?) (?:is|are) important[.]?$")


_OWN_NAME: Final = re.compile(
    r"^(?:The )?[A-Z][\w.&’'-]*(?: (?:of|for|and|the|on|[A-Z][\w.&’'-]*)){0,9} "
    r"(?:\w+ly )?"
    r"(?P<verb>support|endorse|call|recommend|propose|advocate|urge|favour|favor|oppose)s\b"
)


_CONDITION: Final = re.compile(
    r"(?<!even )(?<!as )(?<!what )\bif\b"
    r"(?! (?:any|necessary|needed|possible|appropriate|required))|"
    r"\bunless\b|\bprovided\b(?! (?:by|for|to|with|in)\b)|\bas long as\b|"
    r"\bon (?:the )?condition\b|"
    r"\bonly (?:after|when|where|once)\b|\bnot (?:before|until)\b",
    re.IGNORECASE,
)
"""Support under a condition is reported with it (DRAFTING §4): no atom holds one."""


def _first_person(match: re.Match[str]) -> str:
    return f"We {match['verb']}"


@lru_cache(maxsize=20_000)
def carries_atom(wording: str, evidence: str) -> bool:
    """Whether the English ``evidence`` wants of the wording's concept what the wording says.

    Evidence that is no sentence (a lead-in with its item, a fragment that wants something, a label
    with its sentence) is read as ``listed`` speaks it. False for wordings of another form; they
    are for ``verification.supports``.
    """
    wanted = _wanted(wording)
    if wanted is None or evidence.rstrip().endswith("?"):
        return False
    if _CONDITION.search(evidence) and not _CONDITION.search(wording):
        return False
    concept, relations = wanted
    found = {
        pair
        for text in (evidence, *spoken_evidence(evidence))
        for atom in _atoms(text)
        if not atom.negative
        for pair in indexed_atoms(atom)
    }
    return any((concept, relation) in found for relation in relations)


def _atoms(text: str) -> tuple[Proposition, ...]:
    plain = _OWN_NAME.sub(_first_person, strip_discourse(text))
    return propositions(tag(plain), plain)


@lru_cache(maxsize=5_000)
def _wanted(wording: str) -> tuple[Concept, tuple[str, ...]] | None:
    """(concept, relations) of a wording of the two forms that ``wordings`` writes."""
    match = _WORDING.match(wording) or _IMPORTANT.match(wording)
    if match is None:
        return None
    if "wanted" not in match.groupdict():
        atom = next(iter(propositions(tag(wording), wording)), None)
        return (atom.concept, ("important",)) if atom is not None else None
    words = re.split(r", | or ", match["wanted"])
    state = STATES.get(match["concept"])
    if state is not None:
        return state, tuple(f"be:{word.replace('-', '')}" for word in words)
    sample = f"{match['concept']} should be {words[0]}"
    atom = next(iter(propositions(tag(sample), sample)), None)
    if atom is None:
        return None
    return atom.concept, tuple(RELATION_OF_PARTICIPLE.get(word, word) for word in words)
