"""No exchange with a program that answers by itself goes round: our real functions on one side.

On the other side responders as they are found: some mark what they send, some do not; some write to
who is named in the head, some to whom they once wrote; some quote, some tell the time.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from conspectus.contributions.models import Contribution
from conspectus.contributions.services.by_mail import open_call_at, take_letter
from conspectus.contributions.services.by_mail_rules import MOST_AN_HOUR
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import headers_of
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.formats.letters import read_letter
from tests.factories_site import a_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ADDRESS = "igf.2026.first@in.example"
ROUNDS = 40
MARKS = [
    ("Auto-Submitted", "auto-replied"),
    ("Auto-Submitted", "auto-generated (vacation)"),
    ("Precedence", "auto_reply"),
    ("Precedence", "junk"),
    ("Precedence", "bulk"),
    ("X-Autoreply", "yes"),
    ("X-Autorespond", "away"),
    ("List-Id", "<helpdesk.example.org>"),
    ("X-Loop", "conspectus@localhost"),
]
SUBJECTS = ["Automatic reply: {}", "Out of office: {}", "Réponse automatique : {}", "自动回复: {}"]


@dataclass(frozen=True)
class Responder:
    """How one program answers. ``honours``: RFC 3834, it answers no program."""

    honours: bool
    marks: tuple[tuple[str, str], ...]
    subject: str
    is_null: bool
    threads: bool
    quotes: bool
    varies: bool
    to_call: bool

    def shows(self):
        """Whether anything at all tells its answers from a person's mails."""
        marked = self.marks or self.subject != "Re: {}" or self.is_null
        return bool(marked or self.threads or self.quotes or not self.varies or not self.to_call)


def a_responder(draw):
    return Responder(
        honours=draw.random() < 0.3,
        marks=tuple(draw.sample(MARKS, draw.choice((0, 0, 1, 2)))),
        subject=draw.choice([*SUBJECTS, "Re: {}", "Re: {}", "Re: {}", "Re: {}"]),
        is_null=draw.random() < 0.3,
        threads=draw.random() < 0.5,
        quotes=draw.random() < 0.3,
        varies=draw.random() < 0.5,
        to_call=draw.random() < 0.8,
    )


def answer_of(responder, received, round_, sender):
    """The mail that the program sends on a message of ours, to whom, from what envelope."""
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = responder.subject.format(received.subject)
    message["Message-ID"] = f"<{round_}.{random.random()}@example.org>"
    heads = headers_of(received)
    if responder.threads:
        message["In-Reply-To"] = heads["Message-ID"]
    for name, value in responder.marks:
        if name not in message:
            message[name] = value
    when = f" It is {round_} o'clock." if responder.varies else ""
    quoted = "\n".join(f"> {line}" for line in text_to_send(received.text).splitlines())
    message.set_content(f"I am away.{when}\n\n{quoted if responder.quotes else ''}")
    to = ADDRESS if responder.to_call else "conspectus@localhost"
    return message, to, "" if responder.is_null else sender


def exchange(responder, number):
    """How many answers of ours one first mail leads to."""
    sender = f"person{number}@example.org"
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Access"
    message["Message-ID"] = f"<first.{number}@example.org>"
    message.set_content("Access should be affordable.")
    to, envelope = ADDRESS, sender
    for round_ in range(ROUNDS):
        try:
            call = open_call_at(to, at=stamp())
            taken = take_letter(call, read_letter(message.as_bytes()), envelope=envelope)
        except SiteError:
            return round_  # refused while its server waits: nothing of ours goes out
        if taken.silent or not taken.is_new:
            return round_
        received = Mail.objects.latest("pk")
        if responder.honours and headers_of(received)["Auto-Submitted"] != "no":
            return round_ + 1
        message, to, envelope = answer_of(responder, received, round_, sender)
    return ROUNDS


def simulate(count):
    """Answers of ours in an exchange, counted; those with programs that nothing tells apart too."""
    a_call()
    draw = random.Random(2026)
    known, hidden = Counter(), Counter()
    for number in range(count):
        responder = a_responder(draw)
        (known if responder.shows() else hidden)[exchange(responder, number)] += 1
        if number % 500 == 499:
            Contribution.objects.all().delete()
            Mail.objects.all().delete()
    return known, hidden


@pytest.mark.parametrize(
    "count", [12, pytest.param(10_000, marks=pytest.mark.long)], ids=["few", "ten thousand"]
)
def test_a_program_gets_one_answer_and_none_to_its_answer(count, settings):
    settings.MAIL_DOMAIN = "in.example"
    known, hidden = simulate(count)
    # One answer to the first mail; a second where it writes other words that nothing marks.
    assert set(known) <= {1, 2}, known
    # Nothing tells these from a person who writes again and again: the limit ends it.
    assert all(answers <= MOST_AN_HOUR for answers in hidden), hidden
    if os.environ.get("CONSPECTUS_SHOW"):
        print(known, hidden)  # noqa: T201 - asked for
