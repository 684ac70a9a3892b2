"""Noun phrases: where they end, what their heads are, which are coordinated."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.phrases import coordinated_phrases, noun_phrase_at
from conspectus.engine.grammar.tagging import tag


def phrases(text: str) -> list[tuple[str, str]]:
    """(phrase, head) of the coordinated phrases from the first word on."""
    tokens = tag(text)
    return [
        (text[tokens[p.start].start : tokens[p.end - 1].end], tokens[p.head].text)
        for p in coordinated_phrases(tokens, 0, len(tokens))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the protection of privacy", [("the protection of privacy", "protection")]),
        (
            "privacy, freedom of expression and open standards",
            [
                ("privacy", "privacy"),
                ("freedom of expression", "freedom"),
                ("open standards", "standards"),
            ],
        ),
        ("open, free and secure networks", [("open, free and secure networks", "networks")]),
        ("very open networks", [("very open networks", "networks")]),
        ("privacy as well as security", [("privacy", "privacy"), ("security", "security")]),
        ("should protect privacy", []),
    ],
)
def test_coordinated_phrases(text: str, found: list[tuple[str, str]]) -> None:
    assert phrases(text) == found


def test_a_phrase_ends_at_its_limit() -> None:
    tokens = tag("the protection of privacy")
    phrase = noun_phrase_at(tokens, 0, 2)
    assert phrase is not None
    assert (phrase.start, phrase.end, phrase.head) == (0, 2, 1)
