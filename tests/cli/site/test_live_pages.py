"""What one process publishes for live pages arrives in another one, on either database."""

from __future__ import annotations

OFTEN = 40

SAYS = """
import sys, time
from conspectus.core.live import publish
for line in sys.stdin:
    publish("/igf/2026/", {"at": time.time()})
"""

WAITS = """
import sys, time
from conspectus.core.live import happened, latest, wait_for_change
after = latest("/igf/2026/")
print("waits", flush=True)
while ids := wait_for_change("/igf/2026/", after, 20.0):
    arrived = time.time()
    (one,) = happened("/igf/2026/", ids)
    after = one.id
    print(arrived - one.payload["at"], flush=True)
"""


def test_what_another_process_publishes_arrives_within_a_tenth_of_a_second(installation):
    """From before it is written until it is known, the commit included; the usual case."""
    took = []
    with installation.started(WAITS) as reader, installation.started(SAYS) as writer:
        assert reader.stdout.readline() == "waits\n"
        for _ in range(OFTEN):
            print(file=writer.stdin, flush=True)
            took.append(float(reader.stdout.readline()))
        writer.stdin.close()
        reader.kill()
    assert sorted(took)[OFTEN // 2] <= 0.1, took
