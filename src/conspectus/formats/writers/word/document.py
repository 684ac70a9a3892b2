"""The whole Word document: parts, relations, properties, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from conspectus.engine.paper import Paper
from conspectus.formats.writers.archive import zip_of
from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.labels import labels_for
from conspectus.formats.writers.manuscript import Chart, Manuscript
from conspectus.formats.writers.word.body import Body
from conspectus.formats.writers.word.chart import chart_part
from conspectus.formats.writers.word.front import (
    contents,
    page_number,
    running_head,
    title_block,
)
from conspectus.formats.writers.word.names import declared
from conspectus.formats.writers.word.notes import footnotes_part
from conspectus.formats.writers.word.runs import variant
from conspectus.formats.writers.word.styles import apply_styles

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_LEFTOVERS = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


def write_docx(paper: Paper) -> bytes:
    """The paper as .docx: real footnotes, styles, bookmarks ``s_<sentence id>``, native charts."""
    manuscript = compose(paper)
    document = docx.Document()
    apply_styles(document, manuscript.language, rtl=manuscript.rtl)
    _add_footnotes(document, manuscript)
    body = Body(_add_charts(document, manuscript))
    blocks = manuscript.body + manuscript.annexes
    _fill(
        document,
        title_block(manuscript)
        + contents(manuscript, labels_for(paper.language))
        + "".join(body.block(block) for block in blocks),
    )
    _set_pages(document, manuscript)
    _set_properties(document, manuscript)
    _set_settings(document)
    _drop_leftovers(document)
    return _saved(document)


def _fill(document: Document, content: str) -> None:
    body = document.element.body
    made = parse_xml(f"<w:body {declared('w', 'r', 'wp', 'a', 'c')}>{content}</w:body>")
    for position, element in enumerate(list(made)):
        body.insert(position, element)


def _add_footnotes(document: Document, manuscript: Manuscript) -> None:
    notes = [line.note for line in manuscript.lines if line.note]
    blob = footnotes_part(notes)
    part = Part(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _add_charts(document: Document, manuscript: Manuscript) -> dict[str, str]:
    charts = [block for block in manuscript.annexes if isinstance(block, Chart)]
    relations = {}
    for number, chart in enumerate(charts, start=1):
        name = PackURI(f"/word/charts/chart{number}.xml")
        part = Part(name, _CHART, chart_part(chart), document.part.package)
        relations[chart.id] = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return relations


def _set_pages(document: Document, manuscript: Manuscript) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    section.different_first_page_header_footer = True
    for part, content in (
        (section.header, running_head(manuscript)),
        (section.first_page_footer, page_number()),
        (section.footer, page_number()),
    ):
        part.is_linked_to_previous = False
        root = part._element  # noqa: SLF001 - python-docx has no other way to the XML of a footer
        made = parse_xml(f"<w:body {declared('w')}>{content}</w:body>")
        root[:] = list(made)
    if manuscript.rtl:
        # CT_SectPr is a sequence too: the direction stands before the grid.
        properties = section._sectPr  # noqa: SLF001 - as above
        grid = properties.find(qn("w:docGrid"))
        at = len(properties) if grid is None else list(properties).index(grid)
        properties.insert(at, parse_xml(f"<w:bidi {declared('w')}/>"))


def _set_properties(document: Document, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title = manuscript.title[:255]
    properties.subject = manuscript.reference[:255]
    properties.author = manuscript.forum[:255]
    properties.last_modified_by = manuscript.forum[:255]
    properties.language = variant(manuscript.language)
    properties.comments = ""
    properties.version = manuscript.status[:255]
    properties.revision = 1
    dated = _UNDATED
    if manuscript.date:
        dated = datetime.fromisoformat(manuscript.date[:10]).replace(tzinfo=UTC)
    properties.created = properties.modified = dated


def _set_settings(document: Document) -> None:
    settings = document.settings.element
    for name in ("w:footnotePr", "w:compat"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    made = parse_xml(
        f"<w:settings {declared('w')}>"
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
    # CT_Settings is a sequence: these two stand before rsids.
    follows = settings.find(qn("w:rsids"))
    at = list(settings).index(follows) if follows is not None else len(settings)
    for element in reversed(list(made)):
        settings.insert(at, element)


def _drop_leftovers(document: Document) -> None:
    """What python-docx's template brings along and this paper does not use."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [k for k, one in relations.items() if one.reltype.endswith(_LEFTOVERS)]:
            del relations[key]


def _saved(document: Document) -> bytes:
    """The package with fixed times: zipfile would write the time of the run."""
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as archive:
        return zip_of((name, archive.read(name)) for name in archive.namelist())
