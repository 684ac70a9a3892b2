"""What live pages are sent: a fragment of the page for each thing that happens, made once for all.

The fragments are those of the page itself (``live_caption.html``, ``live_state.html``), so who
loads the page again sees the same. Written as server-sent events (WHATWG HTML, 9.2): a caption's
number is its id, by which a broken connection goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from conspectus.consultations import queue_words
from conspectus.consultations.models import Caption, Meeting, QueueRequest
from conspectus.consultations.paths import meeting_path
from conspectus.consultations.queries.live import captions_after, live_meeting_at
from conspectus.consultations.queries.queue import standing_of
from conspectus.consultations.words import CHANNELS
from conspectus.core.clock import stamp

BACK: Final = 60
"""Captions that a room holds from its beginning, for pages that come back to it."""

MOST: Final = 200
"""Captions that are sent to a page that was away; who missed more is told to load anew."""

LOAD_ANEW: Final = b"event: anew\ndata: {}\n\n"


@dataclass(frozen=True, slots=True)
class Address:
    """A live page by the parts of its address."""

    language: str
    forum: str
    cycle: str
    meeting: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be sent. ``after``: the captions are all that came later than this one.

    ``last``: the newest caption that was looked at. ``captions``: (number, event) in order, without
    those that were corrected since. ``left_off``: there are more.
    """

    channel: str
    over: bool
    state: bytes
    after: int
    last: int
    captions: tuple[tuple[int, bytes], ...]
    left_off: bool = False


def seen(address: Address, after: int | None) -> Seen:
    """Where a meeting stands, and its captions ``after`` a number; ``None``: the last of them.

    Two queries, three where the queue is open. Raises Http404 where there is no such meeting.
    """
    with override(address.language):
        meeting = live_meeting_at(address.forum, address.cycle, address.meeting)
        live = meeting.live
        start = max(0, live.last - BACK) if after is None else max(0, after)
        found = captions_after(meeting, start, MOST + 1)
        shown = found[:MOST]
        return Seen(
            channel=meeting_path(meeting.cycle.scope, meeting),
            over=live.has_ended,
            state=state_event(meeting),
            after=start,
            last=shown[-1].number if shown else start,
            captions=tuple(
                (one.number, caption_event(meeting, one)) for one in shown if one.current
            ),
            left_off=len(found) > MOST,
        )


def caption_event(meeting: Meeting, one: Caption) -> bytes:
    """``id``: its number. ``data``: {"place", "number", "html"}."""
    html = render_to_string("consultations/live_caption.html", of_captions(meeting) | {"one": one})
    said = {"place": one.place, "number": one.number, "html": html.strip()}
    return _event("caption", said, number=one.number)


def state_event(meeting: Meeting) -> bytes:
    """``data``: {"html", "over"}; it has no id, for it stands for all before it."""
    html = render_to_string("consultations/live_state.html", of_state(meeting))
    return _event("state", {"html": html.strip(), "over": meeting.live.has_ended})


def of_state(meeting: Meeting) -> dict[str, Any]:
    """What `live_state.html` calls for. ``queue``: as it stands, where it is open; one query then.

    ``speaking``: who has the floor, else whom captions named last; "" for nobody.
    """
    live, queue, standing = meeting.live, getattr(meeting, "queue", None), None
    speaking, item = live.speaker, live.item
    if queue is not None and queue.is_open:
        queue.meeting = meeting
        standing = standing_of(queue, now=stamp())
        item = item or queue.item
    if standing is not None and standing.speaking is not None:
        speaking = called(meeting, standing.speaking)
    return {
        "meeting": meeting,
        "item": item if item and item <= len(meeting.agenda) else None,
        "speaking": speaking if meeting.is_attributed else "",
        "queue": standing,
        "called": lambda row: called(meeting, row),
        "queue_is": f"/{get_language()}{meeting_path(meeting.cycle.scope, meeting)}queue/",
    }


def called(meeting: Meeting, row: QueueRequest) -> str:
    """Who asked to speak, as the queue's own pages print it."""
    return queue_words.called(row, is_named=meeting.is_attributed)


def of_captions(meeting: Meeting) -> dict[str, Any]:
    """What templates call for a caption. ``spoken``: the language in which captions come."""
    languages = meeting.cycle.forum.languages or ["en"]
    return {"meeting": meeting, "channels": CHANNELS, "spoken": languages[0]}


def _event(kind: str, said: Mapping[str, object], *, number: int | None = None) -> bytes:
    head = "" if number is None else f"id: {number}\n"
    return f"{head}event: {kind}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n".encode()
