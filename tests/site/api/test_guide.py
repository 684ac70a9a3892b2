"""The examples of docs/guides/api.md, run as they stand."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from django.db.models import F

from conspectus.core.clock import stamp
from conspectus.core.models import RecordedLeaf
from conspectus.people.services.tokens import make_token
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import a_call, a_contribution, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "api.md"
SITE = "http://site.test"
KINDS = ("application/json", "application/ld+json", "application/atom+xml")


def examples():
    blocks = re.findall(r"```\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("curl")]


def run(client, line, token):
    """What curl would send."""
    words = iter(shlex.split(line.replace("$SITE", SITE).replace("$TOKEN", token))[1:])
    headers, body, address = {}, None, ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--json":
            body = next(words)
        elif word == "-X":
            next(words)
        else:
            address = word.removeprefix(SITE)
    if body is not None:
        return client.post(address, body, content_type="application/json", headers=headers)
    return client.get(address, headers=headers)


def test_each_example_gives_what_it_is_about(client):
    contribution = a_contribution(a_call())
    a_paper_version(contribution)
    RecordedLeaf.objects.update(index=F("pk"))
    account = an_account()
    token = make_token(account, name="x", scopes=["contribute"], days=1, at=stamp()).secret
    lines = examples()
    assert len(lines) > 15
    for line in lines:
        answer = run(client, line, token)
        wanted = 304 if "If-None-Match" in line else 201 if "POST" in line else 200
        assert answer.status_code == wanted, line
        if wanted != 304:
            assert answer["Content-Type"].partition(";")[0] in KINDS, line
            assert answer.getvalue()


def test_the_page_tells_every_operation_and_its_bodies_are_what_is_taken(client):
    from conspectus.site.api.docs import BODIES, told  # noqa: PLC0415 - needs the addresses
    from conspectus.site.api.openapi import document  # noqa: PLC0415

    page = client.get("/en/api/").content.decode()
    paths = document()["paths"]
    assert [path for path in paths if path not in page] == []
    sending = {
        one["operationId"]: one["requestBody"]["content"]["application/json"]["schema"]
        for methods in paths.values()
        for one in methods.values()
        if "requestBody" in one
    }
    assert set(sending) == set(BODIES)
    shapes = document()["components"]["schemas"]
    for name, schema in sending.items():
        shape = shapes[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        assert set(shape["required"]) <= set(BODIES[name]) <= set(shape["properties"])
        assert json.dumps(BODIES[name])
    assert sum(map(len, told().values())) == sum(map(len, paths.values()))
