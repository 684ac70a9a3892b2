"""Marks of quotation around words that hold marks themselves."""

from __future__ import annotations

import pytest

from conspectus.engine.errors import EngineError
from conspectus.engine.quoting import in_quotation_marks, may_be_quoted, take_apart


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("网络应当开放。", "“网络应当开放。”"),
        ("“多利益攸关方”应当参与。", "«“多利益攸关方”应当参与。»"),
        ("« Le réseau » et “le reste”", "「« Le réseau » et “le reste”」"),
    ],
)
def test_a_pair_that_the_words_do_not_hold_is_taken(words: str, quoted: str) -> None:
    assert in_quotation_marks(words) == quoted
    assert take_apart(quoted).inside == (words,)
    assert take_apart(quoted).fault is None


def test_words_with_marks_of_all_kinds_cannot_be_quoted() -> None:
    words = "“a” «b» 「c」"
    assert not may_be_quoted(words)
    with pytest.raises(EngineError, match="No quotation marks are left"):
        in_quotation_marks(words)
