"""What stands before a verb: where its subject starts, and where its clause ends."""

from __future__ import annotations

from typing import Final

from conspectus.engine.grammar.phrases import NounPhrase, coordinated_phrases
from conspectus.engine.grammar.tagging import Token

Tokens = tuple[Token, ...]

_SKIP: Final = frozenset({"R"})
_ASIDES: Final = frozenset(
    {"including", "especially", "particularly", "both", "whether", "like", "as", "which", "who"}
)


def clause_end(tokens: Tokens, i: int) -> int:
    """Index where the clause around ``i`` ends: at a strong mark or the end of the sentence."""
    for j in range(i, len(tokens)):
        if tokens[j].lower in {";", ":", ".", "!", "?", "–", "—"}:
            return j
    return len(tokens)


def subject_before(tokens: Tokens, i: int) -> tuple[int, int]:
    """Tokens ``[start, end)`` of the subject that ends before ``i`` (adverbs skipped)."""
    end = i
    while end > 0 and (tokens[end - 1].tag in _SKIP or tokens[end - 1].lower in {"not", ","}):
        end -= 1
    end = _before_infinitive(tokens, _before_aside(tokens, end, i))
    start = end
    while start > 0 and _continues_subject(tokens, start - 1, end):
        start -= 1
    before = [token.tag for token in tokens[max(0, start - 3) : start]]
    if before == ["N", "T", "V"] and start < end:
        return subject_before(tokens, start - 2)  # "the way to govern the Internet should"
    while start < end and tokens[start].tag in {"P", "C", "U", "R"}:
        start += 1
    return start, end


def _before_aside(tokens: Tokens, end: int, verb: int) -> int:
    """Where the subject ends before ", including …," or ", in which …," in front of the verb."""
    if end >= verb or tokens[end].lower != ",":
        return end
    relative = _before_relative(tokens, end)
    if relative is not None:
        return relative
    for k in range(end - 1, 0, -1):
        if tokens[k].tag in {"M", "X"} or tokens[k].lower in {";", ":", "."}:
            return end
        if tokens[k].lower == "," and k + 1 < end:
            opens = tokens[k + 1].lower in _ASIDES or tokens[k + 1].tag in {"VG", "VD"}
            if (opens or next_lower(tokens, k + 1) == "as") and tokens[k - 1].tag == "N":
                return k
    return end


_RELATIVES: Final = frozenset({"which", "who", "whom", "whose", "where"})


def _before_relative(tokens: Tokens, end: int) -> int | None:
    """Where a relative clause between commas that ends at ``end`` begins, if there is one.

    Its own commas are passed: "the model, in which A, B and C meet as equals, must".
    """
    for k in range(end - 2, 0, -1):
        if tokens[k].lower in {";", ":", "."} or tokens[k].lower == "that":
            return None
        opens = tokens[k + 2 if tokens[k + 1].tag == "P" else k + 1].lower in _RELATIVES
        if tokens[k].lower == "," and opens and tokens[k - 1].tag == "N":
            inside = tokens[k + 1 : end]
            return k if any(token.tag in _PREDICATES for token in inside) else None
    return None


_PREDICATES: Final = frozenset({"V", "VZ", "M", "X", "H", "O"})


def _before_infinitive(tokens: Tokens, end: int) -> int:
    """The subject without a closing infinitive: "its ability to evolve should"."""
    if end > 2 and tokens[end - 1].tag == "V" and tokens[end - 2].tag == "T":
        return end - 2 if tokens[end - 3].tag == "N" else end
    return end


def _continues_subject(tokens: Tokens, j: int, end: int) -> bool:
    token = tokens[j]
    if token.tag in {"N", "J", "Q", "D", "VG", "B"} or token.lower in {"of", "'s"}:
        return not (token.tag == "B" and j + 1 < end)
    if token.tag == "VD":
        return j + 1 < end
    if token.tag == "P":
        return j > 0 and tokens[j - 1].tag in {"N", "VG", "VD"}
    if token.tag == "T":
        following = tokens[j + 1].tag if j + 1 < end else ""
        return j > 0 and tokens[j - 1].tag == "N" and following in {"N", "D", "J"}
    if token.tag == "C" and token.lower in {"and", "or", "&"}:
        return _joins_nominals(tokens, j)
    if token.lower == ",":
        return _in_list(tokens, j, end)
    return token.lower in {"(", ")", "/"}


def _joins_nominals(tokens: Tokens, j: int) -> bool:
    """Whether the coordinator at ``j`` joins two nominals and not two clauses."""
    k = j - 1
    while k >= 0 and tokens[k].tag == "U":
        k -= 1
    return k >= 0 and tokens[k].tag in {"N", "J"} and not _has_verb_before(tokens, k)


def _has_verb_before(tokens: Tokens, k: int) -> bool:
    """Whether a finite verb stands in the same stretch left of ``k``: then "and" joins clauses."""
    while k >= 0 and tokens[k].lower not in {",", ";", ":", "that"}:
        if tokens[k].tag in {"M", "X", "V", "VZ"}:
            return True
        k -= 1
    return False


def _in_list(tokens: Tokens, comma: int, end: int) -> bool:
    """A comma of a list "A, B and C" before the verb, all items nominal."""
    tail = tokens[comma + 1 : end]
    if not any(t.lower in {"and", "or", "as"} for t in tail):
        return False
    listed = {"N"} if comma + 1 < end and tokens[comma + 1].tag not in {"J", "C"} else {"N", "J"}
    return comma > 0 and tokens[comma - 1].tag in listed and not _has_verb_before(tokens, comma - 1)


def agent_of(tokens: Tokens, start: int, end: int) -> NounPhrase | None:
    """The phrase of the tokens ``[start, end)``, its head before any preposition."""
    if start >= end:
        return None
    head = next((j for j in range(start, end) if tokens[j].tag == "P"), end) - 1
    while head > start and tokens[head].tag not in {"N", "B"}:
        head -= 1
    return NounPhrase(start, end, head)


def whole_subject(tokens: Tokens, i: int) -> tuple[int, int]:
    """The subject of the verb at ``i``, a relative clause after its noun left out.

    In "the rights that people have offline must be protected" the rights are to be protected.
    """
    start, end = subject_before(tokens, i)
    for k in range(i - 1, max(0, i - 14), -1):
        if tokens[k].tag in {"M", "U"}:
            break
        relative = tokens[k].lower in {"that", "which", "who"} and tokens[k - 1].tag == "N"
        verb = any(t.tag in {"V", "VZ", "H", "X"} for t in tokens[k + 1 : max(start, k + 1)])
        if relative and verb:
            return subject_before(tokens, k)
    return start, end


def subject_phrases(tokens: Tokens, agent: NounPhrase | None) -> tuple[NounPhrase, ...]:
    """The coordinated phrases of a subject; the whole of it where it does not split cleanly."""
    if agent is None:
        return ()
    phrases = coordinated_phrases(tokens, agent.start, agent.end)
    if not phrases:
        return (agent,)
    last = phrases[-1].end
    return phrases if last == agent.end or tokens[last].tag in {"P", "T"} else (agent,)


def next_lower(tokens: Tokens, i: int) -> str:
    """The word after the token at ``i`` in lower case; empty at the end."""
    return tokens[i + 1].lower if i + 1 < len(tokens) else ""


_MEANWHILE: Final = frozenset({"turn", "principle", "particular", "general", "addition", "least"})


def skip_adverbs(tokens: Tokens, j: int) -> int:
    """The first token from ``j`` on that is no adverb, negation or aside ("in turn")."""
    while j < len(tokens):
        token = tokens[j]
        paired = (
            token.tag == "C"
            and j + 1 < len(tokens)
            and tokens[j - 1].tag == tokens[j + 1].tag == "R"
        )
        if token.tag == "P" and next_lower(tokens, j) in _MEANWHILE:
            j += 2
        elif token.tag == "R" or paired or token.lower in {"not", "never", ","}:
            j += 1
        else:
            break
    return j
