"""Tokens and part-of-speech tags for English by lexicon and context.

Tags: N noun, V verb (base or plural present), VZ third person singular, VD past or past
participle, VG -ing form, J adjective, R adverb, D determiner, P preposition, S subordinator,
W relative, C coordinator, M modal, T "to", B pronoun, X form of be, H form of have, O form of do,
Q number, U punctuation.
The lexicon is lemminflect's; the contextual rules are ours, in the manner of Brill (1992): a first
tag by lexicon, then rules that look at the neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.lemmas import lemmas_of

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‑/&@][^\W_]+(?:['’][^\W\d_]+)*)*|"
    r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|%)?|[^\w\s]",
)
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "ist", "cy")
_ADJECTIVE_ENDINGS = ("able", "ible", "al", "ful", "ous", "ive", "ic", "less", "ary")
_NOUN_FIRST = frozenset(
    "access support work research trade control process processes design use uses need needs role "
    "rights right interest interests respect policy state states issue issues change changes "
    "market benefit benefits challenge challenges cost costs impact value values service services "
    "network networks model models framework frameworks standards standard principle principles "
    "groups order practice practices lead focus balance results result concerns concern future "
    "present content project projects forum forums input inputs report reports place scope demand "
    "function functions power powers trust security interface exchange matter matters form forms "
    "level levels measure measures object objects end ends name names root address addresses "
    "point points part parts time way ways body bodies means progress transfer review "
    "record".split()
)


ADJECTIVES = frozenset({"multistakeholder", "multi-stakeholder", "bottom-up", "top-down"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``start`` and ``end`` count code points of the text that was tagged."""

    text: str
    lower: str
    start: int
    end: int
    tag: str
    lemma: str


@lru_cache(maxsize=100_000)
def _lexicon(word: str) -> tuple[tuple[str, str], ...]:
    """(part of speech, lemma) pairs of a lower-case word, as lemminflect lists them."""
    found = lemmas_of(word)
    if not found and word.endswith("s"):
        found = {k: (word[:-1],) for k in lemmas_of(word[:-1]) if k == "NOUN"}
    return tuple((pos, lemmas[0]) for pos, lemmas in sorted(found.items()))


_CLOSED: dict[str, str] = {
    word: tag
    for words, tag in (  # a word of several classes has the tag of the last one here
        (cc.ADVERBS, "R"),
        (cc.PREPOSITIONS, "P"),
        (cc.COORDINATORS, "C"),
        (cc.RELATIVES, "W"),
        (cc.SUBORDINATORS, "S"),
        (cc.DETERMINERS, "D"),
        (cc.PRONOUNS, "B"),
        (cc.DO, "O"),
        (cc.HAVE, "H"),
        (cc.BE, "X"),
        (cc.MODALS, "M"),
    )
    for word in words
}
_CLOSED.setdefault("to", "T")


def _verb_form(lower: str, lemma: str) -> str:
    """Tag of a verb form given its lemma."""
    if lower == lemma:
        return "V"
    if lower.endswith("ing"):
        return "VG"
    if lower.endswith("s") and not lower.endswith("ss"):
        return "VZ"
    return "VD"


@lru_cache(maxsize=100_000)
def _candidates(lower: str) -> tuple[tuple[str, str], ...]:
    """(tag, lemma) candidates of an open-class word, the likelier first without context."""
    found: dict[str, str] = {}
    for pos, lemma in _lexicon(lower):
        if pos == "VERB":
            found[_verb_form(lower, lemma)] = lemma
        elif pos == "NOUN":
            found["N"] = lemma
        elif pos == "ADJ":
            found["J"] = lemma
        elif pos == "ADV":
            found["R"] = lemma
    if not found:
        return ((_guess(lower), lower),)
    order = ["J", "N", "VD", "VG", "VZ", "V", "R"]
    if lower in _NOUN_FIRST or lower.endswith(_NOUN_ENDINGS):
        order = ["N", "J", "V", "VZ", "VD", "VG", "R"]
    elif lower.endswith("ly"):
        order = ["R", "J", "N", "V", "VZ", "VD", "VG"]
    elif lower.endswith("ing"):
        order = ["VG", "N", "J", "V", "VZ", "VD", "R"]
    elif lower.endswith("ed"):
        order = ["VD", "J", "N", "V", "VZ", "VG", "R"]
    return tuple((tag, found[tag]) for tag in order if tag in found)


def _guess(lower: str) -> str:
    """Tag of a word that the lexicon does not hold."""
    if lower[0].isdigit():
        return "Q"
    if lower.endswith("ly"):
        return "R"
    last = re.split(r"[-/]", lower)[-1]
    if last != lower and last:
        parts = dict(_candidates(last)) if last.isalpha() else {}
        if last in {"based", "led", "driven", "oriented", "wide", "free", "neutral", "related"}:
            return "J"
        if "N" in parts:
            return "N"
    if lower.endswith(_ADJECTIVE_ENDINGS):
        return "J"
    return "N"


def _raw_tokens(text: str) -> list[tuple[str, int, int]]:
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _choose(
    lower: str, options: tuple[tuple[str, str], ...], before: list[Token], following: str
) -> tuple[str, str]:
    """Pick a candidate by its neighbours; ``before`` are the tagged tokens to its left."""
    by_tag = dict(options)
    index = len(before) - 1
    while index >= 0 and before[index].tag == "R":
        index -= 1
    previous = before[index] if index >= 0 else None
    tag = options[0][0]
    if previous is None:
        tag = _at_start(lower, by_tag, following, tag)
    elif previous.tag in {"M", "O"} and "V" in by_tag:
        tag = "V"
    elif previous.tag == "T" and "V" in by_tag:
        tag = _after_to(lower, by_tag, following)
    elif previous.tag in {"D", "P", "J", "Q"} or previous.lower.endswith(("'s", "’s")):
        tag = _after_nominal(by_tag, previous, following, tag)
    elif previous.tag in {"X", "H"}:
        tag = next((t for t in ("VG", "VD", "J", "N") if t in by_tag), tag)
        if previous.tag == "H" and tag == "VG":
            tag = "N" if "N" in by_tag else tag
    elif previous.tag in {"N", "B"}:
        tag = _after_noun(lower, by_tag, previous, following, tag)
    elif previous.tag == "C" and index >= 1:
        tag = _after_coordinator(by_tag, before[index - 1], tag)
    return tag, by_tag.get(tag, lower)


def _opens_phrase(following: str) -> bool:
    """Whether the following word can open a noun phrase or clause (so a verb may stand before)."""
    return following in cc.DETERMINERS or following in {"that", "to", "for", "in", "on", "as", "it"}


def _at_start(lower: str, by_tag: dict[str, str], following: str, tag: str) -> str:
    if "V" in by_tag and lower not in _NOUN_FIRST and _opens_phrase(following):
        return "V"
    return tag


def _after_to(lower: str, by_tag: dict[str, str], following: str) -> str:
    nominal_next = following in {"", ".", ",", ";", "and", "or", "of", "by", "is", "are", ")"}
    if "N" in by_tag and lower in _NOUN_FIRST and nominal_next:
        return "N"
    return "V"


def _after_nominal(by_tag: dict[str, str], previous: Token, following: str, tag: str) -> str:
    adjective = following in {",", "and"} and tag == "J"
    for choice in ("J", "N") if adjective or following not in _SENTENCE_NEXT else ("N", "J"):
        if choice in by_tag:
            return choice
    if previous.tag == "P" and "VG" in by_tag:
        return "VG"
    return tag


_SENTENCE_NEXT = frozenset(
    {
        "",
        ".",
        ",",
        ";",
        ":",
        ")",
        "of",
        "is",
        "are",
        "should",
        "must",
        "and",
        "or",
        "to",
        "for",
        "in",
        "on",
        "by",
        "that",
        "which",
        "has",
        "have",
        "will",
        "can",
        "needs",
        "need",
    }
)


def _after_noun(
    lower: str, by_tag: dict[str, str], previous: Token, following: str, tag: str
) -> str:
    if previous.tag == "B" and previous.lower in {"we", "they", "i", "you"} and "V" in by_tag:
        return "V"
    if previous.tag == "B" and "VZ" in by_tag:
        return "VZ"
    if lower in {"need", "needs"} and following in {"to", "not"}:
        return "V" if lower == "need" else "VZ"
    if "VZ" in by_tag and _opens_phrase(following):
        return "VZ"
    if "V" in by_tag and previous.lower.endswith("s") and _opens_phrase(following):
        return "V"
    if "N" in by_tag and tag in {"V", "VZ"}:
        return "N"
    return tag


def _after_coordinator(by_tag: dict[str, str], left: Token, tag: str) -> str:
    """A coordinated word tends to be of its partner's class."""
    return left.tag if left.tag in by_tag else tag


def _fix_head_noun(tokens: list[Token]) -> list[Token]:
    """An adjective reading directly before a clause boundary or verb is a noun if it can be one."""
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.tag == "J" and following is not None and following.tag in {"P", "M"}:
            lemma = dict(_candidates(token.lower)).get("N")
            nominal = i > 0 and tokens[i - 1].tag in {"D", "J", "N"}
            if lemma and nominal:
                tokens[i] = Token(token.text, token.lower, token.start, token.end, "N", lemma)
    return tokens


@lru_cache(maxsize=30_000)
def tag(text: str) -> tuple[Token, ...]:
    """Tokens of an English sentence with tag and lemma; offsets count into ``text``."""
    raw = _raw_tokens(text)
    tokens: list[Token] = []
    for i, (word, start, end) in enumerate(raw):
        lower = word.lower().replace("’", "'")
        following = raw[i + 1][0].lower() if i + 1 < len(raw) else ""
        closed = _CLOSED.get(lower)
        if closed is not None:
            lemma = "be" if closed == "X" else "have" if closed == "H" else lower
            tokens.append(Token(word, lower, start, end, closed, lemma))
        elif lower in ADJECTIVES:
            tokens.append(Token(word, lower, start, end, "J", lower))
        elif not word[0].isalnum():
            tokens.append(Token(word, lower, start, end, "U", lower))
        elif word[0].isdigit():
            tokens.append(Token(word, lower, start, end, "Q", lower))
        elif word[0].isupper() and i > 0 and _is_name(word, tokens):
            tokens.append(Token(word, lower, start, end, "N", lower))
        else:
            choice, lemma = _choose(lower, _candidates(lower), tokens, following)
            tokens.append(Token(word, lower, start, end, choice, lemma))
    return tuple(_fix_head_noun(tokens))


def _is_name(word: str, before: list[Token]) -> bool:
    """Capitalised inside a sentence, not after an opening mark: a name."""
    return bool(before) and before[-1].lower not in {".", ":", "“", '"', "”"} and word[1:2] != ""
