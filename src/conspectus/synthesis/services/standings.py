"""What became of each correction in the newest draft, kept with it for the rapporteur."""

from __future__ import annotations

from dataclasses import asdict

from conspectus.engine.corpus import Correction as EngineCorrection
from conspectus.engine.corrections import CONTRADICTION, DORMANT, Rulings, keys_of, rulings_of
from conspectus.engine.ids import passage_id
from conspectus.engine.paper import Paper as MadePaper
from conspectus.engine.revision.revising import Revised
from conspectus.synthesis.models import Correction, Paper
from conspectus.synthesis.services.correcting import Standing

State = Correction.State


def keep_standings(paper: Paper, draft: MadePaper, revised: Revised, standing: Standing) -> None:
    """Writes state, message and sentence of each correction that went into ``draft``."""
    rows = {row.number: row for row in paper.corrections.filter(undone__isnull=True)}
    for one in revised.standings:
        row = rows[int(one.act)]
        row.state, row.message = State(one.state.value), one.message[:1000]
        row.findings = [asdict(finding) for finding in one.findings]
        row.sentence = one.sentence or ""
    rulings = rulings_of(standing.corrections)
    known = _known(draft)
    themes = frozenset(t.casefold() for one in draft.themes for t in (one.id, one.name))
    for correction in standing.corrections:
        row = rows[int(correction.at.rsplit(" ", 1)[1])]
        row.state, row.message = _ruled(correction, rulings, known, themes)
    Correction.objects.bulk_update(rows.values(), ["state", "message", "findings", "sentence"])


def _known(draft: MadePaper) -> frozenset[str]:
    """The keys of every passage of the draft."""
    texts = {source.id: source.text for source in draft.sources}
    return frozenset(
        passage_id(one.source, texts[one.source][one.start : one.end]) for one in draft.passages
    )


def _ruled(
    one: EngineCorrection, rulings: Rulings, known: frozenset[str], themes: frozenset[str]
) -> tuple[Correction.State, str]:
    later = next((new for old, new in rulings.overruled if old is one), None)
    if later is not None:
        return State.OVERRULED, f"{CONTRADICTION}: {later.kind} ({later.by}) is later and holds."
    missing = [key for key in keys_of(one) if key not in known]
    if missing and one.kind not in {"not_a_claim", "exclude", "alias"}:
        return State.DORMANT, f"{DORMANT}: no text contains {', '.join(missing)} now."[:1000]
    if one.kind == "theme" and one.value.casefold() not in themes:
        return State.DORMANT, f"{DORMANT}: the paper has no theme “{one.value}” now."
    return State.HOLDS, ""
