"""Where a word names something else than the concept, or names it without wanting it."""

from __future__ import annotations

from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.judgement.ends import is_end
from conspectus.engine.judgement.provisos import is_beside
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
_OF_OTHERS: Final = {
    "security": frozenset("person individual citizen life employment tenure food".split()),
    "diversity": frozenset(
        "stakeholder stakeholders role responsibility actor participant member organization "
        "organisation company species supplier vendor".split()
    ),
}
"""Whose it is tells another sense: "the diversity of stakeholders", "security of the person"."""
_BESIDE_OTHERS: Final = {"security": frozenset({"liberty"})}
_WISHED: Final = frozenset("must should shall ought need needs".split())
_TAILS: Final = frozenset("enable allow permit lead result contribute".split())


def another_sense(tokens: tuple[Token, ...], i: int) -> bool:
    """A plural that names cases or contests, "competitions", or the last noun of three.

    "Business model diversity" is about business models, "life, liberty and security" about persons.
    """
    token = tokens[i]
    if token.tag == "N" and token.lower != token.lemma and token.lower.endswith("s"):
        return token.lemma not in _PLURAL_TOO
    beside = {t.lower for t in tokens[max(0, i - 3) : i + 3]}
    if beside & _BESIDE_OTHERS.get(token.lemma, frozenset()) or _of_others(tokens, i):
        return True
    return i >= 2 and tokens[i - 1].tag == "N" and tokens[i - 2].tag == "N"


def _of_others(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the complement after "of", also of a pair, names what gives it another sense."""
    others = _OF_OTHERS.get(tokens[i].lemma)
    near = tokens[i + 1 : i + 4]
    of = next((k for k, t in enumerate(near, start=i + 1) if t.lower == "of"), None)
    if (
        others is None
        or of is None
        or any(t.tag not in {"C", "N", "P"} for t in tokens[i + 1 : of])
    ):
        return False
    return any(t.lemma in others for t in tokens[of + 1 : of + 4])


def is_aside(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether what starts there stands in a proviso, a condition, or a tail of effects.

    "Governance should be inclusive, without prejudice to measures that protect minors", "must work
    together if we want the network to remain open", "a single network, enabling free expression".
    What is only the end of something else that is asked is none of its own (``ends.is_end``);
    so with what is only heeded or kept beside it (``provisos.is_beside``).
    """
    if is_end(tokens, start) or is_beside(tokens, start):
        return True
    words = [token.lower for token in tokens[:start]]
    asked = max((k for k, word in enumerate(words) if word in _WISHED), default=-1)
    proviso = next((k for k, word in enumerate(words) if word == "prejudice"), start)
    condition = max((k for k, word in enumerate(words) if word == "if"), default=-1)
    if asked < proviso < start and "without" in words[:proviso]:
        return True
    if -1 < asked < condition and words[condition - 1] not in {"even", "as"}:
        return True
    tail = max((k for k in range(1, start) if _is_tail(tokens, k)), default=-1)
    verbs = {"V", "VZ", "VG", "M"}
    return tail > asked and all(t.tag not in verbs for t in tokens[tail + 1 : start])


def _is_tail(tokens: tuple[Token, ...], k: int) -> bool:
    """A participle of effect after a comma: ", thus enabling"."""
    if tokens[k].tag != "VG" or tokens[k].lemma not in _TAILS:
        return False
    before = tokens[k - 1]
    return before.text == "," or before.lower in {"thus", "thereby"}


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
