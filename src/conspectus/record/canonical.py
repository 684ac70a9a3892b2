"""Canonical JSON (RFC 8785) of what is recorded, one fact, one hash.

Narrower than the RFC in one point: no floating-point numbers. Amounts are integers of a stated unit
or strings; so any JSON library can write the canonical form, and no rounding is ever in dispute.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

import rfc8785

from conspectus.record.errors import CanonicalError

JsonValue: TypeAlias = "str | int | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
JsonObject: TypeAlias = "dict[str, JsonValue]"


def canonical_json(value: JsonValue) -> bytes:
    """The RFC 8785 form, UTF-8. Raises CanonicalError for what has none (see `_plain`)."""
    try:
        return rfc8785.dumps(_plain(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise CanonicalError(f"The data cannot be recorded: {error}.") from error


def read_object(content: bytes) -> JsonObject:
    """The object of which `content` is the canonical form.

    Raises CanonicalError for anything else, even where it would mean the same: a record in which
    a changed byte makes no difference could not be compared byte by byte.
    """
    try:
        value = json.loads(content, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise CanonicalError(f"The bytes are not JSON of the record: {error}.") from error
    if not isinstance(value, dict):
        raise CanonicalError("The bytes are JSON, but no object in braces.")
    if canonical_json(value) != content:
        raise CanonicalError("The JSON is not in canonical form (RFC 8785): write it again so.")
    return value


def _plain(value: JsonValue) -> JsonValue:
    """Tuples as lists and mappings as dictionaries; CanonicalError for what JSON does not have."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise CanonicalError("The data cannot be recorded: a key is no string.")
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise CanonicalError(
        f"The data cannot be recorded: it holds {type(value).__name__}; use strings and integers."
    )


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is no integer")
