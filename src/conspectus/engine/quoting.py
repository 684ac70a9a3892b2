"""Quotation marks, folding and the counting of words, as DESIGN §5 defines them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conspectus.engine.errors import EngineError

PAIRS = {"“": "”", "«": "»", "「": "」"}
PLACEHOLDER = "\ufffc"
_PAIRED = re.compile("[“”«»「」]")

_DOUBLE = re.compile('[“”„‟"«»‹›「」『』〝〞＂]')
_SINGLE = re.compile("[‘’‚‛'ʼ＇]")
_SPACE = re.compile("[\\s\u00a0\u200b\u2060\ufeff]+")
_STRAY = re.compile(r"[\"„‟‹›『』〝〞＂]|(?<!\w)['‘][^'’‘]{1,80}['’](?!\w)")

# Han, kana, Thai, Lao, Burmese and Khmer are written without spaces between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_UNSPACED_PER_WORD = 2
_JOINED = re.compile(rf"(?!{_UNSPACED.pattern})[^\W_](?!{_UNSPACED.pattern})[^\W_]")
"""Two letters between which no word ends."""

_TURNS = re.compile(
    r"^[\s,;–—-]*(?:but )?(?:only (?:if|when|where|after|by|on|in|with)\b|"
    r"unless\b|except\b|if\b|provided\b|subject to\b|so long as\b|"
    r"as long as\b|without\b)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|no|neither|nor|without|only|n't|cannot)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"[.!?;:]\s")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text taken apart: what stands in its quotation marks and what stands outside.

    ``outside``: the text with U+FFFC for each quotation. ``fault``: what is wrong with the marks
    ("“ is not closed"), else ``None``.
    """

    outside: str
    inside: tuple[str, ...]
    fault: str | None = None


def fold(text: str) -> str:
    """``text`` for comparison: quote marks made alike, white space made one space."""
    return _SPACE.sub(" ", _SINGLE.sub("'", _DOUBLE.sub('"', text))).strip()


def without_quote_marks(text: str) -> str:
    """``text`` without double quotation marks of any kind (they would announce a quotation)."""
    return _SPACE.sub(" ", _DOUBLE.sub("", text)).strip()


def may_be_quoted(text: str) -> bool:
    """Whether a pair of marks is left to quote ``text`` with, which may hold marks itself."""
    return _free_pair(text) is not None


def in_quotation_marks(text: str) -> str:
    """``text`` between “ ”, or between the first of « » and 「 」 that it does not hold itself.

    Raises ``EngineError`` where it holds marks of all three kinds.
    """
    pair = _free_pair(text)
    if pair is None:
        raise EngineError(f"No quotation marks are left for {text!r}; quote a shorter passage.")
    return f"{pair[0]}{text}{pair[1]}"


def _free_pair(text: str) -> tuple[str, str] | None:
    return next(
        ((start, end) for start, end in PAIRS.items() if start not in text and end not in text),
        None,
    )


def take_apart(text: str) -> Quoted:
    """Separate the quotations (“ ”, « », 「 」) of ``text`` from the rest.

    Other marks of quotation outside them, marks without their partner and nested marks of the
    same kind are faults.
    """
    outside: list[str] = []
    inside: list[str] = []
    at = 0
    while found := _PAIRED.search(text, at):
        outside.append(text[at : found.start()])
        at, mark = found.start(), found.group()
        if mark in PAIRS.values():
            return Quoted("".join(outside), tuple(inside), f"{mark} closes nothing")
        end = text.find(PAIRS[mark], at)
        if end < 0 or mark in text[at + 1 : end]:
            return Quoted("".join(outside), tuple(inside), f"{mark} is not closed")
        inside.append(text[at + 1 : end])
        outside.append(PLACEHOLDER)
        at = end + 1
    rest = "".join((*outside, text[at:]))
    stray = _STRAY.search(rest)
    return Quoted(rest, tuple(inside), f"{stray.group()} marks no quotation" if stray else None)


def whole_words(words: str, quote: str) -> bool:
    """Whether ``words`` stand in ``quote`` somewhere without a part of a word before or behind."""
    at = quote.find(words)
    while at >= 0:
        before, after = quote[:at][-1:] + words[:1], words[-1:] + quote[at + len(words) :][:1]
        if not (_JOINED.fullmatch(before) or _JOINED.fullmatch(after)):
            return True
        at = quote.find(words, at + 1)
    return False


def turns_its_sense(words: str, quote: str) -> bool:
    """Whether ``words`` leave out a denial before them or a condition behind them in ``quote``."""
    words, quote = fold(words), fold(quote)
    start = quote.find(words)
    before, after = quote[:start], quote[start + len(words) :]
    own_sentence = _SENTENCE_ENDS.split(before)[-1]
    return bool(_TURNS.match(after)) or bool(_DENIES.search(own_sentence))


def word_count(text: str) -> int:
    """Words of ``text``: chunks between spaces with a letter or digit; without spaces, by two.

    In scripts that put no space between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer) two
    characters count as one word.
    """
    characters = len(_UNSPACED.findall(text))
    chunks = _UNSPACED.sub(" ", text).split()
    words = sum(any(mark.isalnum() for mark in chunk) for chunk in chunks)
    return words + characters // _UNSPACED_PER_WORD


def is_unspaced(text: str) -> bool:
    """Whether ``text`` holds letters of a script that puts no space between words."""
    return _UNSPACED.search(text) is not None
