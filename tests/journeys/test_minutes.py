"""Two people take notes of one item at the same time; a server is killed while somebody types."""

from __future__ import annotations

import json
import os
import signal
import time
from itertools import count, islice

import pytest

from tests.cli.site.conftest import eventually
from tests.journeys.conftest import CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.long]

ITEM = "/en/igf/2026/meetings/work/first/minutes/items/1/"
SECONDS = 120
"""For how long both write (the bar of the issue: two minutes)."""

PAUSE_MS = 90
"""Milliseconds between two words: quicker than anybody types."""

SEEN_WITHIN = 2.0
"""Seconds until one sees what the other has typed."""

LOST_AT_MOST = 5.0
"""Seconds of typing that a killed process may cost, and until the writer is told."""

EDITORS = """
from django.test import Client
from tests.factories_meetings import a_meeting
from tests.factories_site import an_account
scope = a_meeting().cycle.forum.scope
for role in ("rapporteur", "chair"):
    client = Client()
    client.force_login(
        an_account(f"the-{role}@example.org", role=role, scope=scope),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    print(client.cookies["sessionid"].value)
"""

KEPT = """
import json
from conspectus.consultations.models import ItemNotes, NotesRevision
notes = ItemNotes.objects.filter(item=1).first()
rows = NotesRevision.objects.order_by("number").values_list("text", "aside")
print(json.dumps({"text": notes.text if notes else "", "revisions": list(rows)}))
"""


class Editor:
    """Somebody at the notes, in a browser of their own."""

    def __init__(self, browser, address, session, letter):
        self.context = browser.new_context(base_url=address, locale="en")
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        self.words = (f"{letter}{number}" for number in count(1))
        self.typed = []
        self.wrong = []
        self.come()

    def come(self):
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.goto(ITEM)
        self.page.locator("textarea").click()

    def types(self, number=1):
        for word in islice(self.words, number):
            self.page.keyboard.type(f"{word} ")
            self.typed.append((time.monotonic(), word))

    def sees(self, word):
        """In the field, beside it, or below it."""
        return self.page.evaluate(
            """word => [document.querySelector("textarea").value,
              ...[...document.querySelectorAll("main pre")].map(one => one.textContent)]
              .some(text => text.split(/\\s+/).includes(word))""",
            word,
        )

    def told(self):
        return self.page.locator("#told").inner_text()

    def says(self, name):
        return self.page.locator("form[data-notes]").get_attribute(f"data-{name}")

    def field(self):
        return self.page.locator("textarea").input_value()


def kept(installation):
    return json.loads(installation.python(KEPT))


def carries(text, words):
    """Whether all these words stand in the text, in their order."""
    standing = iter(text.split())
    return all(word in standing for word in words)


@pytest.fixture
def editors(browser, serving):
    """Two, each with a process of chromium."""
    other = browser.browser_type.launch(executable_path=CHROMIUM)
    sessions = serving.python(EDITORS).split()
    pair = zip((browser, other), sessions, "ab", strict=True)
    made = [
        Editor(chromium, serving.address, session, letter) for chromium, session, letter in pair
    ]
    yield made
    for one in made:
        one.context.close()
    other.close()


def waited_for(reader, word):
    """Seconds until a word that was just typed elsewhere is seen."""
    began = time.monotonic()
    while not reader.sees(word):
        assert time.monotonic() - began < 30, word
        reader.page.wait_for_timeout(25)
    return time.monotonic() - began


def test_two_editors_of_one_item_write_for_two_minutes_and_nothing_is_lost(
    editors, serving, record_property
):
    first, second = editors
    seen = []
    for _ in range(5):  # one after the other: no conflict, each sees the other's words
        for writer, reader in ((first, second), (second, first)):
            writer.types()
            seen.append(waited_for(reader, writer.typed[-1][1]))
            writer.page.wait_for_timeout(1000)
    assert kept(serving)["revisions"][-1][1] is False
    until, looks = time.monotonic() + SECONDS, []
    while time.monotonic() < until:  # both at once
        for writer in editors:
            writer.types()
            writer.page.wait_for_timeout(PAUSE_MS)
        if len(first.typed) % 25 == 0:
            looks.append(waited_for(second, first.typed[-1][1]))
            looks.append(waited_for(first, second.typed[-1][1]))
    for one in editors:
        words = [word for _when, word in one.typed]
        eventually(
            lambda words=words: any(
                carries(text, words) for text, _aside in kept(serving)["revisions"]
            ),
            20,
        )
        assert one.wrong == []
    record_property("seen_s", max(seen))
    record_property("seen_while_both_type_s", max(looks))
    record_property("words", [len(one.typed) for one in editors])
    assert max([*seen, *looks]) <= SEEN_WITHIN

    aside = next(one for one in editors if one.page.locator("#beside").is_visible())
    aside.page.get_by_role("button", name="Put mine below the other").click()
    every = [[word for _when, word in one.typed] for one in editors]
    eventually(lambda: all(carries(kept(serving)["text"], words) for words in every), 20)


def test_a_killed_server_costs_seconds_at_most_and_the_writer_is_told(
    editors, serving, record_property
):
    writer, _other = editors
    until = time.monotonic() + 6
    while time.monotonic() < until:
        writer.types()
        writer.page.wait_for_timeout(40)
    for pid in serving.processes():
        os.kill(pid, signal.SIGKILL)
    killed = time.monotonic()
    serving.server.wait(20)
    while writer.told() != writer.says("lost"):
        assert time.monotonic() - killed < LOST_AT_MOST, writer.told()
        writer.types()
        writer.page.wait_for_timeout(40)
    told_after = time.monotonic() - killed

    text = kept(serving)["text"].split()
    lost = [when for when, word in writer.typed if word not in text and when <= killed]
    record_property("told_after_s", told_after)
    record_property("lost_s", killed - min(lost, default=killed))
    assert all(killed - when <= LOST_AT_MOST for when in lost)

    writer.types(5)
    serving.serve(bind=serving.address.removeprefix("http://"))
    words = [word for _when, word in writer.typed]
    eventually(lambda: carries(kept(serving)["text"], words), 60)
    writer.page.wait_for_function(
        "told.textContent === document.querySelector('form[data-notes]').dataset.saved"
    )

    # Killed again, and the page closed: the browser's storage has the words.
    for pid in serving.processes():
        os.kill(pid, signal.SIGKILL)
    serving.server.wait(20)
    writer.types(5)
    writer.page.close()
    serving.serve(bind=serving.address.removeprefix("http://"))
    writer.come()
    words = [word for _when, word in writer.typed]
    assert carries(writer.field(), words)
    eventually(lambda: carries(kept(serving)["text"], words), 60)
    assert writer.wrong == []
