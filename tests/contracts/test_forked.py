"""Commands in forks find what a Python of their own would find."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.forked import LIBRARIES, Asked, run

WHAT_IT_FINDS = """
import os, sys
print(sys.argv, sys.path[0], os.getcwd(), __name__, sorted(os.environ), sys.stdin.read())
print("beside", file=sys.stderr)
sys.exit(7)
"""
LOADED = """
import importlib, sys
for one in {names}: importlib.import_module(one)
from django.conf import settings
apps = "core people forums contributions discussion consultations synthesis site cli".split()
ours = [one for one in sys.modules if one.startswith("conspectus.") and one.split(".")[1] in apps]
print(settings.configured, ours, "prometheus_client" in sys.modules)
"""


def test_a_fork_finds_what_a_python_of_its_own_finds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    environment = {**os.environ, "OF_ONE_COMMAND": "yes"}
    alone = subprocess.run(
        [sys.executable, "-c", WHAT_IT_FINDS],
        env=environment,
        input="words",
        capture_output=True,
        text=True,
        check=False,
    )
    forked = run(Asked(environment, code=WHAT_IT_FINDS), input="words")
    assert (forked.returncode, forked.stdout, forked.stderr) == (7, alone.stdout, "beside\n")
    assert "OF_ONE_COMMAND" not in run(Asked({}, code=WHAT_IT_FINDS)).stdout


def test_a_command_is_run_as_a_module():
    done = run(Asked(dict(os.environ), "conspectus.cli.main", ("synthesise",)))
    assert done.returncode == 2
    assert "No such command 'synthesise'" in done.stderr


def test_what_breaks_and_what_is_killed_is_told():
    broken = run(Asked(dict(os.environ), code="1 / 0"))
    assert (broken.returncode, "ZeroDivisionError" in broken.stderr) == (1, True)
    killed = run(Asked(dict(os.environ), code="import os; os.kill(os.getpid(), 9)"))
    assert killed.returncode == -signal.SIGKILL


def test_who_takes_too_long_is_ended():
    with pytest.raises(subprocess.TimeoutExpired):
        run(Asked(dict(os.environ), code="import time; time.sleep(600)"), timeout=0.2)
    assert run(Asked(dict(os.environ), code="print(1)")).stdout == "1\n"


def test_the_libraries_know_no_settings_and_nothing_of_an_installation():
    done = run(Asked(dict(os.environ), code=LOADED.format(names=LIBRARIES)))
    assert done.stdout == "False [] False\n", done.stderr
