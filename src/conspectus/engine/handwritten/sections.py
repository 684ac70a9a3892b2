"""Headings and paragraph numbers of a paper that was written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from conspectus.engine.document import Block, BlockKind, Document
from conspectus.engine.handwritten.cues import words

_LABEL: Final = re.compile(
    r"^(?:(?P<part>part|chapter|section)\s+)?(?:(?P<roman>[IVX]{1,6})|(?P<letter>[A-Z])|"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*))[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
PARAGRAPH_NUMBER: Final = re.compile(
    r"^(?:\(?(\d{1,3}(?:\.\d{1,3}){0,3}(?:\s?(?:bis|ter))?)[.)]?|§\s?(\d{1,3}))\s+(?=[\w“\"(])"
)


@dataclass(frozen=True, slots=True)
class Headed:
    """A block with the headings above it; ``body``: whether it belongs to no annex."""

    block: Block
    path: tuple[str, ...]
    body: bool


def headed_blocks(document: Document) -> Iterator[Headed]:
    """The blocks of a document but its headings, each under its path.

    A heading's rank is that of its label ("II." above "A." above "1."), else the reader's level.
    """
    path: list[tuple[int, str, bool]] = []
    ranks: dict[str, int] = {}
    for block in document.blocks:
        content = " ".join(document.text[block.start : block.end].split())
        if block.kind is not BlockKind.HEADING:
            yield Headed(block, tuple(t for _, t, _ in path), all(body for _, _, body in path))
            continue
        rank = _rank(content, block.level or 1, ranks)
        in_annex = bool(path) and not path[0][2] and not _is_labelled(content)
        is_body = not (_is_annex(content) or in_annex)
        while path and path[-1][0] >= rank and not (in_annex and len(path) == 1):
            path.pop()
        path.append((rank + (1 if in_annex else 0), content, is_body))


def _is_labelled(content: str) -> bool:
    return _LABEL.match(content) is not None


def _rank(content: str, level: int, ranks: dict[str, int]) -> int:
    """Rank of a heading, kinds of labels ranked in the order in which the paper uses them."""
    if _is_annex(content):
        ranks.clear()
        return 0
    label = _LABEL.match(content)
    if label is None:
        return level * 10
    if number := label["number"]:
        kind = f"number{number.count('.')}"
    else:
        kind = (
            "roman"
            if label["roman"] and not (label["roman"] in "CDVX" and "letter" in ranks)
            else "letter"
        )
    return ranks.setdefault(kind, (len(ranks) + 1) * 10)


def _is_annex(content: str) -> bool:
    first = re.sub(r"[\d.:)(]", " ", content.lower()).split()
    if not first:
        return False
    if first[0] in words("annexes", "headings"):
        return True
    listed = first[0] == "list" or (
        len(first) <= 3 and first[0] in {"contributors", "respondents", "acronyms", "abbreviations"}
    )
    return listed and bool(set(first) & words("annexes", "rosters"))


def lists_names(path: tuple[str, ...]) -> bool:
    """Whether a section is a list of contributions, contributors, speakers."""
    found = set(re.findall(r"[a-z]+", path[-1].lower())) if path else set()
    return bool(found & words("annexes", "rosters")) and len(found) <= 8


def paragraph_number(content: str) -> tuple[str | None, int]:
    """The number that opens a paragraph, and how many characters it takes."""
    found = PARAGRAPH_NUMBER.match(content)
    if found is None:
        return None, 0
    return (found.group(1) or found.group(2)), found.end()
