"""Noun phrases over tagged tokens: where they start and end, their heads and their parts."""

from __future__ import annotations

from dataclasses import dataclass

from conspectus.engine.grammar.tagging import Token

_INSIDE = frozenset({"N", "J", "Q", "VG", "VD", "D"})
_PREMODIFIER = frozenset({"J", "Q", "VG", "VD", "N", "R"})


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
        elif token.tag in {"VG", "VD"} and head >= 0:
            break
        elif token.tag == "D" and j > i and tokens[j - 1].tag != "D":
            break
        elif token.tag == "R" and j + 1 < limit and tokens[j + 1].tag in {"J", "VD", "VG"}:
            pass
        elif token.tag == "U" and token.lower == "," and _adjective_list(tokens, j, limit):
            pass
        elif token.tag == "C" and head < 0 and j > i and tokens[j - 1].tag in {"J", "VD"}:
            pass
        elif token.tag not in _INSIDE:
            break
        j += 1
    return (head + 1, head) if head >= 0 else None


def _adjective_list(tokens: tuple[Token, ...], comma: int, limit: int) -> bool:
    """Whether the comma stands between adjectives that modify a later noun ("open, free Internet")."""
    if comma == 0 or tokens[comma - 1].tag not in {"J", "VD"}:
        return False
    for j in range(comma + 1, min(limit, comma + 8)):
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
    while end < limit and tokens[end].lower == "of":
        inner = _core(tokens, end + 1, limit)
        if inner is None:
            break
        end = inner[0]
    return NounPhrase(i, end, head)


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
        if i == phrase.end:
            break
    return tuple(phrases)
