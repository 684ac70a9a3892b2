"""Marks of quotation around words that hold marks themselves."""

from __future__ import annotations

import pytest

from conspectus.engine.errors import EngineError
from conspectus.engine.quoting import (
    in_quotation_marks,
    may_be_quoted,
    take_apart,
    turns_its_sense,
    whole_words,
)


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


@pytest.mark.parametrize(
    ("words", "turned"),
    [
        ("be taxed", True),
        ("Ports should not be taxed", True),
        ("Ports should not be taxed unless they are idle", False),
        ("They are cheap", False),
    ],
)
def test_a_cut_that_drops_a_denial_or_a_condition_turns_the_sense(words, turned):
    quote = "Ports should not be taxed unless they are idle. They are cheap."
    assert turns_its_sense(words, quote) is turned


def test_words_are_quoted_whole():
    assert whole_words("should be open", "Ports should be open.")
    assert not whole_words("hould be open", "Ports should be open.")
    assert not whole_words("Port", "Ports should be open.")
    assert whole_words("图书馆", "公共图书馆应当免费。")
