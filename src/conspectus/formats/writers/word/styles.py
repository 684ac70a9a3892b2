"""The look of the Word document: styles by name, so that an institution can restyle them."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from conspectus.formats.writers.word.names import declared
from conspectus.formats.writers.word.runs import variant

_FONT = "Times New Roman"
_NUMBER = 680
"""Room for a paragraph's number, in twentieths of a point (1.2 cm)."""


def apply_styles(document: Document, language: str, *, rtl: bool) -> None:
    """Replace the template's styles by those of the paper."""
    root = document.styles.element
    for style in list(root.findall(qn("w:style"))):
        root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    if defaults is not None:
        root.remove(defaults)
    content = _defaults(language, rtl=rtl) + "".join(_STYLES)
    made = parse_xml(f"<w:styles {declared('w')}>{content}</w:styles>")
    root.insert(0, made[0])
    root.extend(list(made))


def _defaults(language: str, *, rtl: bool) -> str:
    bidi = "<w:bidi/>" if rtl else ""
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" '
        f'w:eastAsia="SimSun" w:cs="{_FONT}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{variant(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{bidi}"
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _paragraph(
    identifier: str,
    name: str,
    *,
    base: str = "Normal",
    follows: str = "",
    layout: str = "",
    letters: str = "",
    default: bool = False,
) -> str:
    based = "" if default else f'<w:basedOn w:val="{base}"/>'
    chosen = ' w:default="1"' if default else ""
    after = f'<w:next w:val="{follows}"/>' if follows else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"{chosen}>'
        f'<w:name w:val="{name}"/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, half_points: int, before: int) -> str:
    return _paragraph(
        f"Heading{level}",
        f"heading {level}",
        follows="NumberedParagraph",
        layout="<w:keepNext/><w:keepLines/>"
        f'<w:tabs><w:tab w:val="left" w:pos="{_NUMBER}"/></w:tabs>'
        f'<w:spacing w:before="{before}" w:after="120"/><w:ind w:left="{_NUMBER}" '
        f'w:hanging="{_NUMBER}"/><w:outlineLvl w:val="{level - 1}"/>',
        letters=f"<w:b/><w:bCs/>{_size(half_points)}",
    )


_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="PaperTable"><w:name w:val="Paper Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>"
)

_DEFAULT_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
)
_NOTE_MARK = (
    '<w:style w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)

_STYLES = (
    _paragraph("Normal", "Normal", default=True),
    _DEFAULT_CHARACTER,
    _paragraph(
        "Masthead",
        "Masthead",
        layout='<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="000000"/></w:pBdr>'
        '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs><w:spacing w:after="360"/>',
        letters=_size(24),
    ),
    _paragraph(
        "Title",
        "Title",
        follows="FrontLine",
        layout='<w:spacing w:before="120" w:after="240" w:line="240" w:lineRule="auto"/>',
        letters=f"<w:b/><w:bCs/>{_size(36)}",
    ),
    _paragraph(
        "FrontLine",
        "Front Line",
        layout='<w:tabs><w:tab w:val="left" w:pos="3119"/></w:tabs><w:spacing w:after="20"/>'
        '<w:ind w:left="3119" w:hanging="3119"/>',
    ),
    _paragraph(
        "ContentsHeading",
        "Contents Heading",
        layout='<w:keepNext/><w:spacing w:before="480" w:after="120"/>',
        letters=f"<w:b/><w:bCs/>{_size(24)}",
    ),
    *(
        _paragraph(
            f"TOC{level}",
            f"toc {level}",
            layout=f'<w:tabs><w:tab w:val="left" w:pos="{indent + 567}"/></w:tabs>'
            f'<w:spacing w:after="40"/><w:ind w:left="{indent + 567}" w:hanging="567"/>',
        )
        for level, indent in ((1, 0), (2, 567))
    ),
    _heading(1, 28, 480),
    _heading(2, 24, 320),
    _heading(3, 22, 240),
    _paragraph(
        "AnnexHeading",
        "Annex Heading",
        base="Heading1",
        follows="BodyText",
        layout='<w:spacing w:before="600" w:after="160"/><w:ind w:left="0" w:firstLine="0"/>',
    ),
    _paragraph(
        "NumberedParagraph",
        "Numbered Paragraph",
        layout=f'<w:tabs><w:tab w:val="left" w:pos="{_NUMBER}"/></w:tabs>'
        f'<w:ind w:left="{_NUMBER}" w:hanging="{_NUMBER}"/>',
    ),
    _paragraph(
        "LetteredItem",
        "Lettered Item",
        layout=f'<w:tabs><w:tab w:val="left" w:pos="{_NUMBER + 510}"/></w:tabs>'
        f'<w:ind w:left="{_NUMBER + 510}" w:hanging="510"/>',
    ),
    _paragraph("BodyText", "Body Text"),
    _paragraph(
        "EntryTerm", "Entry Term", layout='<w:keepNext/><w:spacing w:before="120" w:after="20"/>'
    ),
    _paragraph("EntryLine", "Entry Line", layout='<w:spacing w:after="20"/><w:ind w:left="397"/>'),
    _paragraph(
        "TableText",
        "Table Text",
        layout='<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>',
        letters=_size(19),
    ),
    _paragraph("TableFigure", "Table Figure", base="TableText", layout='<w:jc w:val="end"/>'),
    _paragraph("AfterTable", "After Table", layout='<w:spacing w:after="120"/>', letters=_size(8)),
    _paragraph(
        "FootnoteText",
        "footnote text",
        layout='<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
        letters=_size(18),
    ),
    _NOTE_MARK,
    _paragraph(
        "Header",
        "header",
        layout='<w:spacing w:after="0"/><w:jc w:val="end"/>',
        letters=_size(18),
    ),
    _paragraph("Footer", "footer", layout='<w:spacing w:after="0"/><w:jc w:val="center"/>'),
    _TABLE,
)
