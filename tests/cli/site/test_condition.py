"""What `doctor` says when one thing after the other is broken."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import socket
import tempfile
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import conspectus.cli.site.condition as condition_module
from conspectus.cli.site.condition import condition
from conspectus.cli.site.condition_of_home import condition_of_home
from conspectus.core import keys
from conspectus.core.clock import stamp
from conspectus.core.home import record_folder
from conspectus.core.jobs import named_worker
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.recording import record
from conspectus.core.scopes import installation_scope
from conspectus.core.sequencer import settle
from tests.factories_discussion import a_post

NOBODY = 65534


@pytest.fixture
def home(tmp_path, settings):
    folder = tmp_path / "home"
    keys.make_keys(folder)
    settings.CONSPECTUS_HOME = folder
    return folder


@contextmanager
def as_nobody(home):
    """Where the tests run as root, permissions hold for nobody else."""
    for folder in (*home.parents[:4], home, home / "keys"):
        folder.chmod(0o755)
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def told(findings, name):
    """The finding of that name."""
    (found,) = [finding for finding in findings if finding.name == name]
    return found


def sentence(findings, name):
    found = told(findings, name)
    assert found.found is None
    assert found.is_wrong
    assert found.how.endswith((".", "?"))
    return found.how


def test_a_home_in_order(home):
    assert [one.name for one in condition_of_home(home) if one.needed and not one.found] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_a_home_that_is_not_ours(home):
    for name in ("secret-key", "record-key"):
        (home / "keys" / name).chmod(0o600)
    with as_nobody(home):
        findings = list(condition_of_home(home))
    assert f"not writable for the user that runs this (number {NOBODY})" in sentence(
        findings, "home"
    )
    assert "secret-key is not readable" in sentence(findings, "keys")


def test_keys_that_others_may_read(home):
    (home / "keys" / "record-key").chmod(0o644)
    assert "chmod 600" in sentence(condition_of_home(home), "keys")


@pytest.mark.parametrize(
    ("content", "said"), [(None, "is missing: restore it"), ("x\ny\n", "is damaged: restore it")]
)
def test_a_key_that_is_gone_or_damaged(home, content, said):
    place = home / "keys" / "record-key"
    place.unlink() if content is None else place.write_text(content)
    assert said in sentence(condition_of_home(home), "keys")


@pytest.mark.parametrize(
    ("total", "free", "said", "needed"),
    [
        (10**12, 5 * 10**8, "The disk is nearly full", True),
        (10**12, 10**10, "plan for more", False),
    ],
)
def test_a_disk_without_room(home, monkeypatch, total, free, said, needed):
    room = SimpleNamespace(total=total, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: room)
    findings = list(condition_of_home(home))
    assert said in sentence(findings, "space on the disk")
    assert told(findings, "space on the disk").needed is needed


def test_no_place_for_temporary_files(home, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert "No temporary file can be written" in sentence(
        condition_of_home(home), "temporary files"
    )


@pytest.fixture
def served(home, transactional_db):
    """An installation of which all is well: recorded, with a worker alive."""
    installation_scope()
    record("role", "/", {"n": 1})
    settle()
    return home


@pytest.mark.django_db(transaction=True)
def test_an_installation_in_order_says_so(served):
    with named_worker():
        findings = list(condition(served))
    assert [one.how for one in findings if not one.found] == [
        "No mail is sent: set CONSPECTUS_SMTP_HOST; until then it stays in the outbox."
    ]


@pytest.mark.django_db(transaction=True)
def test_without_a_mail_server_the_posts_that_nobody_sees_are_counted(served):
    a_post(is_verified=False)
    said = sentence(condition(served), "mail server")
    assert "and 1 posts of authors without an account wait for a link in it." in said


@pytest.mark.django_db(transaction=True)
def test_each_thing_that_is_broken_in_the_database_is_said_in_a_sentence(served, settings):
    assert "No worker is alive" in sentence(condition(served), "worker")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        queue_mail(installation_scope(), to="a@example.org", subject="S", text="T", kind="receipt")
        Mail.objects.update(created=stamp() - dt.timedelta(hours=1))
        RecordedLeaf.objects.update(created=stamp() + dt.timedelta(minutes=5))
        row = record("role", "/", {"n": 2})
        RecordedLeaf.objects.filter(pk=row.pk).update(created=stamp() - dt.timedelta(minutes=1))
        findings = list(condition(served))
    assert "does not take mail (ConnectionRefusedError)" in sentence(findings, "mail server")
    assert "The outbox is stuck: 1 mails" in sentence(findings, "outbox")
    waited = re.search(r"an entry has waited (\d+) s", sentence(findings, "record's pace"))
    assert waited
    assert 60 <= int(waited[1]) < 600  # a minute, and what the looking took
    Mail.objects.update(state=Mail.State.FAILED)
    RecordedLeaf.objects.update(created=stamp() + dt.timedelta(minutes=5))
    (record_folder() / "checkpoint").write_text("another/record\n1\n\n")
    findings = list(condition(served))
    assert "The clock is off" in sentence(findings, "clock")
    assert "1 mails failed" in sentence(findings, "outbox")
    assert "does not verify" in sentence(findings, "public record")


@pytest.mark.django_db(transaction=True)
def test_a_database_of_another_version(served):
    steps = MigrationRecorder(connection)
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("core")
    steps.record_applied("core", "9999_x")
    assert "newer than this program" in sentence(condition(served), "database")
    steps.record_unapplied("core", "9999_x")
    steps.record_unapplied(*newest)
    assert "conspectus upgrade" in sentence(condition(served), "database")
    steps.record_applied(*newest)


@pytest.mark.django_db
def test_settings_that_do_not_fit_the_world(home, settings, monkeypatch):
    settings.PUBLIC_ADDRESS = "http://forum.example"
    settings.ALLOWED_HOSTS = ["localhost"]
    monkeypatch.setattr(condition_module, "RELEASED", dt.date(2020, 1, 1))
    findings = list(condition(home))
    assert "is not https" in sentence(findings, "address")
    assert "does not name forum.example" in sentence(findings, "names")
    assert "CONSPECTUS_PROXIES is unset" in sentence(findings, "web servers before it")
    assert "look for a newer one" in sentence(findings, "version")
