from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conspectus.cli.site.work import do_all_jobs
from conspectus.contributions.jobs import import_upload, uploads_folder
from conspectus.contributions.models import Contribution, DeskItem, RegisterEntry
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.asking import ask
from conspectus.contributions.services.documents import correct_text
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.settling import settle_received
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.people.models import Organisation
from conspectus.people.services.groups import create_tree
from conspectus.people.services.organisations import create_organisation, find_organisation
from tests.factories_site import (
    a_call,
    a_contribution,
    a_cycle,
    a_forum,
    an_account,
    an_organisation,
)

pytestmark = pytest.mark.django_db
DESK = "/en/igf/2026/desk/"
Kind = DeskItem.Kind


@pytest.fixture
def call(home):
    create_tree("igf")
    return a_call(a_cycle(a_forum()))


@pytest.fixture
def secretariat(signed_in, call):
    return signed_in(an_account("desk@example.org", role="secretariat", scope=call.cycle.scope))


def _contribution(call, *, published=False, **fields):
    version = a_contribution(call=call, published=False, **fields).versions.get()
    if published:
        publish_version(version, by="secretariat")
    return version.contribution


def _answer(client, item, place=0):
    answer = client.post(DESK, {"answer": f"{item.pk}:{place}"}, follow=True)
    assert answer.status_code == 200
    item.refresh_from_db()
    return answer.content.decode()


def test_one_list_shows_what_waits_with_the_proposed_answer_first(secretariat, call):
    one = _contribution(call, title="On access")
    options = [{"do": "country", "area": "FR"}, {"do": "leave"}]
    ask(one, kind=Kind.COUNTRY, question="Frence", options=options)
    ask(one, kind=Kind.TO_PUBLISH, question="x", options=[{"do": "publish", "version": 1}])
    page = secretariat.get(DESK).content.decode()
    assert "2 things wait" in page
    assert "Country not known</a> (1)" in page
    buttons = re.findall(r'name="answer" value="\d+:(\d)"[^>]*>([^<]+)<', page)
    assert buttons == [("0", "France"), ("1", "Leave as it is"), ("0", "Publish")]
    narrowed = secretariat.get(f"{DESK}?kind=country+unresolved&q=fren").content.decode()
    assert "1 thing waits" in narrowed


@pytest.mark.parametrize("count", [1, 50])
def test_the_desk_costs_as_many_queries_for_one_row_as_for_fifty(
    secretariat, call, count, django_assert_max_num_queries
):
    for number in range(count):
        isoc = an_organisation(f"Body {number}")
        one = _contribution(call, organisation=isoc)
        ask(one, kind=Kind.COUNTRY, question=f"{number}", options=[{"do": "country", "area": "FR"}])
        same = {"do": "same", "organisation": isoc.pk, "as": isoc.pk}
        ask(one, kind=Kind.ORGANISATION, question=f"{number}", options=[same])
    secretariat.get(DESK)
    with django_assert_max_num_queries(10):
        secretariat.get(DESK)


def test_a_country_is_set_in_the_register_with_one_click(secretariat, call):
    one = _contribution(call, published=True)
    item = ask(one, kind=Kind.COUNTRY, question="Frence", options=[{"do": "country", "area": "FR"}])
    _answer(secretariat, item)
    assert item.state == DeskItem.State.ACCEPTED
    entry = RegisterEntry.objects.get()
    assert (str(entry.country), str(entry.region)) == ("France", "Europe")
    assert str(one.versions.get().country) == "France"


def test_any_other_country_can_be_chosen(secretariat, call):
    one = _contribution(call, published=True)
    item = ask(one, kind=Kind.COUNTRY, question="Frence", options=[{"do": "leave"}])
    page = secretariat.get(f"{DESK}{item.pk}/").content.decode()
    assert '<option value="KE">Kenya</option>' in page
    secretariat.post(f"{DESK}{item.pk}/", {"area": "KE"})
    item.refresh_from_db()
    assert item.state == DeskItem.State.ANSWERED
    assert str(RegisterEntry.objects.get().country) == "Kenya"


def test_two_names_of_one_organisation_are_made_one(secretariat, call):
    isoc, other = an_organisation("Internet Society"), an_organisation("ISOC World")
    first = _contribution(call, organisation=isoc, published=True)
    second = _contribution(call, organisation=other, published=True)
    item = ask(
        second,
        kind=Kind.ORGANISATION,
        question="ISOC World",
        options=[{"do": "same", "organisation": other.pk, "as": isoc.pk}, {"do": "leave"}],
    )
    assert "It is Internet Society" in secretariat.get(DESK).content.decode()
    _answer(secretariat, item)
    assert not Organisation.objects.filter(pk=other.pk).exists()
    assert find_organisation("isoc world") == isoc
    keys = set(RegisterEntry.objects.values_list("holder_key", "holder_path"))
    assert len(keys) == 1
    assert first.entry.holder == "Internet Society"
    assert RegisterEntry.objects.get(contribution=second).holder == "ISOC World"


def test_what_a_name_stands_for_is_settled_where_nobody_was_set_down(secretariat, call):
    isoc = an_organisation("Internet Society")
    one = _contribution(call)
    item = DeskItem.objects.create(
        cycle=call.cycle,
        contribution=one,
        kind=Kind.ORGANISATION,
        question="Internet Sociaty",
        proposal={
            "version": 1,
            "organisations": [isoc.pk],
            "name": "Internet Sociaty",
            "part": "signs",
            "order": 0,
        },
    )
    _answer(secretariat, item)
    assert one.versions.get().parties.get().organisation == isoc
    assert find_organisation("internet sociaty") == isoc


def test_a_duplicate_is_counted_once(secretariat, call):
    first, second = _contribution(call, published=True), _contribution(call, published=True)
    item = ask(
        second, kind=Kind.DUPLICATE, question="2 = 1", options=[{"do": "duplicate", "of": first.pk}]
    )
    _answer(secretariat, item)
    second.refresh_from_db()
    assert (second.state, second.same_as) == (State.DUPLICATE, first)
    assert RegisterEntry.objects.count() == 1


def test_many_are_published_at_once(secretariat, call):
    items = [
        ask(
            _contribution(call),
            kind=Kind.TO_PUBLISH,
            question="x",
            options=[{"do": "publish", "version": 1}, {"do": "leave"}],
        )
        for _ in range(4)
    ]
    page = secretariat.post(
        DESK, {"item": [one.pk for one in items[:3]], "all": "accept"}, follow=True
    )
    assert "3 answered." in page.content.decode()
    assert RegisterEntry.objects.count() == 3
    assert DeskItem.objects.filter(state=DeskItem.State.WAITING).count() == 1
    secretariat.post(DESK, {"item": [items[3].pk], "all": "dismiss"})
    assert RegisterEntry.objects.count() == 3
    assert not DeskItem.objects.filter(state=DeskItem.State.WAITING).exists()


def test_what_was_answered_is_not_answered_again(secretariat, call):
    one = _contribution(call)
    item = ask(one, kind=Kind.LATE, question="x", options=[{"do": "accept late"}])
    _answer(secretariat, item)
    assert "answered already" in _answer(secretariat, item)


def test_an_extraction_is_corrected_before_it_is_published(secretariat, call):
    one = _contribution(call, text="Wrnog words.")
    Contribution.objects.filter(pk=one.pk).update(state=State.NEEDS_ATTENTION)
    item = ask(one, kind=Kind.EXTRACTION, question="a scan", options=[{"do": "leave"}])
    document = one.versions.get().documents.get()
    correct_text(document, text="Wrnog words.")
    page = secretariat.get(f"{DESK}{item.pk}/").content.decode()
    assert "Wrnog words." in page
    secretariat.post(f"{DESK}{item.pk}/", {f"text_{document.pk}": "# Right\n\nRight words."})
    document.refresh_from_db()
    one.refresh_from_db()
    assert document.text == "Right\n\nRight words."
    assert one.state == State.RECEIVED


def test_items_of_another_cycle_are_not_touched(secretariat):
    other = a_call(a_cycle(a_forum("other-one"), "2030"))
    item = ask(_contribution(other), kind=Kind.LATE, question="x", options=[{"do": "accept late"}])
    assert secretariat.post(DESK, {"answer": f"{item.pk}:0"}).status_code == 404
    secretariat.post(DESK, {"item": [item.pk], "all": "accept"})
    item.refresh_from_db()
    assert item.state == DeskItem.State.WAITING


def test_mail_is_seen_held_let_go_and_discarded(secretariat, call):
    mail = queue_mail(
        call.cycle.scope,
        to="a@example.org",
        subject="Receipt 7",
        text="Dear A,\n\nthanks",
        kind="x",
    )
    base = "/en/igf/2026/outbox/"
    assert "Receipt 7" in secretariat.get(base).content.decode()
    assert "thanks" in secretariat.get(f"{base}{mail.pk}/").content.decode()
    for act, state in (("hold", "held"), ("send", "waiting"), ("discard", "discarded")):
        secretariat.post(base, {"mail": [mail.pk], "act": act})
        mail.refresh_from_db()
        assert mail.state == state
    page = secretariat.post(base, {"mail": [mail.pk], "act": "send"}, follow=True)
    assert "gone already" in page.content.decode()
    Mail.objects.update(state=Mail.State.SENT)
    assert "Receipt 7" in secretariat.get(f"{base}?state=sent").content.decode()


def test_mail_that_could_not_be_sent_says_so_and_can_be_tried_again(secretariat, call):
    busy, gone = (
        queue_mail(call.cycle.scope, to="a@example.org", subject=name, text="thanks", kind="x")
        for name in ("Receipt 7", "Receipt 8")
    )
    at = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
    tried = {"attempts": 3, "tried": at, "error": "451 later please"}
    Mail.objects.filter(pk=busy.pk).update(**tried, not_before=at + dt.timedelta(minutes=30))
    Mail.objects.filter(pk=gone.pk).update(**tried, state=Mail.State.FAILED)
    both = ('Last try: <time datetime="2026-05-04T09:30', "tries: 3", "451 later please")
    base = "/en/igf/2026/outbox/"
    assert "Receipt 7" not in secretariat.get(f"{base}?state=waiting").content.decode()
    for mail, at_list, told in (
        (
            busy,
            "?state=again",
            ("failed, will be tried again", 'next try: <time datetime="2026-05-04T10:00'),
        ),
        (gone, "?state=failed", ("It is not tried again by itself.",)),
    ):
        for page in (f"{base}{at_list}", f"{base}{mail.pk}/"):
            shown = secretariat.get(page).content.decode()
            for words in (*told, *both):
                assert words in shown
            assert f'name="again" value="{mail.pk}"' in shown
            assert "<dd>about to go" not in shown
        for page in (base, f"{base}{mail.pk}/"):
            Mail.objects.filter(pk=mail.pk).update(attempts=3)
            secretariat.post(page, {"again": mail.pk, "act": "discard"})
            mail.refresh_from_db()
            assert (mail.state, mail.attempts, mail.error) == (Mail.State.WAITING, 0, "")


def test_an_archive_is_uploaded_and_imported_by_a_job(secretariat):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("submissions.csv", "ref,title,organisation,file\n5,On air,Radio Club,a.txt\n")
        made.writestr("a.txt", "Radio words in one sentence that is long enough.")
    upload = SimpleUploadedFile("in.zip", archive.getvalue())
    answer = secretariat.post("/en/igf/2026/import/", {"file": upload, "call": "first"})
    assert answer.status_code == 302
    assert "looks again by itself" in secretariat.get(answer.headers["Location"]).content.decode()
    (kept,) = uploads_folder().iterdir()
    done = import_upload.func(
        kept.name, "igf", "2026", "first", by="desk@example.org", publish=True
    )
    assert (done["contributions"], done["published"]) == (1, 1)
    assert RegisterEntry.objects.get().number == 5
    assert not list(uploads_folder().iterdir())


def test_the_page_of_an_import_says_at_the_end_what_came_of_it(secretariat):
    upload = SimpleUploadedFile(
        "in.csv", b"ref,title,organisation,text\n5,On air,Radio Club,Words.\n"
    )
    answer = secretariat.post("/en/igf/2026/import/", {"file": upload, "call": "first"})
    do_all_jobs()
    page = secretariat.get(answer.headers["Location"]).content.decode()
    assert "New contributions" in page
    assert "The import failed" not in page


def test_what_is_no_archive_is_refused_beside_its_field(secretariat):
    upload = SimpleUploadedFile("in.exe", b"MZ")
    answer = secretariat.post("/en/igf/2026/import/", {"file": upload, "call": "first"})
    page = answer.content.decode()
    assert "Send a ZIP file, or a spreadsheet" in page
    assert 'href="#id_file"' in page


@pytest.mark.django_db(transaction=True)
def test_two_of_the_secretariat_see_what_waits_now_each_with_a_token_of_their_own(call):
    scope = call.cycle.scope
    one, two = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for name, client in (("one", one), ("two", two)):
        account = an_account(f"{name}@example.org", role="secretariat", scope=scope)
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    asking = {"kind": Kind.COUNTRY, "options": [{"do": "leave"}]}
    ask(_contribution(call), question="Upper Volta", **asking)

    tokens = []
    for client in (one, two, one):  # the second and third page come from memory
        page = client.get(DESK).content.decode()
        assert "Upper Volta" in page
        tokens += re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    item = DeskItem.objects.get(kind=Kind.COUNTRY)
    answer = {"answer": f"{item.pk}:0", "csrfmiddlewaretoken": tokens[0]}
    assert two.post(DESK, answer).status_code == 403
    assert "Upper Volta" in two.get(DESK).content.decode()
    assert one.post(DESK, answer).status_code == 302
    assert "Upper Volta" not in two.get(DESK).content.decode()


def test_a_look_alike_is_taken_in_asked_about_and_told_to_readers(call, secretariat):
    first = create_organisation("Access Now")
    version = _contribution(call).versions.get()
    version.as_written = {"organisations": ["Acсess Now"]}
    version.parties.all().delete()
    version.settled = None
    version.save()
    Contribution.objects.update(via=Contribution.Via.FORM)
    settle_received.call()
    item = DeskItem.objects.get(kind=Kind.ORGANISATION)
    assert [option["do"] for option in item.proposal["options"]] == ["same", "leave"]
    told = "This name looks like <bdi>Access Now</bdi>, registered in"
    assert told in secretariat.get(f"{DESK}{item.pk}/").content.decode()
    publish_version(version, by="secretariat")
    later = Organisation.objects.exclude(pk=first.pk).get(looks_like=first)
    assert told in Client().get(f"/en/igf/organisations/{later.slug}/").content.decode()
