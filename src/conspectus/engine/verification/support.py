"""Whether a piece of evidence by itself carries a claim (V3, V4 and V5, holder by holder)."""

from __future__ import annotations

from dataclasses import dataclass

from conspectus.engine.verification.profile import Profile, Unit, profile

RECALL = 0.8


@dataclass(frozen=True, slots=True)
class Support:
    """``ok``: the evidence carries the claim; else ``reasons`` say why not. ``recall``: 0..1."""

    ok: bool
    reasons: tuple[str, ...]
    recall: float


def supports(claim_text: str, evidence: str, *, language: str = "en") -> Support:
    """Whether ``evidence`` by itself carries ``claim_text``."""
    return supports_profile(profile(claim_text, language), profile(evidence, language))


def supports_profile(claim: Profile, evidence: Profile) -> Support:
    """The same on profiles made beforehand."""
    wanted = claim.keys
    if not wanted:
        return Support(False, ("V5: the claim has no content.",), 0.0)
    recall = len(wanted & evidence.keys) / len(wanted)
    if recall < RECALL:
        return Support(False, ("V5: too few of the claim's words are in the evidence.",), recall)
    tried = [_against(claim, unit) for unit in evidence.units]
    return max(tried, key=lambda support: (support.ok, support.recall))


def _against(claim: Profile, unit: Unit) -> Support:
    reasons = []
    recall = len(claim.keys & unit.keys) / len(claim.keys)
    if recall < RECALL:
        reasons.append("V5: the claim's words are scattered over several sentences.")
    for part in claim.units:
        if not part.numbers <= unit.numbers:
            reasons.append("V3: a number of the claim is not in the evidence.")
        if part.denials % 2 != unit.denials % 2:
            reasons.append("V4: the evidence denies what the claim says, or the other way round.")
        if part.modality > unit.modality:
            reasons.append("V4: the claim is stronger than the evidence.")
    return Support(not reasons, tuple(reasons), recall)
