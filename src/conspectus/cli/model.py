"""Which sentence model a run uses: none, the default, or one that the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conspectus.cli.model_server import ModelServer
from conspectus.engine.embedding import Embedder, load_default
from conspectus.engine.embedding_folder import load_folder


def chosen_model(settings: Mapping[str, str], *, beside: Path) -> Embedder | None:
    """The model of ``[model]`` in forum.toml, else the default, ``None`` where it is absent.

    ``settings``: path or url, and sha256. ``beside``: the folder that a relative path starts from.

    Raises:
        ModelError: the model that is named cannot be used.
    """
    if "path" in settings:
        return load_folder(beside / settings["path"], settings.get("sha256"))
    if "url" in settings:
        return ModelServer(settings["url"])
    return load_default()
