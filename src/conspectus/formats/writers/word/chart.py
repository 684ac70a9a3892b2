"""A bar chart as a native chart part (ECMA-376 part 1, section 21.2): text stays text."""

from __future__ import annotations

from conspectus.formats.writers.manuscript import Chart
from conspectus.formats.writers.markup import xml
from conspectus.formats.writers.word.names import declared

_COLOURS = ("1F4E79", "C2700A")
_TEXT = (
    '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="en-GB"/>'
    "</a:p></c:txPr>"
)


def chart_part(chart: Chart) -> bytes:
    """word/charts/chartN.xml: clustered bars, the first row on top, with figures beside them."""
    # A horizontal chart draws its first category at the bottom, hence "maxMin".
    series = "".join(_series(chart, place) for place in (0, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {declared("c", "a", "r")}><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>'
        '<c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_TEXT}<c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        '</c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/></c:valAx>'
        '</c:plotArea><c:legend><c:legendPos val="t"/><c:overlay val="0"/>'
        f'{_TEXT}</c:legend><c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    ).encode()


def _series(chart: Chart, place: int) -> str:
    count = len(chart.bars)
    names = "".join(
        f'<c:pt idx="{at}"><c:v>{xml(bar.name)}</c:v></c:pt>' for at, bar in enumerate(chart.bars)
    )
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{(bar.first, bar.second)[place]:.6f}</c:v></c:pt>'
        for at, bar in enumerate(chart.bars)
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:v>{xml(chart.legend[place])}</c:v></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLOURS[place]}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="0%" sourceLinked="0"/>{_TEXT}'
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{names}</c:strLit></c:cat>'
        f"<c:val><c:numLit><c:formatCode>0%</c:formatCode>"
        f'<c:ptCount val="{count}"/>{values}</c:numLit></c:val></c:ser>'
    )
