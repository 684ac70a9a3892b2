"""corrections.toml → Corrections, in the order in which they were made.

Corrections name passages by id, never views or offsets, so they outlive a new run. Which of two
contradicting ones wins is the engine's matter: it takes the later of the order given here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conspectus.engine.corpus import Correction, Stance
from conspectus.formats.intake.errors import ConfigurationError
from conspectus.formats.intake.settings import read_toml

_SIGNED = ("by", "at", "why")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Keys of a kind: which hold a list of passages, one passage, the value and the view."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    value: str = ""


_SHAPES: Mapping[str, _Shape] = {
    "same": _Shape(("passages",)),
    "different": _Shape(("passages",)),
    "theme": _Shape(("passage", "theme"), value="theme"),
    "stance": _Shape(("passage", "stance"), ("view_of",), value="stance"),
    "not_a_claim": _Shape(("passage",)),
    "exclude": _Shape((), ("passage", "source", "reason"), value="reason"),
    "alias": _Shape(("holder", "names"), value="holder"),
    "wording": _Shape(("view_of", "text"), value="text"),
}


def load_corrections(path: Path) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """Corrections by date (``at``), those without one first, else as written; and warnings.

    Raises:
        ConfigurationError: the file is not TOML, or an entry lacks a key or has a wrong one.
    """
    data = read_toml(path)
    found: list[Correction] = []
    unknown: set[str] = set()
    for kind, entries in data.items():
        if kind not in _SHAPES:
            unknown.add(kind)
            continue
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise ConfigurationError(f"{path.name}: {kind} must be written as [[{kind}]] tables.")
        for position, entry in enumerate(entries, start=1):
            place = f"{path.name}: [[{kind}]] {position}"
            found.append(_correction(kind, entry, place))
            allowed = {*_SHAPES[kind].required, *_SHAPES[kind].optional, *_SIGNED}
            unknown |= {f"{kind}.{key}" for key in entry if key not in allowed}
    found.sort(key=lambda correction: correction.at)
    if not unknown:
        return tuple(found), ()
    return tuple(found), (f"{path.name}: unknown keys are ignored: {', '.join(sorted(unknown))}.",)


def _correction(kind: str, entry: Mapping[str, Any], place: str) -> Correction:
    shape = _SHAPES[kind]
    for key in shape.required:
        if not entry.get(key):
            raise ConfigurationError(f"{place} needs the key {key}.")
    passages = _passages(kind, entry, place)
    source = _text(entry, "source", place) or None
    if kind == "exclude" and bool(passages) == bool(source):
        raise ConfigurationError(f"{place} needs either passage or source, and not both.")
    value = _text(entry, shape.value, place) if shape.value else ""
    if kind == "stance" and value not in set(Stance):
        raise ConfigurationError(f"{place}: stance must be one of {', '.join(Stance)}.")
    return Correction(
        kind=kind,
        passages=passages,
        source=source,
        value=value,
        view_of=_text(entry, "view_of", place) or None,
        names=_texts(entry, "names", place),
        by=_text(entry, "by", place),
        at=_text(entry, "at", place),
        why=_text(entry, "why", place),
    )


def _passages(kind: str, entry: Mapping[str, Any], place: str) -> tuple[str, ...]:
    if "passages" not in _SHAPES[kind].required:
        passage = _text(entry, "passage", place)
        return (passage,) if passage else ()
    passages = tuple(dict.fromkeys(_texts(entry, "passages", place)))
    if len(passages) < 2:
        raise ConfigurationError(f"{place} needs at least two different passages.")
    return passages


def _text(entry: Mapping[str, Any], key: str, place: str) -> str:
    """A text; dates and numbers that TOML knows as such are taken as written."""
    value = entry.get(key, "")
    if isinstance(value, list | dict | bool):
        raise ConfigurationError(f"{place}: {key} must be a text in quotation marks.")
    return str(value).strip()


def _texts(entry: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigurationError(f'{place}: {key} must be a list of texts such as ["a", "b"].')
    return tuple(item.strip() for item in value if item.strip())
