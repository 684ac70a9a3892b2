"""The pages of a paper's version: its sections, long ones parted between paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LONGEST_PAGE = 16_000
"""Characters of text and footnotes on a page. Of netmundial2014's paper a page of 12,000 is 3,343
bytes compressed (0.28 a character, 0.36 at 7,800), with frame and style sheet 6,386: at half a byte
each a full page stays under 14,000."""


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page of a paper: a section, or a part of one.

    ``section``: the section's place in paper.json. ``first`` and ``last``: numbers of its
    paragraphs as printed. ``continued``: whether it goes on with the section of the page before.
    ``lists``: numbers of paragraphs that are lists: a lead sentence, then items. ``theme``: id of
    the section's theme, "" where it has none. ``numbers``: of all its paragraphs in order; a
    number says nothing of the place ("12 bis", one that was moved).
    """

    heading: str
    part: str
    section: int
    first: str
    last: str
    continued: bool
    lists: tuple[str, ...] = ()
    theme: str = ""
    numbers: tuple[str, ...] = ()

    def holds(self, number: str) -> bool:
        """Whether a paragraph stands on it; of pages kept without numbers, whether it may."""
        if self.numbers:
            return number in self.numbers
        return _counted(self.first) <= _counted(number) <= _counted(self.last)


def _counted(number: str) -> int:
    return int(number.split(maxsplit=1)[0])


def contents_of(paper: Mapping[str, Any]) -> list[dict[str, object]]:
    """The pages of a paper.json in order, as JSON."""
    pages: list[PaperPage] = []
    for place, section in enumerate(paper["sections"]):
        for count, paragraphs in enumerate(_parted(section["paragraphs"])):
            pages.append(
                PaperPage(
                    heading=section["heading"],
                    part=section.get("part") or "",
                    section=place,
                    first=paragraphs[0]["number"],
                    last=paragraphs[-1]["number"],
                    continued=count > 0,
                    lists=tuple(one["number"] for one in paragraphs if one["kind"] == "list"),
                    theme=section.get("theme") or "",
                    numbers=tuple(one["number"] for one in paragraphs),
                )
            )
    return [asdict(page) for page in pages]


def pages_of(contents: Sequence[Mapping[str, Any]]) -> list[PaperPage]:
    """The pages again, from what a version keeps of them."""
    return [PaperPage(**page) for page in contents]


def page_with(pages: Sequence[PaperPage], section: int, paragraph: str) -> int:
    """The place, from 1, of the page on which a paragraph of a section stands."""
    places = [(place, page) for place, page in enumerate(pages, start=1) if page.section == section]
    return next((place for place, page in places if page.holds(paragraph)), places[0][0])


def themes_of(pages: Sequence[PaperPage]) -> list[tuple[int, str]]:
    """(number of its first page, heading) of each section: what a reader goes through."""
    return [
        (number, page.heading) for number, page in enumerate(pages, start=1) if not page.continued
    ]


def _parted(paragraphs: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    parts: list[list[Mapping[str, Any]]] = []
    size = 0
    for paragraph in paragraphs:
        length = sum(
            len(one["text"]) + len(one["footnote"] or "") for one in paragraph["sentences"]
        )
        if not parts or size + length > LONGEST_PAGE:
            parts.append([])
            size = 0
        parts[-1].append(paragraph)
        size += length
    return parts
