"""Title block and table of contents of an OpenDocument text."""

from __future__ import annotations

from conspectus.formats.writers.labels import Labels
from conspectus.formats.writers.manuscript import Manuscript
from conspectus.formats.writers.markup import xml
from conspectus.formats.writers.opendocument.body import TAB, paragraph
from conspectus.formats.writers.opendocument.runs import TextStyles, text_xml
from conspectus.formats.writers.scripts import split_by_script


def title_block(manuscript: Manuscript, styles: TextStyles) -> str:
    """Forum and reference, title, and the lines of version, date, original and cut-off."""
    masthead = styles.runs(split_by_script(manuscript.forum)) + TAB
    lines = "".join(
        paragraph("FrontLine", text_xml(label) + TAB + styles.runs(split_by_script(value)))
        for label, value in manuscript.front
        if value != manuscript.reference
    )
    return (
        paragraph("Masthead", masthead + text_xml(manuscript.reference))
        + paragraph("Title", styles.runs(split_by_script(manuscript.title)))
        + lines
    )


def contents(manuscript: Manuscript, labels: Labels) -> str:
    """An index of the headings, filled in, so that it shows without being updated."""
    lines = []
    for heading in manuscript.headings:
        if heading.level > 3:
            continue
        gap = " " if heading.id.startswith("annex-") else TAB
        text = text_xml(heading.label) + gap if heading.label else ""
        text += text_xml(heading.text)
        link = (
            f'<text:a xlink:type="simple" xlink:href="#{xml(heading.id)}" '
            'text:style-name="PlainLink" text:visited-style-name="PlainLink">'
            f"{text}</text:a>"
        )
        lines.append(paragraph(f"Contents{heading.level - 1}", link))
    title = paragraph("ContentsHeading", text_xml(labels.contents))
    return (
        '<text:table-of-content text:name="contents" text:protected="true">'
        '<text:table-of-content-source text:outline-level="2"/><text:index-body>'
        f'<text:index-title text:name="contents-title">{title}</text:index-title>'
        f"{''.join(lines)}</text:index-body></text:table-of-content>"
    )
