"""A mail to a call: a draft and an answer, a sentence, or silence; nothing is received alone."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import pytest
from django.utils import translation

from conspectus.contributions.models import Contribution
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services import by_mail, by_mail_rules
from conspectus.contributions.services.by_mail import open_call_at, take_letter
from conspectus.contributions.services.by_mail_answers import repeated
from conspectus.contributions.services.by_mail_apart import apart_of
from conspectus.contributions.services.by_mail_rules import LetterRefusedError
from conspectus.core import sending
from conspectus.core.clock import stamp
from conspectus.core.mail import headers_of
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.formats.letters import read_letter
from tests.contributions.contributor import run_jobs
from tests.factories_site import a_call, a_cycle, a_forum

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ADDRESS = "igf.2026.first@in.example"
WORDS = "L’accès doit être abordable pour toutes les écoles et pour toutes les bibliothèques."
QUOTED = "Le 2 mars 2026 à 10:15, Secrétariat a écrit :\n> Répondez avant la fin du mois.\n"


@pytest.fixture(autouse=True)
def domain(settings):
    settings.MAIL_DOMAIN = "in.example"


def a_mail(words=WORDS, *, sender="Zoé Exemplaire <zoe@example.org>", **heads):
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = "Re: Accès http://spam.example abordable"
    message["Message-ID"] = "<one@example.org>"
    for name, value in heads.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(f"{words}\n\n{QUOTED}-- \nZoé\n")
    return message


def taken(message=None, *, call=None, envelope="zoe@example.org", trusts=""):
    call = call or open_call_at(ADDRESS, at=stamp())
    letter = read_letter((message or a_mail()).as_bytes(), trusts=trusts)
    return take_letter(call, letter, envelope=envelope)


def test_a_mail_is_a_draft_with_its_words_and_files_read_like_any_other(client):
    a_call()
    message = a_mail()
    message.add_attachment(b"Schools first.", maintype="text", subtype="plain", filename="a.txt")
    message.add_attachment(b"\x89PNG\0\0", maintype="image", subtype="png", filename="map.png")
    version = taken(message).version
    run_jobs()
    draft = version.contribution
    assert (draft.state, draft.via, draft.number, draft.email_verified) == (
        *(State.DRAFT, Contribution.Via.MAIL),
        *(None, None),
    )
    assert [(one.file_name, one.text) for one in version.documents.all()] == [
        ("a.txt", "Schools first."),
        ("", WORDS),
    ]
    assert version.as_written["person"] == "Zoé Exemplaire"
    assert version.language == "fr"


def test_the_answer_says_what_was_understood_in_the_language_of_the_mail(client):
    a_call(a_cycle(a_forum(languages=["ru"])))
    message = a_mail()
    message.add_attachment(b"\x89PNG\0\0", maintype="image", subtype="png", filename="map.png")
    taken(message)
    (answer,) = Mail.objects.all()
    text = text_to_send(answer.text)
    assert (answer.to, answer.language) == ("zoe@example.org", "fr")
    assert WORDS[:60] in text
    assert "map.png" in text
    assert "spam.example" not in text  # no links of strangers
    assert headers_of(answer)["In-Reply-To"] == "<one@example.org>"
    assert headers_of(answer)["Auto-Submitted"] == "auto-replied"
    assert "List-Unsubscribe" not in headers_of(answer)
    (link,) = [line for line in text.splitlines() if "/verify/" in line]
    page = client.get(link[link.index("/fr/") :])
    assert page.status_code == 200
    client.post(link[link.index("/fr/") :])
    assert Contribution.objects.get().email_verified is not None
    assert Contribution.objects.get().state == State.DRAFT


def test_quotation_and_signature_are_shown_and_added_only_by_their_button(client):
    a_call()
    version = taken().version
    link = text_to_send(Mail.objects.get().text)
    path = link[link.index("/fr/igf") : link.index("verify/")] + "what/"
    page = client.get(path).content.decode()
    assert "Répondez avant la fin du mois." in page
    form = {"title": "Accès", "language": "fr", "do": "apart-quoted"}
    client.post(path, form)
    texts = [one.text for one in version.documents.all()]
    assert texts[0] == WORDS
    assert "Répondez avant la fin du mois." in texts[1]
    client.post(path, form)
    assert version.documents.count() == 2


def test_the_same_mail_again_is_the_same_draft_and_no_second_answer():
    a_call()
    first = taken()
    again = taken(a_mail(Message_ID="<two@example.org>"))
    assert (first.is_new, again.is_new) == (True, False)
    assert first.version == again.version
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("igf.2026.other@in.example", "no call"),
        ("igf.2026@in.example", "no call"),
        ("igf.2026.first@elsewhere.example", "no call"),
        ("igf.2026.closed@in.example", "closed"),
        ("igf.2026.later@in.example", "opens on 2999-01-01 00:00 UTC"),
    ],
)
def test_an_address_without_an_open_call_is_refused_at_once(address, sentence):
    cycle = a_call().cycle
    a_call(cycle, "closed", closes=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    a_call(cycle, "later", opens=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(LetterRefusedError, match=sentence) as refused:
        open_call_at(address, at=stamp())
    assert refused.value.code.startswith("550 5.")


def test_the_address_bears_capitals_and_details():
    assert open_call_at("IGF.2026.First+ana@IN.example", at=stamp()) if a_call() else None


@pytest.mark.parametrize(
    ("heads", "envelope"),
    [
        ({}, ""),
        ({"Auto_Submitted": "auto-replied"}, "zoe@example.org"),
        ({"X_Loop": "conspectus@localhost"}, "zoe@example.org"),
        ({"Message_ID": "<7.20260301101500@localhost>"}, "zoe@example.org"),
        ({"From": ADDRESS}, "zoe@example.org"),
        ({"From": "conspectus@localhost"}, "zoe@example.org"),
    ],
)
def test_what_programs_send_meets_silence(heads, envelope):
    a_call()
    assert taken(a_mail(**heads), envelope=envelope).silent
    assert not Contribution.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        ({"List_Id": "<all.example.org>"}, "mailing list"),
        ({"From": "nobody"}, "no sender"),
        ({"From": "noreply@scanner.example"}, "no sender"),
        ({"In_Reply_To": "<7.20260301101500@localhost>"}, "automatic message"),
        ({"Authentication_Results": "mx.example; dmarc=fail"}, "server of its sender"),
    ],
)
def test_what_a_person_may_have_sent_is_refused_while_the_server_waits(heads, sentence):
    a_call()
    with pytest.raises(LetterRefusedError, match=sentence):
        taken(a_mail(**heads), trusts="mx.example")
    assert not Mail.objects.exists()


def test_a_mail_that_holds_nothing_leaves_nothing(home):
    a_call()
    message = EmailMessage()
    message["From"] = "zoe@example.org"
    message.add_attachment(b"\x89PNG\0\0", maintype="image", subtype="png", filename="map.png")
    with pytest.raises(LetterRefusedError, match="No words and no file"):
        taken(message)
    assert not Contribution.objects.exists()
    assert not [one for one in (home / "files").rglob("*") if one.is_file()]


def test_what_is_only_forwarded_waits_for_the_button():
    a_call()
    message = a_mail()
    message.set_content(
        "---------- Forwarded message ---------\nFrom: Lea <lea@example.org>\n\nSchools first.\n"
    )
    version = taken(message).version
    assert version.documents.count() == 0
    assert "Schools first." in apart_of(version)[0].lines
    answer = Mail.objects.get()
    with translation.override(answer.language):
        said = translation.gettext(
            "Text that you quoted is kept apart and is not published by itself."
        )
    assert said in answer.text


def test_many_mails_from_one_address_wait_and_then_are_refused(monkeypatch):
    a_call()
    monkeypatch.setattr(by_mail_rules, "MOST_AN_HOUR", 2)
    monkeypatch.setattr(by_mail_rules, "MOST_DRAFTS", 3)
    for word in ("one", "two"):
        taken(a_mail(f"{WORDS} {word}"))
    with pytest.raises(LetterRefusedError, match="within an hour") as refused:
        taken(a_mail(f"{WORDS} three", sender="ZOE@example.org"))
    assert refused.value.code.startswith("451")
    Mail.objects.update(created=stamp() - dt.timedelta(hours=2))
    taken(a_mail(f"{WORDS} three"))
    with pytest.raises(LetterRefusedError, match="wait under your address"):
        taken(a_mail(f"{WORDS} four"))
    Contribution.objects.update(created=stamp() - dt.timedelta(hours=25))
    assert taken(a_mail(f"{WORDS} four")).is_new  # nobody is kept out for longer than a day


def test_nobody_uses_up_the_answers_of_a_sender_whom_a_server_vouches_for(monkeypatch):
    a_call()
    monkeypatch.setattr(by_mail_rules, "MOST_AN_HOUR", 2)
    monkeypatch.setattr(by_mail_rules, "MOST_DRAFTS", 2)
    own = {"Authentication_Results": "mx.example; dkim=pass header.d=example.org"}
    stolen = {"Authentication_Results": "mx.example; dkim=pass header.d=evil.example"}
    for word in ("one", "two"):
        taken(a_mail(f"{WORDS} {word}", **stolen), trusts="mx.example")
    with pytest.raises(LetterRefusedError, match="within an hour"):
        taken(a_mail(f"{WORDS} three", **stolen), trusts="mx.example")
    for word in ("four", "five"):
        assert taken(a_mail(f"{WORDS} {word}", **own), trusts="mx.example").is_new
    with pytest.raises(LetterRefusedError, match="within an hour"):
        taken(a_mail(f"{WORDS} six", **own), trusts="mx.example")


def test_answers_to_vouched_senders_are_not_held_back_by_those_to_others(settings):
    a_call()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    own = {"Authentication_Results": "mx.example; dmarc=pass"}
    taken(a_mail(f"{WORDS} one"), trusts="mx.example")
    Mail.objects.update(kind="receipt")
    first = Mail.objects.get()
    for _ in range(sending.MOST_AN_HOUR):
        first.pk = None
        first.save(force_insert=True)
    taken(a_mail(f"{WORDS} two", **own), trusts="mx.example")
    sending.send_waiting()
    assert Mail.objects.filter(state=Mail.State.HELD).exists()
    assert Mail.objects.get(kind="mailed-vouched").state == Mail.State.SENT


def test_a_full_disk_is_not_filled_by_drafts(monkeypatch):
    a_call()
    monkeypatch.setattr(by_mail, "MOST_WAITING", -1)
    with pytest.raises(LetterRefusedError, match="later"):
        taken()


def test_nothing_that_looks_like_a_link_is_repeated():
    told = repeated("Win at www.spam.example or spam.example/x, mail me@spam.example: “yes” 3.5 %")
    assert told == "Win at […] or […] mail […] “yes” 3.5 %"


def test_the_page_of_an_open_call_names_its_address(client):
    a_call()
    assert f"mailto:{ADDRESS}" in client.get("/en/igf/2026/calls/first/").content.decode()
