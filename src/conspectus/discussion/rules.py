"""What the discussion goes by: closed lists, limits, pages by weight. Pure functions."""

from __future__ import annotations

import re
import zlib
from typing import Final

REASONS: Final = (
    "off-topic",
    "personal-attack",
    "hatred",
    "personal-data",
    "unlawful",
    "advertising",
    "repeated",
    "false-identity",
)
"""Why a post may be refused or hidden: a closed, published list (Santa Clara Principles, 2021)."""

LABELS: Final = (
    "question",
    "proposal",
    "experience",
    "source",
    "answer",
    "interest",
    "machine-written",
    "translated",
)
"""What authors may say of their own posts. "interest": the author has an interest in the matter."""

LONGEST: Final = 20_000
"""Code points of a post."""

HEAVIEST: Final = 7_000
"""Bytes of a post, compressed: it stands on a page of its own within 14,000."""

PAGE: Final = 50
"""Posts of a page at most."""

PAGE_WEIGHT: Final = 6_500
"""Bytes of the posts of a page, compressed one by one: together they take less."""

SHOWN: Final = 1_800
"""Code points of a long post that its thread shows; the rest is one link away."""

MOST_AN_HOUR: Final = 12
"""Posts of one author within an hour, in a forum cycle."""

MOST_LINKS: Final = 6
"""Links to confirm an address that are mailed to it within an hour."""

MOST_FLAGS: Final = 20
"""Flags from one network within an hour."""

EDITABLE_HOURS: Final = 24
"""How long an author may edit a post; every earlier text stays to be read."""


MOST_TEXTS = 30
"""Earlier texts of a post: each is recorded, and stands for ever at an address of its own."""


def weight_of(text: str) -> int:
    """Bytes that a post adds to its page, compressed, with what stands around its words."""
    return len(zlib.compress(shown_part(text).encode(), 6)) + 60


def full_weight(text: str) -> int:
    """Bytes of the whole post, compressed."""
    return len(zlib.compress(text.encode(), 6))


def shown_part(text: str) -> str:
    """What a thread shows of a post: all of it, or its beginning up to a break."""
    if len(text) <= SHOWN:
        return text
    cut = text[:SHOWN]
    at = max(cut.rfind("\n"), cut.rfind(". "), cut.rfind("。"))
    return cut[: at + 1] if at > SHOWN // 2 else cut


def page_for(page: int, posts: int, weight: int, added: int) -> tuple[int, int, int]:
    """Where the next post stands: (page, posts on it, their weight). It never moves afterwards.

    ``page``: the last one so far, 0 for none.
    """
    if page == 0 or posts >= PAGE or weight + added > PAGE_WEIGHT:
        return page + 1, 1, added
    return page, posts + 1, weight + added


_GREETING = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|sv|tr|rv)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)


def plain_subject(subject: str) -> str:
    """A mail's subject without what programs put before it, and a list's mark in brackets."""
    bare = _GREETING.sub("", subject.strip())
    bare = re.sub(r"^\[[^\]]{1,60}\]\s*", "", bare)
    return _GREETING.sub("", bare).strip()[:200]


def parted(text: str) -> list[str]:
    """A text in posts that can be published each: at paragraphs, else at lines, else anywhere."""
    if len(text) <= LONGEST and full_weight(text) <= HEAVIEST:
        return [text]
    half = len(text) // 2
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, 0, half + 1)
        if at > len(text) // 5:
            return [*parted(text[:at].rstrip()), *parted(text[at:].lstrip())]
    return [*parted(text[:half]), *parted(text[half:])]
