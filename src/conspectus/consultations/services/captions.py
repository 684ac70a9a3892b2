"""A meeting goes on: begun, moved from item to item, ended; and captions come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import Caption, Live, Meeting, SpeakingQueue
from conspectus.consultations.paths import meeting_path
from conspectus.consultations.rules import LONGEST_CAPTION, parted_label, without_labels
from conspectus.consultations.services.queue import close_queue
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.live import forget, publish
from conspectus.core.plain import plain
from conspectus.core.publication import mark_changed
from conspectus.core.text import LANGUAGES

CHANNELS: Final = ("room", "remote", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a captioner sends; the columns of `Caption`. ``replaces``: a number."""

    text: str
    speaker: str = ""
    seconds: float | None = None
    item: int | None = None
    channel: str = ""
    key: str = ""
    replaces: int | None = None
    language: str = ""


@transaction.atomic
def begin(meeting: Meeting) -> Live:
    """The meeting goes on from now; again, after an end that was none.

    Raises:
        SiteError: it is not public, so nobody could look.
    """
    if meeting.published is None:
        raise SiteError(_("Announce the meeting first: it is not public."))
    live = _locked(meeting)
    if live.is_on:
        return live
    live.begun, live.ended = live.begun or stamp(), None
    return _changed(live)


@transaction.atomic
def end(meeting: Meeting) -> Live:
    """The meeting is over: nobody is shown as speaking or waits, and no caption is taken.

    Raises:
        SiteError: it does not go on.
    """
    live = _that_is_on(meeting)
    queue = SpeakingQueue.objects.filter(meeting=meeting, opened__isnull=False, closed=None).first()
    if queue is not None:
        queue.meeting = meeting
        close_queue(queue, at=stamp())
    if not meeting.is_attributed:
        forget(meeting_path(meeting.cycle.scope, meeting))
    live.ended, live.item, live.speaker = stamp(), None, ""
    return _changed(live)


@transaction.atomic
def discuss(meeting: Meeting, item: int | None) -> Live:
    """Says which item of the agenda is discussed, from 1; ``None``: none.

    Raises:
        SiteError: the meeting does not go on, or has no such item.
    """
    live = _that_is_on(meeting)
    _check_item(meeting, item)
    live.item = item
    live.save()
    _tell(meeting, {"kind": "state"})
    return live


@transaction.atomic
def take_caption(meeting: Meeting, heard: Heard) -> tuple[Caption, bool]:
    """Keeps a caption and tells the live pages; and whether it is new: a key counts once.

    A label before the words (">>ANA:") is the speaker. In a meeting without attribution nothing is
    kept that tells who spoke.

    Raises:
        SiteError: there are no words, the meeting does not go on, has no such item, or the caption
            to be replaced is not there or was replaced already.
    """
    live = _that_is_on(meeting)
    known = Caption.objects.filter(meeting=meeting, key=heard.key).first() if heard.key else None
    if known is not None:
        return known, False
    _check_item(meeting, heard.item)
    made = _caption(live, heard)
    made.place = _placed(meeting, heard.replaces) or made.number
    made.save()
    live.last = made.number
    live.speaker = made.speaker or live.speaker
    live.save(update_fields=["last", "speaker"])
    _tell(meeting, {"kind": "caption", "number": made.number})
    return made, True


@transaction.atomic
def remove_captions(meeting: Meeting) -> int:
    """Deletes all captions of a meeting that is over; how many.

    Raises:
        SiteError: the meeting goes on.
    """
    live = _locked(meeting)
    if live.is_on:
        raise SiteError(_("The meeting goes on: end it first."))
    count = Caption.objects.filter(meeting=meeting).delete()[0]
    _tell(meeting, {"kind": "state"})
    return int(count)


def _caption(live: Live, heard: Heard) -> Caption:
    """The next one, not saved yet."""
    meeting = live.meeting
    said = " ".join(plain(heard.text).split())
    labelled, words = parted_label(said)
    words = words if meeting.is_attributed else _unlabelled(without_labels(said))
    if not words:
        raise SiteError(_("There are no words."), field="text")
    if len(words) > LONGEST_CAPTION:
        raise SiteError(
            _("A caption has at most %(count)s characters.") % {"count": LONGEST_CAPTION},
            field="text",
        )
    made = Caption(
        meeting=meeting,
        number=live.last + 1,
        text=words,
        language=_language(heard.language),
        item=heard.item or live.item,
        key=heard.key,
        received=stamp(),
    )
    if meeting.is_attributed:
        made.speaker = (" ".join(plain(heard.speaker).split()) or labelled)[:300]
        made.seconds = heard.seconds
        made.channel = heard.channel if heard.channel in CHANNELS else ""
    return made


def _language(said: str) -> str:
    """One that pages can be in, "" for any other: a reader's voice is chosen by it."""
    short = said.lower().partition("-")[0]
    return short if short in LANGUAGES else ""


def _unlabelled(words: str) -> str:
    """Without a name in capitals before a colon, where the words behind it are not in capitals."""
    # The readers of transcripts are heavy, and most installations take no caption in a day.
    from conspectus.formats.transcripts.labels import Labels  # noqa: PLC0415

    label = Labels(frozenset(), captions=True).match(words)
    rest = words[label.end :] if label and label.speaker else ""
    return words if not rest or rest.isupper() else rest


def _placed(meeting: Meeting, replaces: int | None) -> int | None:
    """The place of the caption that is replaced, which gives it up; ``None`` for a new one."""
    if replaces is None:
        return None
    before = Caption.objects.filter(meeting=meeting, number=replaces, current=True).first()
    if before is None:
        raise SiteError(
            _("There is no caption %(number)s, or it was replaced already.") % {"number": replaces},
            field="replaces",
        )
    before.current = False
    before.save(update_fields=["current"])
    return before.place


def _locked(meeting: Meeting) -> Live:
    """The row of the meeting; who else writes captions waits, so numbers come in their order."""
    Live.objects.get_or_create(meeting=meeting)
    live = Live.objects.select_for_update().get(meeting=meeting)
    live.meeting = meeting
    return live


def _that_is_on(meeting: Meeting) -> Live:
    live = Live.objects.select_for_update().filter(meeting=meeting).first()
    if live is None or not live.is_on:
        raise SiteError(_("The meeting does not go on: the secretariat begins it on its page."))
    live.meeting = meeting
    return live


def _check_item(meeting: Meeting, item: int | None) -> None:
    if item is not None and not 1 <= item <= len(meeting.agenda):
        raise SiteError(_("The agenda has no such item."), field="item")


def _changed(live: Live) -> Live:
    """Begun or ended: the pages of the cycle that are kept say so, too."""
    live.save()
    mark_changed(live.meeting.cycle.scope)
    _tell(live.meeting, {"kind": "state"})
    return live


def _tell(meeting: Meeting, what: dict[str, object]) -> None:
    publish(meeting_path(meeting.cycle.scope, meeting), what)
