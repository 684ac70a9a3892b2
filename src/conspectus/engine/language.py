"""Which language a text is in, and its words: tokens, stems, function words.

Six languages have function words and a stemmer here (Arabic, Chinese, English, French, Russian,
Spanish); a text in any other is read as plain words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import snowballstemmer
from py3langid import langid

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPTS = {
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "other": re.compile(r"[\u0370-\u03ff\u0530-\u05ff\u0900-\u1cff\u3040-\u30ff\uac00-\ud7af]"),
}
SCRIPT_OF = {
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "arabic"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "mn"), "cyrillic"),
    **dict.fromkeys(("zh",), "han"),
    **dict.fromkeys(("ja", "ko", "el", "he", "hi", "th", "ka", "hy", "am", "bn", "ta"), "other"),
}
SNOWBALL = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
}
_FUNCTION_WORDS = {
    "en": """a about above after again against all also am an and any are as at be because been
        before being below between both but by can could did do does doing down during each few for
        from further had has have having he her here hers him his how i if in into is it its itself
        just me more most my no nor not now of off on once only or other our ours out over own same
        shall she should so some such than that the their theirs them then there these they this
        those through to too under until up upon very was we were what when where which while who
        whom whose why will with within without would you your yours may might must""",
    "fr": """à au aux avec ce ces cet cette ceux celui celle dans de des du elle elles en est et
        eux il ils je la le les leur leurs lui ma mais me même mes moi mon ne nos notre nous on ont
        ou où par pas pour qu que qui sa sans se ses si son sont sur ta te tes toi ton tu un une vos
        votre vous y être été était avoir a ainsi afin comme plus très tout tous toute toutes aussi
        donc dont entre leurs doit doivent peut peuvent c d l n s j m qu""",
    "es": """a al algo ante antes así aunque cada como con contra cual cuando de del desde donde
        dos el él ella ellas ellos en entre era es esa ese eso esta está están este esto estos
        estas fue ha han hasta hay la las le les lo los más me mi muy no nos nosotros nuestra
        nuestro o otra otro para pero por porque que qué quien se sea ser si sí sin sobre son su sus
        también tanto te tiene tienen todo todos toda todas tu un una uno unos unas y ya debe deben
        puede pueden""",
    "ru": """а без более бы был была были было быть в вам вас весь во вот все всех всего вы где да
        для до его ее её если есть еще ещё же за здесь и из или им их к как ко когда кто ли либо
        между мне может мы на над надо нам нас не него нее нет ни них но о об однако он она они оно
        от очень по под при с со так также такой там те тем то того тоже той только том ты у уже
        чего чем что чтобы эта эти это этого этой этом этот я который которая которые которых
        должны должен""",
    "ar": """في من على إلى عن أن إن ان الى التي الذي الذين هذا هذه ذلك تلك هو هي هم ما لا لم لن قد
        كل كما كان كانت يكون تكون مع أو او ثم بين بعد قبل عند حيث أي أية غير حتى إذا اذا بل لكن وقد
        وأن وإن وفي ومن وعلى وهو وهي و أيضا ايضا نحن لنا له لها لهم به بها""",
    "zh": "的 了 和 是 在 我 有 就 不 人 也 都 而 及 与 或 等 对 为 以 于 之 其 这 那 我们 并 被",
}
FUNCTION_WORDS = {code: frozenset(text.split()) for code, text in _FUNCTION_WORDS.items()}

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_]+")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'](?=\w)")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)")
_PREFIX = re.compile(r"^(multi|inter|cyber|co|e)-")
_OUR = re.compile(r"^(behavi|col|fav|harb|hon|lab|neighb)our")
_POSSESSIVE = re.compile(r"[’']s?$")
_TASHKEEL = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ALEF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي"})

MINIMUM_LETTERS = 8
"""Fewer Latin, Arabic or Cyrillic letters are too little to tell languages apart."""
MINIMUM_CONFIDENCE = 0.6
FOREIGN_RATIO = 20.0
"""How many times likelier a language outside the list must be before a text counts as foreign."""


@cache
def _identifier(languages: tuple[str, ...]) -> langid.LanguageIdentifier:
    """py3langid's model limited to ``languages`` (all it knows where empty)."""
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    if languages:
        known = set(model.labels)
        model.set_languages([code for code in languages if code in known])
    return model


def _script(text: str) -> str | None:
    """The script of most letters; a fifth of Han is enough, as Chinese quotes Latin names."""
    counts = {name: len(pattern.findall(text)) for name, pattern in SCRIPTS.items()}
    total = sum(counts.values())
    if not total:
        return None
    if counts["han"] * 5 >= total and counts["han"] > counts["other"]:
        return "han"
    best = max(counts, key=lambda name: (counts[name], name))
    return best if counts[best] * 2 > total else None


def _by_function_words(tokens: Sequence[str], languages: Sequence[str]) -> str | None:
    """The language whose function words are clearly the most, or ``None``."""
    ranked = sorted(
        (-sum(token in FUNCTION_WORDS.get(code, ()) for token in tokens), code)
        for code in languages
    )
    best, code = -ranked[0][0], ranked[0][1]
    second = -ranked[1][0] if len(ranked) > 1 else 0
    if best >= 3 and best >= 2 * second + 1 and best * 8 >= len(tokens):
        return code
    return None


def detect(text: str, languages: Sequence[str]) -> str | None:
    """Tell which of ``languages`` (ISO 639-1) ``text`` is in; ``None`` where that is unsure.

    The script decides where it can, then function words, then py3langid's n-gram model (Lui and
    Baldwin 2012) limited to the languages given. Names, single words and texts in another
    language give ``None``: the caller falls back on what the source says of itself.
    """
    clean = _NOISE.sub(" ", text)
    script = _script(clean)
    if script is None:
        return None
    letters = len(SCRIPTS[script].findall(clean))
    known = sorted({code for code in languages if SCRIPT_OF.get(code, "latin") == script})
    if not known or letters < (2 if script == "han" else MINIMUM_LETTERS):
        return None
    if script not in {"latin", "other"} and len(known) == 1:
        return known[0]
    return _detect_by_words(clean, tuple(known))


def detect_any(text: str) -> str | None:
    """The language of a longer ``text`` among all that py3langid knows; ``None`` if unsure.

    For texts in none of a forum's languages. Fewer than ``MANY_LETTERS`` letters give ``None``.
    """
    clean = _NOISE.sub(" ", text)
    if sum(character.isalpha() for character in clean) < MANY_LETTERS:
        return None
    ranking = dict(_identifier(()).rank(clean))
    best = min(ranking, key=lambda code: (-ranking[code], code))
    return str(best) if ranking[best] >= CERTAIN else None


MANY_LETTERS = 60
CERTAIN = 0.9


def _detect_by_words(text: str, languages: tuple[str, ...]) -> str | None:
    tokens = [token.casefold() for token in _WORD.findall(text)]
    certain = _by_function_words(tokens, languages)
    if certain is not None:
        return certain
    ranking = dict(_identifier(languages).rank(text))
    if not ranking:
        return None
    best = min(ranking, key=lambda code: (-ranking[code], code))
    everything = dict(_identifier(()).rank(text))
    if max(everything.values()) > FOREIGN_RATIO * everything[best]:
        return None
    return best if len(languages) == 1 or ranking[best] >= MINIMUM_CONFIDENCE else None


STEMS: dict[tuple[str, str], str] = {}
"""Stems of this process, (language, word) → stem; ``known_stems`` keeps them between runs."""
MOST_STEMS = 200_000


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str | None = "en") -> str:
    """The Snowball stem (Porter 2001) of one case-folded word; the word itself where unknown."""
    name = SNOWBALL.get(language or "")
    if not name:
        return word
    found = STEMS.get((name, word))
    if found is None:
        found = str(_stemmer(name).stemWord(_one_spelling(word) if name == "english" else word))
        if len(STEMS) < MOST_STEMS:
            STEMS[name, word] = found
    return found


def _one_spelling(word: str) -> str:
    """American spelling without the hyphen after a prefix: one forum writes all of them."""
    if word.startswith(("programme", "centre")):
        word = word.replace("programme", "program", 1).replace("centre", "center", 1)
    return _OUR.sub(r"\1or", _ISE.sub("iz", _PREFIX.sub(r"\1", word)))


@cache
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)


def words(text: str, language: str | None = "en") -> tuple[str, ...]:
    """Case-folded words of ``text`` in order; Chinese gives overlapping pairs of characters.

    Elided articles and possessive endings are cut, Arabic is folded to bare letters.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if language == "ar":
        folded = _TASHKEEL.sub("", folded).translate(_ALEF)
    has_han = SCRIPTS["han"].search(folded) is not None
    found: list[str] = []
    for token in _WORD.findall(folded):
        if has_han and SCRIPTS["han"].search(token):
            found.extend(_pairs(token))
        elif "'" in token or "’" in token:
            short = _ELISION.sub("", token) if language == "fr" else token
            found.append(_POSSESSIVE.sub("", short) or token)
        else:
            found.append(token)
    return tuple(found)


def _pairs(token: str) -> list[str]:
    return [token[i : i + 2] for i in range(len(token) - 1)] or [token]


def content_words(text: str, language: str | None = "en") -> tuple[str, ...]:
    """``words`` without the function words of the language."""
    empty = FUNCTION_WORDS.get(language or "", frozenset())
    return tuple(word for word in words(text, language) if word not in empty)


def stems(text: str, language: str | None = "en") -> tuple[str, ...]:
    """Stems of all words, in order."""
    return tuple(stem(word, language) for word in words(text, language))


def content_stems(text: str, language: str | None = "en") -> tuple[str, ...]:
    """Stems of the content words, in order."""
    return tuple(stem(word, language) for word in content_words(text, language))
