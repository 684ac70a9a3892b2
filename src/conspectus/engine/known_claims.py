"""The claims of a source as an earlier run found them, so that only new sources are read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from conspectus.engine.code_version import code_version
from conspectus.engine.corpus import Capacity, Holder, Source, SourceKind
from conspectus.engine.embedding import Cache
from conspectus.engine.passages import Claim
from conspectus.engine.propositions import Proposition

CACHE_KIND: Final = "claims"
_FIELDS: Final = tuple(field.name for field in fields(Claim))
_ATOM_FIELDS: Final = tuple(field.name for field in fields(Proposition))


def recalled_claims(
    source: Source, holders: Mapping[str, Holder], languages: Sequence[str], cache: Cache | None
) -> list[Claim] | None:
    """``claims_of`` the source as the cache holds them; ``None`` where it is to be read."""
    stored = cache.get(CACHE_KIND, _key(source, holders, languages)) if cache is not None else None
    if stored is None:
        return None
    try:
        return claims_from_bytes(stored, source)
    except (ValueError, TypeError, KeyError):
        return None  # written by something else: read the source again


def keep_claims(
    claims: Sequence[Claim],
    source: Source,
    holders: Mapping[str, Holder],
    languages: Sequence[str],
    cache: Cache | None,
) -> None:
    """Keep ``claims_of`` the source for later runs."""
    if cache is not None:
        cache.put(CACHE_KIND, _key(source, holders, languages), claims_bytes(claims))


def _key(source: Source, holders: Mapping[str, Holder], languages: Sequence[str]) -> str:
    """All that ``claims_of`` looks at: the source, who holds it, the engine itself."""
    held = [holders[holder] for holder in source.holders]
    seen = repr((code_version(), source, held, tuple(languages)))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()


def claims_bytes(claims: Sequence[Claim]) -> bytes:
    """Claims as JSON; their text is left in the source."""
    rows = [[_plain(claim, name) for name in _FIELDS] for claim in claims]
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _plain(claim: Claim, name: str) -> object:
    if name == "text":
        return None
    value = getattr(claim, name)
    if name == "propositions":
        return [[getattr(atom, field) for field in _ATOM_FIELDS] for atom in value]
    return value


def claims_from_bytes(data: bytes, source: Source) -> list[Claim]:
    """The claims that ``claims_bytes`` wrote.

    Raises:
        ValueError, TypeError, KeyError: the bytes hold something else.
    """
    rows = json.loads(data.decode("utf-8", "surrogatepass"))
    if not isinstance(rows, list):
        raise TypeError("Claims are kept as a list.")
    return [_claim(dict(zip(_FIELDS, row, strict=True)), source) for row in rows]


def _claim(row: dict[str, Any], source: Source) -> Claim:
    row["text"] = source.text[row["start"] : row["end"]]
    row["capacity"] = Capacity(row["capacity"])
    row["headings"] = tuple(row["headings"])
    row["propositions"] = tuple(
        _atom(dict(zip(_ATOM_FIELDS, atom, strict=True))) for atom in row["propositions"]
    )
    row["source_kind"] = SourceKind(row["source_kind"])
    return Claim(**row)


def _atom(row: dict[str, Any]) -> Proposition:
    row["concept"] = tuple(row["concept"])
    return Proposition(**row)
