"""Where a word names something else than the concept, or names it without wanting it."""

from __future__ import annotations

from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.lexicon.marks import antonyms
from conspectus.engine.words import fold as plain

_CARRIES_ON: Final = frozenset({"protection", "preservation", "promotion", "safeguarding"})
"""Nouns after a concept that want it: "privacy protection"."""
_RULES_OF: Final = frozenset(
    "principles policies rules issues matters concerns questions fields standards requirements "
    "laws regulations considerations".split()
)
_WEIGHED: Final = frozenset(
    "balance weigh limit restrict endanger compromise undermine threaten hamper weaken".split()
)
_PLURAL_TOO: Final = frozenset("right investment standard interest freedom".split())
_ASKED_BEFORE: Final = frozenset(
    "should must shall ought need needs ensure ensures essential important crucial vital "
    "necessary imperative critical".split()
)


def another_sense(tokens: tuple[Token, ...], i: int) -> bool:
    """A plural that names cases or contests, "competitions", or the last noun of three.

    "Business model diversity" is about business models.
    """
    token = tokens[i]
    if token.tag == "N" and token.lower != token.lemma and token.lower.endswith("s"):
        return token.lemma not in _PLURAL_TOO
    return i >= 2 and tokens[i - 1].tag == "N" and tokens[i - 2].tag == "N"


def heads_of(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether what ends before ``end`` only tells which: "the transparency committee".

    Also in a list: "privacy and intellectual property principles" are about principles.
    """
    if end >= len(tokens):
        return False
    if tokens[end].tag == "N":
        kind = tokens[end].lower
        return kind not in _CARRIES_ON and kind != "principle"
    j = end
    while j < len(tokens) and (tokens[j].tag in {"N", "J", "C", "D"} or tokens[j].text == ","):
        j += 1
    listed = tokens[end:j]
    return bool(
        listed
        and (listed[0].text == "," or listed[0].tag == "C")
        and listed[-1].lower in _RULES_OF
        and len(listed) > 2
        and listed[-2].tag == "N"
    )


def concerns_both(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the word is joined with its opposite: "multilateral and multi-stakeholder bodies"."""
    word = plain(tokens[i].lower).replace("-", "")
    near = [plain(t.lower).replace("-", "") for t in tokens[max(0, i - 4) : i + 4]]
    joined = {"and", "or"} & set(near)
    return bool(joined) and not antonyms().get(word, frozenset()).isdisjoint(near)


def told_of(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the adjective at ``i`` only tells how something is: "the system is inclusive"."""
    j = i - 1
    while j >= 0 and tokens[j].tag in {"J", "R", "C"} | {"U"}:
        j -= 1
    if j < 0 or tokens[j].lower not in {"is", "are", "was", "were", "been"}:
        return False
    left = {t.lower for t in tokens[:j]}
    return not left & _ASKED_BEFORE and not left & cc.NEGATIONS


def undone(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether the sentence goes on to weigh it: "that security … is balanced by rights"."""
    for token in tokens[end : end + 8]:
        if token.tag == "U" or token.tag in {"V", "VG", "VZ", "M"}:
            return False
        if token.tag == "VD":
            return token.lemma in _WEIGHED
    return False
