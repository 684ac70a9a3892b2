"""Languages as people write them → codes of ISO 639-1."""

from __future__ import annotations

import re

from conspectus.formats.intake.folding import fold

_NAMES = {
    "ar": "arabic arabe العربية عربي ara",
    "de": "german allemand aleman deutsch deu ger",
    "en": "english anglais ingles eng",
    "es": "spanish espagnol espanol castellano spa",
    "fr": "french francais frances fra fre",
    "it": "italian italien italiano ita",
    "ja": "japanese japonais japones 日本語 jpn",
    "ko": "korean coreen coreano 한국어 kor",
    "pt": "portuguese portugais portugues por",
    "ru": "russian russe ruso русский rus",
    "zh": "chinese chinois chino 中文 汉语 mandarin zho chi",
}
_CODES = {fold(name): code for code, names in _NAMES.items() for name in names.split()}
_CODE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z0-9]{2,8})*")


def language_code(text: str) -> str | None:
    """``en`` for "en", "EN-GB", "English" or "anglais"; ``None`` where it is not one language."""
    plain = text.strip()
    named = _CODES.get(fold(plain))
    if named:
        return named
    found = _CODE.fullmatch(plain[:2].lower() + plain[2:])
    return found[1] if found else None
