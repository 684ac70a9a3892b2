"""Somebody follows a meeting while it goes on, with script and without; a connection breaks."""

from __future__ import annotations

import re

import pytest

from tests.journeys.walking import Pointer

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGE = "/en/igf/2026/meetings/first/live/"

BEGINS = """
from conspectus.consultations.services.captions import begin
from tests.factories_meetings import a_caption, a_meeting
meeting = a_meeting()
begin(meeting)
a_caption(meeting, "Good morning.", speaker="Zoé Chair")
"""

SAYS = """
from conspectus.consultations.models import Meeting
from conspectus.consultations.services import captions
from tests.factories_meetings import a_caption
meeting = Meeting.objects.get()
"""


def shown(page):
    """What a reader sees of captions and state, white space apart."""
    places = page.locator("#state, #captions li").all_text_contents()
    return [" ".join(words.split()) for words in places]


def test_what_comes_by_itself_is_what_a_reload_shows(serving, visitor):
    serving.python(BEGINS)
    live = visitor(Pointer).page
    plain = visitor(Pointer, scripts=False).page
    wrong = []
    live.on("pageerror", lambda error: wrong.append(str(error)))
    live.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    live.goto(PAGE)
    live.get_by_text("appears here by itself").wait_for()

    serving.python(
        SAYS
        + 'a_caption(meeting, "<b>Axes</b> & all.", speaker="ANA")\n'
        + 'a_caption(meeting, "<b>Access</b> & all.", speaker="ANA", replaces=2)\n'
        + "captions.discuss(meeting, 2)\n"
    )
    live.get_by_text("<b>Access</b> & all.").wait_for()
    live.get_by_text("2. Access").wait_for()
    assert "Axes" not in live.content()
    plain.goto(PAGE)
    assert shown(live) == shown(plain)
    assert wrong == []

    serving.end()
    live.get_by_text("The connection is broken").wait_for()
    serving.python(SAYS + 'a_caption(meeting, "Said meanwhile.", speaker="BO")\n')
    serving.serve(bind=serving.address.removeprefix("http://"))
    live.get_by_text("Said meanwhile.").wait_for()
    serving.python(SAYS + "captions.end(meeting)\n")
    live.get_by_text("The meeting is over.").wait_for()
    plain.get_by_role("link", name=re.compile("Load this page again")).click()
    assert shown(live) == shown(plain)
