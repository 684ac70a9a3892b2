"""Who asks too often is told when to ask again, and honest neighbours are not shut out."""

from __future__ import annotations

import pytest

from conspectus.people.networks import network_of
from conspectus.site.api.limits import READING, WINDOW, Windows, windows


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    windows.forget()


def test_a_window_ends_and_begins_anew():
    counted = Windows()

    def left(now, reader="a"):
        return counted.spend("reading", reader, limit=2, cost=1, now=now).left

    assert [left(0), left(1), left(2), left(3)] == [1, 0, -1, -1]
    assert left(3, "b") == 1
    assert left(WINDOW) == 1


def test_who_goes_on_asking_waits_no_longer_for_it():
    counted = Windows()
    waits = [counted.spend("x", "a", limit=1, cost=20, now=n).resets for n in (0, 10, 50)]
    assert waits == [60, 50, 10]


def test_no_more_readers_are_remembered_than_there_is_room_for():
    counted = Windows(most=2)
    for reader in "abc":
        counted.spend("x", reader, limit=5, cost=3, now=0)
    assert counted.spend("x", "c", limit=5, cost=1, now=0).left == 1
    assert counted.spend("x", "a", limit=5, cost=1, now=0).left == 4


@pytest.mark.django_db
def test_the_answer_says_where_one_stands_and_beyond_the_limit_when_to_ask_again(client):
    address = {"REMOTE_ADDR": "192.0.2.7"}
    first = client.get("/api/v1/forums", **address)
    assert first["RateLimit-Policy"] == f'"reading";q={READING};w={WINDOW}'
    assert first["RateLimit"].startswith(f'"reading";r={READING - 1};t=')
    windows.spend("reading", "192.0.2.7", limit=READING, cost=READING, now=0)
    refused = client.get("/api/v1/forums", **address)
    assert refused.status_code == 429
    assert refused["Retry-After"] == refused["RateLimit"].rpartition("=")[2]
    assert refused["Retry-After"] in refused.json()["detail"]
    assert client.get("/api/v1/forums", REMOTE_ADDR="192.0.2.8").status_code == 200


@pytest.mark.django_db
def test_a_network_of_the_new_protocol_counts_as_one_and_this_machine_not_at_all(client):
    for last in ("1", "2"):
        answer = client.get("/api/v1/forums", REMOTE_ADDR=f"2001:db8:0:1::{last}")
    assert f"r={READING - 2};" in answer["RateLimit"]
    assert "RateLimit" not in client.get("/api/v1/forums", REMOTE_ADDR="127.0.0.1")


def test_readers_of_the_old_protocol_on_a_socket_of_the_new_are_told_apart(rf, settings):
    def network(address):
        return network_of(rf.get("/", REMOTE_ADDR=address))

    assert network("::ffff:192.0.2.1") == "192.0.2.1"
    assert network("2001:db8::1") == network("2001:db8::2") != network("2001:db8:0:1::1")
    assert [network(one) for one in ("::ffff:127.0.0.1", "127.0.0.9", "::1", "")] == [""] * 4
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = rf.get("/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "1.2.3.4, 192.0.2.9"})
    assert network_of(told) == "192.0.2.9"  # what the reader's own browser says is not believed
