"""/metrics and /.well-known/security.txt."""

from __future__ import annotations

import datetime as dt

import pytest
from prometheus_client.parser import text_string_to_metric_families

from conspectus import RELEASED
from conspectus.core.mail import queue_mail
from conspectus.core.recording import record
from conspectus.core.scopes import installation_scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
LOCAL = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


def figures(client, **more):
    answer = client.get("/metrics", **{**LOCAL, **more})
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def test_what_is_counted_and_what_waits(client, django_assert_max_num_queries):
    before = figures(client)
    client.get("/healthz")
    client.get("/en/nowhere/")
    client.generic("BREW", "/healthz")
    queue_mail(installation_scope(), to="a@example.org", subject="S", text="T", kind="receipt")
    record("role", "/", {"n": 1})
    with django_assert_max_num_queries(5):
        after = figures(client)

    def more(name, **labels):
        key = (name, *sorted(labels.items()))
        return after[key] - before.get(key, 0)

    assert more("conspectus_requests_total", method="GET", route="healthz", status="200") == 1
    assert more("conspectus_requests_total", method="OTHER", route="healthz", status="200") == 1
    assert more("conspectus_request_seconds_count", method="GET") == 3
    assert more("conspectus_mail", state="waiting") == 1
    assert after["conspectus_record_waiting",] == 1
    assert after["conspectus_jobs", ("state", "READY")] == 0
    assert after["conspectus_memory_bytes",] > 10_000_000
    assert after["conspectus_cpu_seconds_total",] > 0


@pytest.mark.parametrize(
    "given",
    [
        {"REMOTE_ADDR": "192.0.2.1"},
        {"HTTP_HOST": "testserver"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.1"},
        {"HTTP_FORWARDED": "for=192.0.2.1"},
    ],
)
def test_without_a_token_nobody_but_this_machine(client, given):
    assert client.get("/metrics", **{**LOCAL, **given}).status_code == 403


def test_with_a_token_whoever_holds_it(client, settings):
    told = "of-our-own"
    settings.METRICS_TOKEN = told
    assert client.get("/metrics", **LOCAL).status_code == 403
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer wrong", **LOCAL).status_code == 403
    assert figures(client, HTTP_AUTHORIZATION="Bearer of-our-own", REMOTE_ADDR="192.0.2.1")


def test_whom_to_tell_of_a_weakness(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = ["mailto:safe@forum.example", "https://forum.example/safe"]
    settings.PUBLIC_ADDRESS = "https://forum.example"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert [value for name, value in lines if name == "Contact"] == settings.SECURITY_CONTACT
    fields = dict(lines)
    expires = dt.datetime.fromisoformat(fields["Expires"])
    assert expires.date() - RELEASED == dt.timedelta(days=364)
    assert fields["Canonical"] == "https://forum.example/.well-known/security.txt"
