"""Word processor files of the sample (DOCX, ODT), written part by part so that bytes never vary."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from conspectus.sample.markup import Part, Text, split_calls

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_STYLES = {
    "heading": "Heading{level}",
    "item": "ListParagraph",
    "quote": "Quote",
    "kept": "NoSpacing",
}
_WORD_STYLE_NAMES = {
    "Normal": "Normal",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "ListParagraph": "List Paragraph",
    "Quote": "Quote",
    "NoSpacing": "No Spacing",
    "FootnoteText": "footnote text",
}


def pack(members: list[tuple[str, bytes]], *, first_stored: bool = False) -> bytes:
    """A zip archive whose bytes depend on ``members`` (name, content) alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for place, (name, content) in enumerate(members):
            info = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            stored = first_stored and place == 0
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def docx(text: Text) -> bytes:
    """A DOCX with heading styles, numbered items, tables and real footnotes."""
    notes = text.notes()
    members = [
        ("[Content_Types].xml", _docx_types()),
        ("_rels/.rels", _docx_root_relations()),
        ("word/document.xml", _docx_document(text)),
        ("word/styles.xml", _docx_styles(text.header["language"])),
        ("word/numbering.xml", _docx_numbering()),
        ("word/footnotes.xml", _docx_footnotes(notes)),
        ("word/_rels/document.xml.rels", _docx_relations()),
    ]
    return pack([(name, (_HEAD + content).encode()) for name, content in members])


def _docx_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    parts["footnotes"] = "footnotes"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _docx_root_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    )


def _docx_relations() -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(("styles", "numbering", "footnotes"), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _docx_styles(language: str) -> str:
    default = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"'
        + (' w:default="1"' if key == "Normal" else "")
        + f'><w:name w:val="{name}"/></w:style>'
        for key, name in _WORD_STYLE_NAMES.items()
    )
    return f'<w:styles xmlns:w="{_WORD}">{default}{styles}</w:styles>'


def _docx_numbering() -> str:
    def level(identity: int, form: str, sign: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{identity}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/></w:lvl></w:abstractNum>'
        )

    numbers = "".join(
        f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>'
        for identity in (1, 2)
    )
    levels = level(1, "bullet", "•") + level(2, "decimal", "%1.")
    return f'<w:numbering xmlns:w="{_WORD}">{levels}{numbers}</w:numbering>'


def _docx_footnotes(notes: dict[str, str]) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identity}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for kind, identity in (("separator", -1), ("continuationSeparator", 0))
    )
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r><w:footnoteRef/></w:r>{_word_run(' ' + body)}</w:p></w:footnote>"
        for number, body in notes.items()
    )
    return f'<w:footnotes xmlns:w="{_WORD}">{separators}{bodies}</w:footnotes>'


def _word_run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _docx_document(text: Text) -> str:
    body: list[str] = []
    rows: list[Part] = []
    right_to_left = text.header["language"] == "ar"
    for part in [*text.parts, Part(kind="end", text="")]:
        if part.kind == "row":
            rows.append(part)
            continue
        if rows:
            body.append(_docx_table(rows))
            rows = []
        if part.kind not in {"footnote", "end"}:
            body.append(_docx_paragraph(part, right_to_left=right_to_left))
    return (
        f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )


def _docx_paragraph(part: Part, *, right_to_left: bool) -> str:
    properties = ""
    words = part.text
    if part.kind in _WORD_STYLES:
        style = _WORD_STYLES[part.kind].format(level=part.level)
        properties += f'<w:pStyle w:val="{style}"/>'
    if part.kind == "item":
        # Word numbers bullets and "1." by itself; "(i)" and "(a)" are typed by hand, as people do.
        automatic = {"-": "1"}.get(part.marker) or ("2" if part.marker[:-1].isdigit() else None)
        if automatic:
            properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{automatic}"/></w:numPr>'
        else:
            words = f"{part.marker}\u00a0{words}"
    if right_to_left:
        properties += "<w:bidi/>"
    runs = "".join(
        _word_run(piece) + (f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' if number else "")
        for piece, number in split_calls(words)
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _docx_table(rows: list[Part]) -> str:
    lines = ""
    for row in rows:
        cells = "".join(
            f"<w:tc><w:tcPr/><w:p>{_word_run(cell)}</w:p></w:tc>" for cell in row.text.split(" | ")
        )
        lines += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/>{lines}</w:tbl>"


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_SPACES = " ".join(
    f'xmlns:{short}="{_ODF}:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
    )
)
_ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt(text: Text) -> bytes:
    """An ODT with outline levels, lists, tables and footnotes in place."""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    meta = (
        f'<office:document-meta {_ODF_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'office:version="1.3"><office:meta>'
        f"<dc:language>{text.header['language']}</dc:language></office:meta>"
        "</office:document-meta>"
    )
    content = (
        f'<office:document-content {_ODF_SPACES} office:version="1.3"><office:body><office:text>'
        f"{_odt_body(text)}</office:text></office:body></office:document-content>"
    )
    return pack(
        [
            ("mimetype", _ODT_TYPE.encode()),
            ("META-INF/manifest.xml", (_HEAD + manifest).encode()),
            ("content.xml", (_HEAD + content).encode()),
            ("meta.xml", (_HEAD + meta).encode()),
        ],
        first_stored=True,
    )


def _odt_body(text: Text) -> str:
    notes = text.notes()
    body: list[str] = []
    kinds = [part.kind for part in text.parts]
    for place, part in enumerate(text.parts):
        words = _odt_words(part.text, notes)
        if part.kind == "heading":
            body.append(f'<text:h text:outline-level="{part.level}">{words}</text:h>')
        elif part.kind == "item":
            begins = place == 0 or kinds[place - 1] != "item"
            ends = place + 1 == len(kinds) or kinds[place + 1] != "item"
            typed = "" if part.marker == "-" else f"{part.marker} "
            item = f"<text:list-item><text:p>{typed}{words}</text:p></text:list-item>"
            body.append(("<text:list>" * begins) + item + ("</text:list>" * ends))
        elif part.kind == "row":
            body.append(_odt_row(part, first=kinds[place - 1] != "row"))
            if place + 1 == len(kinds) or kinds[place + 1] != "row":
                body.append("</table:table>")
        elif part.kind != "footnote":
            style = ' text:style-name="Quotations"' if part.kind == "quote" else ""
            body.append(f"<text:p{style}>{words}</text:p>")
    return "".join(body)


def _odt_row(part: Part, *, first: bool) -> str:
    cells = part.text.split(" | ")
    opening = (
        '<table:table table:name="Table">'
        f'<table:table-column table:number-columns-repeated="{len(cells)}"/>'
    )
    inside = "".join(
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(cell)}</text:p></table:table-cell>"
        for cell in cells
    )
    return (opening if first else "") + f"<table:table-row>{inside}</table:table-row>"


def _odt_words(text: str, notes: dict[str, str]) -> str:
    written = ""
    for words, number in split_calls(text):
        written += escape(words)
        if number:
            written += (
                f'<text:note text:id="ftn{number}" text:note-class="footnote">'
                f"<text:note-citation>{number}</text:note-citation><text:note-body>"
                f"<text:p>{escape(notes[number])}</text:p></text:note-body></text:note>"
            )
    return written
