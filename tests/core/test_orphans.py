"""A child does not outlive the process that wanted its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

CHILD = (
    "from conspectus.core.orphans import end_with; import time; end_with({parent}); time.sleep(60)"
)
PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {child!r}.replace("PARENT", str(os.getpid()))])
print(child.pid, flush=True)
time.sleep(60)
"""


def is_there(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(pid, seconds=20):
    until = time.monotonic() + seconds
    while is_there(pid) and time.monotonic() < until:
        time.sleep(0.1)
    return not is_there(pid)


def test_a_child_ends_when_its_parent_is_killed():
    code = PARENT.format(child=CHILD.format(parent="PARENT"))
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    assert is_there(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert gone(child)


def test_a_child_whose_parent_was_gone_before_it_looked_ends_too():
    code = CHILD.format(parent=2**22 - 1)
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=30)
    assert done.returncode == 3


def test_it_goes_on_while_its_parent_is_there():
    code = CHILD.format(parent=os.getpid()).replace("sleep(60)", "sleep(2)")
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=30)
    assert done.returncode == 0
