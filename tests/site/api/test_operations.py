"""What holds for every operation that anybody may ask: cost, headers, words, no cookie."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from conspectus.contributions.models import Call
from conspectus.core.models import RecordedLeaf
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.remembered import forget_everything
from tests.contracts.page_types import fill
from tests.contracts.permission_world import build
from tests.contracts.routes import routes
from tests.contracts.test_hostile_texts import make_everything_hostile
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import a_call, a_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

READING = 3
QUERY = {"api-search": {"q": "access"}, "api-search-cycle": {"q": "access"}}
BY_CHILD = ("-parquet",)


def addresses(world):
    """Name → address of each operation that answers anybody."""
    return {
        one.name: reverse(one.name, kwargs=world.arguments_for(one.name, one.names, "anonymous"))
        for one in routes()
        if one.name.startswith("api-") and one.gate == "public" and not one.name.endswith(BY_CHILD)
    }


def asked(client, name, address):
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(address, QUERY.get(name, {}))
        body = answer.getvalue()
    return answer, body, len(statements)


def test_each_costs_few_statements_however_many_rows_and_is_words_whatever_they_say(client):
    """One world for all of it: making it takes longer than asking."""
    world = build()
    before = {}
    for name, address in addresses(world).items():
        answer, _body, count = asked(client, name, address)
        before[name] = count
        if answer.status_code == 200:
            check_headers(client, name, address, answer)
    fill(world, 1)
    make_everything_hostile()
    forget_everything()  # nothing of this was published, so the site may remember what was
    grows = {}
    for name, address in addresses(world).items():
        answer, body, count = asked(client, name, address)
        if count > before[name] or count > READING:
            grows[name] = (before[name], count)
        check_words(answer, body)
    assert grows == {}
    assert len(before) > 60


def check_headers(client, name, address, answer):
    assert not answer.cookies, name
    assert "Cookie" not in answer["Vary"], name
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "public, no-cache"
    if not answer.streaming:
        known = client.get(address, QUERY.get(name, {}), HTTP_IF_NONE_MATCH=answer["ETag"])
        assert (known.status_code, known.content) == (304, b""), name


def check_words(answer, body):
    kind = answer["Content-Type"].partition(";")[0]
    assert answer.status_code < 500
    if kind == "application/atom+xml":
        feed = etree.fromstring(body)
        assert not feed.findall(".//{*}script")
    else:
        assert kind.endswith("json")
        json.loads(body)


def test_an_answer_is_remembered_until_something_changes_in_its_scope(client):
    call = a_call()
    a_call(call.cycle, "second")
    address = "/api/v1/forums/igf/cycles/2026/calls?limit=1"
    first, _body, dear = asked(client, "", address)
    again, _body, cheap = asked(client, "", address)
    assert (cheap, again.content, again["Link"]) == (1, first.content, first["Link"])
    assert (again["ETag"], again["Content-Type"]) == (first["ETag"], first["Content-Type"])
    assert dear > cheap
    in_french = client.get(address, headers={"accept-language": "fr"})
    assert in_french["Content-Language"] == "fr"
    Call.objects.update(titles={"en": "Another title"})
    mark_changed(call.cycle.scope)
    assert b"Another title" in client.get(address).content


def test_what_waits_for_the_record_is_not_remembered(client):
    version = a_paper_version(a_contribution(a_call()))
    version.leaf = record("paper", "/igf/2026/papers/1/v1/", {})
    version.save(update_fields=["leaf"])
    address = "/api/v1/forums/igf/cycles/2026/papers/1/versions/1"
    assert client.get(address).json()["leaf"] is None
    RecordedLeaf.objects.filter(pk=version.leaf.pk).update(index=7)
    assert client.get(address).json()["leaf"] == 7
