"""The answers that an item of the desk offers, the proposed one first. Pure but for the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conspectus.contributions.models import DeskItem

Option = Mapping[str, Any]
"""``{"do": "country", "area": "FR"}``; `contributions.services.answering` says what each means."""

LEAVE: Option = {"do": "leave"}
Kind = DeskItem.Kind


def options_of(item: DeskItem) -> list[Option]:
    """The answers of an item."""
    return offered(item.kind, item.proposal)


def offered(kind: str, said: Mapping[str, Any]) -> list[Option]:
    """The answers that a kind of item offers, whichever service asked.

    ``proposal`` holds them as ``options``, or what a service proposes: ``areas`` (codes),
    ``organisations`` (keys, with the ``name``, ``part`` and ``order`` of who signed), or one
    ``do`` with what it needs.
    """
    if "options" in said:
        return list(said["options"])
    if "areas" in said:
        return [*({"do": "country", "area": code} for code in said["areas"]), LEAVE]
    if "organisations" in said:
        who = {name: said[name] for name in ("name", "part", "order", "version") if name in said}
        known = [{"do": "party", "organisation": key, **who} for key in said["organisations"]]
        return [*known, {"do": "new party", **who}]
    return _by_kind(kind, said)


def _by_kind(kind: str, said: Mapping[str, Any]) -> list[Option]:
    version = {"version": said["version"]} if "version" in said else {}
    if kind in {Kind.TO_PUBLISH, Kind.SECOND_VERSION}:
        return [{"do": "publish", **version}, LEAVE]
    if kind == Kind.LATE:
        return [{"do": "accept late"}, LEAVE]
    if kind == Kind.REDACTION:
        return [{"do": "redact", **version}, {"do": "keep", **version}]
    return [LEAVE]


def named_in(options: Sequence[Option], what: str) -> set[Any]:
    """The keys of areas, organisations or groups that options name."""
    return {option[what] for option in options if what in option}
