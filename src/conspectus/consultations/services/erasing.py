"""Erasure of what somebody said, a legal duty (DESIGN §6): its words go, wherever they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import Intervention, Transcript
from conspectus.consultations.paths import group_words_path, intervention_path, transcript_path
from conspectus.consultations.services.publishing import SEARCH, record_transcript
from conspectus.contributions.services.erasing import erasing
from conspectus.core.erasure import (
    erase_leaves,
    erase_words,
    leaves_of,
    on_erasure,
)
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.core.publication import mark_changed
from conspectus.core.search_index import forget_texts_below, sweep_index


@on_erasure
def forget_words(subject: str) -> None:
    """What the index of search holds of what stands at a subject."""
    forget_texts_below(SEARCH, subject)


def erase_interventions(said: Sequence[Intervention], *, reason: str) -> None:
    """Removes every word of interventions, and the files that hold them; the record says why.

    ``reason``: public for ever, so without personal data.

    Raises:
        SiteError: one is not public or is erased, there is no reason, or the record is not reached.
    """
    if any(one.state != Intervention.State.PUBLISHED for one in said):
        raise SiteError(_("Only what is public can be erased, and once."))
    by_transcript: dict[int, list[Intervention]] = {}
    for one in said:
        by_transcript.setdefault(one.transcript_id, []).append(one)
    with erasing([_path(one) for one in said], reason=reason, field="why"):
        for rows in by_transcript.values():
            _erase_rows(rows, reason=reason)


def _path(one: Intervention) -> str:
    return intervention_path(one.meeting.cycle.scope, one)


def _erase_rows(said: Sequence[Intervention], *, reason: str) -> None:
    """Those of one transcript, whose leaf is a fingerprint of all their words."""
    transcript = Transcript.objects.select_for_update().get(pk=said[0].transcript_id)
    transcript.meeting = said[0].meeting
    scope = transcript.meeting.cycle.scope
    where = transcript_path(scope, transcript)
    leaves = leaves_of(where)
    transcript.meeting.captions.all().delete()  # the same words, as they were first taken down
    if not transcript.meeting.is_attributed:
        erase_words(group_words_path(scope, transcript.meeting))
    for one in said:
        erase_words(_path(one))
        _blank(one)
    original, transcript.file, transcript.sha256, transcript.removed = transcript.file, "", "", []
    rows = list(transcript.interventions.order_by("order").select_related("speaker"))
    record_transcript(transcript, rows)
    transaction.on_commit(lambda: drop_file(original))
    sweep_index()
    erase_leaves(leaves, subject=_path(said[0]) if len(said) == 1 else where, reason=reason)
    mark_changed(scope)


def _blank(one: Intervention) -> None:
    """Who said nothing that is left was not there."""
    speaker = one.speaker
    one.state, one.speaker, one.text, one.seconds = Intervention.State.ERASED, None, "", None
    one.capacity, one.channel, one.heading, one.notes = "", "", "", []
    one.save()
    one.corrections.all().delete()
    if speaker is not None and not speaker.interventions.exists():
        speaker.delete()
