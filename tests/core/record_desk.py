"""A record in a home of the test's own, and what a service hands over to it."""

from __future__ import annotations

from conspectus.core.keys import record_signer
from conspectus.core.recording import record
from conspectus.record import verify_record
from conspectus.record.receipts import read_receipt, verify_receipt


def handed_over(count, *, public=True, words="words of contribution"):
    return [
        record(
            "version", f"/igf/2026/contributions/{n}/v1/", {"text": f"{words} {n}"}, public=public
        )
        for n in range(1, count + 1)
    ]


def problems(home):
    """What the independent script finds wrong with the record."""
    return verify_record.check(home / "record", record_signer(home).verifier.encoded, [], [])


def size(home):
    return int((home / "record" / "checkpoint").read_text().split("\n")[1])


def holds(home, content):
    """Whether a receipt's file holds under the key of the home; its index."""
    given = read_receipt(content)
    verify_receipt(given, [record_signer(home).verifier])
    return given.index


def everywhere(home):
    """All bytes of all files below the home."""
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())
