"""What the rapporteur answers to holders, and the second look by somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.engine.revision.acts import ActKind
from conspectus.people.models import Account
from conspectus.synthesis.models import Paper, Reply
from conspectus.synthesis.services.correcting import Given, correct, last_number
from conspectus.synthesis.services.replying import bind, reply_path

Kind = Reply.Kind
Outcome = Reply.Outcome

ANSWERED = (Kind.OBJECT, Kind.PROPOSE, Kind.MISSING)
"""Answers of holders that the rapporteur answers; the others are done by themselves, or stopped."""


def to_answer(paper: Paper) -> QuerySet[Reply]:
    """Which answers wait for the rapporteur's."""
    return Reply.objects.filter(paper=paper, binding=True, superseded__isnull=True).filter(
        Q(kind__in=ANSWERED, outcome=Outcome.NONE) | Q(outcome=Outcome.STOPPED)
    )


def is_answered(reply: Reply) -> bool:
    """Whether it is one that the rapporteur answers, or has answered."""
    return reply.kind in ANSWERED or reply.outcome in {
        Outcome.STOPPED,
        Outcome.CHANGED,
        Outcome.KEPT,
    }


@transaction.atomic
def answer(
    reply: Reply, *, outcome: str, text: str, corrections: Sequence[int], by: Account
) -> Reply:
    """Says what became of an objection: changed by which corrections, or kept and why.

    Where the wording is kept the holder's note is printed with the sentence in the next draft.

    Raises:
        SiteError: it is not to be answered, is answered, or something is missing.
    """
    reply = _locked(reply)
    if not reply.binding or not is_answered(reply) or reply.superseded is not None:
        raise SiteError(_("This is not to be answered."))
    if reply.second_look:
        raise SiteError(_("Somebody has looked at this again; the answer stands."))
    if outcome not in {Outcome.CHANGED, Outcome.KEPT}:
        raise SiteError(_("Choose what became of it."), field="outcome")
    if not text.strip():
        raise SiteError(_("Write the answer."), field="answer")
    acts = sorted(set(corrections))
    known = reply.paper.corrections.filter(number__in=acts, undone__isnull=True).count()
    if outcome == Outcome.CHANGED and (not acts or known < len(acts)):
        raise SiteError(_("Give the numbers of the corrections that change it."), field="acts")
    noted = outcome == Outcome.KEPT and bool(reply.note) and bool(reply.sentence)
    if outcome == Outcome.KEPT:
        acts = [_note(reply, by)] if noted and not _has_note(reply) else list(reply.acts)
    reply.outcome, reply.answer, reply.acts = Outcome(outcome), text.strip(), acts
    reply.answered, reply.answered_by = stamp(), by
    reply.save(update_fields=["outcome", "answer", "acts", "answered", "answered_by"])
    record(
        "reply answered",
        reply_path(reply),
        {
            "reply": reply.pk,
            "outcome": outcome,
            "answer": reply.answer,
            "corrections": acts,
            "answered": reply.answered.isoformat(),
        },
    )
    mark_changed(reply.letter.version.paper.cycle.scope)
    return reply


def _has_note(reply: Reply) -> bool:
    return reply.paper.corrections.filter(
        number__in=reply.acts, kind=ActKind.NOTE, undone__isnull=True
    ).exists()


def _note(reply: Reply, by: Account) -> int:
    made = correct(
        reply.paper,
        Given(
            kind=ActKind.NOTE,
            of=reply.of,
            was=reply.was,
            text=reply.note,
            holder=reply.letter.holder,
            why=f"reply {reply.pk}",
        ),
        by=by,
        base=last_number(reply.paper),
        by_name=reply.letter.name,
    )
    return made.number


@transaction.atomic
def look_again(reply: Reply, *, name: str, text: str, by: Account) -> Reply:
    """A second look by a named person who did not answer first.

    Raises:
        SiteError: there is no answer yet, it is the same person, or something is missing.
    """
    reply = _locked(reply)
    if reply.answered is None or not is_answered(reply):
        raise SiteError(_("There is no answer to look at yet."))
    if reply.answered_by_id is None or reply.answered_by_id == by.pk:
        raise SiteError(_("The second look is for somebody who did not answer first."))
    if reply.second_look:
        raise SiteError(_("Somebody has looked at this again already."))
    if not name.strip():
        raise SiteError(_("Give the name of who looks again."), field="name")
    if not text.strip():
        raise SiteError(_("Write what you found."), field="text")
    reply.second_look, reply.second_answer = name.strip()[:200], text.strip()
    reply.save(update_fields=["second_look", "second_answer"])
    record(
        "reply looked at again",
        reply_path(reply),
        {"reply": reply.pk, "by": reply.second_look, "found": reply.second_answer},
    )
    mark_changed(reply.letter.version.paper.cycle.scope)
    return reply


@transaction.atomic
def vouch(reply: Reply) -> Reply:
    """The secretariat has asked the holder itself: the answer binds from now on.

    Raises:
        SiteError: it binds already, or a later one has replaced it.
    """
    reply = _locked(reply)
    if reply.binding or reply.superseded is not None:
        raise SiteError(_("This answer does not wait for confirmation."))
    bind(reply.letter, [reply])
    return reply


def _locked(reply: Reply) -> Reply:
    return (
        Reply.objects.select_for_update(of=("self",))
        .select_related("paper", "leaf", "letter__contact", "letter__version__paper__cycle__scope")
        .get(pk=reply.pk)
    )
