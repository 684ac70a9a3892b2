"""A transcript of a meeting in another language, for tests."""

from __future__ import annotations

from conspectus.consultations.models import Intervention, Meeting, Transcript
from conspectus.consultations.services.translations import settle_original
from tests.factories_meetings import a_written_transcript


def a_translated_transcript(meeting: Meeting, original: Transcript) -> Transcript:
    """Public, of the same two interventions; a row, without a child that reads."""
    made = a_written_transcript(meeting, published=True)
    made.interventions.update(language="fr", text="L'accès doit être abordable pour tous.")
    Transcript.objects.filter(pk=made.pk).update(language="fr")
    made.refresh_from_db()
    return settle_original(made, original=original)


def more_side_by_side(meeting: Meeting, count: int) -> None:
    """Interventions of the translation, on no page of the transcript."""
    made = meeting.transcripts.get(translation_of__isnull=False)
    Intervention.objects.bulk_create(
        Intervention(
            meeting=meeting,
            transcript=made,
            order=100 + n,
            number=1000 + n,
            page=999,
            language="fr",
            text=f"Mots de l'intervention {n} sur l'accès.",
            state=Intervention.State.PUBLISHED,
        )
        for n in range(count)
    )
