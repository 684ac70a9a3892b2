"""A sentence model in a local folder, for institutions that bring their own.

Two layouts are read: Model2Vec (``model.safetensors`` with one vector a token) and ONNX
(``model.onnx`` with the usual encoder inputs). Both come with ``tokenizer.json``. Data is read,
never code. ONNX needs a library of its own: ``pip install 'conspectus[local-model]'``.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import struct
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from conspectus.engine.embedding import Embedder, ModelError, Vectors, require_hash
from conspectus.engine.folder_tokenizer import read_tokenizer

LONGEST_HEADER = 1 << 24
TYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}
SMALLEST = 1e-12


def load_folder(folder: Path, sha256: str | None = None) -> Embedder:
    """The model in ``folder``; ``sha256`` pins its model file (as ``sha256sum`` prints it).

    Raises:
        ModelError: Nothing of use is in the folder, a file has other bytes than pinned or is
            damaged, or a library is missing.
    """
    names = ("model.safetensors", "model.onnx")
    found = [name for name in names if (folder / name).is_file()]
    if not found or not (folder / "tokenizer.json").is_file():
        raise ModelError(
            f"The folder {folder} holds no model: put model.safetensors (Model2Vec) or model.onnx "
            "there, with its tokenizer.json."
        )
    if sha256 is not None:
        require_hash(folder / found[0], sha256)
    return TokenVectors(folder) if found[0] == names[0] else OnnxEncoder(folder)


def _digest(*paths: Path) -> str:
    """One hash over the files that a vector depends on."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _unit(vector: npt.NDArray[Any]) -> Vectors:
    """The vector with length one; a text without known tokens has none and stays zero."""
    length = float(np.linalg.norm(vector.astype(np.float64)))
    return np.asarray(vector / max(length, SMALLEST), dtype=np.float32)


class TokenVectors:
    """Model2Vec (Tulkens and van Dongen 2024): the mean of a text's token vectors."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.sha256 = _digest(folder / "model.safetensors", folder / "tokenizer.json")
        self._tokenizer = read_tokenizer(folder / "tokenizer.json")
        tensors = read_safetensors(folder / "model.safetensors")
        if "embeddings" not in tensors or tensors["embeddings"].ndim != 2:
            raise ModelError(
                f"The file {folder / 'model.safetensors'} holds no table of token vectors "
                "called embeddings: use a Model2Vec model."
            )
        self._table = np.asarray(tensors["embeddings"], dtype=np.float32)
        self._weights = tensors.get("weights")

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:
        """Vectors of ``texts``: float32 (n, dimension), unit length (zero without known words)."""
        del jobs  # a look-up and a mean: nothing to share out
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, text in enumerate(texts):
            known = [one for one in self._tokenizer.words(text) if one < len(self._table)]
            if known:
                rows = self._table[known]
                if self._weights is not None:
                    rows = rows * self._weights[known][:, None]
                out[i] = _unit(rows.mean(axis=0, dtype=np.float64))
        return out


class OnnxEncoder:
    """A transformer in ONNX, one sentence at a time, its token vectors averaged."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.sha256 = _digest(folder / "model.onnx", folder / "tokenizer.json")
        self._tokenizer = read_tokenizer(folder / "tokenizer.json")
        try:
            runtime = importlib.import_module("onnxruntime")
        except ImportError as error:
            raise ModelError(
                f"The model in {folder} needs the library onnxruntime: "
                "run pip install 'conspectus[local-model]'."
            ) from error
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1  # more threads change the order of sums
        try:
            self._session = runtime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the library raises many kinds of its own
            raise ModelError(
                f"The model {folder / 'model.onnx'} cannot be loaded: export it again."
            ) from error
        self._inputs = {node.name for node in self._session.get_inputs()}

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return len(self._one("a"))

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:
        """Vectors of ``texts``: float32 (n, dimension), unit length; ``jobs`` threads."""
        if jobs > 1:
            with ThreadPoolExecutor(jobs) as pool:
                rows = list(pool.map(self._one, texts))
        else:
            rows = [self._one(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimension), dtype=np.float32)

    def _one(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.framed(text)], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        output = self._session.run(None, {n: v for n, v in feed.items() if n in self._inputs})[0][0]
        return _unit(output if output.ndim == 1 else output.mean(axis=0, dtype=np.float64))


def read_safetensors(path: Path) -> dict[str, npt.NDArray[Any]]:
    """The floating-point tensors of a safetensors file: a JSON header, then plain numbers.

    Raises:
        ModelError: The file is damaged.
    """
    try:
        data = path.read_bytes()
        (length,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + min(length, LONGEST_HEADER)])
        tensors = {}
        for name, entry in header.items():
            if name == "__metadata__" or entry["dtype"] not in TYPES:
                continue
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            flat = np.frombuffer(data[start:end], dtype=TYPES[entry["dtype"]])
            tensors[name] = flat.reshape(entry["shape"])
        return tensors
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise ModelError(f"The model file {path} is damaged: copy it again.") from error
