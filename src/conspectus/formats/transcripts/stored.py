"""A transcript as JSON and back: how one crosses from the process that reads it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from conspectus.formats.transcripts.transcript import (
    Attendee,
    Form,
    Item,
    Removal,
    Span,
    SpeakerKind,
    Transcript,
    Turn,
    Why,
)


def stored(transcript: Transcript) -> dict[str, Any]:
    """What `json` can write."""
    return asdict(transcript)


def read_stored(said: dict[str, Any]) -> Transcript:
    """What `stored` was given.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    return Transcript(
        text=said["text"],
        form=Form(said["form"]),
        turns=tuple(_turn(one) for one in said["turns"]),
        removed=tuple(Removal(r["start"], r["end"], Why(r["why"])) for r in said["removed"]),
        items=tuple(Item(**one) for one in said["items"]),
        attendees=tuple(Attendee(**one) for one in said["attendees"]),
        disclaimers=tuple(said["disclaimers"]),
        corrections=tuple((was, should) for was, should in said["corrections"]),
        recordings=tuple(said["recordings"]),
    )


def _turn(said: dict[str, Any]) -> Turn:
    made = {
        **said,
        "kind": SpeakerKind(said["kind"]),
        "spans": tuple(Span(**one) for one in said["spans"]),
        "stage_notes": tuple(said["stage_notes"]),
    }
    return Turn(**made)
