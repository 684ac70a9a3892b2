"""Whatever anybody wrote is text: on every page, in feeds, tables and mail, nothing of it runs.

Every column of every table that holds somebody's words is filled with markup, script, template code
and a formula, behind the back of forms and services, so that a page can rely on nothing but itself.
A new column is hostile too, unless it is named in `OURS`.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from email.header import decode_header, make_header

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, EmailField, JSONField, SlugField, TextField
from lxml import etree

from conspectus.contributions.models import Document, Paragraph
from conspectus.core.mail import queue_mail
from conspectus.core.sending import send_waiting
from tests.contracts.kept_world import world_of
from tests.contracts.page_types import answers, page_types, share_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HOSTILE = (
    "=1+1 \"'><script>alert(1)</script><img src=x onerror=alert(2)><b>x</b>"
    " {{ 7 * 7 }} {% raw %} ${7*7} %(call)s %s javascript:alert(3) \u202eيسار ]]> <!-- &lt;i&gt;"
)
"""Begins as a formula; holds what browsers, templates, formats and feeds might take for code."""

SHOWN = "<script>alert(1)</script><img src=x onerror=alert(2)>"

OURS = {
    *("core.Scope.path", "core.RecordedLeaf.kind", "core.RecordedLeaf.subject"),
    *("core.Mail.kind", "core.Mail.about", "core.SearchEntry.kind", "core.SearchEntry.key"),
    *("core.SearchEntry.anchors", "core.SearchEntry.text", "people.Account.password"),
    *("people.Area.code", "people.Area.alpha3", "people.Area.m49", "people.Area.un_group"),
    "people.AccountSession.session_data",
    *("people.GroupDeclaration.declared_by", "people.Organisation.website"),
    *("forums.Forum.languages", "forums.Forum.time_zone", "forums.Forum.settings"),
    *("forums.Cycle.settings", "forums.Phase.subject", "contributions.Call.languages"),
    *("contributions.Contribution.key", "contributions.Contribution.token"),
    *("contributions.Contribution.refusal", "contributions.DeskItem.proposal"),
    *("contributions.Document.file", "contributions.Document.media_type"),
    *("contributions.Document.blocks", "contributions.Document.text"),
    *("contributions.Document.sha256", "contributions.Document.text_sha256"),
    *("contributions.Paragraph.kind", "contributions.Redaction.kind"),
    *("contributions.RegisterEntry.holder_key", "contributions.RegisterEntry.holder_path"),
    *("contributions.RegisterEntry.unnamed", "synthesis.PaperVersion.status"),
    *("synthesis.PaperVersion.folder", "synthesis.PaperVersion.sha256"),
    *("synthesis.PaperVersion.drawn_on", "synthesis.Sentence.sentence"),
    *("synthesis.Letter.holder", "synthesis.Letter.token", "synthesis.Reply.sentence"),
    *(
        "synthesis.Reply.acts",
        "synthesis.ImportedPaper.file",
        "synthesis.ImportedSentence.sentence",
    ),
    "synthesis.ImportedSentence.paragraph",
    *("synthesis.Sentence.paragraph", "synthesis.Sentence.kind", "synthesis.AnnexEntry.annex"),
    *("synthesis.Change.kind", "synthesis.Change.paragraph", "synthesis.Change.sentence"),
    *("synthesis.Comment.key", "synthesis.Comment.paragraph", "synthesis.Comment.sentence"),
    *("synthesis.Citation.held_by", "synthesis.PaperHolder.holder"),
    *("synthesis.Citation.kind", "synthesis.Citation.address"),
    *("synthesis.MappedPassage.kind", "synthesis.MappedPassage.address"),
    *(f"synthesis.PositionRow.{name}" for name in ("theme", "view", "holder", "sentence")),
    "synthesis.Translation.sha256",
    *("people.ApiToken.beginning", "people.ApiToken.hashed", "people.ApiToken.scopes"),
    *("synthesis.Kin.view", "synthesis.Kin.was", "synthesis.ViewChange.sentence"),
    *("synthesis.ViewChange.was_sentence", "synthesis.ViewChange.paragraph"),
    "synthesis.ViewChange.was_paragraph",
    *("synthesis.PositionRow.paragraph", "synthesis.PositionRow.stance"),
    *("discussion.Post.key", "discussion.Post.labels", "discussion.Post.reason"),
    *("discussion.Post.message_id", "discussion.Thread.origin", "discussion.Decision.reason"),
    *("discussion.Flag.reason", "discussion.Flag.sender", "discussion.Proposition.author"),
    *("discussion.Proposition.reason", "discussion.Response.participant"),
    *("discussion.OpinionDrawing.told", "discussion.OpinionDrawing.rows"),
    *("consultations.Meeting.time_zone", "consultations.Transcript.file"),
    *("consultations.Transcript.media_type", "consultations.Transcript.sha256"),
    *("consultations.Transcript.form", "consultations.Intervention.channel"),
    *("consultations.Speaker.kind", "consultations.Meeting.remote"),
    *("consultations.Meeting.recording", "consultations.QueueChange.act"),
    *("consultations.QueueRequest.key", "consultations.QueueRequest.speaker"),
    *("consultations.Caption.channel", "consultations.Caption.key"),
    "consultations.SpeakingQueue.totals",
    *("consultations.Registration.key", "consultations.RegistrationTerms.figures"),
}
"""Columns that the program writes and reads: states, keys, addresses, settings."""

OUR_KEYS = {
    *("language", "kind", "id", "source", "number", "at", "status", "date", "cut_off", "of"),
    *("first", "last", "lists", "numbers"),
}
"""The same inside of JSON."""


def hostile(value, key=""):
    """The same shape with hostile words in it."""
    if isinstance(value, dict):
        return {name: hostile(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, key) for one in value]
    return HOSTILE if isinstance(value, str) and key not in OUR_KEYS else value


def make_everything_hostile():
    """Every column of words in every row."""
    columns = 0
    for model in apps.get_models():
        if not model.__module__.startswith("conspectus."):
            continue
        rows, meta = model._base_manager, model._meta  # noqa: SLF001 - Django's documented names
        changed = [field for field in meta.concrete_fields if _holds_words(field)]
        columns += len(changed)
        for row in rows.all():
            for field in changed:
                value = getattr(row, field.attname)
                setattr(row, field.attname, _hostile_value(field, value, row.pk))
            if changed:
                rows.bulk_update([row], [field.name for field in changed])
    _hostile_texts()
    assert columns > 40


def _holds_words(field):
    if isinstance(field, SlugField | EmailField) or field.choices or field.primary_key:
        return False
    if field.name in {"language", "folded", "holder_sort"} or str(field) in OURS:
        return False
    return isinstance(field, CharField | TextField | JSONField)


def _hostile_value(field, value, key):
    if not isinstance(field, JSONField):
        end = f" {key}"  # some names are unique
        # SQLite takes more than a column is for; PostgreSQL would cut the end off.
        room = field.max_length if connection.vendor == "postgresql" else None
        return HOSTILE[: room - len(end) if room else None] + end
    if field.get_internal_type() == "JSONField" and isinstance(value, list) and not value:
        return [HOSTILE]
    return hostile(value)


def _hostile_texts():
    """Published texts, each of whose paragraphs is hostile."""
    for document in Document.objects.all():
        numbers = Paragraph.objects.filter(document=document).order_by("number")
        for place, paragraph in enumerate(numbers):
            start = place * (len(HOSTILE) + 2)
            numbers.filter(pk=paragraph.pk).update(start=start, end=start + len(HOSTILE))
        text = "\n\n".join([HOSTILE] * max(len(numbers), 1))
        Document.objects.filter(pk=document.pk).update(text=text)


@pytest.fixture
def world(home, db, kept):
    return world_of(kept, home, 1, then=make_everything_hostile)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_browser_shows_it_as_text_on_every_page_and_refuses_nothing(world, language, request):
    asked = answers(world, language, share=share_of(language))
    opened = request.getfixturevalue("opened")
    wrong, shown = [], 0
    for name, path, headers, body in asked:
        tab = opened(path, headers, body)
        made = tab.locator("script:not([src]), img, b, i, [onerror], [href^=javascript]").count()
        wrong += [(name, f"{made} elements made of words")] if made else []
        wrong += [(name, said) for said in tab.said]
        shown += SHOWN in tab.locator("html").text_content()
    assert wrong == [], "\n".join(map(str, wrong))
    assert shown > len(asked) / 2


def test_feeds_tables_and_archives_hold_it_as_text(world):
    kinds = {}
    for page in page_types(world):
        answer = page.asked(world)
        kind = answer["Content-Type"].partition(";")[0]
        body = b"".join(answer) if answer.streaming else answer.content
        if answer.status_code == 200 and kind in CHECKS:
            kinds.setdefault(kind, []).append(page.name)
            CHECKS[kind](body)
    assert set(kinds) == set(CHECKS)


def _is_feed(body):
    made = etree.fromstring(body)
    assert not made.findall(".//{*}script")
    assert not made.findall(".//{*}img")


NUMBERS_ONLY = b"participant,proposition,answer\r\n"
"""The head of a table in which nobody's words stand."""


def _is_table(body):
    cells = [one for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for one in row]
    assert body.startswith(NUMBERS_ONLY) or any(SHOWN in one for one in cells)
    assert [one for one in cells if one.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def _is_json(body):
    assert SHOWN in str(json.loads(body))


def _is_calendar(body):
    lines = body.decode().split("\r\n")
    assert all(line == "" or line[0] == " " or line.partition(":")[0].isascii() for line in lines)
    assert body.count(b"BEGIN:VCALENDAR") == 1


def _is_archive(body):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert not [one for one in archive.namelist() if one.startswith("/") or ".." in one]
        for one in archive.namelist():
            if one.endswith(".csv"):
                _is_table(archive.read(one))


CHECKS = {
    "application/atom+xml": _is_feed,
    "application/json": _is_json,
    "application/zip": _is_archive,
    "text/calendar": _is_calendar,
    "text/csv": _is_table,
}


def test_a_mail_is_plain_text_with_a_subject_of_one_line(world, mailoutbox, settings):
    settings.EMAIL_HOST = "mail.test"
    subject = f"{HOSTILE}\r\nBcc: everybody@example.org"
    queue_mail(world.cycle.scope, to="a@example.org", subject=subject, text=HOSTILE, kind="test")
    send_waiting()
    sent = mailoutbox[-1].message()
    assert sent.get_content_type() == "text/plain"
    assert sent["Bcc"] is None
    assert "Bcc" in str(make_header(decode_header(sent["Subject"])))
    assert SHOWN in sent.get_payload(decode=True).decode()
