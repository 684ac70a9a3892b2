"""Mail goes to a real server; the outbox says what became of it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller

from conspectus.core.clock import stamp
from conspectus.core.mail import is_own_id, loop_mark, queue_mail
from conspectus.core.models import Mail, Scope
from conspectus.core.sending import (
    MOST_AN_HOUR,
    WAITS,
    is_mail_set_up,
    retry_failed,
    send_waiting,
)

pytestmark = pytest.mark.django_db


class Post:
    """Keeps what it is given; refuses the addresses and does what it is told."""

    def __init__(self):
        self.messages = []
        self.answers = {}

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - the library's name
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        self.messages.append(
            email.message_from_bytes(envelope.content, policy=email.policy.default)
        )
        return "250 OK"


@pytest.fixture
def server(settings):
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield post
    controller.stop()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def queued(to="reader@example.org", **more):
    scope, _ = Scope.objects.get_or_create(path="")
    return queue_mail(
        scope, to=to, subject="Ваш вклад · مساهمة", text="سطر\nline\n", kind="receipt", **more
    )


def state(mail):
    mail.refresh_from_db()
    return mail.state


def test_what_waits_is_sent_once_in_any_script(server):
    mail = queued(language="ar")
    assert send_waiting() == 1
    assert send_waiting() == 0
    (message,) = server.messages
    assert message["Subject"] == "Ваш вклад · مساهمة"
    assert message["To"] == "reader@example.org"
    assert message.get_content().splitlines() == ["سطر", "line"]
    assert state(mail) == Mail.State.SENT
    assert mail.sent is not None


def test_what_is_held_or_discarded_stays(server):
    held = queued(held=True)
    discarded = queued()
    Mail.objects.filter(pk=discarded.pk).update(state=Mail.State.DISCARDED)
    assert send_waiting() == 0
    assert server.messages == []
    assert state(held) == Mail.State.HELD


def test_a_refusal_for_good_is_not_tried_again(server):
    server.answers["nobody@example.org"] = "550 no such mailbox"
    mail = queued("nobody@example.org")
    other = queued()
    assert send_waiting() == 2
    assert state(mail) == Mail.State.FAILED
    assert "no such mailbox" in mail.error
    assert state(other) == Mail.State.SENT


def test_a_refusal_for_now_is_tried_again_later_and_at_last_given_up(server):
    server.answers["busy@example.org"] = "451 later please"
    mail = queued("busy@example.org")
    for attempt, wait in enumerate(WAITS, 1):
        assert send_waiting() == 1
        assert state(mail) == Mail.State.WAITING
        assert mail.attempts == attempt
        assert mail.not_before - dt.datetime.now(dt.UTC) == pytest.approx(
            wait, abs=dt.timedelta(seconds=30)
        )
        assert send_waiting() == 0
        Mail.objects.filter(pk=mail.pk).update(not_before=None)
    send_waiting()
    assert state(mail) == Mail.State.FAILED
    assert retry_failed(Mail.objects.all()) == 1
    server.answers.clear()
    send_waiting()
    assert state(mail) == Mail.State.SENT


def test_a_server_that_is_away_loses_nothing(server, settings):
    settings.EMAIL_PORT = free_port()
    mail = queued()
    assert send_waiting() == 1
    assert state(mail) == Mail.State.WAITING
    assert "refused" in mail.error
    assert server.messages == []


def test_without_a_server_mail_stays_in_the_outbox(settings):
    settings.EMAIL_HOST = ""
    assert not is_mail_set_up()


def test_nobody_is_flooded_by_whoever_writes_an_address_into_forms(server):
    mails = [queued(to=f"{'V' if one % 2 else 'v'}ictim@example.org") for one in range(23)]
    other = queued()
    send_waiting()
    assert [state(mail) for mail in mails].count(Mail.State.HELD) == 23 - MOST_AN_HOUR
    assert state(other) == Mail.State.SENT
    held = mails[-1]
    assert "within an hour" in held.error
    held.state, held.not_before = Mail.State.WAITING, stamp()  # as the secretariat lets it go
    held.save()
    send_waiting()
    assert state(held) == Mail.State.SENT
    assert len(server.messages) == MOST_AN_HOUR + 2


def test_a_code_to_sign_in_is_not_held_back(server):
    mails = [queued(to="victim@example.org") for _ in range(MOST_AN_HOUR)]
    code = queued(to="victim@example.org")
    Mail.objects.filter(pk=code.pk).update(kind="sign-in")
    send_waiting()
    assert {state(mail) for mail in (*mails, code)} == {Mail.State.SENT}


def test_a_mail_that_cannot_be_written_does_not_stop_the_others(server):
    bad = queued(to="a@example.org\r\nBcc: b@example.org")
    good = queued()
    send_waiting()
    assert state(bad) == Mail.State.FAILED
    assert state(good) == Mail.State.SENT
    assert len(server.messages) == 1


def test_each_message_says_that_a_program_wrote_it_and_what_it_answers(server):
    queued(answers="one@example.org")
    queued()
    send_waiting()
    answer, other = server.messages
    assert (answer["In-Reply-To"], answer["Auto-Submitted"]) == (
        "<one@example.org>",
        "auto-replied",
    )
    assert (other["In-Reply-To"], other["Auto-Submitted"]) == (None, "auto-generated")
    for message in server.messages:
        assert is_own_id(message["Message-ID"].strip("<>"))
        assert message["X-Loop"] == loop_mark()


def test_mail_that_nobody_asked_for_is_ended_by_one_press(server):
    queued(unsubscribe="https://forum.example/en/replies/secret/no-mail/")
    queued()
    send_waiting()
    unasked, other = server.messages
    assert unasked["List-Unsubscribe"] == "<https://forum.example/en/replies/secret/no-mail/>"
    assert unasked["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert other["List-Unsubscribe"] is None


def test_mail_goes_through_a_providers_interface_and_its_refusals_are_told(settings):
    settings.MAIL_PROVIDER = "test"
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    assert is_mail_set_up()
    mail = queued()
    send_waiting()
    assert state(mail) == Mail.State.SENT
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "x",
        "POSTMARK_API_URL": f"http://127.0.0.1:{free_port()}/",
    }
    refused = queued("other@example.org")
    send_waiting()
    assert state(refused) == Mail.State.WAITING
    assert refused.attempts == 1


def test_the_servers_answer_and_the_time_of_the_last_try_are_kept(server):
    server.answers["busy@example.org"] = "451 later please"
    server.answers["nobody@example.org"] = "550 no such mailbox"
    busy, nobody = queued("busy@example.org"), queued("nobody@example.org")
    send_waiting()
    assert state(busy) == Mail.State.WAITING
    assert busy.waits_again
    assert busy.error == "451 later please"
    assert busy.not_before - busy.tried == pytest.approx(WAITS[0], abs=dt.timedelta(seconds=1))
    assert state(nobody) == Mail.State.FAILED
    assert (nobody.error, nobody.attempts) == ("550 no such mailbox", 1)
    assert nobody.tried is not None
