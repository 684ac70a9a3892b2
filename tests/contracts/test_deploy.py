"""The files in ``deploy/`` that operators copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from conspectus.core.live import PAGES
from conspectus.site.streams import SHARES
from tests.contracts.sources import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
MOST_EXPOSED = 2.0
"""Of ten, by systemd's own count; below two it says "OK"."""


def test_the_image_is_built_from_what_is_there_and_runs_as_nobody():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    sources = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    assert [path for line in sources for path in line.split() if not (ROOT / path).exists()] == []
    assert int(re.findall(r"^USER (\d+):\d+$", text, re.MULTILINE)[-1]) > 0


def test_containers_can_write_nowhere_but_to_volumes():
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    services = re.findall(r"^  (site|database|web):\n    <<: \*hardened\n", text, re.MULTILINE)
    assert services == ["site", "database", "web"]
    assert "read_only: true\n  cap_drop: [ALL]\n" in text
    mounted = re.findall(r"\./(\S+?):/", text)
    assert [path for path in mounted if not (DEPLOY / path).exists()] == []


def test_the_administrators_command_has_user_and_settings_of_the_unit(tmp_path):
    if os.geteuid() != 0 or shutil.which("runuser") is None:
        pytest.skip("needs root, and runuser on the path")
    shutil.copy(DEPLOY / "environment", tmp_path / "environment")
    (tmp_path / "smtp-password").write_text("open sesame\n", encoding="utf-8")
    given = {"FORUM_PROGRAM": "/usr/bin/env", "FORUM_USER": "nobody"}
    done = subprocess.run(
        [DEPLOY / "conspectus", "sh", "-c", "id -un; umask; env; echo $1", "sh", "two words"],
        env=os.environ | given | {"FORUM_SETTINGS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.splitlines()
    assert [said[0], said[1], said[-1]] == ["nobody", "0077", "two words"]
    unit = (DEPLOY / "conspectus.service").read_text(encoding="utf-8")
    of_unit = re.findall(r"^Environment=((?:CONSPECTUS|XDG)_\w+=[^%\n]+)$", unit, re.MULTILINE)
    file = (DEPLOY / "environment").read_text(encoding="utf-8")
    of_file = re.findall(r"^CONSPECTUS_.+$", file, re.MULTILINE)
    assert len(of_unit) == 3
    assert {*of_unit, *of_file, "CONSPECTUS_SMTP_PASSWORD=open sesame"} <= set(said)


def test_a_hall_behind_one_address_may_follow_a_meeting():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    live = re.search(r"location ~ (/live/events\$) {\s+limit_conn live (\d+);", text)
    assert int(live[2]) == int(PAGES * SHARES[4, 32])


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_web_servers_say_whose_request_it_is_and_keep_figures_in(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert "/metrics" in text
    # nginx passes on what it is told unless told otherwise; Caddy sets the header anew by itself.
    assert name == "Caddyfile" or "proxy_set_header X-Forwarded-For $remote_addr;" in text


@pytest.mark.long
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_units_are_hardened():
    command = ["systemd-analyze", "security", "--offline=true", *UNITS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.findall(r"Overall exposure level for (\S+?): ([\d.]+)", done.stdout)
    assert len(found) == len(UNITS)
    assert [name for name, exposure in found if float(exposure) >= MOST_EXPOSED] == []
