"""Handing to the public record what a service publishes or decides (DESIGN §6)."""

from __future__ import annotations

import secrets

from conspectus.core.models import RecordedLeaf
from conspectus.record.canonical import JsonObject
from conspectus.record.leaf import SALT_BYTES, leaf


def record(kind: str, subject: str, content: JsonObject) -> RecordedLeaf:
    """Puts a leaf into the outbox, in the caller's transaction; the sequencer appends it later.

    ``kind``: "contribution", "version", "withdrawal", "decision", "role", "paper", "erasure" …;
    ``subject``: the permanent address without language ("/igf/2026/contributions/7/v1/").
    ``content`` must have no floating-point numbers; ``kind`` and ``subject`` are added to it.

    Raises:
        CanonicalError: the content has no canonical form.
    """
    made = leaf({**content, "kind": kind, "subject": subject}, secrets.token_bytes(SALT_BYTES))
    return RecordedLeaf.objects.create(
        kind=kind, subject=subject, content=made.content, salt=made.salt, entry=made.entry
    )
