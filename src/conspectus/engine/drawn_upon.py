"""Which sources give views, and why the others give none (reasons of DESIGN §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from conspectus.engine.campaign_holders import campaigns_of, common_passage
from conspectus.engine.campaigns import find_campaigns, normalised_words
from conspectus.engine.corpus import Capacity, Corpus, Publication, Source
from conspectus.engine.corrections import rulings_of
from conspectus.engine.form_words import without_form_words
from conspectus.engine.others_reports import reports_of_others
from conspectus.engine.passages import Claim

REDACTED: Final = "█"
_WITHDRAWN: Final = "withdrawn"


def silent_sources(corpus: Corpus) -> dict[str, str]:
    """Source id → why no view is taken from it: a reason of the closed list.

    ``corpus`` has its campaigns as holders. Of a contribution and its translation one is drawn
    upon, and of the copies of a campaign's letter one: nobody counts twice.
    """
    reasons: dict[str, str] = {}
    excluded = rulings_of(corpus.corrections).sources
    for source in corpus.sources:
        reason = _own_reason(source) or _excluded(source, excluded)
        if reason:
            reasons[source.id] = reason
    for campaign in campaigns_of(corpus):
        for copy in campaign.copies:
            if copy != campaign.model:
                reasons.setdefault(copy, f"duplicate: of {campaign.model}")
    for silent, spoken in _translations(corpus, reasons).items():
        reasons.setdefault(silent, f"duplicate: of {spoken}")
    return reasons


def _own_reason(source: Source) -> str | None:
    """Why a source gives no view, as far as it can be seen without the others."""
    if source.fields.get("withdrawn") == "yes":
        return _WITHDRAWN
    if source.publication is Publication.NOT_PUBLISHED:
        return "not for publication"
    if not source.text.strip():
        return "unreadable" if source.warnings and not source.text else "empty"
    return "after cut-off" if source.late else None


def _excluded(source: Source, excluded: Mapping[str, str]) -> str | None:
    """The reason for which a person left the source out, if one did."""
    name = next((name for name in (source.id, source.ref) if name in excluded), None)
    if name is None:
        return None
    why = " ".join(excluded[name].split())
    return f"excluded: {why}" if why else "excluded"


def _translations(corpus: Corpus, silent: Mapping[str, str]) -> dict[str, str]:
    """Of each contribution and its supplied translations: id of the silent one → the other's.

    The one in the language of the paper speaks, else the original.
    """
    by_ref = {source.ref: source for source in corpus.sources}
    versions: dict[str, list[Source]] = {}
    for source in corpus.sources:
        original = by_ref.get(source.translation_of or "")
        if original is not None and original.id != source.id:
            versions.setdefault(original.id, [original]).append(source)
    found: dict[str, str] = {}
    for group in versions.values():
        readable = [source for source in group if source.id not in silent]
        if not readable:
            continue
        spoken = min(
            readable,
            key=lambda s: (
                s.language != corpus.settings.language,
                s.translation_of is not None,
                s.id,
            ),
        )
        found |= {source.id: spoken.id for source in group if source is not spoken}
    return found


def translations_drawn_upon(corpus: Corpus, silent: Mapping[str, str]) -> dict[str, Source]:
    """Id of each translation from which the paper is drafted → its original."""
    by_ref = {source.ref: source for source in corpus.sources}
    return {
        source.id: by_ref[source.translation_of]
        for source in corpus.sources
        if source.translation_of in by_ref and source.id not in silent
    }


def near_copies(corpus: Corpus) -> dict[str, str]:
    """Source id → an earlier source (by id) whose text is the same or nearly so."""
    readable = sorted((s for s in corpus.sources if s.text.strip()), key=lambda s: s.id)
    groups = find_campaigns([source.text for source in readable])
    return {readable[i].id: readable[group[0]].id for group in groups for i in group[1:]}


def quotable_claims(claims: Sequence[Claim], corpus: Corpus) -> list[Claim]:
    """The claims that are a holder's own to quote.

    Without blacked-out words, what one signatory added to a letter, and the words of a form. Those
    of a report of others' words are relayed.
    """
    keeps = _campaign_filter(corpus)
    reports = reports_of_others(corpus)
    own = [
        replace(claim, capacity=Capacity.RELAYED, printable=False, propositions=())
        if claim.source in reports
        else claim
        for claim in claims
        if REDACTED not in claim.text and keeps(claim)
    ]
    return without_form_words(own)


def _campaign_filter(corpus: Corpus) -> Callable[[Claim], bool]:
    texts = {source.id: source.text for source in corpus.sources}
    letters = {
        campaign.model: [normalised_words(texts[copy]) for copy in campaign.copies]
        for campaign in campaigns_of(corpus)
    }
    return lambda claim: (
        claim.source not in letters or common_passage(claim.text, letters[claim.source])
    )
