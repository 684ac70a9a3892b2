"""Which transcript of a meeting is the original, and which says it in another language."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import Meeting, Transcript
from conspectus.consultations.services.publishing import record_transcript
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed


@transaction.atomic
def settle_original(one: Transcript, *, original: Transcript | None) -> Transcript:
    """``original``: what ``one`` is a translation of; ``None`` where it is an original itself.

    Papers draw on originals alone, from the next draft on.

    Raises:
        SiteError: they are of one language or of two meetings, or one translates the other already.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=one.meeting_id)
    if original is not None:
        if original.meeting_id != one.meeting_id or original.pk == one.pk:
            raise SiteError(_("Choose another transcript of this meeting."), field="original")
        if original.language == one.language:
            raise SiteError(_("Both are in the same language."), field="original")
        if original.translation_of_id is not None or one.translations.exists():
            raise SiteError(
                _("A translation is of an original, not of a translation."), field="original"
            )
    if one.translation_of_id == (original.pk if original else None):
        return one
    one.translation_of = original
    one.save(update_fields=["translation_of"])
    if one.published is not None:
        meeting.cycle = one.meeting.cycle
        one.meeting = meeting
        record_transcript(one, list(one.interventions.order_by("order").select_related("speaker")))
        mark_changed(meeting.cycle.scope)
    return one
