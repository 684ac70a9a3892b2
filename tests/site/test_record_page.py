from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.utils import timezone

import conspectus
from conspectus.core.keys import make_keys, record_signer
from conspectus.core.leaf_kinds import LEAF_KINDS
from conspectus.core.models import RecordedLeaf
from conspectus.core.recording import record
from conspectus.core.sequencer import settle
from conspectus.record import verify_record

PACKAGE = Path(conspectus.__file__).parent

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(home):
    make_keys(home, address="https://forum.example")
    for n in range(60):
        record("version", f"/igf/2026/contributions/{n}/v1/", {"text": "seen"})
    record("contribution", "/igf/2026/contributions/99/", {"text": "unseen"}, public=False)
    settle()
    return home


def test_the_page_says_how_far_the_record_is_and_by_which_key(client, recorded):
    page = client.get("/en/record/").content.decode()
    assert "<dd>61</dd>" in page
    assert record_signer(recorded).verifier.encoded in page
    assert "/igf/2026/contributions/59/v1/" in page
    assert "/igf/2026/contributions/99/" not in page
    assert page.count("<tr>") == 51


@pytest.mark.usefixtures("recorded")
def test_older_leaves_are_on_further_pages(client):
    page = client.get("/en/record/?page=2").content.decode()
    assert "/igf/2026/contributions/0/v1/" in page
    assert page.count("<tr>") == 12


@pytest.mark.usefixtures("recorded")
def test_kinds_have_names_in_the_language_of_the_page(client):
    page = client.get("/ar/record/").content.decode()
    assert "<td>صيغة<br>" in page
    assert "<td>version<br>" in client.get("/en/record/").content.decode()


def test_every_kind_that_the_site_records_has_a_name():
    recorded = [
        word.value
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id == "record" and call.args
        for word in ast.walk(call.args[0])
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    ]
    assert set(recorded) - set(LEAF_KINDS) == set()
    assert len(recorded) > 30


@pytest.mark.usefixtures("recorded")
def test_a_page_costs_few_statements(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert client.get("/en/record/").status_code == 200


def test_a_copy_made_by_the_list_of_files_verifies(client, recorded, tmp_path):
    listed = client.get("/record/files.txt").content.decode().splitlines()
    assert listed[0].endswith("/record/checkpoint")
    for address in listed:
        path = re.sub(r"^https?://[^/]+", "", address)
        place = tmp_path / "copy" / path.removeprefix("/record/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"".join(client.get(path).streaming_content))
    assert (tmp_path / "copy" / "verify_record.py").is_file()
    key = record_signer(recorded).verifier.encoded
    assert verify_record.check(tmp_path / "copy", key, [], []) == []


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "path",
    [
        "../keys/record-key",
        "%2e%2e/keys/record-key",
        "/etc/passwd",
        "nothing",
        "tile",
        "./key",
        ".",
    ],
)
def test_nothing_but_the_record_is_served(client, path):
    assert client.get(f"/record/{path}").status_code in {301, 302, 404}


@pytest.mark.usefixtures("home")
def test_before_the_first_checkpoint_the_page_says_so(client):
    assert "has not begun" in client.get("/en/record/").content.decode()


@pytest.mark.usefixtures("recorded")
def test_the_page_is_in_the_reader_s_direction(client):
    page = client.get("/ar/record/").content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert '<dd dir="ltr"><code>' in page


def test_the_site_is_not_ready_while_the_record_lags(client, home):
    make_keys(home)
    assert client.get("/readyz").status_code == 200
    record("role", "/", {"n": 1})
    RecordedLeaf.objects.update(created=timezone.now() - timezone.timedelta(seconds=30))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"lags behind" in answer.content
    settle()
    assert client.get("/readyz").status_code == 200
    assert client.get("/healthz").content == b"ok\n"
