"""Parts of scipy that take a quarter of a second to load, loaded where they are used first.

A run in which the sentence model works beside the engine loads them while vectors are made; one
that needs none of them, like a child that only reads, never does.
"""

from __future__ import annotations

import importlib
from typing import Any


def hierarchy() -> Any:  # noqa: ANN401 - the library has no types
    """``scipy.cluster.hierarchy``: trees of average linkage."""
    return importlib.import_module("scipy.cluster.hierarchy")


def distance() -> Any:  # noqa: ANN401 - the library has no types
    """``scipy.spatial.distance``: forms of matrices of distances."""
    return importlib.import_module("scipy.spatial.distance")


def special() -> Any:  # noqa: ANN401 - the library has no types
    """``scipy.special``: the logistic function."""
    return importlib.import_module("scipy.special")


def optimize() -> Any:  # noqa: ANN401 - the library has no types
    """``scipy.optimize``: the solver of convex problems."""
    return importlib.import_module("scipy.optimize")


def load_all() -> None:
    """Load them now, where there is nothing better to do."""
    for load in (optimize, hierarchy, distance, special):
        load()
