"""Noun phrases over tagged tokens: where they start and end, their heads and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conspectus.engine.grammar.relations import BY_VERB
from conspectus.engine.grammar.tagging import Token


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens ``[start, end)`` of a sentence; ``head`` is the index of its head noun.

    ``core_end`` ends the part before any post-modifier ("of …"); coordinated phrases are separate.
    """

    start: int
    end: int
    head: int


def _core(tokens: tuple[Token, ...], i: int, limit: int) -> tuple[int, int] | None:
    """(end, head) of the simple noun phrase that starts at ``i``, or ``None``."""
    head = -1
    j = i
    while j < limit:
        token = tokens[j]
        if token.tag == "N":
            head = j
        elif not _goes_on(tokens, i, j, limit, headed=head >= 0):
            break
        j += 1
    return (head + 1, head) if head >= 0 else None


def _goes_on(tokens: tuple[Token, ...], i: int, j: int, limit: int, *, headed: bool) -> bool:
    """Whether the token at ``j``, no noun, still belongs to the phrase that starts at ``i``."""
    token = tokens[j]
    before = tokens[j - 1].tag if j > i else ""
    if token.tag in {"VG", "VD"}:
        return not headed
    if token.tag == "D":
        return before in {"", "D"}
    if token.tag == "R":
        return j + 1 < limit and tokens[j + 1].tag in {"J", "VD", "VG"}
    if token.tag == "U":
        return token.lower == "," and _adjective_list(tokens, j, limit)
    if token.tag == "C":
        listed = before == "U" and j - 2 >= i and tokens[j - 2].tag in {"J", "VD"}
        return not headed and (before in {"J", "VD"} or listed)
    return token.tag in {"J", "Q"}


def _adjective_list(tokens: tuple[Token, ...], comma: int, limit: int) -> bool:
    """Whether the comma stands between adjectives of a later noun ("open, free Internet")."""
    if comma == 0 or tokens[comma - 1].tag not in {"J", "VD"}:
        return False
    for j in range(comma + 1, min(limit, comma + 16)):
        tag = tokens[j].tag
        if tag == "N":
            return True
        if tag not in {"J", "VD", "C", "R"} and tokens[j].lower != ",":
            return False
    return False


def noun_phrase_at(tokens: tuple[Token, ...], i: int, limit: int) -> NounPhrase | None:
    """The noun phrase that starts at token ``i``, with its "of" phrases; ``None`` if none does."""
    found = _core(tokens, i, limit)
    if found is None:
        return None
    end, head = found
    while end < limit and (tokens[end].lower == "of" or _is_right_to(tokens, end)):
        inner = _core(tokens, end + 1, limit)
        if inner is None:
            break
        end = inner[0]
    return NounPhrase(i, end, head)


def _is_right_to(tokens: tuple[Token, ...], i: int) -> bool:
    """The "to" of "the right to privacy"."""
    return tokens[i].lower == "to" and i > 0 and tokens[i - 1].lemma == "right"


def _participle_clause(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the token at ``i`` opens a clause: "protection of data, avoiding surveillance"."""
    verb = tokens[i].tag == "VG" and tokens[i - 1].lower == ","
    return verb and (tokens[i].lemma in BY_VERB or tokens[i].lemma in _TURNS_AWAY)


_TURNS_AWAY: Final = frozenset("avoid exclude undermine hinder violate threaten discourage".split())


def coordinated_phrases(tokens: tuple[Token, ...], i: int, limit: int) -> tuple[NounPhrase, ...]:
    """The noun phrases coordinated from token ``i`` on ("A, B and C"), at least in their heads."""
    phrases: list[NounPhrase] = []
    while i < limit:
        phrase = noun_phrase_at(tokens, i, limit)
        if phrase is None:
            break
        phrases.append(phrase)
        i = phrase.end
        while i < limit and (tokens[i].lower in {",", "and", "or", "&", "as", "well"}):
            i += 1
        if i == phrase.end or (i < limit and _participle_clause(tokens, i)):
            break
    return tuple(phrases)
