"""The examples of docs/guides/api.md, run as they stand."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from conspectus.contributions.models import Document
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


def run(client, line, token, number):
    """What curl would send. ``number``: of the contribution that was begun before."""
    line = line.replace("$SITE", SITE).replace("$TOKEN", token).replace("$ID", number)
    words = iter(shlex.split(line)[1:])
    headers, body, form, address = {}, None, {}, ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--json":
            body = next(words)
        elif word == "-F":
            name, _, value = next(words).partition("=")
            is_file = value.startswith("@")
            form[name] = SimpleUploadedFile(value[1:], b"Access for all.") if is_file else value
        elif word == "-X":
            next(words)
        else:
            address = word.removeprefix(SITE)
    if body is not None:
        return client.post(address, body, content_type="application/json", headers=headers)
    if form:
        return client.post(address, form, headers=headers)
    return client.get(address, headers=headers)


def test_each_example_gives_what_it_is_about(client):
    contribution = a_contribution(a_call())
    a_paper_version(contribution)
    RecordedLeaf.objects.update(index=F("pk"))
    account = an_account()
    token = make_token(account, name="x", scopes=["contribute"], days=1, at=stamp()).secret
    lines = examples()
    assert len(lines) > 15
    begun = ""
    for line in lines:
        answer = run(client, line, token, begun)
        sends = "--json" in line or "-F" in line
        wanted = 304 if "If-None-Match" in line else 201 if sends else 200
        assert answer.status_code == wanted, line
        if wanted != 304:
            assert answer["Content-Type"].partition(";")[0] in KINDS, line
            assert answer.getvalue()
        if "-F" in line:
            begun = str(answer.json()["id"])
            Document.objects.update(read=stamp())  # the job that reads files has its own tests


def test_the_page_tells_every_operation_and_its_bodies_are_what_is_taken(client):
    from conspectus.site.api.docs import BODIES, told  # noqa: PLC0415 - needs the addresses
    from conspectus.site.api.openapi import document  # noqa: PLC0415

    page = client.get("/en/api/").content.decode()
    paths = document()["paths"]
    assert [path for path in paths if path not in page] == []
    sending = {
        one["operationId"]: next(iter(one["requestBody"]["content"].values()))["schema"]
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
