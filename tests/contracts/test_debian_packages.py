"""`make setup` on machines where Debian packages are missing."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.contracts.sources import ROOT

NEVER_INSTALLED = "conspectus-test-package"
TOOLS = ("bash", "cat", "dirname", "env", "true")

pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-query") is None, reason="not a Debian system: no dpkg-query"
)


@pytest.fixture
def checkout(tmp_path):
    """The script beside a list with one package that is missing and one that is not."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "install-debian-packages", tmp_path / "scripts")
    (tmp_path / "packages-debian.txt").write_text(
        f"# what for\n\ndpkg  # is there\n{NEVER_INSTALLED}  # never is\n"
    )
    (tmp_path / "bin").mkdir()
    for tool in (*TOOLS, "dpkg-query"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def command(checkout, name, body):
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/bash\n{body}\n")
    path.chmod(0o755)


def run(checkout):
    script = checkout / "scripts" / "install-debian-packages"
    environment = {**os.environ, "PATH": str(checkout / "bin")}
    return subprocess.run(
        [script], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_without_rights_the_missing_are_named_and_setup_goes_on(checkout):
    command(checkout, "id", "echo 1000")
    done = run(checkout)
    assert done.returncode == 0
    assert f"apt-get install --no-install-recommends {NEVER_INSTALLED}\n" in done.stdout
    assert "dpkg " not in done.stdout


def test_as_root_only_the_missing_are_installed(checkout):
    command(checkout, "id", "echo 0")
    command(checkout, "apt-get", f'echo "$@" >> {checkout}/asked; echo "done"')
    done = run(checkout)
    assert done.returncode == 0
    asked = (checkout / "asked").read_text().splitlines()
    assert asked[0].endswith(" update")
    assert asked[1].endswith(f" install -y --no-install-recommends {NEVER_INSTALLED}")


def test_with_sudo_that_asks_no_password_it_is_used(checkout):
    command(checkout, "id", "echo 1000")
    command(checkout, "sudo", f'echo "$@" >> {checkout}/asked')
    assert run(checkout).returncode == 0
    assert "apt-get" in (checkout / "asked").read_text()


def test_a_failing_apt_does_not_stop_setup(checkout):
    command(checkout, "id", "echo 0")
    command(checkout, "apt-get", "exit 100")
    done = run(checkout)
    assert done.returncode == 0
    assert f"could not install: {NEVER_INSTALLED}" in done.stdout
