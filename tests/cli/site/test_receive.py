"""Contributions by e-mail, through real servers both ways: `conspectus receive` and a mail sink."""

from __future__ import annotations

import email
import email.policy
import os
import re
import smtplib
import socket
import subprocess
import sys
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from tests.cli.site.conftest import eventually

pytestmark = pytest.mark.long

ADDRESS = "igf.2026.first@in.example"
SET_UP = """
from tests.factories_site import a_call, a_forum, a_cycle
a_call(a_cycle(a_forum(languages=["fr"])))
"""


class Sink:
    """Keeps what it is given, with the envelope."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((envelope, message))
        return "250 OK"


@pytest.fixture
def sink():
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    sink.port = controller.port
    yield sink
    controller.stop()


@pytest.fixture
def letterbox(installation, request):
    """A running `conspectus receive`; the protocol is the test's parameter."""
    assert installation.run("init").returncode == 0
    installation.python(SET_UP)
    port = free_port()
    environment = installation._environment() | {"CONSPECTUS_MAIL_DOMAIN": "in.example"}  # noqa: SLF001
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "conspectus.cli.main", "receive", f"--{request.param}"),
            *("--bind", f"127.0.0.1:{port}"),
        ],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    kind = smtplib.LMTP if request.param == "lmtp" else smtplib.SMTP
    assert eventually(lambda: is_open(port), 240)
    yield lambda: kind("127.0.0.1", port)
    process.terminate()
    assert process.wait(30) == 0


def is_open(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def a_mail(text="Nous demandons un accès à prix abordable pour toutes les écoles du pays."):
    message = EmailMessage()
    message["From"] = "Zoé Exemplaire <zoe@example.org>"
    message["To"] = ADDRESS
    message["Subject"] = "Re: Accès abordable"
    message["Message-ID"] = "<one@example.org>"
    message.set_content(text)
    message.add_attachment(
        b"Les bibliotheques d'abord.", maintype="text", subtype="plain", filename="été.txt"
    )
    return message


@pytest.mark.parametrize("letterbox", ["lmtp", "smtp"], indirect=True)
def test_a_mail_comes_in_as_a_draft_and_its_answer_goes_out_by_a_real_server(
    letterbox, sink, installation
):
    with letterbox() as client:
        client.ehlo("mx.example")
        assert int(client.esmtp_features["size"]) > 30 * 2**20
        assert client.send_message(a_mail()) == {}
        assert client.send_message(a_mail()) == {}  # a server that did not hear us
        with pytest.raises(smtplib.SMTPRecipientsRefused, match="no call"):
            client.sendmail("a@b.example", "igf.2026.other@in.example", "Subject: x\n\nx")
    sent = installation.python(
        f"""
import os
from django.conf import settings
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {sink.port}
from conspectus.core.sending import send_waiting
print(send_waiting())
from conspectus.contributions.models import Contribution
draft, = Contribution.objects.all()
version, = draft.versions.all()
print(draft.state, draft.via, draft.number, version.title, version.language)
print([one.file_name for one in version.documents.all()])
"""
    ).splitlines()
    assert sent == ["1", "draft mail None Accès abordable fr", "['été.txt', '']"]
    ((envelope, answer),) = sink.messages
    assert envelope.rcpt_tos == ["zoe@example.org"]
    assert answer["In-Reply-To"] == "<one@example.org>"
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["Content-Language"] == "fr"
    assert re.search(r"/fr/igf/2026/drafts/\S+/verify/\S+/", answer.get_content())


@pytest.mark.parametrize("letterbox", ["smtp"], indirect=True)
def test_thirty_megabytes_are_taken_and_more_is_refused_with_a_sentence(letterbox, installation):
    with letterbox() as client:
        large = a_mail("Texte.")
        large.add_attachment(
            os.urandom(1) + b"x" * (22 * 2**20), maintype="text", subtype="csv", filename="a.csv"
        )
        assert client.send_message(large) == {}
        with pytest.raises(smtplib.SMTPSenderRefused, match="page of the call"):
            client.sendmail("a@b.example", ADDRESS, b"x" * (40 * 2**20))
        client.rset()
        client.mail("a@b.example")
        client.rcpt(ADDRESS)
        code, told = client.data((b"y" * 900 + b"\r\n") * (42 * 2**10))
        assert (code, b"page of the call" in told) == (552, True)


@pytest.mark.parametrize("letterbox", ["lmtp"], indirect=True)
def test_bounces_and_automatic_answers_meet_silence(letterbox, installation):
    with letterbox() as client:
        client.ehlo("mx.example")
        client.mail("")
        client.rcpt(ADDRESS)
        code, _ = client.data(a_mail().as_bytes())
        assert code == 250
        away = a_mail()
        away["Auto-Submitted"] = "auto-replied"
        assert client.send_message(away) == {}
    count = (
        "from conspectus.contributions.models import Contribution as C; print(C.objects.count())"
    )
    assert installation.python(count) == "0"
