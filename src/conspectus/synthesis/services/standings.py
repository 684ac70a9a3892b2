"""What became of each correction in the newest draft, kept with it for the rapporteur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from conspectus.engine.corpus import Correction as EngineCorrection
from conspectus.engine.corrections import (
    CONTRADICTION,
    DORMANT,
    Rulings,
    keys_of,
    passage_key,
    rulings_of,
)
from conspectus.engine.ids import passage_id
from conspectus.engine.paper import Paper as MadePaper
from conspectus.engine.paper_parts import View
from conspectus.engine.revision.revising import Revised
from conspectus.engine.ruled_wordings import why_refused
from conspectus.engine.verification.finding import with_name
from conspectus.synthesis.models import Correction, Paper
from conspectus.synthesis.services.correcting import Standing
from conspectus.synthesis.services.printed_replies import follow_draft

State = Correction.State


def keep_standings(paper: Paper, draft: MadePaper, revised: Revised, standing: Standing) -> None:
    """Writes state, message and sentence of each correction that went into ``draft``."""
    names = {one.id: one.name for one in draft.holders}
    rows = {row.number: row for row in paper.corrections.filter(undone__isnull=True)}
    for one in revised.standings:
        row = rows[int(one.act)]
        found = [
            with_name(each, names.get(each.holder or "", each.holder or ""))
            for each in one.findings
        ]
        told = " ".join(dict.fromkeys(each.message for each in found))
        row.state, row.message = State(one.state.value), (told or one.message)[:1000]
        row.findings = [asdict(each) for each in found]
        row.sentence = one.sentence or ""
    rulings = rulings_of(standing.corrections)
    known = _known(draft)
    seen = _Seen(draft)
    for correction in standing.corrections:
        row = rows[int(correction.at.rsplit(" ", 1)[1])]
        row.state, row.message = _ruled(correction, rulings, known)
        if row.state == State.HOLDS:
            row.state, row.message = seen.followed(correction, standing.corrections)
    Correction.objects.bulk_update(rows.values(), ["state", "message", "findings", "sentence"])
    follow_draft(paper)


def _known(draft: MadePaper) -> frozenset[str]:
    """The keys of every passage of the draft."""
    texts = {source.id: source.text for source in draft.sources}
    return frozenset(
        passage_id(one.source, texts[one.source][one.start : one.end]) for one in draft.passages
    )


def _ruled(
    one: EngineCorrection, rulings: Rulings, known: frozenset[str]
) -> tuple[Correction.State, str]:
    later = next((new for old, new in rulings.overruled if old is one), None)
    if later is not None:
        return State.OVERRULED, f"{CONTRADICTION}: {later.kind} ({later.by}) is later and holds."
    missing = [key for key in keys_of(one) if key not in known]
    if one.kind in {"theme", "wording"} and len(missing) < len(keys_of(one)):
        return State.HOLDS, ""  # of a view: what is left of it is enough
    if missing and one.kind not in {"not_a_claim", "exclude", "alias"}:
        return State.DORMANT, f"{DORMANT}: no text contains {', '.join(missing)} now."[:1000]
    return State.HOLDS, ""


class _Seen:
    """Themes and wordings of a draft: a correction "holds" where they are seen to follow it."""

    def __init__(self, draft: MadePaper) -> None:
        self._views: dict[str, View] = {}
        self._themes: dict[str, str] = {}
        for view in draft.views:
            for passage in view.passages:
                self._views.setdefault(passage_key(passage), view)
                self._themes.setdefault(passage_key(passage), view.theme)
        for one in draft.passages:
            self._themes.setdefault(passage_key(one.id), one.theme or "")
        self._doubts = draft.doubts
        self._ids = {t.casefold(): one.id for one in draft.themes for t in (one.name, one.id)}

    def followed(
        self, one: EngineCorrection, others: Sequence[EngineCorrection]
    ) -> tuple[Correction.State, str]:
        """Whether the draft does what ``one`` says, and what else it follows where it does not."""
        keys = keys_of(one)
        if one.kind == "theme":
            wanted = self._ids.get(one.value.casefold())
            if wanted is None:
                return State.DORMANT, f"{DORMANT}: the paper has no theme “{one.value}” now."
            if any(self._themes.get(key, wanted) == wanted for key in keys):
                return State.HOLDS, ""
        elif one.kind == "wording":
            stopped = why_refused(" ".join(one.value.split()), self._doubts)
            if stopped:
                return State.STOPPED, stopped[:1000]
            views = [self._views[key] for key in keys if key in self._views]
            if not views:
                return State.DORMANT, f"{DORMANT}: its passage stands under no view now."
            if any(" ".join(one.value.split()).rstrip(" .") in view.wordings for view in views):
                return State.HOLDS, ""
        else:
            return State.HOLDS, ""
        later = next((new for new in others if self._is_later(new, one, keys)), None)
        if later is None:
            return State.DORMANT, f"{DORMANT}: the draft could not follow it."
        return State.OVERRULED, f"{CONTRADICTION}: {later.kind} ({later.by}) is later and holds."

    def _is_later(self, new: EngineCorrection, old: EngineCorrection, keys: Sequence[str]) -> bool:
        """Whether ``new`` says something else of the same view, later."""
        if new.kind != old.kind or new.at <= old.at or new.value == old.value:
            return False
        views = [self._views[key] for key in keys if key in self._views]
        return any(self._views.get(key) in views for key in keys_of(new))
