"""Whether a piece of evidence by itself carries a claim (V3, V4 and V5, holder by holder)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from conspectus.engine.quoting import fold
from conspectus.engine.verification import content, polarity
from conspectus.engine.verification.bearing import borne
from conspectus.engine.verification.finding import Objection
from conspectus.engine.verification.plain import PlainUnit
from conspectus.engine.verification.profile import Claim, Profile, profile
from conspectus.engine.verification.unit import Unit

RECALL = 0.8
"""Content words of a claim that evidence in a language without a tagger needs to have."""
FILTER = 0.6
"""Below this share of common words no closer look is taken."""


@dataclass(frozen=True, slots=True)
class Support:
    """``ok``: the evidence carries the claim; else ``reasons`` say why not, one sentence each.

    ``codes``: the check behind each reason. ``recall``: share of the claim's content words that
    the evidence has, 0 to 1.
    """

    ok: bool
    reasons: tuple[str, ...]
    recall: float
    codes: tuple[str, ...] = ()


_EMPTY = ("the claim has no content of its own",)
_FILTERED = ("the evidence lacks main words of the claim",)
_V5 = ("V5",)


def supports(
    claim_text: str, evidence: str, *, language: str = "en", names: Collection[str] = ()
) -> Support:
    """Whether ``evidence`` by itself carries ``claim_text``, both in ``language``.

    The claim may be a wording ("access should be free") or a sentence with its reporting frame
    ("One contribution (X) held that access should be free"); ``names`` are names that may open
    the frame. Checked are figures and names (V3), polarity and modality (V4), content words, main
    verb with its object, quantities, conditions and other qualifiers (V5). All words of one claim
    have to come from one sentence of the evidence. "must" may be reported as "should", within
    the class of norms, since it asks for less; every other change of modality is refused.
    """
    stated = profile(claim_text, language, names=names)
    return supports_closely(stated, profile(evidence, language))


def supports_profile(claim: Profile, evidence: Profile) -> Support:
    """``supports`` on profiles; most pairs that do not match are rejected by sets of words."""
    if not claim.needed <= evidence.keys:
        return Support(ok=False, reasons=_FILTERED, recall=_share(claim, evidence), codes=_V5)
    share = _share(claim, evidence)
    if share < FILTER:
        return Support(ok=False, reasons=_FILTERED, recall=share, codes=_V5)
    return supports_closely(claim, evidence)


def _share(claim: Profile, evidence: Profile) -> float:
    wanted = claim.wanted
    return len(wanted & evidence.keys) / len(wanted) if wanted else 0.0


def supports_closely(claim: Profile, evidence: Profile) -> Support:
    """``supports_profile`` without the filter, so that every reason is given."""
    if not claim.wanted and not any(one.quotes for one in claim.claims):
        return Support(ok=False, reasons=_EMPTY, recall=0.0, codes=_V5)
    if claim.language != "en" or evidence.language != "en":
        return _plainly(claim, evidence)
    best = [_quoted(one, evidence) or _best(one, evidence.units) for one in claim.claims]
    objections = tuple(dict.fromkeys(o for found, _ in best for o in found))
    recall = min(share for _, share in best) if best else 0.0
    return Support(
        ok=not objections and bool(best),
        reasons=tuple(objection.message for objection in objections),
        recall=recall,
        codes=tuple(objection.code for objection in objections),
    )


def _quoted(claim: Claim, evidence: Profile) -> tuple[tuple[Objection, ...], float] | None:
    """A claim with quotations: they stand in the evidence, and so do the words around them.

    ``None`` for a claim without. What is said outside is compared by its words and figures only,
    since its grammar runs on into the quotation.
    """
    if not claim.quotes:
        return None
    text = fold(evidence.text)
    found = [
        Objection("V2", "the quotation is not in the evidence")
        for quote in claim.quotes
        if fold(quote) not in text
    ]
    tried = [
        [*content.words(claim.unit, unit), *content.figures(claim.unit, unit)]
        for unit in evidence.units
    ]
    fewest: list[Objection] = min(tried, key=_count, default=[])
    found += fewest
    return tuple(found), 0.0 if found else 1.0


def _count(objections: list[Objection]) -> int:
    return len(objections)


def _best(claim: Claim, units: tuple[Unit, ...]) -> tuple[tuple[Objection, ...], float]:
    """The sentence of the evidence with the fewest objections, and its recall."""
    tried = [(_objections(claim, unit), content.recall(claim.unit, unit)) for unit in units]
    if not tried:
        return (Objection("V1", "there is no evidence"),), 0.0
    return min(tried, key=lambda found: (len(found[0]), -found[1]))


def _objections(claim: Claim, evidence: Unit) -> tuple[Objection, ...]:
    """All that speaks against ``evidence`` carrying ``claim``."""
    return tuple(_each(claim, evidence))


def _each(claim: Claim, evidence: Unit) -> Iterator[Objection]:
    ours = claim.unit
    clauses = _clauses(ours, evidence)
    if claim.verb is not None and claim.verb.after:
        yield from content.words(ours, evidence)
        return
    found, lacking = borne(ours, evidence)
    yield from content.figures(ours, evidence)
    yield from content.words(ours, evidence)
    yield from content.quantities(ours, evidence)
    pairs = {
        tuple(content.printed(ours, key.lstrip("=<")) for key in relation) for relation in lacking
    }
    for one, other in sorted(pairs):
        yield Objection("V5", f"the evidence does not relate “{one}” to “{other}”")
    if not ours.relations:
        yield from content.together(ours, evidence)
    yield from polarity.objections(claim, evidence, found)
    yield from content.qualifiers(ours, evidence, _core(ours), clauses)


def _core(claim: Unit) -> frozenset[str]:
    """Keys of the claim's main words."""
    keys = claim.mandatory | claim.soft
    related = frozenset(word.lstrip("=<") for pair in claim.relations for word in pair)
    return (related & keys) or keys


def _clauses(claim: Unit, evidence: Unit) -> frozenset[int]:
    """The clauses of the evidence that have most of the claim's words."""
    counts: dict[int, int] = {}
    for key in claim.mandatory | claim.soft:
        for clause in {evidence.reads[i].clause for i in evidence.places.get(key, ())}:
            counts[clause] = counts.get(clause, 0) + 1
    if not counts:
        return frozenset()
    most = max(counts.values())
    return frozenset(clause for clause, count in counts.items() if 2 * count > most)


def _plainly(claim: Profile, evidence: Profile) -> Support:
    """Languages without a tagger: words, figures and marks of one sentence."""
    tried = [_plain(claim.plain, unit) for unit in evidence.plain]
    if not tried:
        return Support(ok=False, reasons=("there is no evidence",), recall=0.0, codes=("V1",))
    return min(tried, key=lambda support: (len(support.reasons), -support.recall))


def _plain(claims: tuple[PlainUnit, ...], evidence: PlainUnit) -> Support:
    keys = frozenset[str]().union(*(one.keys for one in claims))
    recall = len(keys & evidence.keys) / len(keys) if keys else 0.0
    found: list[tuple[str, str]] = []
    if recall < RECALL:
        found.append(("V5", "the evidence has too few of the claim's words"))
    for one in claims:
        if one.numbers - evidence.numbers or one.acronyms - evidence.acronyms:
            found.append(("V3", "a figure or acronym of the claim is not in the evidence"))
        if one.denials % 2 != evidence.denials % 2:
            found.append(("V4", "only one of claim and evidence denies"))
        if one.modality != evidence.modality and not 3 <= one.modality <= evidence.modality:
            found.append(("V4", "claim and evidence differ in modality"))
        if evidence.conditions - one.conditions:
            found.append(("V5", "the claim drops a condition"))
    return Support(
        ok=not found,
        reasons=tuple(message for _, message in found),
        recall=recall,
        codes=tuple(code for code, _ in found),
    )
