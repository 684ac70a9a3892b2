"""No exchange with a program that answers by itself goes round: our real functions on one side.

On the other side responders as they are found: some mark what they send, some do not; some write to
who is named in the head, some to whom they once wrote; some quote, some tell the time.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass
from functools import cache

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


def a_mail(heads, words):
    """The bytes of a mail, as a program without a library writes it."""
    lines = [f"{name}: {value}" for name, value in heads.items()]
    return "\r\n".join([*lines, "", *words.split("\n"), ""]).encode()


def answer_of(responder, received, round_, sender):
    """The mail that the program sends on a message of ours, to whom, from what envelope."""
    heads = {
        "From": sender,
        "Subject": responder.subject.format(received.subject),
        "Message-ID": f"<{round_}.{random.random()}@example.org>",
        "Content-Type": "text/plain; charset=utf-8",
        **({"In-Reply-To": headers_of(received)["Message-ID"]} if responder.threads else {}),
        **dict(responder.marks[::-1]),  # of two marks of one name the first stands
    }
    when = f" It is {round_} o'clock." if responder.varies else ""
    quoted = "\n".join(f"> {line}" for line in text_to_send(received.text).splitlines())
    words = f"I am away.{when}\n\n{quoted if responder.quotes else ''}"
    to = ADDRESS if responder.to_call else "conspectus@localhost"
    return a_mail(heads, words), to, "" if responder.is_null else sender


def exchange(responder, number, call_at):
    """How many answers of ours one first mail leads to. ``call_at``: the call at an address."""
    sender = f"person{number}@example.org"
    heads = {"From": sender, "Subject": "Access", "Message-ID": f"<first.{number}@example.org>"}
    data, to, envelope = a_mail(heads, "Access should be affordable."), ADDRESS, sender
    for round_ in range(ROUNDS):
        try:
            taken = take_letter(call_at(to), read_letter(data), envelope=envelope)
        except SiteError:
            return round_  # refused while its server waits: nothing of ours goes out
        if taken.silent or not taken.is_new:
            return round_
        received = Mail.objects.latest("pk")
        if responder.honours and headers_of(received)["Auto-Submitted"] != "no":
            return round_ + 1
        data, to, envelope = answer_of(responder, received, round_, sender)
    return ROUNDS


def simulate(count):
    """Answers of ours in an exchange, counted; those with programs that nothing tells apart too."""
    a_call()
    # What stands at an address is the same in each exchange: it is looked up once.
    call_at = cache(lambda address: open_call_at(address, at=stamp()))
    draw = random.Random(2026)
    known, hidden = Counter(), Counter()
    for number in range(count):
        responder = a_responder(draw)
        (known if responder.shows() else hidden)[exchange(responder, number, call_at)] += 1
        if number % 500 == 499:
            Contribution.objects.all().delete()
            Mail.objects.all().delete()
    return known, hidden


@pytest.mark.parametrize(
    "count", [300, pytest.param(10_000, marks=pytest.mark.long)], ids=["300", "ten thousand"]
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
