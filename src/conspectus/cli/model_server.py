"""Sentence vectors from a server that speaks the OpenAI-compatible embeddings interface.

For institutions that run a model of their own on another machine. It is asked only where forum.toml
names it: the texts of submissions leave this machine then.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np

from conspectus.engine.embedding import ModelError, Vectors

BATCH: Final = 64
TIMEOUT_S: Final = 60.0
MAX_ANSWER: Final = 64 * 2**20
KEY_VARIABLE: Final = "CONSPECTUS_MODEL_KEY"
"""Environment variable with the bearer token, where the server wants one."""


class ModelServer:
    """An embedder behind a URL: ``http://host:port/v1``, with ``#name`` where it serves several."""

    def __init__(self, url: str) -> None:
        address, _, model = url.partition("#")
        if urllib.parse.urlsplit(address).scheme not in {"http", "https"}:
            raise ModelError(f"model.url {url!r} is no web address: write http:// or https://.")
        self._address = f"{address.rstrip('/')}/embeddings"
        self._model = model or "default"
        self.name = f"{self._model} at {urllib.parse.urlsplit(address).netloc}"

    @cached_property
    def sha256(self) -> str:
        """Of address and a vector: another model behind the same address is another model."""
        probe = self._ask(["multi-stakeholder dialogue"]).tobytes()
        return hashlib.sha256(f"{self._address}\n{self._model}\n".encode() + probe).hexdigest()

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._ask(["multi-stakeholder dialogue"]).shape[1])

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:  # noqa: ARG002 (the server's)
        """Vectors of ``texts``: float32 (n, dimension), each of unit length.

        Raises:
            ModelError: the server cannot be reached or answers something else.
        """
        batches = [self._ask(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        if not batches:
            return np.empty((0, self.dimension), dtype=np.float32)
        if len({batch.shape[1] for batch in batches}) > 1:
            raise ModelError(f"The model server {self.name} gave vectors of different lengths.")
        return np.concatenate(batches)

    def _ask(self, texts: Sequence[str]) -> Vectors:
        answer = self._post({"model": self._model, "input": list(texts)})
        try:
            rows = sorted(answer["data"], key=lambda row: int(row["index"]))
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise ModelError(f"The model server {self.name} answered no vectors.") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise ModelError(
                f"The model server {self.name} gave no sound vector for each of {len(texts)} texts."
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.maximum(lengths, np.float32(1e-12))).astype(np.float32)
        return unit

    def _post(self, body: dict[str, Any]) -> Any:  # noqa: ANN401 (what a stranger's JSON holds)
        headers = {"Content-Type": "application/json"}
        key = os.environ.get(KEY_VARIABLE)
        if key:
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(  # noqa: S310 (http or https: see __init__)
            self._address, data=json.dumps(body).encode(), headers=headers
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:  # noqa: S310
                return json.loads(response.read(MAX_ANSWER))
        except urllib.error.HTTPError as error:
            raise ModelError(
                f"The model server {self.name} refused with status {error.code}."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise ModelError(
                f"The model server {self.name} cannot be reached ({error}); start it, or use "
                "--no-model."
            ) from error
        except ValueError as error:
            raise ModelError(f"The model server {self.name} answered no JSON.") from error
