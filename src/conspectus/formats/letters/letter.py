"""What a mail says: the sender's own words, what it quotes, its signature, its attachments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conspectus.engine.document import Document
from conspectus.engine.errors import ConspectusError


class LetterError(ConspectusError):
    """No mail that anything can be read of; one sentence for its sender."""


class Reason(StrEnum):
    """Why a part of a mail was left out."""

    PICTURE = "picture"
    SIGNATURE = "signature"
    CARD = "card"
    ENCRYPTED = "encrypted"
    RICH_TEXT = "rich text"
    ELSEWHERE = "elsewhere"
    EMPTY = "empty"


class Robot(StrEnum):
    """What sent a mail, where that was nobody (RFC 3834, RFC 3464)."""

    BOUNCE = "bounce"
    ANSWER = "answer"
    LIST = "list"


class Vouched(StrEnum):
    """Whether a sender's address is its own."""

    UNKNOWN = "unknown"
    RIGHT = "right"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. ``name``: without a path; never empty."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that is no document: its name, where it has one, and why."""

    reason: Reason
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail as it was read.

    ``sender``: address of the (first) author, "" where there is none that can be answered;
    ``title``: the subject without "Re:" and the like. ``language``: ISO 639-1 where the head says
    it. ``body``: the sender's own words; ``quoted``, ``signature``: plain text, kept apart.
    ``message_id``, ``answers``: ids without angle brackets, what it answers to. ``marks``: values
    of X-Loop. ``hops``: servers that it came through. ``robot``: what sent it, ``None``: somebody.
    ``vouched``: what the own server found of the sender's address.
    """

    sender: str
    sender_name: str
    title: str
    language: str
    message_id: str
    answers: tuple[str, ...]
    marks: tuple[str, ...]
    hops: int
    robot: Robot | None
    vouched: Vouched
    body: Document
    quoted: str
    signature: str
    attachments: tuple[Attachment, ...]
    left_out: tuple[LeftOut, ...]
