"""Paper ↔ the JSON of ``conspectus-paper/1`` (docs/evidence-format.md).

Keys stand in the order in which the dataclasses declare them. Keys that this version does not
know are kept in ``Paper.extra`` by their JSON pointer (RFC 6901) and written back.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from conspectus.engine.corpus import Holder
from conspectus.engine.paper import (
    Doubt,
    Opposition,
    Paper,
    PaperSource,
    PositionRow,
    Section,
    View,
    sha256_hex,
)
from conspectus.formats.bundle.errors import BundleError

FORMAT = "conspectus-paper/1"

# Python cannot name a field "for"; the text of a source lies in a file of its own.
_KEYS: Mapping[tuple[type, str], str] = {
    (Opposition, "holders_for"): "for",
    (Opposition, "holders_against"): "against",
    (PaperSource, "text"): "text_sha256",
}
_ELSEWHERE = frozenset({"positions", "doubts", "extra"})
_OPTIONAL: Mapping[type, frozenset[str]] = {
    Holder: frozenset({"label", "plural", "is_chair"}),
    PaperSource: frozenset({"date", "late", "public", "redacted"}),
    View: frozenset({"redacted"}),
    Section: frozenset({"part"}),
    Paper: frozenset({"reference", "forum", "cycle", "cut_off", "notes"}),
}


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})
_ONLY_WHEN_SET = frozenset({"redacted"})
"""Keys that are not written where they say nothing: a paper without erasures has none of them."""


def encode_paper(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON values, without the texts of its sources."""
    data = {"format": FORMAT, **_encode(paper)}
    for pointer, value in paper.extra.items():
        _put_back(data, pointer, value)
    return data


def _encode(value: Any) -> Any:  # noqa: ANN401 - any value of a paper
    kind: type = type(value)
    if kind in _AS_IT_IS:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _encode(item) for key, item in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    data = {
        key: _encode(own)
        for name, key in _written(kind)
        if (own := getattr(value, name)) or name not in _ONLY_WHEN_SET
    }
    if isinstance(value, PaperSource):
        data["text_sha256"] = sha256_hex(value.text)
    return data


@cache
def _written(kind: type) -> tuple[tuple[str, str], ...]:
    """(field, key) of what is written of a dataclass."""
    return tuple(
        (one.name, _key(kind, one))
        for one in fields(kind)
        if not (kind is Paper and one.name in _ELSEWHERE)
    )


def _key(kind: type, one: Field[Any]) -> str:
    return _KEYS.get((kind, one.name), one.name)


def _put_back(data: Any, pointer: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Set a key that was unknown on reading; where its place is gone, so is it."""
    *parents, last = [
        token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]
    ]
    for token in parents:
        if isinstance(data, list) and token.isdigit() and int(token) < len(data):
            data = data[int(token)]
        elif isinstance(data, dict) and token in data:
            data = data[token]
        else:
            return
    if isinstance(data, dict):
        data.setdefault(last, value)


@dataclass
class _Reader:
    """Reads JSON into the dataclasses; ``unknown`` fills with the keys they do not know."""

    texts: Mapping[str, str]
    unknown: dict[str, Any] = field(default_factory=dict)

    def read(self, kind: Any, value: Any, at: str) -> Any:  # noqa: ANN401 - type and value of JSON
        """``value`` as ``kind``; ``at`` is its JSON pointer."""
        if is_dataclass(kind):
            return self._object(typing.cast("type", kind), value, at)
        origin, args = typing.get_origin(kind), typing.get_args(kind)
        if origin in {types.UnionType, typing.Union}:
            inner = [one for one in args if one is not type(None)]
            return (
                None if value is None and len(inner) < len(args) else self.read(inner[0], value, at)
            )
        if origin is tuple:
            return self._tuple(args, value, at)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._enum(kind, value, at)
        expected = dict if origin is not None else kind
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            raise BundleError(f"paper.json has {value!r} at {at}, where {_name(expected)} is due.")
        return value

    def _enum(self, kind: type[Enum], value: Any, at: str) -> Enum:  # noqa: ANN401 - JSON
        try:
            return kind(value)
        except ValueError as error:
            known = ", ".join(str(one.value) for one in kind)
            raise BundleError(f"paper.json has {value!r} at {at}; it knows {known}.") from error

    def _tuple(self, args: tuple[Any, ...], value: Any, at: str) -> tuple[Any, ...]:  # noqa: ANN401
        if not isinstance(value, list):
            raise BundleError(f"paper.json has {value!r} at {at}, where a list is due.")
        if args[-1] is not Ellipsis and len(value) != len(args):
            raise BundleError(f"paper.json has {len(value)} entries at {at}, not {len(args)}.")
        return tuple(self.read(args[0], item, f"{at}/{index}") for index, item in enumerate(value))

    def _object(self, kind: type, value: Any, at: str) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(value, dict):
            raise BundleError(f"paper.json has {value!r} at {at or '/'}, where an object is due.")
        given: dict[str, Any] = {}
        known = {"format"} if kind is Paper else set()
        for one in fields(kind):
            if kind is Paper and one.name in _ELSEWHERE:
                continue
            key = _key(kind, one)
            known.add(key)
            if key in value:
                given[one.name] = self.read(_hints(kind)[one.name], value[key], f"{at}/{key}")
            elif one.name not in _OPTIONAL.get(kind, ()) or _lacks_default(one):
                raise BundleError(f"paper.json lacks the key {key} at {at or '/'}.")
        for key in value.keys() - known:
            self.unknown[f"{at}/{key.replace('~', '~0').replace('/', '~1')}"] = value[key]
        if kind is PaperSource:
            given["text"] = self._text(value["id"], value["text_sha256"])
        return given if kind is Paper else kind(**given)

    def _text(self, source: str, digest: str) -> str:
        text = self.texts.get(source, "")
        if sha256_hex(text) != digest:
            raise BundleError(f"sources/{source}.txt is not the text that paper.json is about.")
        return text


def decode_paper(
    data: Any,  # noqa: ANN401 - whatever a file held
    *,
    texts: Mapping[str, str],
    positions: tuple[PositionRow, ...] = (),
    doubts: tuple[Doubt, ...] = (),
) -> Paper:
    """The paper that ``encode_paper`` wrote, with the ``texts`` of its sources by their ids.

    Raises ``BundleError`` where a required key is missing or holds something else than it should,
    and ``InvariantError`` where the paper breaks DESIGN §5.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BundleError(f"paper.json is not of the format {FORMAT}; this version reads no other.")
    reader = _Reader(texts)
    given = reader.read(Paper, data, "")
    extra = dict(sorted(reader.unknown.items()))
    return Paper(**given, positions=positions, doubts=doubts, extra=extra)


def decode_part(kind: object, value: object) -> object:
    """A part of ``paper.json`` as ``kind``, one of its dataclasses or a tuple of them.

    Raises ``BundleError`` where a key is missing or holds something else than it should.
    """
    return _Reader({}).read(kind, value, "")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _lacks_default(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _name(kind: type) -> str:
    return {str: "text", int: "a whole number", bool: "true or false", dict: "an object"}.get(
        kind, kind.__name__
    )
