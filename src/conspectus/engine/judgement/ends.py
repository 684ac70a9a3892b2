"""Where a concept is only the end that something else serves.

"In order to promote trade, standards should be open" asks for standards; that trade is wanted is
presupposed, and how much so, nobody has said. "Efforts to promote trade should be supported" is
another matter: there the end is all that is asked.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from conspectus.engine.grammar.tagging import Token

_FINITE: Final = frozenset({"M", "VZ", "X", "H", "O"})
_VALUED: Final = frozenset(
    "critical essential crucial key important necessary central vital instrumental fundamental "
    "indispensable conducive helpful useful imperative".split()
)
_ASKED_AFTER: Final = _VALUED | {"need", "needs", "have", "propose", "recommend", "urge"}
_OWN_END: Final = frozenset(
    "effort step measure action need commitment way work mechanism framework legislation law "
    "policy initiative programme program duty obligation responsibility mandate aim goal objective "
    "task right ability capacity will willingness decision proposal attempt plan strategy call "
    "opportunity principle cooperation co-operation language standard safeguard incentive tool "
    "resource mission everyone everybody all stakeholder government state actor community country "
    "user people person individual body organization organisation us role endeavour endeavor serve "
    "seek help aim particular".split()
)
"""Nouns whose infinitive says what they are: "efforts to protect privacy" are for privacy."""
_GAINS: Final = frozenset(
    "ensure promote foster enhance enable encourage support increase maintain preserve protect "
    "improve strengthen advance build establish create restore secure guarantee achieve sustain "
    "stimulate facilitate provide realize realise further accelerate boost drive deliver "
    "raise gain reach stimulate grow make safeguard assure bring".split()
)
"""What is done to an end: "to foster trade". "An excuse to limit trade" is another matter."""
_FAR: Final = 16
_NEAR: Final = 6


def is_end(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether what begins at ``start`` is in an infinitive of purpose, or what a value is for.

    "To ensure stability, bodies must …", "…, in order to preserve diversity", "limits on fees to
    enhance trade", "freedom is critical to foster trade".
    """
    to = _infinitive(tokens, start)
    if to is None or main_subject(tokens, to, start):
        return to is None and _valued_for(tokens, start)
    before = tokens[to - 1].lower if to else ""
    if to == 0 or (to == 2 and before == "order"):
        return any(t.tag == "M" or t.lower in _ASKED_AFTER for t in tokens[start:])
    if before == "order" or (before == "as" and tokens[max(0, to - 2)].lower == "so"):
        return True
    if before == "as" and _joined_to_order(tokens, to):
        return True
    if before in _VALUED:
        return not _expletive(tokens, to)
    noun = tokens[to - 1].tag == "N" and tokens[to - 1].lemma not in _OWN_END
    return noun and _gains(tokens, to) and _asked(tokens, to)


def main_subject(tokens: tuple[Token, ...], to: int, start: int) -> bool:
    """ "To achieve this, providers must": what the rest is said of, not what is achieved."""
    if all(token.text != "," for token in tokens[to:start]):
        return False
    after = tokens[start : start + _NEAR]
    stop = next((i for i, t in enumerate(after) if t.text == ","), len(after))
    return any(t.tag in _FINITE for t in after[:stop])


def _gains(tokens: tuple[Token, ...], to: int) -> bool:
    verb = next((t for t in tokens[to + 1 :] if t.tag != "R"), None)
    return verb is not None and verb.lemma in _GAINS


def _infinitive(tokens: tuple[Token, ...], start: int) -> int | None:
    """The "to" whose verb has ``start`` in its object, if no finite verb stands between."""
    for i in range(start - 1, max(-1, start - _FAR), -1):
        if tokens[i].tag in _FINITE or tokens[i].text in {";", ":", "."}:
            return None
        if tokens[i].lower in {"that", "which", "who", "whose", "where", "whether"}:
            return None
        if tokens[i].lower != "to":
            continue
        k = i + 1
        while k < start and tokens[k].tag == "R":
            k += 1
        if k < start and tokens[k].tag == "V":
            return i
    return None


def _joined_to_order(tokens: tuple[Token, ...], to: int) -> bool:
    """ "in order to assess … as well as to prevent"."""
    return any(one.lower == "order" and other.lower == "to" for one, other in pairwise(tokens[:to]))


def _expletive(tokens: tuple[Token, ...], to: int) -> bool:
    """ "it is essential to": what follows is what is essential."""
    near = {token.lower for token in tokens[max(0, to - 7) : to]}
    return bool(near & {"it", "what", "there"}) or to <= 2


def _asked(tokens: tuple[Token, ...], to: int) -> bool:
    """Whether something else has been asked or told before: its verb stands before the noun."""
    return any(t.tag in {"V", "VG", "VD", "M", "VZ", "X"} for t in tokens[: to - 1])


def _valued_for(tokens: tuple[Token, ...], start: int) -> bool:
    """ "Openness is essential for trade": what a value of another thing is for."""
    i = start - 1
    while i >= 0 and tokens[i].tag in {"J", "N", "D", "R", "C", "VG", "VD"} | {"U"}:
        if tokens[i].tag == "U" and tokens[i].text != ",":
            return False
        if tokens[i].lower in _VALUED:
            return False
        i -= 1
    if i < 2 or tokens[i].lower not in {"for", "to"} or tokens[i - 1].lower not in _VALUED:
        return False
    j = i - 2
    while j > 0 and tokens[j].tag in {"R", "D"}:
        j -= 1
    return tokens[j].tag == "X" and not _expletive(tokens, i)
