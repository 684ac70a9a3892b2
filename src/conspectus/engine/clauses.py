"""Short wordings taken from the holders' own clauses, and who else carries them.

A wording is a reported clause, whole or cut at an adjunct ("…, including …", "… in order to …"):
what remains says less, never something else. Every candidate is checked against the passages of
all other holders, one by one (``supports_profile``, V3 to V5); those whose own words carry it hold
the view with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.eligibility import self_contained, word_count
from conspectus.engine.grammar.norms import norms
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.neighbours import Neighbours
from conspectus.engine.passages import Claim
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verification.profile import Profile, profile
from conspectus.engine.verification.support import supports_profile
from conspectus.engine.views import DraftView

LONGEST_WORDING: Final = 20
SHORTEST_WORDING: Final = 5
_ADJUNCT: Final = re.compile(
    r",? (?:in order to|so as to|so that|in accordance with|in line with|in particular|"
    r"especially|including|such as|while|whilst|thereby|thus|which|where|through|by \w+ing|"
    r"as well as|based on|taking|with a view to|with special|with particular|regardless|"
    r"irrespective|both|at all levels|because|since|given|as they|as it|in a way that|"
    r"in a manner that|for the benefit|to ensure|to promote|to enable|to avoid|to allow)\b"
)
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|except|only|provided|subject to|until|without|as long as|whether|not|no|"
    r"never|but|rather than|other than|instead)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording with the view it was taken from."""

    clause: str
    view: DraftView
    claim: Claim


def candidates(singles: Sequence[DraftView]) -> tuple[Candidate, ...]:
    """Wordings from reported single views, each once, shortest text first."""
    found: dict[str, Candidate] = {}
    for view in singles:
        if view.reported is None or view.reported.verb:
            continue
        claim = next(iter(view.claims.values()))[0]
        for clause in shortened(view.clause):
            known = found.get(clause.lower())
            if known is None or claim.id < known.claim.id:
                found[clause.lower()] = Candidate(clause, view, claim)
    return tuple(found[key] for key in sorted(found, key=lambda k: (len(k), k)))


_REASON: Final = re.compile(
    r",? (?:in order to|so as to|so that|with a view to|because|since|thereby|thus|including|"
    r"such as|especially|in particular|as well as)\b"
)
"""Where a reason, an example or an addition begins: who leaves it out says less, and the same."""
_TELLING: Final = "|".join(
    "publish report disclose release issue update review evaluate assess audit survey measure "
    "count".split()
)
_TOLD: Final = re.compile(rf"\b(?:should|must|shall|to) (?:{_TELLING})\b")
_HOW_OFTEN: Final = re.compile(
    r",? (?:(?:each|every) (?:week|month|quarter|year)|annually)(?! of\b)(?![\w'’-])"
)
"""Cut only of what is told or looked at: "pay 100 euros each month" is another sum without."""
_AMOUNT: Final = re.compile(
    r"\d|\b(?:per cent|percent|least|most|more|less|than|not|no|never)\b", re.IGNORECASE
)
_OFTEN: Final = re.compile(
    r"\b(?:annual|year|month|quarter|week|dail|daily|day|regular|period|once|twice)", re.IGNORECASE
)
_ASIDE: Final = re.compile(
    r"(?:(?:near|close to|next to|alongside) |"
    r"(?:quickly|rapidly|promptly|swiftly|informally|smoothly)(?: and \w+ly)?$)"
)
"""Where or how quickly: neither a condition nor a limit, as "under judicial oversight" is one."""


def without_reasons(clause: str) -> list[str]:
    """The clause without what follows a reason, an example or an addition, where that stands."""
    heads = [(clause[: m.start()], clause[m.start() :]) for m in _REASON.finditer(clause)]
    heads += _set_off(clause)
    return _standing((head.rstrip(" ,;"), tail) for head, tail in heads)


def without_how_often(clause: str) -> list[str]:
    """The clause without "each year" where something is to be published, reviewed and the like."""
    if _AMOUNT.search(clause) or not _TOLD.search(clause):
        return []
    found = _HOW_OFTEN.sub("", clause, count=1)
    return _standing([(found, "")] if found != clause else [])


def says_how_often(text: str) -> bool:
    """Whether a text may say how often: "each year", "an annual report", "regularly"."""
    return _OFTEN.search(text) is not None


def _standing(heads: Iterable[tuple[str, str]]) -> list[str]:
    """Those of the (head, tail) cut off whose head stands alone and whose tail is no condition."""
    cut = [head for head, tail in heads if not _CONDITION.search(tail)]
    return [one for one in cut if word_count(one) >= SHORTEST_WORDING and _stands(one)]


def _set_off(clause: str) -> list[tuple[str, str]]:
    """The clause before its only comma, and the aside that this sets off: ", near harbours"."""
    head, _, tail = clause.partition(",")
    return [(head, tail)] if "," not in tail and _ASIDE.match(tail.strip()) else []


def shortened(clause: str) -> list[str]:
    """The clause and its cuts at adjuncts, as far as they stand alone."""
    options = [clause]
    for match in _ADJUNCT.finditer(clause):
        head, tail = clause[: match.start()], clause[match.start() :]
        if not _CONDITION.search(tail) and _stands(head):
            options.append(head.rstrip(" ,;"))
    return [o for o in options if SHORTEST_WORDING <= word_count(o) <= LONGEST_WORDING]


def _stands(head: str) -> bool:
    """Whether a cut clause is still a norm that a reader understands alone."""
    tokens = tag(head[:1].upper() + head[1:])
    if not tokens or tokens[-1].tag in {"P", "D", "C", "S", "M", "X", "T", "R", "J", "V"}:
        return False
    if head.count("(") != head.count(")") or head.count("“") != head.count("”"):
        return False
    return bool(norms(tokens)) and self_contained(head, tokens)


def carried_views(
    wordings: Sequence[Candidate], claims: Sequence[Claim], near: Neighbours, verdicts: Verdicts
) -> tuple[DraftView, ...]:
    """Views of two or more holders, each by its own checked passages.

    ``near``: the neighbours of ``claims``, by their positions.
    """
    row_of = {claim.id: row for row, claim in enumerate(claims)}
    rows = [row_of[wording.claim.id] for wording in wordings]
    found: list[DraftView] = []
    for wording, close in zip(wordings, near.nearest(rows), strict=True):
        carried: dict[str, list[Claim]] = {}
        for index in close:
            claim = claims[int(index)]
            if not claim.counted or claim.language != "en":
                continue
            if clause_carried(wording.clause, claim.plain, verdicts):
                carried.setdefault(claim.holder, []).append(claim)
        if len(carried) > 1 and wording.claim.holder in carried:
            found.append(_view(wording, carried))
    return tuple(found)


def clause_carried(clause: str, text: str, verdicts: Verdicts) -> bool:
    """Whether ``text`` by its words carries the bare wording ``clause`` (V3 to V5)."""
    return verdicts.ask(
        "clause",
        clause,
        text,
        lambda: supports_profile(profile_of_clause(clause), profile(text)).ok,
    )


def profile_of_clause(clause: str) -> Profile:
    """The profile of a bare wording; a frame keeps its own verbs from being read as reporting."""
    return profile(f"One contribution states that {clause}")


def _view(wording: Candidate, carried: Mapping[str, Sequence[Claim]]) -> DraftView:
    texts = {c.plain.lower().rstrip(" .;") for members in carried.values() for c in members}
    return DraftView(
        clause=wording.clause,
        theme=wording.claim.theme,
        claims={holder: tuple(carried[holder]) for holder in sorted(carried)},
        identical=len(texts) == 1,
    )
