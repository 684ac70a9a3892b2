"""The whole OpenDocument package (OASIS OpenDocument 1.3)."""

from __future__ import annotations

from conspectus.engine.paper import Paper
from conspectus.formats.writers.archive import zip_of
from conspectus.formats.writers.charts import svg
from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.labels import labels_for
from conspectus.formats.writers.manuscript import Chart, Manuscript
from conspectus.formats.writers.markup import xml
from conspectus.formats.writers.opendocument.body import Body, picture_name
from conspectus.formats.writers.opendocument.front import contents, title_block
from conspectus.formats.writers.opendocument.names import XML, declared
from conspectus.formats.writers.opendocument.runs import TextStyles
from conspectus.formats.writers.opendocument.styles import (
    font_faces,
    styles_part,
    table_styles,
)

_MIME = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def write_odt(paper: Paper) -> bytes:
    """The paper as .odt: real footnotes, styles, bookmarks ``s_<sentence id>``."""
    manuscript = compose(paper)
    charts = [block for block in manuscript.annexes if isinstance(block, Chart)]
    pictures = [
        (picture_name(chart), svg(chart, font="Liberation Sans", rtl=manuscript.rtl).encode())
        for chart in charts
    ]
    parts = [
        ("content.xml", _content(manuscript, paper.language)),
        ("styles.xml", styles_part(manuscript)),
        ("meta.xml", _meta(manuscript)),
        *pictures,
    ]
    manifest = ("META-INF/manifest.xml", _manifest([name for name, _ in parts]))
    return zip_of([("mimetype", _MIME.encode()), *parts, manifest], stored=frozenset({"mimetype"}))


def _content(manuscript: Manuscript, language: str) -> bytes:
    styles = TextStyles()
    body = Body(styles)
    text = title_block(manuscript, styles) + contents(manuscript, labels_for(language))
    text += "".join(body.block(block) for block in manuscript.body + manuscript.annexes)
    return (
        f"{XML}<office:document-content {declared()}>{font_faces()}<office:automatic-styles>"
        f"{styles.declared}{table_styles()}{body.column_styles}</office:automatic-styles><office:body>"
        f"<office:text>{text}</office:text></office:body></office:document-content>"
    ).encode()


def _meta(manuscript: Manuscript) -> bytes:
    date = f"{manuscript.date[:10]}T00:00:00" if manuscript.date else ""
    dated = f"<meta:creation-date>{date}</meta:creation-date><dc:date>{date}</dc:date>"
    return (
        f"{XML}<office:document-meta {declared()}><office:meta>"
        f"<dc:title>{xml(manuscript.title)}</dc:title>"
        f"<dc:subject>{xml(manuscript.reference)}</dc:subject>"
        f"<dc:creator>{xml(manuscript.forum)}</dc:creator>"
        f"<dc:language>{xml(manuscript.language)}</dc:language>{dated if date else ''}"
        "</office:meta></office:document-meta>"
    ).encode()


def _manifest(names: list[str]) -> bytes:
    types = {"xml": "text/xml", "svg": "image/svg+xml"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" '
        f'manifest:media-type="{types[name.rpartition(".")[2]]}"/>'
        for name in names
    )
    return (
        f'{XML}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
        f'manifest:media-type="{_MIME}"/>{entries}</manifest:manifest>'
    ).encode()
