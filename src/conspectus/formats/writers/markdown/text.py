"""CommonMark with footnotes and tables (as GitHub, Pandoc and MultiMarkdown read them).

Anchors are empty ``<a id>`` elements: the one thing Markdown has no signs for.
"""

from __future__ import annotations

import re
from html import escape

from conspectus.engine.paper import Paper
from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.labels import labels_for
from conspectus.formats.writers.manuscript import (
    Block,
    Chart,
    Entries,
    Heading,
    Line,
    Manuscript,
    Numbered,
    Plain,
    Runs,
    Table,
)

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+=](?=\s|$)|\d+(?=[.)]))")


def write_markdown(paper: Paper) -> bytes:
    """The paper as UTF-8 Markdown, with the numbers and anchors of the HTML."""
    manuscript = compose(paper)
    labels = labels_for(paper.language)
    front = "\n".join(
        f"- **{marked(label)}:** {marked(value)}" for label, value in manuscript.front
    )
    parts = [f"# {marked(manuscript.title)}"]
    if manuscript.forum:
        parts.append(marked(manuscript.forum))
    parts += [front, f"## {labels.contents}", _contents(manuscript)]
    parts += [_block(block) for block in manuscript.body + manuscript.annexes]
    parts += [_note(line) for line in manuscript.lines if line.note]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def marked(text: str) -> str:
    """Text with every sign escaped that Markdown would take for its own."""
    line = " ".join(text.split("\n"))
    line = _ENTITY.sub(r"\\&", _SIGNS.sub(r"\\\g<0>", line))
    return _AT_START.sub(_escape_start, line)


def _escape_start(match: re.Match[str]) -> str:
    sign = match.group(2)
    # "1." would open a list: the stop is escaped, as a digit cannot be
    return f"{match.group(1)}{sign}\\" if sign.isdigit() else f"{match.group(1)}\\{sign}"


def _contents(manuscript: Manuscript) -> str:
    return "\n".join(
        f"{'  ' * (heading.level - 2)}- [{marked(heading.full)}](#{heading.id})"
        for heading in manuscript.headings
        if heading.level <= 3
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f'{"#" * block.level} <a id="{escape(block.id)}"></a>{marked(block.full)}'
        case Numbered():
            return _numbered(block)
        case Plain():
            return _runs(block.runs)
        case Table():
            return _table(block)
        case Entries():
            return _entries(block)
        case Chart():
            return marked(block.alternative)


def _runs(runs: Runs) -> str:
    text = marked("".join(run.text for run in runs))
    return f"**{text.strip()}**" if runs and all(run.strong for run in runs) else text


def _sentence(line: Line) -> str:
    note = f"[^{line.note.number}]" if line.note else ""
    return f'<a id="s-{line.id}"></a>{marked(line.text)}{note}'


def _numbered(paragraph: Numbered) -> str:
    number = paragraph.number.replace(".", "\\.")
    lead = " ".join(_sentence(line) for line in paragraph.lead)
    text = f'<a id="{escape(paragraph.id)}"></a>{number} {lead}'
    items = "\n".join(f"- {line.label} {_sentence(line)}" for line in paragraph.items)
    return f"{text}\n\n{items}" if items else text


def _note(line: Line) -> str:
    return f"[^{line.note.number}]: {_runs(line.note.runs)}" if line.note else ""


def _table(table: Table) -> str:
    rule = ["---:" if place in table.numeric else "---" for place in range(len(table.head))]
    rows = [[marked(text) for text in table.head], rule]
    rows += [[_runs(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _entries(block: Entries) -> str:
    lines = []
    for entry in block.entries:
        term = "".join(_runs((run,)) if run.strong else marked(run.text) for run in entry.term)
        lines.append(f"- {term}")
        for place, runs in enumerate(entry.lines):
            anchor = f'<a id="{escape(entry.ids[place])}"></a>' if entry.ids else ""
            lines.append(f"  - {anchor}{_runs(runs)}")
    return "\n".join(lines)
