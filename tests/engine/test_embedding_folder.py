"""An institution's own sentence model, read from a folder as data."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.embedding import ModelError
from conspectus.engine.embedding_folder import load_folder, read_safetensors
from conspectus.engine.folder_tokenizer import read_tokenizer

ONNX = Path(__file__).parent / "data" / "tiny_encoder.onnx"
"""One Gather over a table of 8 tokens x 4 numbers."""

WORDPIECE = {
    "normalizer": {"type": "BertNormalizer", "lowercase": True},
    "pre_tokenizer": {"type": "BertPreTokenizer"},
    "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
    "model": {
        "type": "WordPiece",
        "unk_token": "[UNK]",
        "continuing_subword_prefix": "##",
        "vocab": {
            "[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "root": 4, "server": 5, "##s": 6,
            "域": 7,
        },
    },
}  # fmt: skip
UNIGRAM = {
    "normalizer": {"type": "Precompiled", "precompiled_charsmap": ""},
    "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
    "post_processor": {
        "type": "TemplateProcessing",
        "single": [
            {"SpecialToken": {"id": "<s>"}},
            {"Sequence": {"id": "A"}},
            {"SpecialToken": {"id": "</s>"}},
        ],
        "special_tokens": {"<s>": {"ids": [0]}, "</s>": {"ids": [1]}},
    },
    "model": {
        "type": "Unigram",
        "unk_id": 2,
        "vocab": [
            ["<s>", 0], ["</s>", 0], ["<unk>", 0], ["▁root", -2.0], ["▁ro", -1.5], ["ot", -1.5],
            ["▁", -3.0], ["s", -3.0],
        ],
    },
}  # fmt: skip
TABLE = np.arange(32, dtype=np.float32).reshape(8, 4) ** 2


def write_folder(folder: Path, tokenizer: dict[str, object] = WORDPIECE) -> Path:
    header = json.dumps(
        {"embeddings": {"dtype": "F32", "shape": [8, 4], "data_offsets": [0, TABLE.nbytes]}}
    ).encode()
    data = struct.pack("<Q", len(header)) + header + TABLE.tobytes()
    (folder / "model.safetensors").write_bytes(data)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def test_wordpiece_takes_the_longest_pieces(tmp_path: Path) -> None:
    tokenizer = read_tokenizer(write_folder(tmp_path) / "tokenizer.json")
    assert tokenizer.framed("Root-SERVERS 域") == [2, 4, 1, 5, 6, 7, 3]
    assert tokenizer.words("Root-SERVERS 域 unknown") == [4, 5, 6, 7]
    assert tokenizer.framed("") == [2, 3]


def test_unigram_takes_the_likeliest_pieces(tmp_path: Path) -> None:
    tokenizer = read_tokenizer(write_folder(tmp_path, UNIGRAM) / "tokenizer.json")
    assert tokenizer.framed("root") == [0, 3, 1]
    assert tokenizer.framed("roots xy") == [0, 3, 7, 6, 2, 1]


def test_long_texts_are_cut_inside_their_frame(tmp_path: Path) -> None:
    tokenizer = read_tokenizer(write_folder(tmp_path) / "tokenizer.json")
    ids = tokenizer.framed("root " * 900)
    assert (len(ids), ids[0], ids[-1]) == (512, 2, 3)


def test_token_vectors_are_averaged_and_of_unit_length(tmp_path: Path) -> None:
    model = load_folder(write_folder(tmp_path))
    mean = (TABLE[4] + TABLE[5] + TABLE[6]) / 3
    found = model.encode(["root servers", "nothing known"])
    assert np.allclose(found[0], mean / np.linalg.norm(mean), atol=1e-6)
    assert not found[1].any()
    assert (model.dimension, found.dtype) == (4, np.float32)


def test_onnx_tokens_are_averaged_and_threads_change_nothing(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    (tmp_path / "tokenizer.json").write_text(json.dumps(WORDPIECE), encoding="utf-8")
    shutil.copy(ONNX, tmp_path / "model.onnx")
    model = load_folder(tmp_path, hashlib.sha256(ONNX.read_bytes()).hexdigest())
    found = model.encode(["root", "servers", "域"])
    assert np.allclose(found[0], np.array([1, 1, 1, 0]) / np.sqrt(3), atol=1e-6)
    assert model.dimension == 4
    assert model.encode(["root", "servers", "域"], jobs=2).tobytes() == found.tobytes()
    assert model.encode([]).shape == (0, 4)


def test_the_hash_names_all_files_and_the_pin_the_model_file(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    first = load_folder(folder).sha256
    pin = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert load_folder(folder, pin).sha256 == first
    with pytest.raises(ModelError, match="is pinned"):
        load_folder(folder, "0" * 64)
    (folder / "tokenizer.json").write_text(json.dumps(UNIGRAM), encoding="utf-8")
    assert load_folder(folder).sha256 != first


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model: put model\.safetensors"):
        load_folder(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\x00" * 7, b"\xff" * 40, struct.pack("<Q", 2) + b"[]"])
def test_a_damaged_table_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"is damaged: copy it again\.$"):
        read_safetensors(path)


@pytest.mark.parametrize(
    "data",
    ["", "[]", "{}", '{"model": {"type": "BPE", "vocab": {}, "merges": []}}',
     '{"model": {"type": "WordPiece", "vocab": {}}}',
     json.dumps({**WORDPIECE, "pre_tokenizer": {"type": "ByteLevel"}})],
)  # fmt: skip
def test_an_unknown_tokenizer_is_refused(tmp_path: Path, data: str) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(ModelError, match="choose a model with a WordPiece or Unigram tokenizer"):
        read_tokenizer(path)


@pytest.fixture(scope="module")
def tokenizers(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    found = []
    for spec in (WORDPIECE, UNIGRAM):
        folder = write_folder(tmp_path_factory.mktemp("tokenizer"), spec)
        found.append(read_tokenizer(folder / "tokenizer.json"))
    return tuple(found)


@given(st.text(max_size=120))
def test_any_text_gives_ids_of_the_vocabulary(tokenizers: tuple[object, ...], text: str) -> None:
    for tokenizer in tokenizers:
        assert set(tokenizer.framed(text)) <= set(range(8))
