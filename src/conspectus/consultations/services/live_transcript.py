"""The captions of a meeting become the draft of its transcript, which waits for its review."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from conspectus.consultations.models import Caption, Meeting, Transcript
from conspectus.consultations.queries.live import all_captions
from conspectus.consultations.services.importing import import_transcript
from conspectus.core.errors import SiteError
from conspectus.core.text import in_language
from conspectus.formats.transcripts import transcript as told
from conspectus.formats.transcripts.stage import INAUDIBLE, STAGE
from conspectus.formats.transcripts.who import Identities

NAMED: Final = "live-captions.txt"

NOBODY: Final = "SPEAKER"
"""The label of what nobody is named for; the review says that it is not certain."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one speaker said in one go, in one language. ``item``: of the agenda, from 1."""

    label: str
    channel: str
    item: int | None
    language: str
    captions: Sequence[Caption]


def take_as_transcript(meeting: Meeting) -> Transcript:
    """Keeps the captions as a transcript that waits for its review, and as its file.

    Raises:
        SiteError: the meeting goes on, or there are no captions.
    """
    if meeting.live.is_on:
        raise SiteError(_("The meeting goes on: end it first."))
    captions = all_captions(meeting)
    if not captions:
        raise SiteError(_("There are no captions."))
    usual = (meeting.cycle.forum.languages or ["en"])[0]
    found = told_by(captions, [in_language(item)[0] for item in meeting.agenda], usual)
    return import_transcript(
        meeting,
        io.BytesIO(found.text.encode()),
        name=NAMED,
        language=_most_spoken(captions, usual),
        read=lambda _content, _name: found,
    )


def _most_spoken(captions: Sequence[Caption], usual: str) -> str:
    """The language of most characters; ``usual``: that of captions which say none."""
    spoken = Counter({usual: 0})
    for one in captions:
        spoken[one.language or usual] += len(one.text)
    return max(spoken, key=spoken.__getitem__)


def told_by(captions: Sequence[Caption], agenda: Sequence[str], usual: str = "") -> told.Transcript:
    """A caption page of them, ``>>NAME: words`` in each line, and its turns.

    ``usual``: the language of captions that say none.
    """
    said = list(_said(captions))
    known = Identities([], {one.label for one in said})
    text = ""
    turns: list[told.Turn] = []
    removed: list[told.Removal] = []
    for one in said:
        label, start = f">>{one.label}: ", len(text)
        words = " ".join(caption.text for caption in one.captions)
        begin = start + len(label)
        text += f"{label}{words}\n\n"
        removed.append(told.Removal(start, begin, told.Why.LABEL))
        notes = list(STAGE.finditer(words))
        removed += [
            told.Removal(begin + note.start(), begin + note.end(), told.Why.STAGE) for note in notes
        ]
        turn = _turn(one, known, words, begin)
        if turn is not None:
            turns.append(replace(turn, language=one.language or usual))
    items = tuple(told.Item(title, level=1, start=0) for title in agenda)
    return told.Transcript(
        text=text, form=told.Form.LIVE, turns=tuple(turns), removed=tuple(removed), items=items
    )


def _said(captions: Sequence[Caption]) -> Iterator[_Said]:
    """Another speaker, channel, item or language begins another turn."""
    label, channel, item, language = NOBODY, "", None, ""
    now: list[Caption] = []
    for one in captions:
        next_label = one.speaker.replace(":", " ").upper() or label
        # A channel that is not said goes on with its speaker.
        next_channel = one.channel or ("" if one.speaker else channel)
        following = next_label, next_channel, one.item, one.language
        if now and following != (label, channel, item, language):
            yield _Said(label, channel, item, language, now)
            now = []
        label, channel, item, language = following
        now.append(one)
    if now:
        yield _Said(label, channel, item, language, now)


def _turn(one: _Said, known: Identities, words: str, begin: int) -> told.Turn | None:
    """``None`` where nothing but stage notes was taken down. ``begin``: where ``words`` stand."""
    ends = [0, *(place for note in STAGE.finditer(words) for place in note.span()), len(words)]
    parts = [
        (start, end)
        for start, end in zip(ends[::2], ends[1::2], strict=True)
        if words[start:end].strip()
    ]
    if not parts:
        return None
    kind = known.kind(one.label)
    return told.Turn(
        speaker=one.label,
        name=one.label,
        kind=kind,
        channel=one.channel,
        spans=tuple(told.Span(begin + start, begin + end) for start, end in parts),
        text=" ".join(words[start:end].strip() for start, end in parts),
        time=one.captions[0].seconds,
        item=one.item - 1 if one.item else None,
        stage_notes=tuple(note[0].strip("[]() ") for note in STAGE.finditer(words)),
        doubtful=kind is told.SpeakerKind.UNKNOWN or INAUDIBLE.search(words) is not None,
    )
