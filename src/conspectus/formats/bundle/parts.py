"""Parts of a bundle read without its whole: what one sentence is held against, one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from conspectus.engine.corpus import Holder
from conspectus.engine.degree import rule_of_options
from conspectus.engine.paper import Opposition, Sentence, Theme
from conspectus.engine.revision.measures import Measures
from conspectus.formats.bundle.codec import decode_part
from conspectus.formats.bundle.reading import read_json


def read_measures(out: Path) -> Measures:
    """What the sentences of the bundle in ``out`` are held against; no source is read.

    Raises ``BundleError`` where ``paper.json`` is missing or damaged.
    """
    data = read_json(out / "paper.json")
    holders = cast("tuple[Holder, ...]", decode_part(tuple[Holder, ...], data["holders"]))
    themes = cast("tuple[Theme, ...]", decode_part(tuple[Theme, ...], data["themes"]))
    pairs = cast("tuple[Opposition, ...]", decode_part(tuple[Opposition, ...], data["oppositions"]))
    return Measures(
        holders={one.id: one for one in holders},
        addressed={theme.id: theme.addressed_by for theme in themes},
        themes={theme.id: theme.name for theme in themes},
        views={view["id"]: view["theme"] for view in data["views"]},
        opposed=frozenset(view for pair in pairs for view in pair.views),
        languages={source["id"]: source["language"] for source in data["sources"]},
        language=data["language"],
        rule=rule_of_options(data["engine"]["options"]),
    )


def decode_sentence(data: Mapping[str, Any]) -> Sentence:
    """A sentence as ``paper.json`` writes it.

    Raises ``BundleError`` where a key is missing, ``InvariantError`` where it breaks DESIGN §5.
    """
    return cast("Sentence", decode_part(Sentence, dict(data)))
