"""What a stranger sends by hand, past every form: an answer, never a defect, and nothing kept."""

from __future__ import annotations

import pytest

from conspectus.contributions.models import Contribution
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.register import enter_versions
from tests.contributions.contributor import quick_form, the_contribution
from tests.factories_site import a_call, a_contribution

pytestmark = pytest.mark.django_db
QUICK = "/en/igf/2026/calls/first/contribute/quick/"
REGISTER = "/en/igf/2026/contributions/"


@pytest.fixture
def call(home):
    return a_call(titles={"en": home.name})


def in_encoding(client, charset, **fields):
    lines = [
        b'--XX\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (name.encode(), str(words).encode())
        for name, words in quick_form(**fields).items()
    ]
    kind = f"multipart/form-data; boundary=XX; charset={charset}"
    return client.generic("POST", QUICK, b"".join(lines) + b"--XX--\r\n", content_type=kind)


@pytest.mark.parametrize("charset", ["unicode_escape", "UTF-7", "hex", "zip", "undefined"])
@pytest.mark.usefixtures("call")
def test_an_encoding_that_makes_no_text_is_refused(client, charset):
    answer = in_encoding(client, charset, person="a\\ud800b", country="c\\ud800d")
    assert answer.status_code == 400
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii"])
@pytest.mark.usefixtures("call")
def test_what_browsers_send_is_taken(client, charset):
    assert in_encoding(client, charset).status_code == 302


@pytest.mark.usefixtures("call")
def test_a_title_cannot_break_the_feed_nor_turn_the_page(client):
    words = {"title": "Access\x08 for\u202e all\ufffe", "organisations": "Example\x0b\x1f Society"}
    client.post(QUICK, quick_form(**words))
    version = the_contribution().versions.get()
    assert (version.title, version.signed) == ("Access for all", "Example and Society")
    publish_version(version, by="somebody")
    feed = client.get(f"{REGISTER}feed.atom")
    assert feed.status_code == 200
    assert b"1. Access for all" in feed.content


def test_a_feed_survives_a_title_that_was_imported(client, call):
    a_contribution(call, title="From a spreadsheet\x08")
    version = the_contribution().versions.get()
    enter_versions([version], [], [])
    assert client.get(f"{REGISTER}feed.atom").status_code == 200


@pytest.mark.usefixtures("call")
def test_a_title_of_control_characters_is_no_title(client):
    answer = client.post(QUICK, quick_form(title="\x08\x07"))
    assert answer.status_code == 200
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        f"{REGISTER}?since=0001-01-01&until=9999-12-31",
        f"{REGISTER}?page=99999&holder=%00&theme=%00",
        f"{REGISTER}{'9' * 40}/",
        f"{REGISTER}1/v{'9' * 40}/",
        f"{REGISTER}1/v1/p{'9' * 40}/",
        f"{REGISTER}1/v1/part/{'9' * 40}/",
        f"{REGISTER}1/files/{'a' * 5000}",
        f"/record/{'a' * 5000}",
        "/record/%00",
        "/record/..%2fkeys%2fsecret-key",
    ],
)
def test_a_strange_address_is_answered(client, call, path):
    a_contribution(call)
    assert client.get(path).status_code in {200, 404}


def test_of_what_is_not_to_be_published_not_even_the_title_is_shown(client, call):
    del call
    client.post(QUICK, quick_form(title="Between us", publish="not published"))
    publish_version(the_contribution().versions.get(), by="somebody")
    for place in ("1/", "1/v1/", "1/reflected/", "1/v1/p1/", "export.json", "feed.atom", ""):
        assert b"Between us" not in client.get(f"{REGISTER}{place}").content
    assert client.get(f"{REGISTER}1/reflected/").status_code == 404
