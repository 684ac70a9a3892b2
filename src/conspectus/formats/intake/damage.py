"""Undoing what charsets do to names: entities, question marks for apostrophes, lost letters.

A file that passed through an old charset arrives in one of a few ways: a letter beyond Latin-1
became "?" and a letter beyond ASCII was dropped ("Łódź" → "?d?"), or all were dropped, or all
became "?". A name is restored only where the damaged form belongs to one entry of
``lost_letters.txt``; each repair is reported.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from conspectus.formats.intake.folding import squeeze

_APOSTROPHE = re.compile(
    r"(?<=\w)[?\ufffd](?=(?:s|S|t|re|ve|ll)\b)|(?<=[nld])[?\ufffd](?=[A-ZÀ-Þ])"
)
_PLURAL_APOSTROPHE = re.compile(r"(?<=[a-z]s)[?\ufffd](?= [A-Z][a-z])")
_DASH = re.compile(r"(?<=\S) [?\ufffd] (?=\S)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_SHORTEST = 4
# Forms that are words or names themselves: "Lucía" without its í is somebody else's name.
_PLAIN_WORDS = frozenset("cole Falco Glen Gran Jess Luca Micha Rafa scar Simes Sofa sten".split())


def damaged_forms(word: str) -> set[str]:
    """The ASCII forms in which ``word`` may arrive (those that differ from it)."""
    mixed = "".join(char if char.isascii() else ("?" if ord(char) > 0xFF else "") for char in word)
    marked = "".join(char if char.isascii() else "?" for char in word)
    dropped = "".join(char for char in word if char.isascii())
    return {
        form
        for form in (mixed, marked, dropped)
        if form != word
        and form not in _PLAIN_WORDS
        and (len(form) >= _SHORTEST or form.count("?") > 1)
    }


def by_damaged_form(words: Iterable[str]) -> dict[str, str]:
    """Damaged form -> word, for the forms that belong to one word only."""
    found: dict[str, str | None] = {}
    for word in words:
        for form in damaged_forms(word):
            found[form] = word if found.get(form, word) == word else None
    return {form: word for form, word in sorted(found.items()) if word is not None}


@cache
def _lexicon() -> tuple[dict[str, str], re.Pattern[str]]:
    text = resources.files("conspectus.formats.intake").joinpath("lost_letters.txt")
    lines = text.read_text(encoding="utf-8").splitlines()
    words = by_damaged_form(line for line in lines if line and not line.startswith("#"))
    longest_first = sorted(words, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form) for form in longest_first)
    return words, re.compile(rf"(?<![\w?\ufffd])(?:{pattern})(?![\w?\ufffd])")


def repair_characters(text: str) -> str:
    """``text`` without entities and mis-decoding, apostrophes and dashes back for "?"."""
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    plain = _redecoded(plain).translate(_QUOTES)
    plain = _APOSTROPHE.sub("'", plain)
    plain = _PLURAL_APOSTROPHE.sub("'", plain)
    return squeeze(_DASH.sub(" – ", plain))


def _redecoded(text: str) -> str:
    """UTF-8 that was read as windows-1252 ("SÃ£o") read again as UTF-8."""
    if text.isascii():
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def restore_letters(text: str) -> str:
    """``text`` with the lost letters of known names put back."""
    words, pattern = _lexicon()
    return pattern.sub(lambda found: words[found[0]], text)


def looks_damaged(text: str) -> bool:
    """Whether letters are still missing: "?" or U+FFFD inside or beside a word."""
    return re.search(r"\w[?\ufffd]\w|(?<!\w)[?\ufffd]\w|\ufffd", text) is not None
