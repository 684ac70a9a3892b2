"""Two transcripts of one meeting beside each other; one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from conspectus.consultations.models import Intervention, Meeting, Transcript
from conspectus.consultations.pairing import Pair, paired
from conspectus.consultations.queries.reading import IN_PLACE

MOST_K = 32_767


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """``by_time``: whether the rows go by the times of both, else by the order of turns."""

    original: Transcript
    translation: Transcript
    rows: tuple[Pair[Intervention], ...]
    by_time: bool


def side_by_side(meeting: Meeting, k: int) -> SideBySide:
    """``k``: of the translation. Raises Http404 where it is none, or one of both is not public."""
    k = min(k, MOST_K)
    of_both = Q(transcript__k=k, transcript__translation_of__isnull=False)
    of_both |= Q(transcript__translations__k=k)
    rows = Intervention.objects.filter(
        of_both, meeting=meeting, state__in=IN_PLACE, transcript__published__isnull=False
    )
    related = ("speaker__person", "speaker__organisation", "transcript")
    found = list(rows.select_related(*related).order_by("order"))
    for one in found:
        one.meeting = meeting
    left = [one for one in found if one.transcript.k != k]
    right = [one for one in found if one.transcript.k == k]
    if not left or not right:
        raise Http404
    pairs, by_time = paired(left, right)
    return SideBySide(
        original=left[0].transcript, translation=right[0].transcript, rows=pairs, by_time=by_time
    )
