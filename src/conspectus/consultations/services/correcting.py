"""A speaker has something corrected: asked within a time, checked, public as one corrigendum.

What was said is not rewritten: the secretariat compares with the recording, a refusal has its
reason, and the words before stay to be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import Correction, Intervention, Meeting, Transcript
from conspectus.consultations.paths import intervention_path
from conspectus.consultations.services.publishing import index_interventions, record_transcript
from conspectus.consultations.telling import KIND
from conspectus.core.clock import stamp
from conspectus.core.corrigenda import tell_corrigendum
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.people.models import Account

TIME: Final = dt.timedelta(days=7)
"""From when a transcript is public: how long its speakers may ask."""

MORE: Final = 500
"""Code points by which a correction may be longer than what it corrects."""

ACCEPT, REFUSE = "accept", "refuse"
State = Correction.State


def may_correct(account: Account, one: Intervention) -> bool:
    """Whether these are the account's own words, as the review of the transcript has it."""
    return (
        account.person_id is not None
        and one.speaker is not None
        and one.speaker.person_id == account.person_id
    )


def ends(transcript: Transcript) -> dt.datetime | None:
    """Until when its speakers may ask; ``None`` before it is public."""
    return transcript.published + TIME if transcript.published else None


@transaction.atomic
def ask_correction(
    one: Intervention, *, by: Account, text: str, note: str, at: dt.datetime
) -> Correction:
    """A speaker says what was said. ``at``: the stamp of the request.

    Raises:
        SiteError: these are not the account's words, the time is over, one waits already, nothing
            is changed, or it is much longer than what was taken down.
    """
    until = ends(one.transcript)
    text = text.strip()
    if not may_correct(by, one):
        raise SiteError(_("Only the speaker can ask for a correction."))
    if until is None or at >= until:
        raise SiteError(_("The time for corrections of this transcript is over."))
    if one.corrections.filter(published__isnull=True).exclude(state=State.REFUSED).exists():
        raise SiteError(_("A correction of this intervention is being looked at already."))
    if text == one.text:
        raise SiteError(_("This is what the transcript says."), field="text")
    if len(text) > len(one.text) + MORE:
        raise SiteError(
            _("A correction says what was said; this is much longer than the transcript."),
            field="text",
        )
    return Correction.objects.create(
        intervention=one, was=one.text, text=text, note=note, by=by, asked=at
    )


@transaction.atomic
def decide_corrections(
    transcript: Transcript, *, by: Account, decisions: Mapping[int, tuple[str, str]]
) -> None:
    """``decisions``: key → ("accept" or "refuse", reason); the others go on waiting.

    Raises:
        SiteError: one is refused without a reason.
    """
    waiting = Correction.objects.filter(
        intervention__transcript=transcript, state=State.WAITING, pk__in=list(decisions)
    )
    for one in waiting.select_for_update():
        wish, answer = decisions[one.pk]
        if wish == REFUSE and not answer.strip():
            raise SiteError(
                _("Write why the correction is refused; the speaker reads it."),
                field=f"answer_{one.pk}",
            )
        one.state = State.ACCEPTED if wish == ACCEPT else State.REFUSED
        one.answer, one.decided_by, one.decided = answer, by, stamp()
        one.save()


@transaction.atomic
def publish_corrigendum(transcript: Transcript) -> int:
    """All accepted corrections become what the transcript says; how many.

    Raises:
        SiteError: there is none.
    """
    meeting = Meeting.objects.select_for_update().get(pk=transcript.meeting_id)
    accepted = list(
        Correction.objects.filter(
            intervention__transcript=transcript, state=State.ACCEPTED, published__isnull=True
        ).select_related("intervention__speaker")
    )
    if not accepted:
        raise SiteError(_("No correction was accepted that is not public already."))
    now, changed = stamp(), []
    meeting.cycle = transcript.meeting.cycle
    for one in accepted:
        said = one.intervention
        said.meeting, said.text, said.corrected = meeting, one.text, now
        said.save(update_fields=["text", "corrected"])
        one.published = now
        one.save(update_fields=["published"])
        changed.append(said)
    rows = list(transcript.interventions.order_by("order").select_related("speaker"))
    record_transcript(transcript, rows)
    index_interventions(changed)
    scope = meeting.cycle.scope
    mark_changed(scope)
    tell_corrigendum(KIND, [intervention_path(scope, one) for one in changed])
    return len(accepted)
