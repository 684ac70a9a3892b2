"""Reported speech: whether a sentence relays what somebody else says (defect 14, the most unfair).

Detection comes before any position: a relayed passage is never the source's own view. The rules
look for a reporting verb whose subject is not the writer, for "according to", and for quotations.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from conspectus.engine.grammar.tagging import Token

_SAYING: Final = frozenset(
    "argue believe claim consider think say state suggest propose recommend assert contend insist "
    "allege declare feel express voice opine comment remark observe note indicate conclude report "
    "point mention warn complain demand deny admit concede maintain explain describe stipulate "
    "fear hope worry criticize criticise accuse portray depict characterize".split()
)
_WANTING: Final = frozenset(
    "support oppose call want reject endorse favour favor advocate urge prefer seek request insist "
    "object agree disagree resist dispute question welcome push wish".split()
)
_OTHERS: Final = frozenset(
    "some many most several others people critic critics observer observers participant participants "
    "speaker speakers expert experts commentator commentators opponent opponents proponent proponents "
    "supporter supporters advocate advocates scholar scholars author authors respondent respondents "
    "delegation delegations member members state states country countries government governments "
    "commission council parliament assembly committee panel nations union company companies someone "
    "those stakeholder stakeholders group groups organization organizations organisation "
    "organisations community communities few majority minority president minister".split()
)
_OWN_TEXT: Final = frozenset(
    "submission contribution paper document statement proposal response comment input note".split()
)
_OPENERS: Final = re.compile(
    r"^\W*(?:according to|in the (?:words|view|opinion) of|as (?:noted|stated|argued|observed|"
    r"suggested|mentioned|recommended|defined|described|recognized|recognised) (?:by|in)|"
    r"as [A-Z][^,]{2,60} (?:has|have)? ?(?:put it|noted|stated|argued|said|observed|stressed))\b"
    r"(?! (?:us|our|we)\b)",
    re.IGNORECASE,
)
_IMPERSONAL: Final = re.compile(
    r"\b(?:it (?:is|was|has been|had been|have been) (?:\w+ly )?(?:often |sometimes |also |widely |"
    r"frequently |commonly )?(?:argued|said|claimed|suggested|believed|thought|considered that|"
    r"alleged|reported|contended|asserted|proposed|noted by|felt|feared|assumed)|"
    r"(?:is|are|was|were) (?:often|sometimes|widely|frequently|commonly) (?:said|argued|claimed|"
    r"thought|believed|considered|seen|regarded|viewed)|"
    r"the (?:argument|claim|view|idea|notion|belief|proposal|suggestion|assumption|perception) "
    r"(?:that|is|was|has been) |there (?:is|are) (?:a |an )?(?:view|views|calls?|arguments?|claims?|"
    r"proposals?|suggestions?|voices)\b|so-called)",
    re.IGNORECASE,
)


def is_relayed(text: str, tokens: tuple[Token, ...], own_names: Collection[str]) -> bool:
    """Whether the sentence reports the words or wishes of others.

    ``own_names``: lower-case names and aliases of the holder.
    """
    if _OPENERS.search(text) and not any(name in text[:90].lower() for name in own_names):
        return True
    if _IMPERSONAL.search(text):
        return True
    if _mostly_quoted(text):
        return True
    return any(
        _relays(tokens, i, text, own_names)
        for i, token in enumerate(tokens)
        if token.tag in {"V", "VZ", "VD"} and token.lemma in _SAYING | _WANTING
    )


def _mostly_quoted(text: str) -> bool:
    """Whether more than half of the sentence stands in quotation marks."""
    quoted = sum(len(m) for m in re.findall(r"[“\"]([^”\"]{12,})[”\"]", text))
    return quoted * 2 > len(text)


def _relays(
    tokens: tuple[Token, ...], i: int, text: str, own_names: Collection[str]
) -> bool:
    """Whether the reporting verb at ``i`` has somebody else as its subject."""
    j = i - 1
    while j >= 0 and (tokens[j].tag in {"R", "H", "O"} or tokens[j].lower in {"been"}):
        j -= 1
    if j < 0 or tokens[j].tag in {"M", "T", "X", "C", "P", "D", "J", "VG"}:
        return False
    if tokens[j].tag == "B":
        return tokens[j].lower in {"they", "he", "she", "some", "one", "you"}
    if tokens[j].tag == "W" or tokens[j].tag != "N":
        return tokens[j].lower in {"who", "some", "many", "others", "most", "few"}
    subject = text[max(0, tokens[j].start - 80) : tokens[j].end].lower()
    if any(subject.endswith(name) or name in subject[-len(name) - 12 :] for name in own_names):
        return False
    head = tokens[j]
    if head.lemma in _OWN_TEXT:
        return j > 0 and tokens[j - 1].lower not in {"this", "our", "the", "present", "my"}
    verb = tokens[i]
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    animate = head.lemma in _OTHERS or head.lower in _OTHERS or head.text[:1].isupper()
    if verb.lemma in _SAYING:
        return animate or following == "that"
    return animate and (verb.tag != "V" or head.lower in _OTHERS)
