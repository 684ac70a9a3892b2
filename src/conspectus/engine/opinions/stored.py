"""A map as JSON and back: made in a job, shown by pages that import no numpy."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from conspectus.engine.opinions.opinion_map import (
    Group,
    Mark,
    OpinionMap,
    Representative,
    Standing,
    Tally,
    Uncertainty,
)


def to_json(opinion_map: OpinionMap) -> str:
    """One line, the same for equal maps."""
    return json.dumps(asdict(opinion_map), sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> OpinionMap:
    """The map that ``to_json`` wrote.

    Raises:
        ValueError, KeyError, TypeError: for a text that it did not write.
    """
    told: dict[str, Any] = json.loads(text)
    shaken = told["uncertainty"]
    simple = {
        name: _tuples(told[name])
        for name in ("participants", "propositions", "centre", "components", "positions")
    }
    return OpinionMap(
        **simple,
        grouped=tuple(told["grouped"]),
        groups=tuple(_group(each) for each in told["groups"]),
        silhouette=told["silhouette"],
        tried=_tuples(told["tried"]),
        uncertainty=Uncertainty(**shaken) if shaken else None,
        consensus=_standings(told["consensus"]),
        common_ground=_standings(told["common_ground"]),
        dividing=_standings(told["dividing"]),
        marks=tuple(Mark(**each) for each in told["marks"]),
        reason=told["reason"],
    )


def _group(told: dict[str, Any]) -> Group:
    representative = tuple(
        Representative(
            **each | {"tally": Tally(**each["tally"]), "others": Tally(**each["others"])}
        )
        for each in told["representative"]
    )
    return Group(
        letter=told["letter"],
        members=tuple(told["members"]),
        centre=_tuples(told["centre"]),
        stability=told["stability"],
        representative=representative,
    )


def _standings(told: list[dict[str, Any]]) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            **each | {"tallies": {name: Tally(**tally) for name, tally in each["tallies"].items()}}
        )
        for each in told
    )


def _tuples(told: Any) -> Any:  # noqa: ANN401 - nested lists of any depth
    return tuple(_tuples(each) for each in told) if isinstance(told, list) else told
