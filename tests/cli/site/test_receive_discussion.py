"""The online forum by e-mail through real servers both ways: post, confirm, reply, digest, loop."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import pytest

from tests.cli.site.test_receive import letterbox, sink

pytestmark = pytest.mark.long
__all__ = ["letterbox", "sink"]

PLACE = "igf.2026.discussion.access@in.example"
SET_UP = """
from tests.factories_discussion import a_category
from conspectus.forums.models import Cycle
from conspectus.core.clock import stamp
from conspectus.discussion.services.subscribing import subscribe
cycle = Cycle.objects.select_related("scope", "forum").get()
a_category(cycle)
for rhythm in ("each", "daily"):
    subscribe(cycle.scope, email=f"{rhythm}@example.org", rhythm=rhythm, language="en",
              at=stamp(), is_verified=True)
"""
SEND = """
from django.conf import settings
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL_DOMAIN = "127.0.0.1", {port}, "in.example"
from django_tasks_db.models import DBTaskResult
from conspectus.discussion.services import delivering
from conspectus.discussion.models import Post, Subscription
for post in Post.objects.filter(state="published"):
    delivering.deliver(post.pk)
{more}
from conspectus.core.sending import send_waiting
print(send_waiting(), *Post.objects.order_by("id").values_list("state", flat=True))
"""
TOMORROW = """
import datetime as dt
later = delivering.stamp().replace(hour=12) + dt.timedelta(days=1)
delivering.stamp = lambda: later
print(delivering.send_digests(), delivering.send_digests())
"""


def a_mail(to, text, **heads):
    message = EmailMessage()
    message["From"] = "Ana Example <ana@example.org>"
    message["To"] = to
    message["Subject"] = heads.pop("Subject", "Prices")
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


@pytest.mark.parametrize("letterbox", ["lmtp"], indirect=True)
def test_a_discussion_by_mail_alone(letterbox, sink, installation, monkeypatch):
    installation.python(SET_UP)

    def deliver(more=""):
        sink.messages.clear()
        said = installation.python(SEND.format(port=sink.port, more=more)).splitlines()
        return said, {envelope.rcpt_tos[0]: mail for envelope, mail in sink.messages}

    with letterbox() as client:
        client.ehlo("mx.example")
        assert client.send_message(a_mail(PLACE, "Prices should fall.")) == {}
        said, mails = deliver()
        assert said == ["1 unverified"]
        asked = mails["ana@example.org"]
        confirm = asked["Reply-To"]
        away = a_mail(confirm, "I am away.", Auto_Submitted="auto-replied")
        assert client.send_message(away) == {}
        assert deliver()[0] == ["0 unverified"]  # no program confirms, and none gets an answer
        assert client.send_message(a_mail(confirm, "Yes.")) == {}
        said, mails = deliver()
        assert said == ["1 published"]
        post = mails["each@example.org"]
        assert post["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "Prices should fall." in post.get_content()
        reply = a_mail(
            post["Reply-To"],
            "They will not.\n\nOn 2 May 2026, Ana wrote:\n> Prices should fall.\n",
            Subject=f"Re: {post['Subject']}",
            In_Reply_To=post["Message-ID"],
        )
        del reply["From"]
        reply["From"] = "Each Example <each@example.org>"
        assert client.send_message(reply) == {}
        said, mails = deliver()
        assert said == ["1 published unverified"]
        assert client.send_message(a_mail(mails["each@example.org"]["Reply-To"], "Yes.")) == {}
        said, mails = deliver(TOMORROW)
        assert said[0] == "1 0"
        digest = mails["daily@example.org"].get_content()
        assert "Prices should fall." in digest
        assert "They will not." in digest
        assert "2026, Ana wrote" not in digest
        with pytest.raises(smtplib.SMTPRecipientsRefused, match="no such category"):
            client.sendmail("a@b.example", "igf.2026.discussion.other@in.example", "\n\nx")
        client.rset()
        mail = a_mail(PLACE, "Words.")
        mail.add_attachment(b"Table.", maintype="text", subtype="plain", filename="a.txt")
        with pytest.raises(smtplib.SMTPDataError, match="no files"):
            client.send_message(mail)
        client.rset()
        client.mail("")
        client.rcpt(PLACE)
        code, _ = client.data(a_mail(PLACE, "Delivery failed.").as_bytes())
        assert code == 250
        assert deliver()[0][-1] == "0 published published"
