"""Words of a text with offsets, one spelling each, and the key under which they are compared.

A key is the stem of the folded word (Snowball, Porter 2001, with a table of exceptions), or the
first word of its line of synonyms. Chinese gives overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from conspectus.engine.language import FUNCTION_WORDS, SCRIPTS, stem
from conspectus.engine.lexicon import files

_HYPHENS = re.compile("[\u00ad\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d]")
_TOKEN = re.compile(
    r"""(?P<number>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)*)
    |(?P<dotted>(?:[^\W\d_]\.){2,})
    |(?P<word>[^\W_]+(?:['’ʼ\u00ad\u2010\u2011\u2212-][^\W_]+)*)""",
    re.VERBOSE,
)
_APOSTROPHE = re.compile("[’ʼ]")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)")
_POSSESSIVE = re.compile(r"'s?$")
_TASHKEEL = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ALEF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي"})
_ZE = re.compile(r"(?<=[a-z]{2})iz(?=(?:e|es|ed|er|ers|ing|ation|ations|able)$)")
_OR = re.compile(r"^(behavi|fav|lab|hon|col|neighb|endeav|harb|hum|rum|val|vig)or")
_IFY = re.compile(r"^(\w{2,})if(?:y|ies|ied|ying|ication|ications)$")
_RE_WORDS = {"center": "centre", "theater": "theatre", "meter": "metre", "fiber": "fibre"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``text[start:end]`` of what was read (code points).

    ``fold``: one case and spelling. ``key``: what is compared. ``number``: its value in figures
    where it is a number, else ``None``. ``content``: whether it carries part of a claim.
    """

    text: str
    start: int
    end: int
    fold: str
    key: str
    content: bool
    number: str | None = None


@lru_cache(maxsize=1 << 15)
def words_of(text: str, language: str = "en") -> tuple[Word, ...]:
    """The words of ``text`` in order. An unknown language is read as plain words."""
    shouted = not any(letter.islower() for letter in text)
    raw = list(_pieces(text, language, shouted=shouted))
    if language == "en":
        raw = list(_join(raw))
    return tuple(_word(text, start, end, folded, language) for start, end, folded in raw)


def keys(text: str, language: str = "en") -> frozenset[str]:
    """The keys of the content words of ``text``."""
    return frozenset(word.key for word in words_of(text, language) if word.content)


_Piece = tuple[int, int, str]


def _pieces(text: str, language: str, *, shouted: bool) -> Iterator[_Piece]:
    """(start, end, folded) of the words as they are written, hyphenated ones in parts."""
    for match in _TOKEN.finditer(text):
        start, written = match.start(), match.group()
        if match.lastgroup == "number":
            yield start, match.end(), figures(written)
        elif SCRIPTS["han"].search(written):
            yield from _han(written, start)
        elif match.lastgroup == "dotted":
            yield start, match.end(), written.casefold()
        else:
            plain = _HYPHENS.sub("-", written)
            at = start
            for part in _parts(plain, language):
                length = len(part)
                yield at, at + length, _fold(part, language, shouted=shouted)
                at += length + 1


def _parts(written: str, language: str) -> list[str]:
    """A hyphenated word in parts; English prefixes stay with what they stand before."""
    parts = written.split("-")
    if len(parts) == 1 or language != "en":
        return parts
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].split("-")[-1].casefold() in _prefixes():
            joined[-1] += "-" + part
        else:
            joined.append(part)
    return joined


def _han(written: str, start: int) -> Iterator[_Piece]:
    """Chinese: overlapping pairs of characters; Latin letters and figures inside as they are."""
    for run in re.finditer(
        r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\u3400-\u9fff\uf900-\ufaff]+", written
    ):
        at, part = start + run.start(), run.group()
        if not SCRIPTS["han"].match(part):
            yield at, at + len(part), part.casefold()
            continue
        for i in range(max(1, len(part) - 1)):
            yield at + i, at + min(i + 2, len(part)), part[i : i + 2]


def _join(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Words that are written apart, with a hyphen or as one, as one ("bottom up")."""
    joined, i = _joined(), 0
    while i < len(pieces):
        if i + 1 < len(pieces):
            (start, end, first), (follows, last, second) = pieces[i], pieces[i + 1]
            if (first, second) in joined and follows - end <= 2:
                yield start, last, first + second
                i += 2
                continue
        yield pieces[i]
        i += 1


@cache
def _joined() -> frozenset[tuple[str, str]]:
    pairs = (entry.split() for entry in files.lines("joined_en.txt") if " " in entry)
    return frozenset((first, second) for first, second in pairs)


@cache
def _prefixes() -> frozenset[str]:
    entries = files.lines("joined_en.txt")
    return frozenset(entry[:-1] for entry in entries if entry.endswith("-"))


def fold(word: str, language: str = "en") -> str:
    """One case, one kind of hyphen and apostrophe, one spelling of ``word``."""
    return _fold(_HYPHENS.sub("-", word), language, shouted=True)


@lru_cache(maxsize=1 << 16)
def _fold(word: str, language: str, *, shouted: bool) -> str:
    plain = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", word))
    folded = plain.casefold()
    if language == "en":
        acronym = len(plain) > 1 and plain.isupper() and not shouted
        if acronym and folded in FUNCTION_WORDS["en"] | {"us", "who", "it", "ai"}:
            return plain
        return _english(folded.replace("-", ""))
    if language == "fr":
        return _ELISION.sub("", folded)
    if language == "ar":
        return _TASHKEEL.sub("", folded).translate(_ALEF)
    return folded


def _english(word: str) -> str:
    """British spelling in -ise (the commoner in what contributors write), without possessive."""
    if not word.endswith("n't"):
        word = _POSSESSIVE.sub("", word) or word
    other = _other_spellings().get(word)
    if other is not None:
        return other
    word = _OR.sub(r"\1our", _ZE.sub("is", word))
    return _RE_WORDS.get(word, word)


@cache
def _other_spellings() -> Mapping[str, str]:
    table = files.pairs("spelling_en.txt")
    return {other: ours for ours, others in table.items() for other in others}


def figures(written: str) -> str:
    """A number in figures without separators of thousands ("1,200" and "1 200" give "1200")."""
    bare = re.sub(r"[\u00a0\u202f ]", "", written)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        bare = bare.replace(",", "")
    return bare


def _word(text: str, start: int, end: int, folded: str, language: str) -> Word:
    key, content, number = _features(folded, language)
    return Word(text[start:end], start, end, folded, key, content, number)


@lru_cache(maxsize=1 << 16)
def _features(folded: str, language: str) -> tuple[str, bool, str | None]:
    """(key, whether it is a content word, value where it is a number) of a folded word."""
    number = number_of(folded, language)
    key = number if number is not None else key_of(folded, language)
    return key, folded not in empty_words(language), number


@lru_cache(maxsize=1 << 16)
def key_of(folded: str, language: str = "en") -> str:
    """The key of a folded word."""
    root = root_of(folded, language)
    return _synonyms().get(root, root) if language == "en" else root


@lru_cache(maxsize=1 << 16)
def root_of(folded: str, language: str = "en") -> str:
    """The stem of a folded word, synonyms apart."""
    if language == "en":
        known = _exceptions().get(folded)
        if known is not None:
            return known
        if folded.isupper():
            return folded
        verb = _IFY.match(folded)
        if verb:
            return f"{verb.group(1)}ify"
    return stem(folded, language)


@cache
def _exceptions() -> Mapping[str, str]:
    table = files.pairs("stems_en.txt")
    return {form: root for root, forms in table.items() for form in forms}


@cache
def _synonyms() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in files.lines("synonyms_en.txt"):
        first, *others = (root_of(_english(word.replace("-", "")), "en") for word in line.split())
        for other in others:
            found[other] = first
    return found


@cache
def empty_words(language: str) -> frozenset[str]:
    """Words that are neither recalled nor compared."""
    if language == "en":
        return frozenset(str(files.table("lists_en.toml")["empty"]).split())
    return FUNCTION_WORDS.get(language, frozenset())


_NUMBER_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    "fr": "zéro . deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize . . . vingt",
    "es": "cero . dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte",
    "pt": "zero . dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezasseis dezassete dezoito dezanove vinte",
    "ru": "ноль . два три четыре пять шесть семь восемь девять десять . двенадцать . . . . . . . "
    "двадцать",
}
_MORE_NUMBERS = {
    "en": {
        "thirty": "30",
        "forty": "40",
        "fifty": "50",
        "sixty": "60",
        "seventy": "70",
        "eighty": "80",
        "ninety": "90",
        "hundred": "100",
        "thousand": "1000",
    },
    "ru": {
        "двух": "2",
        "трех": "3",
        "четырех": "4",
        "пяти": "5",
        "шести": "6",
        "семи": "7",
        "восьми": "8",
        "девяти": "9",
        "десяти": "10",
    },
    "ar": {
        f"{article}{word}{ending}": value
        for word, value in {
            "ثلاث": "3",
            "اربع": "4",
            "خمس": "5",
            "ست": "6",
            "سبع": "7",
            "ثماني": "8",
            "تسع": "9",
        }.items()
        for article in ("", "ال")
        for ending in ("", "ة")
    },
}


@cache
def _numbers(language: str) -> Mapping[str, str]:
    spelt = _NUMBER_WORDS.get(language, "").split()
    table = {word: str(value) for value, word in enumerate(spelt) if word != "."}
    table.pop("one", None)
    return {**table, **_MORE_NUMBERS.get(language, {})}


def number_of(folded: str, language: str = "en") -> str | None:
    """The value in figures of a folded number word or figure; "one" is no number here."""
    if folded[:1].isdigit():
        return folded
    return _numbers(language).get(folded)
