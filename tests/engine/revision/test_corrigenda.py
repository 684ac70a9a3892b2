"""Where the words of a span stand after a text was put right."""

from __future__ import annotations

import pytest

from conspectus.engine.revision.corrigenda import place_now

WAS = "Good morning. Access should be affordable for all. Thank you."


def now(text: str, words: str = "Access should be affordable for all") -> str:
    start = WAS.index(words)
    first, last = place_now(WAS, text, start, start + len(words))
    return text[first:last]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WAS, "Access should be affordable for all."),
        (f"Indeed. {WAS}", "Access should be affordable for all."),
        (WAS.replace("should", "must"), "Access must be affordable for all."),
        (WAS.replace("should", "should not"), "Access should not be affordable for all."),
        (WAS.replace("affordable ", ""), "Access should be for all."),
        (WAS.replace("morning", "day"), "Access should be affordable for all."),
        ("Good morning. Thank you.", ""),
        ("", ""),
    ],
)
def test_words_are_followed_into_the_corrected_text(text, found):
    assert now(text) == found
