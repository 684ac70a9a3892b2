"""What the kinds of leaves of the public record are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

LEAF_KINDS: Final[Mapping[str, Promise]] = {
    "action point": pgettext_lazy("entry of the record", "action point"),
    "announcement": pgettext_lazy("entry of the record", "announcement"),
    "answer": pgettext_lazy("entry of the record", "answer"),
    "category": pgettext_lazy("entry of the record", "category"),
    "comment": pgettext_lazy("entry of the record", "comment"),
    "contribution": pgettext_lazy("entry of the record", "contribution"),
    "decision": pgettext_lazy("entry of the record", "decision"),
    "erasure": pgettext_lazy("entry of the record", "erasure"),
    "meeting": pgettext_lazy("entry of the record", "meeting"),
    "minutes": pgettext_lazy("entry of the record", "minutes"),
    "paper": pgettext_lazy("entry of the record", "paper"),
    "person erased": pgettext_lazy("entry of the record", "person erased"),
    "post": pgettext_lazy("entry of the record", "post"),
    "post edited": pgettext_lazy("entry of the record", "post edited"),
    "post hidden": pgettext_lazy("entry of the record", "post hidden"),
    "post restored": pgettext_lazy("entry of the record", "post restored"),
    "proposition": pgettext_lazy("entry of the record", "proposition"),
    "proposition hidden": pgettext_lazy("entry of the record", "proposition hidden"),
    "publication": pgettext_lazy("entry of the record", "publication"),
    "queue options": pgettext_lazy("entry of the record", "queue options"),
    "queue override": pgettext_lazy("entry of the record", "queue override"),
    "registration": pgettext_lazy("entry of the record", "registration"),
    "reply": pgettext_lazy("entry of the record", "reply"),
    "reply answered": pgettext_lazy("entry of the record", "reply answered"),
    "reply confirmed": pgettext_lazy("entry of the record", "reply confirmed"),
    "reply looked at again": pgettext_lazy("entry of the record", "reply looked at again"),
    "right of correction": pgettext_lazy("entry of the record", "right of correction"),
    "role": pgettext_lazy("entry of the record", "role"),
    "thread": pgettext_lazy("entry of the record", "thread"),
    "transcript": pgettext_lazy("entry of the record", "transcript"),
    "translation": pgettext_lazy("entry of the record", "translation"),
    "version": pgettext_lazy("entry of the record", "version"),
    "withdrawal": pgettext_lazy("entry of the record", "withdrawal"),
}
"""All that `core.recording.record` is given; the leaves themselves keep the English word."""
