"""Corrections and acts → corrections.toml, which ``load_corrections`` reads back the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from conspectus.engine.corpus import Correction
from conspectus.engine.revision.acts import Act
from conspectus.formats.intake.corrections import ACT_KEYS, SHAPES

Dated = tuple[str, Act]
"""An act with its date (ISO 8601), which an act itself does not know."""


def corrections_toml(corrections: Iterable[Correction], acts: Iterable[Dated] = ()) -> bytes:
    """The file in the order given: corrections first, then acts, each one table."""
    tables = [
        *(_table(one.kind, _of_correction(one)) for one in corrections),
        *(_table(act.kind.value, _of_act(at, act)) for at, act in acts),
    ]
    return "\n".join(tables).encode()


def _of_correction(one: Correction) -> Mapping[str, object]:
    shape = SHAPES[one.kind]
    several = "passages" in shape.required
    first = one.passages[0] if one.passages else ""
    also = one.passages if one.kind == "wording" else one.passages[1:]
    given: dict[str, object] = {
        "passages": list(one.passages) if several else None,
        "passage": None if several else first,
        "source": one.source,
        "names": list(one.names) or None,
        "view_of": one.view_of,
        "also": list(also) or None,
        **({shape.value: one.value} if shape.value else {}),
    }
    allowed = {*shape.required, *shape.optional}
    return {
        **{key: value for key, value in given.items() if key in allowed},
        "by": one.by,
        "at": one.at,
        "why": one.why,
    }


def _of_act(at: str, act: Act) -> Mapping[str, object]:
    after_of, after_was = act.after
    given = {
        "of": act.of,
        "was": act.was,
        "text": act.text,
        "holder": act.holder,
        "theme": act.theme,
        "after_of": after_of,
        "after_was": after_was,
    }
    return {
        **{key: given[key] for key in ACT_KEYS[act.kind]},
        "by": act.by,
        "at": at,
        "why": act.why,
    }


def _table(kind: str, values: Mapping[str, object]) -> str:
    return "\n".join([f"[[{kind}]]", *_lines(values), ""])


def _lines(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        if value:
            # A JSON string is a basic string of TOML, but for DEL, which JSON leaves as it is.
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
