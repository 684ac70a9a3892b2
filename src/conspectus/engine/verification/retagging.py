"""Second thoughts on the tags of an English sentence, where its structure tells more."""

from __future__ import annotations

from dataclasses import replace

from conspectus.engine.grammar.tagging import Token

FINITE = frozenset({"M", "X", "VZ", "H", "O"})
"""Tags of words that make a clause finite."""
VERBS = frozenset({"V", "VG", "VZ", "VD"})
"""Tags of full verbs."""

_COPULAS = frozenset({"remains", "stays", "becomes"})
_AFTER_GERUND = frozenset({"M", "X", "VZ", "H", "W", "P", "U", "C"})
_BEFORE_GERUND = frozenset({"D", "J", "U", "P", "C", "N"})


def retagged(tokens: tuple[Token, ...], *, nominal: bool = False) -> tuple[Token, ...]:
    """The tokens with nouns told from verbs: "export controls on", "who uses the", "training for".

    ``nominal``: the text is a noun phrase, so that its first word is no verb.
    """
    found = list(tokens)
    finite = nominal
    for i, token in enumerate(tokens):
        if token.tag in {"C", "U", "W", "S"} or token.lower == "that":
            finite = False
        before = found[i - 1].tag if i else ""
        opens = _after_preposition(tokens, i) or (nominal and i == 0)
        follows = before == "N" and (finite or tokens[i - 1].lower == "other")
        if (token.tag == "V" and opens) or (token.tag == "VZ" and follows):
            found[i] = replace(token, tag="N")
        elif token.tag in FINITE or (token.tag == "V" and before == "B"):
            finite = True
        elif token.tag == "N" and _is_verb(tokens, i):
            found[i] = replace(token, tag="VZ", lemma=token.lower.removesuffix("s"))
            finite = True
        elif token.lower in {"online", "offline"} and not _before_noun(tokens, i):
            found[i] = replace(token, tag="R")
        elif token.tag == "VG" and _acts_as_noun(tokens, i):
            found[i] = replace(token, tag="N", lemma=token.lower)
    return tuple(found)


def _after_preposition(tokens: tuple[Token, ...], i: int) -> bool:
    return i > 0 and tokens[i - 1].tag == "P" and tokens[i - 1].lower != "than"


def _acts_as_noun(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the gerund at ``i`` stands as a noun: "training for girls should …"."""
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    if i and tokens[i - 1].tag in {"X", "VG"}:
        return False
    opens = i == 0 or tokens[i - 1].tag in _BEFORE_GERUND
    if follows is None:
        return opens
    if follows.tag == "P" or follows.lower == "that":
        return True
    return opens and follows.tag in _AFTER_GERUND


def _before_noun(tokens: tuple[Token, ...], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].tag in {"N", "J"}


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether what was taken for a noun is a verb: "remains open", "who uses", "islands need"."""
    token = tokens[i]
    follows = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    if i == 0 or not follows:
        return False
    if token.lower == "need":
        return tokens[i - 1].tag == "N" and follows in {"D", "J", "N"}
    if token.lower in _COPULAS:
        return follows in {"J", "D", "R", "P"}
    relative = tokens[i - 1].lower in {"who", "which"} or _after_noun_that(tokens, i)
    return relative and token.lower.endswith("s") and follows in {"D", "J", "N", "P"}


def _after_noun_that(tokens: tuple[Token, ...], i: int) -> bool:
    return i > 1 and tokens[i - 1].lower == "that" and tokens[i - 2].tag == "N"
