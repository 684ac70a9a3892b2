"""corrections.toml → corrections and acts on the text, in the order in which they were made.

They name passages by id, never views or offsets, so they outlive a new run. Which of two
contradicting ones wins is the engine's matter: it takes the later of the order given here.
``corrections_toml`` writes the same file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conspectus.engine.corpus import Correction, Stance
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.formats.intake.errors import ConfigurationError
from conspectus.formats.intake.settings import read_toml

_SIGNED = ("by", "at", "why")


@dataclass(frozen=True, slots=True)
class Shape:
    """Keys of a kind: which hold a list of passages, one passage, the value and the view."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    value: str = ""


SHAPES: Mapping[str, Shape] = {
    "same": Shape(("passages",)),
    "different": Shape(("passages",)),
    "theme": Shape(("passage", "theme"), ("also",), value="theme"),
    "stance": Shape(("passage", "stance"), ("view_of",), value="stance"),
    "not_a_claim": Shape(("passage",)),
    "relayed": Shape(("passage",)),
    "not_held": Shape(("passage", "view_of")),
    "oppose": Shape(("passages",)),
    "quote": Shape(("passage",)),
    "exclude": Shape((), ("passage", "source", "reason"), value="reason"),
    "alias": Shape(("holder", "names"), value="holder"),
    "wording": Shape(("view_of", "text"), ("also",), value="text"),
}


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """What corrections.toml holds; ``warnings`` name its unknown keys."""

    corrections: tuple[Correction, ...] = ()
    acts: tuple[Act, ...] = ()
    warnings: tuple[str, ...] = ()


def load_corrections(path: Path) -> CorrectionsFile:
    """Corrections and acts by date (``at``), those without one first, else as written.

    Raises:
        ConfigurationError: the file is not TOML, or an entry lacks a key or has a wrong one.
    """
    data = read_toml(path)
    found: list[Correction] = []
    acts: list[tuple[str, Act]] = []
    unknown: set[str] = set()
    for kind, entries in data.items():
        if kind not in SHAPES and kind not in ACT_KEYS:
            unknown.add(kind)
            continue
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise ConfigurationError(f"{path.name}: {kind} must be written as [[{kind}]] tables.")
        for position, entry in enumerate(entries, start=1):
            place = f"{path.name}: [[{kind}]] {position}"
            if kind in ACT_KEYS:
                acts.append((_text(entry, "at", place), _act(kind, entry, place, position)))
            else:
                found.append(_correction(kind, entry, place))
            unknown |= {f"{kind}.{key}" for key in entry if key not in _known_keys(kind)}
    found.sort(key=lambda correction: correction.at)
    acts.sort(key=lambda dated: dated[0])
    told = f"{path.name}: unknown keys are ignored: {', '.join(sorted(unknown))}."
    return CorrectionsFile(
        corrections=tuple(found),
        acts=tuple(act for _, act in acts),
        warnings=(told,) if unknown else (),
    )


def _known_keys(kind: str) -> set[str]:
    if kind in ACT_KEYS:
        return {*ACT_KEYS[kind], *_SIGNED}
    return {*SHAPES[kind].required, *SHAPES[kind].optional, *_SIGNED}


ACT_KEYS: Mapping[str, tuple[str, ...]] = {
    ActKind.REWORD: ("of", "was", "text"),
    ActKind.ADD: ("text", "theme", "after_of", "after_was"),
    ActKind.LEAVE_OUT: ("of", "was"),
    ActKind.MOVE: ("of", "was", "after_of", "after_was"),
    ActKind.HEADING: ("theme", "text"),
    ActKind.VERBATIM: ("of", "was", "holder", "text"),
    ActKind.WITHOUT_NAME: ("holder", "of", "was"),
    ActKind.NOTE: ("of", "was", "holder", "text"),
}
"""The keys of each kind of act (``engine.revision.acts``)."""
_ACTS_NEED: Mapping[str, tuple[str, ...]] = {
    ActKind.REWORD: ("of", "text"),
    ActKind.ADD: ("text",),
    ActKind.LEAVE_OUT: ("of",),
    ActKind.MOVE: ("of", "after_of"),
    ActKind.HEADING: ("theme", "text"),
    ActKind.VERBATIM: ("of", "holder"),
    ActKind.WITHOUT_NAME: ("holder",),
    ActKind.NOTE: ("of", "holder", "text"),
}


def _act(kind: str, entry: Mapping[str, Any], place: str, position: int) -> Act:
    for key in _ACTS_NEED[kind]:
        if not entry.get(key):
            raise ConfigurationError(f"{place} needs the key {key}.")
    given = {key: _text(entry, key, place) for key in (*ACT_KEYS[kind], *_SIGNED)}
    return Act(
        id=f"{kind}-{position}",
        kind=ActKind(kind),
        of=given.get("of", ""),
        was=given.get("was", ""),
        text=given.get("text", ""),
        holder=given.get("holder", ""),
        theme=given.get("theme", ""),
        after=(given.get("after_of", ""), given.get("after_was", "")),
        by=given["by"],
        why=given["why"],
    )


def _correction(kind: str, entry: Mapping[str, Any], place: str) -> Correction:
    shape = SHAPES[kind]
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
    if "passages" not in SHAPES[kind].required:
        passage = _text(entry, "passage", place)
        also = _texts(entry, "also", place) if "also" in SHAPES[kind].optional else ()
        return tuple(dict.fromkeys(one for one in (passage, *also) if one))
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
