"""The bar of the issue, on the real paper where it is at hand."""

from __future__ import annotations

import pytest

from benchmarks.handwritten import GOLD, gold_spans, mentions_of, score
from conspectus.formats.readers import read

NAME = "reference/igf-2007-background-paper.txt"


def test_nine_of_ten_holders_are_found_and_hardly_one_is_wrong(data):
    path = data.parent / NAME
    if not path.is_file():
        pytest.skip(f"{NAME} is not beside the corpora")
    content = path.read_bytes()
    document = read(content, path.name)
    gold = gold_spans(GOLD, content.decode("utf-8"), document)
    figures = score(document.text, gold, mentions_of(document), details=True)
    assert figures["recall"] >= 0.9
    assert figures["precision"] >= 0.95
