"""The sample as a forum, exported: one long run for all that is asked of it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from conspectus.record import verify_record
from tests.cli.site.conftest import Installation


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    installation = Installation(folder / "demo-out" / "home")
    done = installation.run("demo", folder / "demo-out", "--no-serve", "--json")
    assert done.returncode == 0, done.stderr
    installation.told = json.loads(done.stdout)
    yield installation
    installation.end()


@pytest.mark.long
def test_the_demo_is_a_complete_forum(demo):
    demo.serve()
    path = "/en/meridian/2026"
    for page in (
        "/",
        "/contributions/",
        "/contributions/1/v1/",
        "/papers/1/v1/",
        "/meetings/preparatory/",
        "/meetings/preparatory/minutes/v1/",
        "/discussion/threads/1/",
    ):
        assert "<h1" in demo.get(f"{path}{page}"), page
    assert demo.run("verify", demo.told["paper"]).returncode == 0
    assert demo.run("verify-record").returncode == 0
    demo.end()


@pytest.mark.long
def test_run_again_the_demo_goes_on_with_what_is_there(demo):
    before = demo.python(
        "from conspectus.contributions.models import Version\nprint(Version.objects.count())"
    )
    done = demo.run("demo", demo.home.parent, "--no-serve", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["paper"] == demo.told["paper"]
    after = demo.python(
        "from conspectus.contributions.models import Version\nprint(Version.objects.count())"
    )
    assert before == after


@pytest.mark.long
def test_what_is_public_is_exported_and_verifies(demo, tmp_path):
    done = demo.run("export", tmp_path / "open", "--json")
    assert done.returncode == 0, done.stderr
    (cycle,) = json.loads(done.stdout)["cycles"]
    place = tmp_path / "open" / "meridian" / "2026"
    listed = json.loads((place / "register.json").read_text())["contributions"]
    assert cycle == {"path": "meridian/2026", "contributions": len(listed), "papers": ["1/v1"]}
    assert len((place / "register.csv").read_text().splitlines()) > len(listed)
    checked = subprocess.run(
        [sys.executable, place / "papers/1/v1/verify.py"], capture_output=True, check=False
    )
    assert checked.returncode == 0
    assert verify_record.check(tmp_path / "open" / "record", "", [], []) == []
    done = demo.run("export", tmp_path / "open")
    assert (done.returncode, "is not empty" in done.stderr) == (2, True)
