"""What was said in meetings without attribution as sources of a paper: one a meeting and language.

The text is that of the interventions in the order of their words, so that neither the order nor
anything else tells who spoke, when, or how many. Only a job imports this (`citable`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from conspectus.consultations.models import Intervention, Meeting
from conspectus.consultations.paths import group_words_path
from conspectus.core.citable import GROUP, NOBODY, CitableTexts, Target
from conspectus.engine.corpus import (
    UNATTRIBUTED,
    Capacity,
    ForumSettings,
    Holder,
    HolderKind,
    Source,
    SourceKind,
)
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble


def published_group_words(scope: str, call: str, settings: ForumSettings) -> CitableTexts:
    """The public words of chosen meetings without attribution that may be cited.

    ``call``: meetings belong to the cycle, so to the papers of each call.
    """
    del call, settings
    sources: list[Source] = []
    targets: dict[str, tuple[Target, ...]] = {}
    holders: dict[str, Holder] = {}
    for meeting, by_language in _said(scope):
        holder = Holder(id=_id(meeting), kind=HolderKind.UNATTRIBUTED, name=str(meeting))
        address = group_words_path(meeting.cycle.scope, meeting)
        for place, (language, texts) in enumerate(_longest_first(by_language)):
            ident = holder.id if place == 0 else f"{holder.id}.{language}"
            source = _source(ident, meeting, holder, language, texts)
            if source.text.strip():
                sources.append(source)
                holders[holder.id] = holder
                end = len(source.text)
                targets[ident] = (
                    Target(start=0, end=end, kind=GROUP, key=meeting.pk, address=address),
                )
    return CitableTexts(
        sources=tuple(sources),
        holders=tuple(holders.values()),
        targets=targets,
        addresses={one: target.address for one, (target,) in targets.items()},
    )


def _said(scope: str) -> list[tuple[Meeting, dict[str, list[str]]]]:
    """(meeting, language → what was said in it, in no order yet), the meetings by their words."""
    rows = Intervention.objects.filter(
        meeting__cycle__scope__path=scope,
        meeting__mode=Meeting.Mode.NON_ATTRIBUTION,
        meeting__quotable=True,
        meeting__drawn_on=True,
        meeting__published__isnull=False,
        state=Intervention.State.PUBLISHED,
        transcript__translation_of__isnull=True,
    ).select_related("meeting__cycle__scope")
    found: dict[str, tuple[Meeting, dict[str, list[str]]]] = {}
    for one in rows.order_by("meeting__slug"):
        _meeting, said = found.setdefault(one.meeting.slug, (one.meeting, defaultdict(list)))
        said[one.language].append(one.text)
    return list(found.values())


def _longest_first(said: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """The languages, that of most words first."""
    return sorted(said.items(), key=lambda one: (-sum(map(len, one[1])), one[0]))


def _id(meeting: Meeting) -> str:
    return f"{NOBODY}{meeting.slug}"


def _source(
    ident: str, meeting: Meeting, holder: Holder, language: str, texts: Sequence[str]
) -> Source:
    text = "\n".join(sorted(texts)).replace("\n", "\n\n")
    document = assemble(pieces_of_text(text))
    return Source(
        id=ident,
        ref=ident,
        kind=SourceKind.INTERVENTION,
        number=meeting.slug,
        title=str(meeting),
        text=document.text,
        blocks=document.blocks,
        holders=(holder.id,),
        language=language,
        capacity=Capacity.RELAYED,
        channel=UNATTRIBUTED,
    )
