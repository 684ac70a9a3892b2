"""Which models a run uses: for sentence vectors, and for wordings where one is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from conspectus.cli.chat_server import ChatServer
from conspectus.cli.model_beside import model_beside
from conspectus.cli.model_server import ModelServer
from conspectus.engine.corpus import LanguageModelSpec
from conspectus.engine.embedding import Embedder, load_default
from conspectus.engine.embedding_folder import load_folder


def chosen_model(settings: Mapping[str, str], *, beside: Path, jobs: int = 1) -> Embedder | None:
    """The model of ``[model]`` in forum.toml, else the default, ``None`` where it is absent.

    ``settings``: path or url, and sha256. ``beside``: the folder that a relative path starts from.
    ``jobs``: from two on the default works in a process of its own.

    Raises:
        ModelError: the model that is named cannot be used.
    """
    if "path" in settings:
        return load_folder(beside / settings["path"], settings.get("sha256"))
    if "url" in settings:
        return ModelServer(settings["url"])
    return model_beside() if jobs > 1 else load_default()


def chosen_language_model(url: str | None, spec: LanguageModelSpec | None) -> ChatServer | None:
    """The server that proposes wordings: ``url`` of the command line, else of ``[llm]``, else none.

    Raises:
        LanguageModelError: the address or the token cannot be used.
    """
    if url is not None:
        spec = replace(spec, url=url) if spec else LanguageModelSpec(url=url)
    return ChatServer(spec.url, seconds=spec.seconds) if spec else None
