"""Handing to the public record what a service publishes or decides (DESIGN §6)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db.models import F

from conspectus.core.inserting import insert, new
from conspectus.core.models import RecordedLeaf
from conspectus.record.canonical import JsonObject
from conspectus.record.leaf import SALT_BYTES, leaf


def record(kind: str, subject: str, content: JsonObject, *, public: bool = True) -> RecordedLeaf:
    """Puts a leaf into the outbox, in the caller's transaction; the sequencer appends it later.

    One transaction writes at a time, so no lower number comes to light after a higher one.

    ``kind``: "contribution", "version", "withdrawal", "decision", "role", "paper", "erasure" …;
    ``subject``: the permanent address without language ("/igf/2026/contributions/7/v1/").
    ``content`` must have no floating-point numbers; ``kind`` and ``subject`` are added to it.
    ``public``: what it says is shown to everybody; otherwise the record holds its fingerprint
    only, until `publish_leaves`. So the receipt of what is not published yet is not public.

    Raises:
        CanonicalError: the content has no canonical form.
    """
    made = leaf({**content, "kind": kind, "subject": subject}, secrets.token_bytes(SALT_BYTES))
    row = new(
        RecordedLeaf,
        kind=kind,
        subject=subject,
        content=made.content,
        salt=made.salt,
        entry=made.entry,
        public=public,
    )
    insert(row)
    return row


def publish_leaves(leaves: Iterable[RecordedLeaf]) -> None:
    """From now on everybody may read what these leaves say, in the caller's transaction."""
    keys = [leaf.pk for leaf in leaves]
    RecordedLeaf.objects.filter(pk__in=keys, public=False).update(
        public=True, revision=F("revision") + 1
    )
