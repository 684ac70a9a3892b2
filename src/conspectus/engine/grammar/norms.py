"""Normative and evaluative verb phrases of an English sentence.

A *norm* is a verb phrase that the writer wants, rejects or values: in the scope of a deontic modal
("should"), of a performative of the writer ("we support", "we call on X to"), of an impersonal
("it is essential that"), or an imperative that opens a list item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.phrases import NounPhrase, coordinated_phrases
from conspectus.engine.grammar.tagging import Token

Tokens = tuple[Token, ...]

PERFORMATIVES: Final = frozenset(
    "support endorse welcome oppose reject recommend propose suggest urge encourage advocate "
    "favour favor call request invite promote believe consider think hold argue maintain stress "
    "emphasize emphasise underline underscore highlight affirm reaffirm recognize recognise "
    "acknowledge agree note value want wish seek insist ask like prefer request submit "
    "demand".split()
)
_OF_OTHERS_ACTS: Final = frozenset({"note", "recognize", "recognise", "acknowledge", "affirm"})
"""Performatives whose "that" clause may be a mere fact."""
IMPORTANT: Final = frozenset(
    "essential important crucial vital critical necessary key fundamental paramount imperative "
    "indispensable needed central integral desirable urgent vital best preferable fair unfair "
    "unacceptable unjustified justified wrong right harmful dangerous wise unwise "
    "legitimate".split()
)
_SKIP = frozenset({"R"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One normative verb phrase.

    ``operator``: the word that makes it normative ("should", "support", "essential", "imperative").
    ``verb``: index of the main verb (``-1`` where a noun phrase itself is wanted).
    ``agent``: the subject of an active verb; ``objects``: what it acts on (subject of a passive).
    ``complement``: for "be", the adjectives (token indices) or the phrases after it.
    ``start``, ``end``: tokens of the clause, subject included.
    """

    operator: str
    verb: int
    negative: bool = False
    passive: bool = False
    agent: NounPhrase | None = None
    objects: tuple[NounPhrase, ...] = ()
    adjectives: tuple[int, ...] = ()
    start: int
    end: int


def norms(tokens: Tokens) -> tuple[Norm, ...]:
    """All norms of a tagged sentence, in order of their operators."""
    found: list[Norm] = []
    for i, token in enumerate(tokens):
        if token.tag == "M" and (token.lower in cc.DEONTIC):
            found += _after_modal(tokens, i, token.lower)
        elif token.lower in {"need", "needs", "have"} and _next_lower(tokens, i) == "to":
            if i and tokens[i - 1].tag in {"N", "B", "R"}:
                found += _after_modal(tokens, i, "need to")
        elif token.lemma in PERFORMATIVES and token.tag in {"V", "VZ"} and _is_writer(tokens, i):
            found += _said(_after_performative(tokens, i), denied=_is_denied(tokens, i))
        elif token.lower in IMPORTANT and i and _copula_before(tokens, i):
            found += _after_evaluation(tokens, i)
    if not found and tokens and tokens[0].tag == "V":
        found += _verb_phrases(tokens, 0, "imperative", None, 0, negative=False)
    return tuple(found)


def _next_lower(tokens: Tokens, i: int) -> str:
    return tokens[i + 1].lower if i + 1 < len(tokens) else ""


def _is_writer(tokens: Tokens, i: int) -> bool:
    """Whether the subject of the verb at ``i`` is "we" or "I"."""
    j = i - 1
    while j >= 0 and (
        tokens[j].tag in {"R", "M", "O", "H"} or tokens[j].lower in {"would", "like"}
    ):
        j -= 1
    return j >= 0 and tokens[j].lower in {"we", "i"}


_DENIALS: Final = frozenset({"not", "never", "cannot", "neither", "hardly"})


def _is_denied(tokens: Tokens, i: int) -> bool:
    """Whether the writer says that it does not do what the verb at ``i`` says."""
    for j in range(i - 1, -1, -1):
        if tokens[j].lower in {"we", "i"}:
            return False
        if tokens[j].lower in _DENIALS or tokens[j].lower.replace("’", "'").endswith("n't"):
            return True
    return False


def _said(found: Sequence[Norm], *, denied: bool) -> list[Norm]:
    """The norms of a performative; who "does not oppose" something does not yet want it."""
    if not denied:
        return list(found)
    return [replace(norm, negative=True) for norm in found if not norm.negative]


def _copula_before(tokens: Tokens, i: int) -> bool:
    j = i - 1
    while j >= 0 and tokens[j].tag in {"R", "D"}:
        j -= 1
    return j >= 0 and (tokens[j].tag == "X" or tokens[j].lemma in {"remain", "seem"})


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
    start = end
    while start > 0 and _continues_subject(tokens, start - 1, end):
        start -= 1
    while start < end and tokens[start].tag in {"P", "C", "U", "R"}:
        start += 1
    return start, end


def _continues_subject(tokens: Tokens, j: int, end: int) -> bool:
    token = tokens[j]
    if token.tag in {"N", "J", "Q", "D", "VG", "B"} or token.lower in {"of", "'s"}:
        return not (token.tag == "B" and j + 1 < end)
    if token.tag == "VD":
        return j + 1 < end
    if token.tag == "P":
        return j > 0 and tokens[j - 1].tag in {"N", "VG", "VD"}
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
    return comma > 0 and tokens[comma - 1].tag == "N" and not _has_verb_before(tokens, comma - 1)


def _agent(tokens: Tokens, start: int, end: int) -> NounPhrase | None:
    if start >= end:
        return None
    head = next((j for j in range(start, end) if tokens[j].tag == "P"), end) - 1
    while head > start and tokens[head].tag not in {"N", "B"}:
        head -= 1
    return NounPhrase(start, end, head)


def _after_modal(tokens: Tokens, i: int, operator: str) -> list[Norm]:
    start, end = subject_before(tokens, i)
    agent = _agent(tokens, start, end)
    j = i + 1
    if tokens[i].lower in {"need", "needs", "has", "have", "ought"}:
        j += 1
    negative = any(t.lower in {"not", "never"} for t in tokens[j : j + 2])
    negative = negative or tokens[i].lower.endswith("n't")
    return _verb_phrases(tokens, j, operator, agent, start, negative=negative)


def _skip_adverbs(tokens: Tokens, j: int) -> int:
    while j < len(tokens) and (tokens[j].tag == "R" or tokens[j].lower in {"not", "never", ","}):
        j += 1
    return j


def _verb_phrases(
    tokens: Tokens, j: int, operator: str, agent: NounPhrase | None, start: int, *, negative: bool
) -> list[Norm]:
    """The verb at ``j`` and the verbs coordinated with it, with what they act on."""
    j = _skip_adverbs(tokens, j)
    limit = clause_end(tokens, j)
    if j >= limit:
        return []
    if tokens[j].tag == "X" or tokens[j].lemma in {"remain", "stay", "become", "continue"}:
        return _copular(tokens, j, limit, operator, agent, start, negative=negative)
    if tokens[j].tag not in {"V", "H", "O"}:
        return []
    verbs = [j]
    k = _skip_adverbs(tokens, j + 1)
    while k + 1 < limit and tokens[k].lower in {"and", "or", ",", "&"}:
        nxt = _skip_adverbs(tokens, k + 1)
        if nxt < limit and tokens[nxt].tag == "C":
            nxt = _skip_adverbs(tokens, nxt + 1)
        if nxt >= limit or tokens[nxt].tag != "V":
            break
        verbs.append(nxt)
        k = _skip_adverbs(tokens, nxt + 1)
    objects = coordinated_phrases(tokens, k, limit)
    return [
        Norm(
            operator=operator,
            verb=v,
            negative=negative,
            agent=agent,
            objects=objects,
            start=start,
            end=limit,
        )
        for v in verbs
    ]


def _copular(
    tokens: Tokens,
    j: int,
    limit: int,
    operator: str,
    agent: NounPhrase | None,
    start: int,
    *,
    negative: bool,
) -> list[Norm]:
    """ "be" and its like: passives, adjectives, nominal complements."""
    subject = subject_phrases(tokens, agent)
    k = _skip_adverbs(tokens, j + 1)
    if tokens[j].lemma == "continue" and k + 1 < limit and tokens[k].lower == "to":
        return _verb_phrases(tokens, k + 1, operator, agent, start, negative=negative)
    if k < limit and tokens[k].tag == "X":
        k = _skip_adverbs(tokens, k + 1)
    passives: list[int] = []
    adjectives: list[int] = []
    while k < limit:
        token = tokens[k]
        if token.tag == "VD":
            passives.append(k)
        elif token.tag == "J":
            adjectives.append(k)
        elif token.tag not in {"C", "R"} and token.lower != ",":
            break
        k += 1
    if passives and not adjectives:
        return [
            Norm(
                operator=operator,
                verb=v,
                negative=negative,
                passive=True,
                objects=subject,
                start=start,
                end=limit,
            )
            for v in passives
        ]
    if k < limit and tokens[k].tag == "N" and adjectives:
        adjectives = []
    return [
        Norm(
            operator=operator,
            verb=j,
            negative=negative,
            agent=agent,
            adjectives=tuple(adjectives),
            start=start,
            end=limit,
        )
    ]


def subject_phrases(tokens: Tokens, agent: NounPhrase | None) -> tuple[NounPhrase, ...]:
    """The coordinated phrases of a subject; the whole of it where it does not split cleanly."""
    if agent is None:
        return ()
    phrases = coordinated_phrases(tokens, agent.start, agent.end)
    return phrases if phrases and phrases[-1].end == agent.end else (agent,)


def _after_performative(tokens: Tokens, i: int) -> list[Norm]:
    operator = tokens[i].lemma
    limit = clause_end(tokens, i)
    j = _skip_adverbs(tokens, i + 1)
    if operator == "call" and j < limit and tokens[j].lower in {"for", "on", "upon"}:
        if tokens[j].lower == "for":
            return _wanted(tokens, j + 1, "call for", limit, i)
        return _addressed(tokens, j + 1, "call on", limit, i)
    if operator in {"urge", "encourage", "invite", "ask", "request"}:
        return _addressed(tokens, j, operator, limit, i)
    if j < limit and tokens[j].lower == "that":
        return [] if operator in _OF_OTHERS_ACTS else _wanted_clause(tokens, j + 1, operator, limit)
    return _wanted(tokens, j, operator, limit, i)


def _wanted_clause(tokens: Tokens, j: int, operator: str, limit: int) -> list[Norm]:
    """A clause that is asked for: "recommend that each country set up …", "that rights be kept"."""
    for k in range(j + 1, limit):
        token = tokens[k]
        if token.tag == "M":
            return []
        if token.lower == "be" or token.tag == "X":
            start, end = subject_before(tokens, k)
            agent = _agent(tokens, max(start, j), end)
            return _copular(tokens, k, limit, operator, agent, j, negative=False)
        if token.tag in {"V", "VZ"}:
            start, end = subject_before(tokens, k)
            agent = _agent(tokens, max(start, j), end)
            return _verb_phrases(tokens, k, operator, agent, j, negative=False)
    return []


def _addressed(tokens: Tokens, j: int, operator: str, limit: int, start: int) -> list[Norm]:
    """ "call on governments to protect …"."""
    to = next((k for k in range(j, limit) if tokens[k].tag == "T"), None)
    if to is None:
        return []
    return _verb_phrases(tokens, to + 1, operator, _agent(tokens, j, to), start, negative=False)


def _wanted(tokens: Tokens, j: int, operator: str, limit: int, start: int) -> list[Norm]:
    """A noun phrase or gerund after a performative: "support strengthening the IGF"."""
    if j < limit and tokens[j].tag == "VG":
        objects = coordinated_phrases(tokens, j + 1, limit)
        if objects:
            return [Norm(operator=operator, verb=j, objects=objects, start=start, end=limit)]
    objects = coordinated_phrases(tokens, j, limit)
    if not objects:
        return []
    return [
        Norm(
            operator=operator,
            verb=-1,
            negative=operator in {"oppose", "reject"},
            objects=objects,
            start=start,
            end=limit,
        )
    ]


def _after_evaluation(tokens: Tokens, i: int) -> list[Norm]:
    """ "X is essential", "it is essential to do X", "it is essential that X …"."""
    j = i - 1
    while tokens[j].tag in {"R", "D"}:
        j -= 1
    start, end = subject_before(tokens, j)
    limit = clause_end(tokens, i)
    negative = any(t.lower == "not" for t in tokens[j:i])
    if end > start and tokens[end - 1].lower == "it":
        to = next((k for k in range(i, limit) if tokens[k].tag == "T"), None)
        that = next((k for k in range(i, limit) if tokens[k].lower == "that"), None)
        if that is None and to is not None:
            return _verb_phrases(tokens, to + 1, "essential", None, start, negative=negative)
        if that is not None:
            return _wanted_clause(tokens, that + 1, "essential", limit)
        return []
    agent = _agent(tokens, start, end)
    if agent is None:
        return []
    return [
        Norm(
            operator="essential",
            verb=j,
            negative=negative,
            agent=agent,
            adjectives=(i,),
            start=start,
            end=limit,
        )
    ]
