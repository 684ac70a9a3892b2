"""Whether a piece of evidence by itself carries a claim (V3, V4 and V5, holder by holder)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from conspectus.engine.quoting import fold
from conspectus.engine.verification import content, polarity
from conspectus.engine.verification.finding import Objection
from conspectus.engine.verification.plain import PlainUnit
from conspectus.engine.verification.profile import Claim, Profile, profile, quoted_whole
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
    return _closely(stated, profile(evidence, language))


def supports_profile(claim: Profile, evidence: Profile) -> Support:
    """``supports`` on profiles; most pairs that do not match are rejected by sets of words."""
    if not claim.needed <= evidence.keys:
        return Support(ok=False, reasons=_FILTERED, recall=_share(claim, evidence), codes=_V5)
    share = _share(claim, evidence)
    if share < FILTER:
        return Support(ok=False, reasons=_FILTERED, recall=share, codes=_V5)
    return _closely(claim, evidence)


def _share(claim: Profile, evidence: Profile) -> float:
    wanted = claim.wanted
    return len(wanted & evidence.keys) / len(wanted) if wanted else 0.0


def _closely(claim: Profile, evidence: Profile) -> Support:
    if not claim.wanted:
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
    """A claim that is nothing but a quotation: carried where it stands in the evidence."""
    words = quoted_whole(claim)
    if words is None:
        return None
    if fold(words) in fold(evidence.text):
        return (), 1.0
    return (Objection("V2", "the quotation is not in the evidence"),), 0.0


def _best(claim: Claim, units: tuple[Unit, ...]) -> tuple[tuple[Objection, ...], float]:
    """The sentence of the evidence with the fewest objections, and its recall."""
    tried = [(_objections(claim, unit), content.recall(claim.unit, unit)) for unit in units]
    if not tried:
        return (Objection("V1", "there is no evidence"),), 0.0
    return min(tried, key=lambda found: (len(found[0]), -found[1]))


def _objections(claim: Claim, evidence: Unit) -> tuple[Objection, ...]:
    """All that speaks against ``evidence`` carrying ``claim``."""
    ours = claim.unit
    core, verbs = _core(ours)
    clauses = _clauses(ours, evidence)
    return tuple(_each(claim, evidence, core, verbs, clauses))


def _each(
    claim: Claim, evidence: Unit, core: frozenset[str], verbs: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    ours = claim.unit
    yield from content.figures(ours, evidence)
    yield from content.words(ours, evidence)
    yield from content.quantities(ours, evidence)
    yield from content.related(ours, evidence)
    yield from polarity.objections(claim, evidence, core, verbs, clauses)
    yield from content.qualifiers(ours, evidence, core, clauses)


def _core(claim: Unit) -> tuple[frozenset[str], frozenset[str]]:
    """(keys of the main words, those of them that say what is or should be done)."""
    content_keys = claim.mandatory | claim.soft
    related = frozenset(word.lstrip("=<") for pair in claim.relations for word in pair)
    acts = frozenset(verb.lstrip("=") for verb, _ in claim.relations)
    doing = {"V", "VG", "VZ", "VD", "J"}
    verbs = frozenset(
        key
        for key in acts & content_keys
        if any(claim.reads[i].token.tag in doing for i in claim.places[key])
    )
    return (related & content_keys) or content_keys, verbs


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
    """Languages without a tagger: words, figures, denials, modality and conditions of one sentence."""
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
