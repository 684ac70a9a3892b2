"""What can be answered to a question of the engine, and what each answer records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop

Option = dict[str, Any]
"""{"key": one letter, "label": msgid, "given": fields of ``correcting.Given``}."""


CRITICISM = "criticism of a named party"
"""The reason that is given where such a passage is left out."""


def options_of(kind: str, keys: Sequence[str], theme: str = "") -> list[Option]:
    """The answers to a question of ``kind`` about passages (keys); none where there is nothing.

    ``theme``: the one that the question proposes. Labels are message ids: they are translated where
    they are shown. An answer without ``given`` records nothing: the paper stays as it is.
    """
    if len(keys) >= 2 and kind in {"opposition?", "oppose?"}:
        return [
            _option("o", gettext_noop("They exclude each other"), "oppose", keys[:2]),
            _option("n", gettext_noop("They do not"), "different", keys[:2]),
        ]
    if len(keys) >= 2 and kind in {"merge?", "cross-language?"}:
        return [
            _option("s", gettext_noop("They say the same"), "same", keys),
            _option("d", gettext_noop("They say different things"), "different", keys[:2]),
        ]
    if keys and kind == "own or relayed?":
        return [
            _option("r", gettext_noop("It tells what others hold"), "relayed", keys[:1]),
            _option("w", gettext_noop("It is its own view"), "quote", keys[:1]),
        ]
    if keys and kind == "claim?":
        return [
            _option("c", gettext_noop("It states no view"), "not_a_claim", keys[:1]),
            _as_it_is("v", gettext_noop("It states a view")),
        ]
    if keys and kind == "theme?" and theme:
        moved = _option("t", gettext_noop("It belongs there"), "theme", keys[:1])
        moved["given"]["theme"] = theme
        return [moved, _as_it_is("k", gettext_noop("It stays where it is"))]
    if keys and kind == "criticism of a named party?":
        out = _option("x", gettext_noop("Leave it out"), "exclude", keys[:1])
        out["given"]["why"] = CRITICISM
        return [
            _option("q", gettext_noop("Quote it"), "quote", keys[:1]),
            out,
            _as_it_is("k", gettext_noop("It stays as it is")),
        ]
    return []


def _as_it_is(key: str, label: str) -> Option:
    return {"key": key, "label": label, "given": None}


def _option(key: str, label: str, kind: str, keys: Sequence[str]) -> Option:
    return {"key": key, "label": label, "given": {"kind": kind, "passages": list(keys)}}
