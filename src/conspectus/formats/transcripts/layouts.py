"""Ways of naming who speaks other than a name and a colon, and titles that only speakers have.

Records of assemblies: "M. le président. La parole …", "Senator Obi. Thank you.", "ОРЛОВ П. Н. …",
"El señor PRESIDENTE: …", "السيد عمر حسن : …". Programs that write down what is said: "Ada Obi
0:12" on a line of its own. Interviews in Chinese: "王明:…" without a space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conspectus.formats.transcripts.label import Label, made_label
from conspectus.formats.transcripts.names import is_han_person, is_label_word

_UP = "A-ZÀ-ÖØ-Þ"
_BRACKETS = r"(?P<remarks>(?:\s*[(\[（][^()\[\]（）\n]{0,80}[)\]）])*)"
_CLOSE = r"\s*[:：](?:\s*[-–—](?=\s))?\s*"
_FRENCH = (
    r"(?:M\.|MM\.|Mme|Mmes|Mlle)\s+(?:(?:le|la|les)\s(?:co-?|vice-)?(?:président|rapporteur|"
    r"ministre|"
    r"secrétaire|maire|commissaire|garde)[^.:\n]{0,60}?|"
    rf"[{_UP}][\w'’\-]+(?:\s(?:de|du|des|la|le|van|von|d['’][{_UP}][\w\-]+|[{_UP}][\w'’\-]+)){{0,5}})"
)
_ENGLISH_OFFICE = (
    r"Chairman|Chairwoman|Chairperson|Chair|Senator|Representative|Congress(?:man|woman)|"
    r"Ambassador|Secretary|Commissioner|Governor|General|Admiral|Judge|Director|Mayor|"
    r"Council ?(?:man|woman|member|Member)|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Hon\.|Miss|Lord|"
    r"Baroness|Sir|Dame"
)
_ENGLISH = (
    r"(?:The\s(?:CHAIR(?:MAN|WOMAN|PERSON)?|PRESIDENT|SPEAKER|Chair(?:man|woman|person)?|President|"
    r"Presiding Officer|Speaker|Moderator|Acting Chair\w*)|"
    rf"(?:{_ENGLISH_OFFICE})\s[{_UP}][\w'’\-]+(?:\s(?:[{_UP}]\.|of|de|van|von|al|[{_UP}][\w'’\-]+))"
    r"{0,4})"
)
_CYRILLIC = (
    r"(?:[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐ'’\-]{1,29}|"
    r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’\-]{2,29})\s[А-ЯЁІЇЄҐ]\.\s?[А-ЯЁІЇЄҐ]\."
)
_CYRILLIC_OFFICE = (
    r"(?:ПРЕДСЕДАТЕЛЬ(?:СТВУЮЩ(?:ИЙ|АЯ))?|Председатель(?:ствующ(?:ий|ая))?|ВЕДУЩ(?:ИЙ|АЯ)|"
    r"Ведущ(?:ий|ая)|МОДЕРАТОР|Модератор|ГОЛОВ(?:А|УЮЧ(?:ИЙ|А))|Голов(?:а|уюч(?:ий|а))|ИЗ ЗАЛА|"
    r"Из зала|З ЗАЛУ|Із залу|ГОЛОСА? ИЗ ЗАЛА)"
)
_IBERIAN = (
    r"(?:(?:El|La|Los|Las)\s(?:señor(?:a|es|as)?|Sr\.|Sra\.|C\.|[Dd]iputad[oa]|[Ss]enador[a]?|"
    r"[Pp]resident[ea]|[Vv]icepresident[ea]|[Ss]ecretari[oa]|[Mm]inistr[oa]|[Cc]oncejal[a]?|"
    r"[Rr]egidor[a]?|[Aa]lcald(?:e|esa)|[Mm]oderador[a]?)|(?:O|A)\s(?:SR|Sr|SRA|Sra)\.|"
    r"(?:Sr|Sra|SR|SRA)\.|(?:Senhor|Senhora|Señor|Señora))(?=[\s.])[^:\n()\[\]]{0,80}?"
)
_GERMAN = (
    r"(?:(?:Alters|Vize|Land(?:tags|rats))?[Pp]räsident(?:in)?|Vorsitzende[r]?|"
    r"Stellv\. Vorsitzende[r]?|"
    r"(?:Bundes|Staats)?[Mm]inister(?:in)?|Staatssekretär(?:in)?|Abg\.|Bürgermeister(?:in)?)"
    rf"(?:\s[{_UP}][^:\n()]{{1,50}}?)?"
)
_ARABIC = (
    r"(?:(?:ال)?(?:سيد|سيدة|رئيس|رئيسة|نائب|نائبة|دكتور|دكتورة|أستاذ|أستاذة|مقرر|وزير|وزيرة|"
    r"أمين العام)|د\.|معالي|سعادة|صاحب)(?=[\s:：(])[^:：\n()]{0,60}?"
)
_RUSSIAN = rf"(?:{_CYRILLIC_OFFICE}|(?:Г-н|Г-жа|Господин|Госпожа)\s[А-ЯЁ][^:\n()]{{1,50}}?)"
_FEWEST = 3
_ENOUGH = 4
_TIMED_NAME = r"(?:[^\W\d_a-z][\w.'’\-]*,?|\d{1,2}|de|da|van|von|der|bin|al|&|/)"


@dataclass(frozen=True, slots=True)
class Layout:
    """``least``: how many labels a text must have that does not call itself a record."""

    kind: str
    pattern: re.Pattern[str]
    least: int = 4

    @property
    def is_titled(self) -> bool:
        """Whether each label can hardly be anything else."""
        return self.kind == "titled" or self.is_stop

    @property
    def is_stop(self) -> bool:
        """Whether a full stop stands behind the name, and a colon tells nothing."""
        return self.kind in ("french", "english", "cyrillic")

    def match(self, words: str) -> Label | None:
        """The label that ``words`` begin with."""
        found = self.pattern.match(words)
        if not found:
            return None
        parts = found.groupdict()
        name, remarks = parts["name"], parts.get("remarks") or ""
        if self.kind == "han" and not is_han_person(name):
            return None
        if self.kind == "timed" and is_label_word(re.sub(r"\s\d+$", "", name)):
            return None
        if self.kind == "timed":
            # "Obi, Ada", as a program's directory of persons has it.
            name = _DIRECTORY.sub(r"\2 \1", name)
        office = _OFFICE_WITH_NAME.match(f"{name}{remarks}") if self.kind == "titled" else None
        if office:
            name, remarks = office["person"], ""
        return made_label(name, found.end(), remarks, parts.get("time") or "")


_DIRECTORY = re.compile(r"^([^\W\d_][\w'’\- ]*), ([^\W\d_][\w.'’\- ]*)$")
_OFFICE_WITH_NAME = re.compile(
    rf"^(?:El|La|O|A)\s[^()]*\s?[{_UP} ]{{6,}}\("
    rf"(?P<person>[{_UP}][\w'’\-]+(?:\s[\w'’\-]+){{1,4}})\)$"
)
"""An office in capitals with its holder's name in brackets: the person speaks."""

LAYOUTS = (
    Layout(
        "timed",
        re.compile(
            rf"^(?P<name>{_TIMED_NAME}(?:\s{_TIMED_NAME}){{0,5}})"
            rf"{_BRACKETS}:?\s+"
            r"(?P<time>[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?):?$"
        ),
    ),
    Layout(
        "french",
        re.compile(
            rf"^(?P<name>{_FRENCH})(?:,\s[a-zà-ÿ][^.:\n]{{3,140}})?{_BRACKETS}\s?"
            r"(?:\.\s+(?:[–—-]\s)?|\s?:\s+)(?=\S)"
        ),
    ),
    Layout("english", re.compile(rf"^(?P<name>{_ENGLISH}){_BRACKETS}\.\s+(?=[\"“(\[{_UP}])")),
    Layout(
        "cyrillic",
        re.compile(
            rf"^(?P<name>{_CYRILLIC}|{_CYRILLIC_OFFICE}(?=\.|,\s))(?:,\s[^\n]+$|"
            r"\.?\s+(?=[«\"“(\[–—А-ЯЁІЇЄҐ])|\.?$)"
        ),
    ),
    Layout(
        "titled",
        re.compile(
            rf"^(?:[-–—]\s+)?(?P<name>{_IBERIAN}|{_GERMAN}|{_ARABIC}|{_RUSSIAN}|{_ENGLISH})"
            rf"{_BRACKETS}{_CLOSE}"
        ),
        3,
    ),
    Layout(
        "han",
        re.compile(
            rf"^(?P<name>[\u4e00-\u9fff·•‧・]{{2,12}}){_BRACKETS}(?::|：)\s*(?=\S)",
        ),
    ),
)


def layouts_of(texts: Sequence[str], *, declared: bool) -> tuple[Layout, ...]:
    """Those of which a text has enough labels, of two speakers or more who come back.

    ``declared``: whether the text says, or somebody has said, that it is a record of speech.
    """
    return tuple(layout for layout in LAYOUTS if _is_used(layout, texts, declared=declared))


def _is_used(layout: Layout, texts: Sequence[str], *, declared: bool) -> bool:
    order = [one.speaker for one in _labels(layout, texts)]
    counts = Counter(order)
    again = sum(1 for count in counts.values() if count > 1)
    if len(counts) < 2 or not (again or (layout.is_titled and len(counts) >= _ENOUGH)):
        return False
    if declared:
        return len(order) >= _FEWEST
    return len(order) >= layout.least and (again > 1 or layout.is_titled)


def _labels(layout: Layout, texts: Sequence[str]) -> Iterator[Label]:
    for text in texts:
        found = layout.match(text[:240])
        if found:
            yield found
