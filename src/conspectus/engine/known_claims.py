"""The claims of a source as an earlier run found them, so that only new sources are read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from conspectus.engine.code_version import code_version
from conspectus.engine.corpus import Capacity, Holder, Source, SourceKind
from conspectus.engine.embedding import Cache, Embedder, Foreseeing
from conspectus.engine.passages import Claim, claims_of
from conspectus.engine.propositions import Proposition

CACHE_KIND: Final = "claims"
_FIELDS: Final = tuple(field.name for field in fields(Claim))
_ATOM_FIELDS: Final = tuple(field.name for field in fields(Proposition))


def known_claims(
    source: Source,
    holders: Mapping[str, Holder],
    languages: Sequence[str],
    cache: Cache | None,
    embedder: Embedder | None = None,
) -> list[Claim]:
    """``claims_of`` the source, from the cache where it holds them; the same either way.

    ``embedder``: is told of new claims, of which vectors will be wanted.
    """
    if cache is None:
        return _read_anew(source, holders, languages, embedder)
    key = _key(source, holders, languages)
    stored = cache.get(CACHE_KIND, key)
    if stored is not None:
        try:
            return claims_from_bytes(stored, source)
        except (ValueError, TypeError, KeyError):
            pass  # written by something else: read the source again
    claims = _read_anew(source, holders, languages, embedder)
    cache.put(CACHE_KIND, key, claims_bytes(claims))
    return claims


def _read_anew(
    source: Source,
    holders: Mapping[str, Holder],
    languages: Sequence[str],
    embedder: Embedder | None,
) -> list[Claim]:
    claims = claims_of(source, holders, languages)
    if isinstance(embedder, Foreseeing):
        embedder.foresee([claim.plain for claim in claims])
    return claims


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
