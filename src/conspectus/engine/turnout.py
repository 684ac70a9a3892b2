"""What came in, counted: contributions, documents, contributors, interventions, meetings, posts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from conspectus.engine.campaign_holders import campaigns_of
from conspectus.engine.corpus import Corpus, HolderKind, Publication, Source, SourceKind
from conspectus.engine.drawn_upon import silent_sources, translations_drawn_upon

_TRANSCRIPT: Final = re.compile(r"[\s,;:–-]*\b(?:transcripts?|captions?)\b\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting, or a thread of the online forum, with its number of interventions or posts."""

    title: str
    day: str | None
    channels: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """The record in numbers; nothing here depends on what the paper makes of it.

    ``contributions``: acts of submission, a supplied translation is no further one.
    ``documents``: their files, translations included. ``groups`` and ``regions``: contributors of
    each, by name ("" = not stated). ``first`` and ``last``: ISO dates of receipt, late
    ones too. ``campaigns``: copies of each.
    """

    contributions: int
    documents: int
    translations: int
    contributors: int
    joint: int
    on_behalf: int
    without_name: int
    not_published: int
    withdrawn: int
    late: int
    unreadable: int
    first: str | None
    last: str | None
    groups: Mapping[str, int]
    regions: Mapping[str, int]
    languages: Mapping[str, int]
    campaigns: tuple[int, ...]
    interventions: int
    speakers: int
    meetings: tuple[Meeting, ...]
    posts: int
    threads: tuple[Meeting, ...]


def turnout(corpus: Corpus) -> Turnout:
    """Count ``corpus``, whose campaigns are holders; chairs are no contributors and no speakers."""
    refs = {source.ref for source in corpus.sources}
    written = [s for s in corpus.sources if s.kind is SourceKind.CONTRIBUTION]
    originals = [s for s in written if s.translation_of not in refs]
    holders = {holder.id: holder for holder in corpus.holders}
    contributors = [holders[h] for h in sorted({h for s in written for h in s.holders})]
    contributors = [holder for holder in contributors if not holder.is_chair]
    spoken = _spoken(corpus, SourceKind.INTERVENTION)
    posts = _spoken(corpus, SourceKind.POST)
    reasons = Counter(reason.partition(":")[0] for reason in silent_sources(corpus).values())
    days = (s.received or s.date or "" for s in originals)
    received = sorted(one for one in days if _is_day(one))
    unreadable = sum(_has_no_text(s) for s in originals)
    return Turnout(
        contributions=len(originals),
        documents=sum(_documents(s) for s in written),
        translations=len(written) - len(originals),
        contributors=len(contributors),
        joint=sum(holders[h].kind is HolderKind.JOINT for s in originals for h in s.holders),
        on_behalf=sum(s.capacity.value == "on_behalf_of" for s in originals),
        without_name=sum(s.publication is Publication.WITHOUT_NAME for s in originals),
        not_published=sum(
            s.publication is Publication.NOT_PUBLISHED and s.fields.get("withdrawn") != "yes"
            for s in originals
        ),
        withdrawn=reasons["withdrawn"],
        late=sum(s.late for s in originals),
        unreadable=unreadable,
        first=received[0] if received else None,
        last=received[-1] if received else None,
        groups=_sorted_counts([holder.group or "" for holder in contributors]),
        regions=_sorted_counts([holder.region or "" for holder in contributors]),
        languages=_sorted_counts([s.language or "" for s in originals if s.text.strip()]),
        campaigns=tuple(len(campaign.copies) for campaign in campaigns_of(corpus)),
        interventions=len(spoken),
        speakers=len({h for s in spoken for h in s.holders}),
        meetings=_meetings(spoken),
        posts=len(posts),
        threads=_meetings(posts),
    )


def translations_used(corpus: Corpus) -> int:
    """How many supplied translations the paper is drafted from."""
    return len(translations_drawn_upon(corpus, silent_sources(corpus)))


def _spoken(corpus: Corpus, kind: SourceKind) -> list[Source]:
    """Sources of ``kind`` that somebody other than a chair made."""
    chairs = {holder.id for holder in corpus.holders if holder.is_chair}
    return [s for s in corpus.sources if s.kind is kind and not set(s.holders) <= chairs]


def _documents(source: Source) -> int:
    """Files of a contribution; a text without a file is one, a missing file is none."""
    hidden = source.publication is Publication.NOT_PUBLISHED
    return len(source.files) or int(hidden or bool(source.text.strip()))


def _has_no_text(source: Source) -> bool:
    return not source.text.strip() and source.publication is not Publication.NOT_PUBLISHED


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _sorted_counts(values: Sequence[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _meetings(sources: Sequence[Source]) -> tuple[Meeting, ...]:
    """Sources by title and day, in order of day and title."""
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        key = (source.date or "", _TRANSCRIPT.sub("", source.title).strip())
        groups.setdefault(key, []).append(source)
    return tuple(
        Meeting(
            title=title,
            day=day or None,
            channels=tuple(sorted({s.channel for s in members})),
            size=len(members),
        )
        for (day, title), members in sorted(groups.items())
    )
