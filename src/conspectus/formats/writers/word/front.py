"""Title block, table of contents, running head and foot of a Word document."""

from __future__ import annotations

from conspectus.formats.writers.labels import Labels
from conspectus.formats.writers.manuscript import Manuscript
from conspectus.formats.writers.scripts import split_by_script
from conspectus.formats.writers.word.body import paragraph
from conspectus.formats.writers.word.runs import bookmark, runs_xml, text_xml

_TAB = "<w:r><w:tab/></w:r>"


def title_block(manuscript: Manuscript) -> str:
    """Forum and reference, title, and the lines of version, date, original and cut-off."""
    masthead = (
        runs_xml(split_by_script(manuscript.forum))
        + _TAB
        + text_xml(manuscript.reference, "<w:b/><w:bCs/>")
    )
    lines = "".join(
        paragraph("FrontLine", text_xml(label) + _TAB + runs_xml(split_by_script(value)))
        for label, value in manuscript.front
        if value != manuscript.reference
    )
    title = paragraph("Title", runs_xml(split_by_script(manuscript.title)))
    return paragraph("Masthead", masthead) + title + lines


def contents(manuscript: Manuscript, labels: Labels) -> str:
    """A field that lists the headings, filled in, so that it shows without being updated.

    Page numbers are left to the program that opens the file: none stands here that could be
    wrong.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-2" \\t "Annex Heading,1" \\n \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    shown = [heading for heading in manuscript.headings if heading.level <= 3]
    lines = []
    for place, heading in enumerate(shown):
        label = text_xml(heading.label) if heading.label else ""
        gap = text_xml(" ") if heading.id.startswith("annex-") else _TAB
        link = (
            f'<w:hyperlink w:anchor="{bookmark(heading.id)}" w:history="1">'
            f"{label}{gap if label else ''}{text_xml(heading.text)}</w:hyperlink>"
        )
        first, last = begin if place == 0 else "", end if place == len(shown) - 1 else ""
        lines.append(paragraph(f"TOC{heading.level - 1}", first + link + last))
    return paragraph("ContentsHeading", text_xml(labels.contents)) + "".join(lines)


def page_number() -> str:
    """A paragraph that shows the number of the page."""
    return paragraph(
        "Footer",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def running_head(manuscript: Manuscript) -> str:
    """A paragraph with reference and version, for every page but the first."""
    words = [part for part in (manuscript.reference, manuscript.status) if part]
    return paragraph("Header", runs_xml(split_by_script(" – ".join(words))))
