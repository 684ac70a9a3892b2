"""What holds for every operation that anybody may ask: cost, headers, words, no cookie."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from tests.contracts.page_types import fill
from tests.contracts.permission_world import build
from tests.contracts.routes import routes
from tests.contracts.test_hostile_texts import make_everything_hostile

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
