"""With files a program goes the way of the pages: a draft, its text as it was read, sending."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conspectus.contributions.models import Contribution
from conspectus.core.models import Mail
from tests.contributions.contributor import run_jobs
from tests.factories_site import BEFORE, a_call, an_account
from tests.site.api.test_sending import CALL, WORDS, a_token, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

DRAFTS = CALL.replace("contributions", "drafts")
OWN = "/api/v1/me/contributions"
TEXT = b"Access should be affordable.\n\nCall +44 20 7946 0958 for more."
FORM = {"title": "Access for all", "language": "en", "organisations": ["Example Society"]}
AGREED = {"seen": True, "agree": True}


def a_file(content=TEXT, name="access.txt"):
    return SimpleUploadedFile(name, content)


def begun(client, headers, **change):
    return client.post(DRAFTS, {**FORM, "file": [a_file()], **change}, **headers)


def test_a_file_is_read_looked_at_sent_and_replaced_in_a_new_version(client):
    a_call()
    headers, _ = a_token(an_account())
    keyed = {**headers, "HTTP_IDEMPOTENCY_KEY": "letter-7"}
    first = begun(client, keyed, text="A text beside it.")
    assert first.status_code == 201, first.content
    said = first.json()
    assert begun(client, keyed).json() == said
    assert [(one["name"], one["is_read"]) for one in said["documents"]] == [
        ("access.txt", False),
        ("", True),
    ]
    own = f"{OWN}/{said['id']}"
    early = post(client, f"{own}/draft/sending", AGREED, headers)
    assert (early.status_code, Contribution.objects.get().number) == (422, None)
    strange = post(client, f"{own}/draft/sending", {**AGREED, "redact": [1 << 70]}, headers)
    assert strange.status_code == 422
    assert client.get(own, **headers).status_code == 404  # not sent yet
    run_jobs()
    read = client.get(f"{own}/draft", **headers).json()
    document = read["documents"][0]
    (found,) = document["looks_personal"]
    assert (read["is_read"], found["words"]) == (True, "+44 20 7946 0958")
    sent = post(client, f"{own}/draft/sending", {**AGREED, "redact": [found["id"]]}, headers)
    assert sent.status_code == 201, sent.content
    assert sent.waits_for_leaf
    assert (sent.json()["number"], sent.json()["state"]) == (1, "received")
    kept = Contribution.objects.get()
    assert kept.email_verified is not None
    assert "7946" not in kept.versions.get().documents.first().text
    again = begun(client, keyed)
    assert (again.status_code, Contribution.objects.count()) == (422, 1)
    newer = {"title": "Access", "language": "en", "file": [a_file(b"Access must be free.")]}
    assert client.post(f"{own}/drafts", newer, **headers).json()["version"] == 2
    assert client.post(f"{own}/drafts", newer, **headers).status_code == 422
    assert post(client, f"{own}/draft/removal", {}, headers).status_code == 204
    assert client.get(f"{own}/draft", **headers).status_code == 404
    assert [one.k for one in kept.versions.all()] == [1]


def test_what_is_refused_leaves_nothing(client, home, django_capture_on_commit_callbacks):
    call = a_call()
    headers, _ = a_token(an_account())
    with django_capture_on_commit_callbacks(execute=True):
        wrong = begun(client, headers, file=[a_file(), a_file(b"\x89PNG\0\0", "map.png")])
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "file")
    assert begun(client, headers, organisations=[]).json()["errors"][0]["field"] == "organisations"
    assert begun(client, headers, file=[]).status_code == 422
    torn = client.generic("POST", DRAFTS, b"--x", content_type="multipart/form-data", **headers)
    many = {f"file{n}": a_file() for n in range(101)}
    flood = client.post(DRAFTS, {**FORM, **many}, **headers)
    assert [torn.status_code, flood.status_code] == [400, 400]
    call.cycle.phases.update(closes=BEFORE + dt.timedelta(days=1))
    assert begun(client, headers).status_code == 403
    assert not Contribution.objects.exists()
    assert not Mail.objects.exists()
    assert not [one for one in (home / "files").rglob("*") if one.is_file()]


def test_a_draft_is_its_accounts_alone_and_needs_the_scope(client):
    call = a_call()
    headers, _ = a_token(an_account())
    own = f"{OWN}/{begun(client, headers).json()['id']}"
    other, _ = a_token(an_account("other@example.org"))
    secretariat = an_account("s@example.org", role="secretariat", scope=call.cycle.forum.scope)
    narrow, _ = a_token(secretariat, "manage:igf")
    for stranger, status in ((other, 404), (narrow, 403)):
        assert client.get(f"{own}/draft", **stranger).status_code == status
        for end, body in (("sending", AGREED), ("removal", {})):
            assert post(client, f"{own}/draft/{end}", body, stranger).status_code == status
    assert begun(client, narrow).status_code == 403
    assert post(client, f"{own}/draft/removal", {}, headers).status_code == 204
    assert not Contribution.objects.exists()


def test_a_form_with_a_guessed_key_does_not_lead_to_what_a_program_sent(client):
    a_call()
    account = an_account()
    headers, _ = a_token(account)
    keyed = {**headers, "HTTP_IDEMPOTENCY_KEY": "letter-7"}
    assert post(client, CALL, WORDS, keyed).status_code == 201
    form = {
        **WORDS,
        "organisations": "Eve",
        "email": "eve@example.org",
        "capacity": "organisation",
        "publish": "named",
        "key": f"api {account.pk} letter-7",
    }
    answer = client.post("/en/igf/2026/calls/first/contribute/quick/", form)
    assert answer.status_code == 302
    assert Contribution.objects.count() == 2
