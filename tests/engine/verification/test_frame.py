"""A sentence taken apart into who reports, how, and what."""

from __future__ import annotations

import pytest

from conspectus.engine.verification.frame import frame_of

NAMES = ("Aurora Institute", "Telvanor", "Kingdom of Estmark", "Pan-Meridian Union")


def _read(text):
    return [
        (" ".join(part.verb.form) if part.verb else None, part.text)
        for part in frame_of(text, names=NAMES).parts
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Telvanor called for a cap.", [("called for", "a cap")]),
        (
            "Several contributors (A, B (in a personal capacity), C) held the view that it rains.",
            [("held the view", "it rains")],
        ),
        ("One contribution (X) stated that it rains.", [("stated", "it rains")]),
        ("Others (C, D) opposed a new body.", [("opposed", "a new body")]),
        ("Support was expressed (A, B) for a cap.", [("supported", "a cap")]),
        ("Concern was expressed (A) about prices.", [("expressed concern", "prices")]),
        ("There was general support (e.g. A, B) for a cap.", [("general support", "a cap")]),
        (
            "There is general support (A) for the view that it rains.",
            [("general support", "it rains")],
        ),
        ("Telvanor wrote: “it rains all day”.", [("wrote", "“it rains all day”")]),
        (
            "Telvanor listed open access and fair use among its principles.",
            [("listed", "open access and fair use")],
        ),
        (
            "Four of the six contributors that addressed this (A, B, C, D) said that it rains.",
            [("said", "it rains")],
        ),
        (
            "In identical terms, two contributions (A, B) called for a cap.",
            [("called for", "a cap")],
        ),
        ("It was suggested (A) that it rains.", [("suggested", "it rains")]),
        ("In the view of the Aurora Institute, it rains.", [("held the view", "it rains")]),
        (
            "The Pan-Meridian Union on behalf of its member States rejected any delay.",
            [("rejected", "any delay")],
        ),
        (
            "Telvanor stated that it rains and called for a roof.",
            [("stated", "it rains"), ("called for", "a roof")],
        ),
        (
            "Telvanor states that it rains and that roofs leak.",
            [("states", "it rains"), ("states", "roofs leak")],
        ),
        (
            "governments should support the free flow of data",
            [(None, "governments should support the free flow of data")],
        ),
        (
            "online harassment should be addressed",
            [(None, "online harassment should be addressed")],
        ),
    ],
)
def test_a_report_is_taken_apart(text, parts):
    assert _read(text) == parts


def test_the_parts_stand_where_they_say():
    text = "The Kingdom of Estmark stated that it rains and called for a roof."
    frame = frame_of(text, names=NAMES)
    assert [text[part.start : part.end] for part in frame.parts] == ["it rains", "a roof"]
    assert frame.subject == "The Kingdom of Estmark"
