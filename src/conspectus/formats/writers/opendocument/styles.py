"""The look of the OpenDocument text: styles by name, pages, head and foot."""

from __future__ import annotations

from conspectus.formats.writers.manuscript import Manuscript
from conspectus.formats.writers.opendocument.names import XML, declared
from conspectus.formats.writers.opendocument.runs import language_properties, text_xml

_FONTS = 'style:font-name="Serif" style:font-name-asian="CJK" style:font-name-complex="Complex"'
_BOLD = 'fo:font-weight="bold" style:font-weight-complex="bold" style:font-weight-asian="bold"'


def styles_part(manuscript: Manuscript) -> bytes:
    """styles.xml: named styles, the page, its running head and the page's number."""
    words = [part for part in (manuscript.reference, manuscript.status) if part]
    head = text_xml(" – ".join(words))
    number = '<text:p text:style-name="Footer"><text:page-number>1</text:page-number></text:p>'
    made = (
        f"{XML}<office:document-styles {declared()}>{font_faces()}<office:styles>"
        f"{_defaults(manuscript)}{_named()}"
        '<text:notes-configuration text:note-class="footnote" style:num-format="1" '
        'text:citation-style-name="NoteMark" text:citation-body-style-name="NoteMark" '
        'text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>'
        f"</office:styles><office:automatic-styles>{_page(manuscript)}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="A4"><style:header><text:p text:style-name="Header">'
        f"{head}</text:p></style:header><style:header-first>"
        '<text:p text:style-name="Header"/></style:header-first>'
        f"<style:footer>{number}</style:footer><style:footer-first>{number}</style:footer-first>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    return (_mirrored(made) if manuscript.rtl else made).encode()


def _mirrored(styles: str) -> str:
    """Office programs take "start" for the left side in either direction."""
    start, end = 'fo:text-align="start"', 'fo:text-align="end"'
    return end.join(part.replace(end, start) for part in styles.split(start))


def font_faces() -> str:
    """The fonts by kind of script; what is not installed is replaced by the reader's program."""
    faces = (
        ("Serif", "Times New Roman", "roman"),
        ("CJK", "Noto Serif CJK SC", "roman"),
        ("Complex", "Noto Naskh Arabic", "roman"),
    )
    told = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="&apos;{family}&apos;" '
        f'style:font-family-generic="{kind}"/>'
        for name, family, kind in faces
    )
    return f"<office:font-face-decls>{told}</office:font-face-decls>"


def _defaults(manuscript: Manuscript) -> str:
    mode = "rl-tb" if manuscript.rtl else "lr-tb"
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        'fo:margin-bottom="0.21cm" fo:line-height="115%" fo:text-align="start" '
        f'style:writing-mode="{mode}" '
        'fo:orphans="2" fo:widows="2" style:tab-stop-distance="1.2cm"/>'
        f'<style:text-properties {_FONTS} fo:font-size="11pt" style:font-size-asian="11pt" '
        f'style:font-size-complex="11pt" {language_properties(manuscript.language)} '
        'fo:hyphenate="false"/></style:default-style>'
    )


def _paragraph(name: str, layout: str = "", letters: str = "", tab: str = "") -> str:
    stops = f"<style:tab-stops><style:tab-stop {tab}/></style:tab-stops>" if tab else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" '
        'style:parent-style-name="Standard">'
        f"<style:paragraph-properties {layout}>{stops}</style:paragraph-properties>"
        f"<style:text-properties {letters}/></style:style>"
    )


def _size(points: float) -> str:
    return (
        f'fo:font-size="{points}pt" style:font-size-asian="{points}pt" '
        f'style:font-size-complex="{points}pt"'
    )


def _hanging(centimetres: float, first: float) -> str:
    return f'fo:margin-left="{centimetres}cm" fo:text-indent="{first}cm"'


def _heading(level: int, points: int, above: float) -> str:
    name = f"Heading{level}"
    return _paragraph(
        name,
        f'fo:keep-with-next="always" fo:margin-top="{above}cm" fo:margin-bottom="0.21cm" '
        f"{_hanging(1.2, -1.2)}",
        f"{_BOLD} {_size(points)}",
        'style:position="0cm"',
    ).replace("<style:style ", f'<style:style style:default-outline-level="{level}" ', 1)


def _named() -> str:
    standard = '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    return "".join((standard, *_front(), *_headings(), *_text(), *_tables(), *_margins()))


def _front() -> tuple[str, ...]:
    return (
        _paragraph(
            "Masthead",
            'fo:border-bottom="1.5pt solid #000000" fo:padding-bottom="0.1cm" '
            'fo:margin-bottom="0.6cm"',
            _size(12),
            'style:position="16cm" style:type="right"',
        ),
        _paragraph(
            "Title", 'fo:margin-bottom="0.4cm" fo:line-height="110%"', f"{_BOLD} {_size(18)}"
        ),
        _paragraph("FrontLine", f'fo:margin-bottom="0.03cm" {_hanging(5.5, -5.5)}', "", _stop(0)),
        _paragraph(
            "ContentsHeading",
            'fo:keep-with-next="always" fo:margin-top="0.8cm" fo:margin-bottom="0.2cm"',
            f"{_BOLD} {_size(12)}",
        ),
        *(
            _paragraph(
                f"Contents{level}",
                f'fo:margin-bottom="0.07cm" {_hanging(level * 1.0, -1.0)}',
                "",
                _stop(0),
            )
            for level in (1, 2)
        ),
    )


def _headings() -> tuple[str, ...]:
    annex = _paragraph(
        "AnnexHeading",
        'fo:keep-with-next="always" fo:margin-top="1cm" fo:margin-bottom="0.28cm"',
        f"{_BOLD} {_size(14)}",
    )
    return (
        _heading(1, 14, 0.85),
        _heading(2, 12, 0.55),
        _heading(3, 11, 0.4),
        annex.replace("<style:style ", '<style:style style:default-outline-level="1" ', 1),
    )


def _text() -> tuple[str, ...]:
    return (
        _paragraph("NumberedParagraph", _hanging(1.2, -1.2), "", _stop(0)),
        _paragraph("LetteredItem", _hanging(2.1, -0.9), "", _stop(0)),
        _paragraph("BodyText"),
        # Drawn text comes out backwards where it stands in a right-to-left paragraph.
        _paragraph("Drawing", 'style:writing-mode="lr-tb"'),
        _paragraph(
            "EntryTerm",
            'fo:keep-with-next="always" fo:margin-top="0.2cm" fo:margin-bottom="0.03cm"',
        ),
        _paragraph("EntryLine", 'fo:margin-left="0.7cm" fo:margin-bottom="0.03cm"'),
    )


def _margins() -> tuple[str, ...]:
    """Footnotes, links, head and foot of the page."""
    return (
        _paragraph(
            "FootnoteText",
            f'fo:margin-bottom="0.06cm" fo:line-height="100%" {_hanging(0.5, -0.5)}',
            _size(9),
        ),
        _letters("NoteMark", 'style:text-position="super 58%"'),
        _letters("PlainLink", 'fo:color="#000000" style:text-underline-style="none"'),
        _paragraph("Header", 'fo:text-align="end"', _size(9)),
        _paragraph("Footer", 'fo:text-align="center"', _size(10)),
    )


def _letters(name: str, properties: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {properties}/></style:style>"
    )


def _stop(centimetres: float) -> str:
    """A tab stop where the hanging indent ends (positions count from the indent)."""
    return f'style:position="{centimetres}cm"'


def _tables() -> tuple[str, ...]:
    tight = 'fo:margin-bottom="0cm" fo:line-height="100%"'
    figure = f'{tight} fo:text-align="end"'
    return (
        _paragraph("TableText", tight, _size(9.5)),
        _paragraph("TableTextFigure", figure, _size(9.5)),
        _paragraph("TableHead", tight, f"{_BOLD} {_size(9.5)}"),
        _paragraph("TableHeadFigure", figure, f"{_BOLD} {_size(9.5)}"),
        _paragraph("AfterTable", 'fo:margin-bottom="0.2cm"', _size(4)),
    )


def table_styles() -> str:
    """The styles of tables and cells: programs look for them among the automatic ones only."""
    cell = 'fo:padding="0.09cm" fo:padding-left="0cm"'
    return (
        '<style:style style:name="PaperTable" style:family="table"><style:table-properties '
        'style:width="16cm" table:align="left" style:may-break-between-rows="true"/></style:style>'
        '<style:style style:name="TableHead" style:family="table-cell">'
        f'<style:table-cell-properties {cell} fo:border-top="0.8pt solid #000000" '
        'fo:border-bottom="0.8pt solid #000000" style:vertical-align="bottom"/></style:style>'
        '<style:style style:name="TableCell" style:family="table-cell">'
        f'<style:table-cell-properties {cell} fo:border-bottom="0.4pt solid #9a9da3"/>'
        "</style:style>"
    )


def _page(manuscript: Manuscript) -> str:
    mode = "rl-tb" if manuscript.rtl else "lr-tb"
    band = '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-{}="0.3cm"/>'
    return (
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm" '
        f'fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" style:writing-mode="{mode}">'
        '<style:footnote-sep style:width="0.018cm" style:rel-width="25%" style:color="#000000" '
        'style:distance-before-sep="0.2cm" style:distance-after-sep="0.15cm"/>'
        f"</style:page-layout-properties><style:header-style>{band.format('bottom')}"
        f"</style:header-style><style:footer-style>{band.format('top')}</style:footer-style>"
        "</style:page-layout>"
    )
