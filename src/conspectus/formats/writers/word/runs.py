"""Runs → WordprocessingML. Element order follows ECMA-376 part 1, section 17.3.2 (CT_RPr)."""

from __future__ import annotations

import hashlib

from conspectus.formats.writers.manuscript import Run, Runs
from conspectus.formats.writers.markup import xml

# The regional variants under which Word and LibreOffice have spelling dictionaries.
_VARIANTS = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "he": "he-IL",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
_LONGEST = 40
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def variant(language: str) -> str:
    """A language tag that office programs know; other tags as they are."""
    return _VARIANTS.get(language, language)


def runs_xml(runs: Runs) -> str:
    """All runs, with their languages, directions and links inside the document."""
    return "".join(_linked(run) for run in runs)


def text_xml(text: str, properties: str = "") -> str:
    """One run of plain text; ``properties`` is the content of its ``w:rPr``."""
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{xml(text)}</w:t></w:r>'


def bookmark(name: str) -> str:
    """An anchor as a bookmark's name: letters, digits and underscores, 40 at most."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
    if plain == name.replace("-", "_") and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    return f"{plain[: _LONGEST - 9]}_{digest}"


def _linked(run: Run) -> str:
    text = text_xml(run.text, _properties(run))
    if run.target is None:
        return text
    anchor = bookmark(run.target)
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text}</w:hyperlink>'


def _properties(run: Run) -> str:
    strong = "<w:b/><w:bCs/>" if run.strong else ""
    link = '<w:color w:val="1F4E79"/>' if run.target else ""
    return f"{strong}{link}{'<w:rtl/>' if run.rtl else ''}{_language(run)}"


def _language(run: Run) -> str:
    if run.language is None:
        return ""
    name = xml(variant(run.language))
    if run.rtl:
        return f'<w:lang w:bidi="{name}"/>'
    if run.language.split("-")[0] in _EAST_ASIAN:
        return f'<w:lang w:eastAsia="{name}"/>'
    return f'<w:lang w:val="{name}"/>'
