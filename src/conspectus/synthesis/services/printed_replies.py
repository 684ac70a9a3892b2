"""Whether the paper prints what holders decide alone: their own words, their name taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import QuerySet

from conspectus.core.clock import stamp
from conspectus.core.publication import mark_changed
from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.models import Correction, Paper, PaperVersion, Reply

Kind = Reply.Kind
Outcome = Reply.Outcome
State = Correction.State

OWN_ALONE: Final = {Kind.VERBATIM: ActKind.VERBATIM, Kind.WITHOUT_NAME: ActKind.WITHOUT_NAME}
"""What the holder alone decides: these become acts at once."""


def follow_draft(paper: Paper) -> None:
    """After a draft: an answer whose act is not in it is "stopped", and to be answered.

    In the caller's transaction. What the rapporteur has answered since stays as answered.
    """
    changed = []
    for reply, acts in _with_acts(_undecided(paper)):
        printed = _printed(reply, acts)
        outcome = Outcome.STOPPED if printed is False else Outcome(reply.outcome)
        if printed is not False and outcome == Outcome.STOPPED:
            outcome = Outcome.NONE
        if outcome != reply.outcome:
            reply.outcome, reply.answered = outcome, None
            changed.append(reply)
    _keep(paper, changed)


def follow_publication(version: PaperVersion) -> None:
    """When a version becomes public: what it prints is done. In the caller's transaction."""
    now, changed = stamp(), []
    for reply, acts in _with_acts(_undecided(version.paper).exclude(outcome=Outcome.DONE)):
        if _printed(reply, acts) and max(reply.acts) <= version.corrected:
            reply.outcome, reply.answered = Outcome.DONE, now
            changed.append(reply)
    _keep(version.paper, changed)


def _undecided(paper: Paper) -> QuerySet[Reply]:
    """What binds and no rapporteur has answered."""
    return Reply.objects.filter(
        paper=paper, kind__in=OWN_ALONE, binding=True, superseded__isnull=True, answer=""
    )


def _with_acts(replies: Iterable[Reply]) -> list[tuple[Reply, list[Correction]]]:
    rows = [one for one in replies if one.acts]
    known = _acts_of(rows)
    return [(one, [known[one.paper_id, number] for number in one.acts]) for one in rows]


def _acts_of(replies: Iterable[Reply]) -> Mapping[tuple[int, int], Correction]:
    papers, numbers = set(), set()
    for one in replies:
        papers.add(one.paper_id)
        numbers.update(one.acts)
    if not numbers:
        return {}
    rows = Correction.objects.filter(paper__in=papers, number__in=numbers)
    return {(row.paper_id, row.number): row for row in rows}


def _printed(reply: Reply, acts: Iterable[Correction]) -> bool | None:
    """Whether a draft does what was asked for; ``None`` where none has been made since."""
    states = [State(act.state) if act.undone is None else State.OVERRULED for act in acts]
    fine = {State.HOLDS, State.NEW}
    if reply.kind == Kind.WITHOUT_NAME:  # where nothing cites the holder, its name is gone
        fine.add(State.DORMANT)
    if not set(states) <= fine:
        return False
    return None if State.NEW in states else True


def _keep(paper: Paper, changed: list[Reply]) -> None:
    if changed:
        Reply.objects.bulk_update(changed, ["outcome", "answered"])
        mark_changed(paper.cycle.scope)


def why_not_printed(replies: Iterable[Reply]) -> dict[int, str]:
    """Reply → what the verifier says, where own words are not printed; one query, or none.

    Of a name that was to be taken out nothing is told: the reason may name it.
    """
    stopped = [one for one in replies if one.outcome == Outcome.STOPPED and one.acts]
    quoted = _with_acts(one for one in stopped if one.kind == Kind.VERBATIM)
    return {
        reply.pk: " ".join(act.message for act in acts if act.message and act.undone is None)
        for reply, acts in quoted
    }
