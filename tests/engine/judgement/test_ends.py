"""What is only the end of something else that is asked is no wish of its own."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.ends import is_end


def ends(text: str, concept: str) -> bool:
    tokens = tag(text)
    return is_end(tokens, next(i for i, token in enumerate(tokens) if token.text == concept))


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("To ensure continued stability, ports must be run in cooperation.", "stability"),
        ("To ensure security, stability and trust, ports must work together.", "trust"),
        ("In order to foster innovation, it is necessary to lower fees.", "innovation"),
        ("Fees should be lowered in order to promote innovation.", "innovation"),
        ("Ports should publish limits on noise to enhance privacy.", "privacy"),
        ("Freedom and flexibility are critical to foster the innovation of ports.", "innovation"),
        ("Openness is essential for innovation at the quay.", "innovation"),
        ("Clear rules are the key to maintaining open ports.", "open"),
        ("We recommend a debate in order to assess effects as well as to prevent harm.", "harm"),
    ],
)
def test_an_end(text: str, concept: str) -> None:
    assert ends(text, concept)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ports should promote innovation.", "innovation"),
        ("It is essential to protect privacy at the quay.", "privacy"),
        ("Efforts to protect privacy should be supported.", "privacy"),
        ("We need a framework to protect privacy.", "privacy"),
        ("All ports should take measures to ensure security.", "security"),
        ("To promote trade in secure products.", "secure"),
        ("To achieve fair fees, transparency must be ensured.", "transparency"),
        ("Fame must not be used as an excuse to limit privacy.", "privacy"),
        ("Privacy is essential for trade.", "Privacy"),
    ],
)
def test_what_is_wished_for_itself_is_none(text: str, concept: str) -> None:
    assert not ends(text, concept)
