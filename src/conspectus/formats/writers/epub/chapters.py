"""The chapters of the book: title page, parts, annexes, and the evidence at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from conspectus.formats.writers.labels import Labels
from conspectus.formats.writers.manuscript import Block, Heading, Line, Manuscript, Numbered
from conspectus.formats.writers.web.blocks import block_html
from conspectus.formats.writers.web.inline import plain_html, runs_html
from conspectus.formats.writers.web.paragraph import claim_html

_ANCHOR = re.compile(r'<[a-z0-9]+\b[^<>]*?\sid="([^"<>]*)"')
_LINK = re.compile(r'(<a\b[^<>]*?\shref=")#([^"<>]*)"')


@dataclass(frozen=True, slots=True)
class Chapter:
    """One XHTML file; ``content`` is what stands in its body."""

    name: str
    title: str
    content: str

    @property
    def has_drawing(self) -> bool:
        """Whether an SVG stands in it (EPUB 3.3, D.5.6, wants this declared)."""
        return "<svg" in self.content


def chapters(manuscript: Manuscript, labels: Labels) -> tuple[Chapter, ...]:
    """All chapters in order, their links leading from file to file."""
    made = [Chapter("title.xhtml", manuscript.title, _title_page(manuscript))]
    for number, blocks in enumerate(_parted(manuscript.body + manuscript.annexes), start=1):
        heading = blocks[0] if isinstance(blocks[0], Heading) else None
        title = heading.full if heading else manuscript.title
        made.append(
            Chapter(f"part-{number:02d}.xhtml", title, _part(blocks, labels, rtl=manuscript.rtl))
        )
    made.append(Chapter("evidence.xhtml", labels.who, _evidence(manuscript, labels)))
    return _linked(made)


def _parted(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Blocks from one heading of level 2 to the next."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2 and part:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _title_page(manuscript: Manuscript) -> str:
    lines = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{plain_html(value)}</dd></div>"
        for label, value in manuscript.front
    )
    forum = f'<p class="forum">{plain_html(manuscript.forum)}</p>' if manuscript.forum else ""
    return f'{forum}<h1>{plain_html(manuscript.title)}</h1><dl class="front">{lines}</dl>\n'


def _part(blocks: list[Block], labels: Labels, *, rtl: bool) -> str:
    numbered = partial(_paragraph, labels=labels)
    text = "".join(block_html(block, numbered, rtl=rtl) for block in blocks)
    notes = "".join(
        _note(line)
        for block in blocks
        if isinstance(block, Numbered)
        for line in block.lines
        if line.note
    )
    return f'{text}<section class="notes">{notes}</section>\n' if notes else text


def _paragraph(paragraph: Numbered, *, labels: Labels) -> str:
    lead = " ".join(_sentence(line, labels) for line in paragraph.lead)
    items = "".join(
        f'<li><span class="label">{line.label}</span> {_sentence(line, labels)}</li>\n'
        for line in paragraph.items
    )
    listed = f'<ul class="items">{items}</ul>' if items else ""
    return (
        f'<div class="para" id="{escape(paragraph.id)}"><p>'
        f'<span class="number">{escape(paragraph.number)}</span> {lead}</p>{listed}</div>\n'
    )


def _sentence(line: Line, labels: Labels) -> str:
    parts = [f'<span class="s" id="s-{escape(line.id)}">{runs_html(line.runs)}</span>']
    if line.note:
        number = line.note.number
        parts.append(
            f'\u202f<a class="mark" epub:type="noteref" role="doc-noteref" id="r-{number}" '
            f'href="#n-{number}">{number}</a>'
        )
    if line.proofs:
        told = escape(labels.who)
        parts.append(f'\u202f<a class="mark" href="#w-{escape(line.id)}" aria-label="{told}">?</a>')
    return "".join(parts)


def _note(line: Line) -> str:
    if line.note is None:
        return ""
    number = line.note.number
    return (
        f'<aside epub:type="footnote" role="doc-footnote" id="n-{number}"><p>'
        f'<a href="#r-{number}">{number}.</a> {runs_html(line.note.runs)}</p></aside>\n'
    )


def _evidence(manuscript: Manuscript, labels: Labels) -> str:
    parts = [f'<h2 id="evidence">{escape(labels.who)}</h2>\n']
    for block in manuscript.body:
        if not isinstance(block, Numbered) or not any(line.proofs for line in block.lines):
            continue
        told = escape(labels.paragraph.format(number=block.number.rstrip(".")))
        parts.append(f'<h3><a href="#{escape(block.id)}">{told}</a></h3>\n')
        parts += [
            claim_html(line, place, labels)
            for place, line in enumerate(block.lines, start=1)
            if line.proofs
        ]
    return "".join(parts)


def _linked(made: list[Chapter]) -> tuple[Chapter, ...]:
    places = {
        anchor: chapter.name for chapter in made for anchor in _ANCHOR.findall(chapter.content)
    }
    return tuple(
        Chapter(chapter.name, chapter.title, _LINK.sub(partial(_link, places), chapter.content))
        for chapter in made
    )


def _link(places: dict[str, str], found: re.Match[str]) -> str:
    place = places.get(found.group(2))
    # An anchor that stands nowhere (a source without an entry) leads to the title page.
    return (
        f'{found.group(1)}{place}#{found.group(2)}"' if place else f'{found.group(1)}title.xhtml"'
    )
