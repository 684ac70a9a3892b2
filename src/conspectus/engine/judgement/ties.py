"""How a concept is tied to what is asked: asked for itself, or as a purpose, reason or effect.

"Governments should foster innovation" asks for it; "openness should be preserved, since it can
foster innovation" gives it as a reason. The signs tell the form of the tie, not the verdict: what
they are worth, readers have taught (``wishes``).
"""

from __future__ import annotations

from typing import Final

from conspectus.engine.grammar.tagging import Token
from conspectus.engine.judgement.trees import Signs

FAR: Final = 40
_VERBS: Final = frozenset({"V", "VG", "VZ", "VD"})
_ASKS: Final = frozenset("should must shall ought need needs require requires let".split())
_MAY: Final = frozenset("can could may might will would".split())
_CAUSES: Final = frozenset(
    "because since given due reason reasons therefore hence thus thereby so cause causes".split()
)
_LEADS: Final = frozenset(
    "lead result contribute serve help allow enable depend mean make provide give bring "
    "offer".split()
)
_EFFECT_NOUNS: Final = frozenset(
    "impact effect potential engine platform source tool driver prerequisite condition opportunity "
    "context environment field issue risk threat pretext argument discussion question study matter "
    "challenge concern area subject topic".split()
)
_BY: Final = frozenset("by through via in for of at towards toward without while".split())
_PREPOSITIONS: Final = (
    *("for", "of", "in", "on", "with", "to", "as", "by", "from", "about"),
    *("through", "within", "under", "among", "into", "without", "via"),
)
_KNOWN: Final = frozenset("this these such existing current any its their present every".split())
"""Words before what is taken for granted: "the existing open platforms"."""
_EXAMPLE: Final = frozenset("particular particularly especially including notably namely".split())
_MODAL_NEAR: Final = 3


def tie_signs(tokens: tuple[Token, ...], start: int, end: int, governor: int | None) -> Signs:
    """The signs of the concept in ``tokens[start:end]``; ``governor``: the verb that governs it."""
    asked = max((i for i in range(start) if tokens[i].lower in _ASKS), default=None)
    since = range(0 if asked is None else asked + 1, start)
    words = [tokens[i].lower for i in since]
    verbs = [i for i in since if tokens[i].tag in _VERBS]
    noun, preposition = _noun_before(tokens, start)
    return {
        "asked_gap": float(FAR if asked is None else min(FAR, start - asked)),
        "verbs_since": float(min(6, len(verbs))),
        "may_since": float(sum(word in _MAY for word in words)),
        "cause_since": float(sum(word in _CAUSES for word in words)),
        "leads_since": float(any(tokens[i].lemma in _LEADS for i in verbs)),
        "commas_since": float(min(6, words.count(","))),
        "relative_since": float(any(_relative(tokens, i) for i in since)),
        "purpose_since": float(sum(_purpose(tokens, i) for i in since)),
        "perfect": float(any(_perfect(tokens, i) for i in range(len(tokens)))),
        "balance": float(any(t.lemma == "balance" for t in tokens)),
        "bracket": float(sum((t.text == "(") - (t.text == ")") for t in tokens[:start]) > 0),
        "effect_noun": float(noun in _EFFECT_NOUNS),
        **{f"after_{one}": float(preposition == one) for one in _PREPOSITIONS},
        "example": float(any(w.lower in _EXAMPLE for w in tokens[max(0, start - 4) : start])),
        "known": float(_known(tokens, start)),
        "acts": float(_acts(tokens, end)),
        "within_relative": float(any(_relative(tokens, i) for i in range(start))),
        "aside_opening": float(_aside_opening(tokens, start, end)),
        **_of_governor(tokens, governor),
    }


def _known(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether what is there already is named: "this open forum", "existing transparent bodies"."""
    j = start - 1
    while j >= 0 and tokens[j].tag in {"J", "N", "R"} and tokens[j].lower not in _KNOWN:
        j -= 1
    return j >= 0 and tokens[j].lower in _KNOWN


def _acts(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether it is what shall do something: "the open forum should have a secretariat"."""
    for i, token in enumerate(tokens[end : end + _MODAL_NEAR], start=end):
        if token.tag == "M":
            after = next((t for t in tokens[i + 1 :] if t.tag != "R"), None)
            return after is not None and after.tag in {"V", "H"}
    return False


def _aside_opening(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """ "Applying an open approach, bodies must …": what is asked comes after the comma."""
    if not tokens or tokens[0].tag not in {"VG", "P", "S"}:
        return False
    commas = [i for i, t in enumerate(tokens) if t.text == "," and i >= end]
    early = all(t.tag not in {"M", "VZ", "X"} for t in tokens[:start])
    return bool(commas) and early and any(t.tag == "M" for t in tokens[commas[0] :])


def _of_governor(tokens: tuple[Token, ...], governor: int | None) -> dict[str, float]:
    """The form of the governing verb and of what stands right before it."""
    if governor is None:
        return {"ungoverned": 1.0}
    token = tokens[governor]
    j = governor - 1
    while j >= 0 and tokens[j].tag == "R":
        j -= 1
    before = tokens[j].lower if j >= 0 else ""
    near = [t.lower for t in tokens[max(0, governor - 4) : governor]]
    participle = token.tag == "VG"
    return {
        "governor_third": float(token.tag == "VZ"),
        "governor_participle": float(participle),
        "governor_noun": float(token.tag == "N"),
        "governor_to": float(before == "to"),
        "governor_purpose": float(before == "to" and _purpose(tokens, j)),
        "governor_may": float(bool(_MAY & set(near))),
        "governor_asked": float(bool(_ASKS & set(near))),
        "governor_relative": float(before in {"that", "which", "who"}),
        "governor_tail": float(participle and before in {",", "thus", "thereby"}),
        "governor_by": float(participle and before in _BY),
    }


def _noun_before(tokens: tuple[Token, ...], start: int) -> tuple[str, str]:
    """(noun, preposition) of "impact on trust", also before the further members of its list."""
    j = start - 1
    while j >= 0 and tokens[j].tag in {"J", "N", "D", "R", "C", "Q"} | {"VG", "VD"}:
        j -= 1
    if j < 1 or tokens[j].tag not in {"P", "T"}:
        return "", ""
    return (tokens[j - 1].lemma if tokens[j - 1].tag == "N" else "", tokens[j].lower)


def _purpose(tokens: tuple[Token, ...], i: int) -> bool:
    """ "to" of an end: "open standards to promote access", "in order to", "To ensure trust, …"."""
    if tokens[i].lower != "to" or i + 1 >= len(tokens):
        return False
    k = i + 1
    while k < len(tokens) and tokens[k].tag == "R":
        k += 1
    if k >= len(tokens) or tokens[k].tag != "V":
        return False
    return i == 0 or tokens[i - 1].tag in {"N", "U", "R"} or tokens[i - 1].lower == "order"


def _relative(tokens: tuple[Token, ...], i: int) -> bool:
    """A relative clause begins: "models that can foster", "rules which protect"."""
    if tokens[i].lower not in {"that", "which", "who"} or i == 0 or i + 1 >= len(tokens):
        return False
    return tokens[i - 1].tag in {"N", "U"} and tokens[i + 1].tag in {"V", "VZ", "M", "X", "H", "R"}


def _perfect(tokens: tuple[Token, ...], i: int) -> bool:
    """ "has fulfilled", "have been": what is told, not asked."""
    return tokens[i].tag == "H" and i + 1 < len(tokens) and tokens[i + 1].tag in {"VD", "X"}
