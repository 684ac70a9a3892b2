"""Words of any language → the tokens that the index holds: the same in every database.

A text is written to the index as tokens between spaces, which the database only has to split:
words of Latin, Cyrillic and Arabic script by their Snowball stems, Chinese, Japanese and Korean
by overlapping pairs of characters. A word that is looked for is stemmed in each language of its
script, for nobody knows in which it was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import snowballstemmer

LATIN: Final = {"en": "english", "es": "spanish", "fr": "french"}
_STEMMERS: Final = {
    code: snowballstemmer.stemmer(name) for code, name in {**LATIN, "ru": "russian"}.items()
}
_CJK: Final = r"\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
WORD: Final = re.compile(
    rf"[{_CJK}]+|[^\W_{_CJK}][^\W_{_CJK}\u0300-\u036f\u0640\u064b-\u065f\u0670]*"
    rf"(?:[\u0300-\u036f\u0640\u064b-\u065f\u0670]+[^\W_{_CJK}]*)*"
)
"""A run of Han, kana or hangul, or a word with its combining marks."""

_PAIRED = re.compile(f"[{_CJK}]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_ALEF = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
# Light stemming of Arabic (Larkey, Ballesteros and Connell 2007, "light10"): article and what is
# written before it, then endings. Snowball cuts other ends from a singular than from its plural.
_ARTICLE = re.compile(r"^(?:و(?=\w{3})(?!ال)|[وف]?(?:[بك]?ال|لل)(?=\w{2}))")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_PLURAL = re.compile(r"(?:(?<=[^m]o)|(?<=a))s$")
_UNACCENTED = re.compile(r"e(?=e?s?$)")
_WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})

LONGEST: Final = 100
"""Characters of a word; nobody looks for the rest, and a stemmer takes minutes over a long one."""

STOP_WORDS: Final = frozenset(
    "a an and are as at be by for from has have in is it its of on or that the this to was were "
    "which will with de la le les l d et en un une des du que qui dans pour sur au aux est son sa "
    "ses el los las y o una del se por con para su sus al lo es в и на не с по к о из за от для "
    "что как это в من في على إلى عن أن إن ما لا هذا هذه التي الذي و أو".split()
)
"""Words that are in nearly every text: neither written to the index nor looked for."""


def normalised(text: str) -> str:
    """Compatibility forms made one, case folded; accents stay, for the stemmers need them."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> Iterator[str]:
    """The words of a normalised text; a run of Chinese characters is one."""
    return (found[0] for found in WORD.finditer(text))


def tokens_of(text: str, language: str) -> list[str]:
    """The tokens of a text in the order of its words; stop words have none."""
    latin = language.split("-", maxsplit=1)[0]
    return [
        token for word in words_of(normalised(text)) for token in word_tokens(word, latin) if token
    ]


@lru_cache(maxsize=1 << 17)
def word_tokens(word: str, language: str) -> tuple[str, ...]:
    """The tokens of one normalised word in a text of this language."""
    if _PAIRED.match(word):
        # The last character stands alone too: a search for one character finds it as a beginning.
        return (*_pairs(word), word[-1])
    return () if word in STOP_WORDS else (_stem(word, language),)


def token_count(word: str) -> int:
    """How many tokens `word_tokens` gives for a normalised word, without making them."""
    if word in STOP_WORDS:
        return 0
    return len(word) if _PAIRED.match(word) else 1


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[i : i + 2] for i in range(len(run) - 1))


@lru_cache(maxsize=1 << 12)
def sought_tokens(word: str, language: str = "") -> tuple[str, ...]:
    """All tokens under which one normalised word of a query may stand; any of them will do."""
    if word in STOP_WORDS:
        return ()
    languages = [language] if language else [*LATIN, ""]
    tokens = [_stem(word, code) for code in languages]
    if "fr" in languages and word.isascii() and _UNACCENTED.search(word):
        # "egalite" is égalité: the stemmer knows such endings by their accent only.
        tokens.append(_stem(_UNACCENTED.sub("é", word, count=1), "fr"))
    return tuple(dict.fromkeys(filter(None, tokens)))


def sought_pairs(run: str) -> tuple[str, ...]:
    """What stands for a run of Chinese characters, one after the other; one is a beginning."""
    return _pairs(run) or (run,)


def is_run(word: str) -> bool:
    """Whether a word is a run of Chinese, Japanese or Korean characters."""
    return bool(_PAIRED.match(word))


def _stem(word: str, language: str) -> str:
    """By the stemmer of the word's script, and where that is Latin, of the text's language."""
    if len(word) > LONGEST:
        return _unmarked(word[:LONGEST])
    if _ARABIC.search(word):
        return _light(_unmarked(_MARKS.sub("", word).translate(_ALEF)))
    if _CYRILLIC.search(word):
        return _unmarked(_russian(word.replace("ё", "е")))
    if language == "es":
        word = _PLURAL.sub("", word)  # the stemmer takes "gobiernos" for a verb
    return _unmarked(_stemmed(language, word) if language in LATIN else word)


def _russian(word: str) -> str:
    """Until nothing is cut any more: "гражданами" gives "граждан", which the stemmer cuts again."""
    stem = _stemmed("ru", word)
    return stem if stem == word else _russian(stem)


def _light(word: str) -> str:
    plain = _ARTICLE.sub("", word)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) >= len(ending) + 2:
            plain = plain[: -len(ending)]
    return plain


def _stemmed(language: str, word: str) -> str:
    return str(_STEMMERS[language].stemWord(word))


def _unmarked(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_WHOLE))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def line_of(paragraphs: Iterable[str], language: str) -> str:
    """Paragraphs for the index: tokens between spaces, each paragraph ended by a line feed."""
    return "".join(f" {' '.join(tokens_of(text, language))} \n" for text in paragraphs)
