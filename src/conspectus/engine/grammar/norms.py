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
from conspectus.engine.grammar.relations import BY_VERB
from conspectus.engine.grammar.subjects import (
    agent_of,
    clause_end,
    next_lower,
    skip_adverbs,
    subject_before,
    subject_phrases,
    whole_subject,
)
from conspectus.engine.grammar.tagging import Token

Tokens = tuple[Token, ...]

PERFORMATIVES: Final = frozenset(
    "support endorse welcome oppose reject recommend propose suggest urge encourage advocate "
    "favour favor call request invite promote believe consider think hold argue maintain stress "
    "emphasize emphasise underline underscore highlight affirm reaffirm recognize recognise "
    "acknowledge agree note value want wish seek insist ask like prefer request submit "
    "demand need attach place defend stand commit".split()
)
_OF_OTHERS_ACTS: Final = frozenset({"note", "recognize", "recognise", "acknowledge", "affirm"})
"""Performatives whose "that" clause may be a mere fact."""
IMPORTANT: Final = frozenset(
    "essential important crucial vital critical necessary key fundamental paramount imperative "
    "indispensable needed central integral desirable urgent vital best preferable fair unfair "
    "unacceptable unjustified justified wrong right harmful dangerous wise unwise "
    "legitimate".split()
)
VALUED: Final = frozenset(
    "prerequisite precondition cornerstone priority must necessity imperative objective goal aim "
    "requirement foundation basis principle value core heart pillar driver enabler key".split()
)
"""What something is said to be by those who want it: "X is a precondition", "X is at the heart"."""
_OF_IMPORTANCE: Final = frozenset({"importance", "relevance", "significance"})


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
        elif token.lower in {"need", "needs", "have"} and next_lower(tokens, i) == "to":
            if i and tokens[i - 1].tag in {"N", "B", "R"}:
                found += _after_modal(tokens, i, "need to")
        elif token.lemma in PERFORMATIVES and token.tag in {"V", "VZ"} and _is_writer(tokens, i):
            found += _said(_after_performative(tokens, i), denied=_is_denied(tokens, i))
        elif token.lower in IMPORTANT and i and _copula_before(tokens, i):
            found += _after_evaluation(tokens, i)
        elif token.lower in {"support", "commitment"} and _of_writer(tokens, i):
            found += _wanted(tokens, i + 2, "support", clause_end(tokens, i), i)
        elif token.lemma in VALUED | _OF_IMPORTANCE and (copula := _copula_of(tokens, i)):
            found += _after_valuation(tokens, i, copula)
    if not found and tokens and tokens[0].tag == "V":
        found += _verb_phrases(tokens, 0, "imperative", None, 0, negative=False)
    return tuple(found)


def _is_writer(tokens: Tokens, i: int) -> bool:
    """Whether the subject of the verb at ``i`` is "we" or "I"."""
    j = i - 1
    while j >= 0 and (
        tokens[j].tag in {"R", "M", "O", "H"} or tokens[j].lower in {"would", "like"}
    ):
        j -= 1
    return j >= 0 and tokens[j].lower in {"we", "i"}


def _of_writer(tokens: Tokens, i: int) -> bool:
    """Whether the noun is the writer's: "our full support for", "our commitment to"."""
    j = i - 1
    while j >= 0 and tokens[j].tag in {"J", "R", "VG"}:
        j -= 1
    return j >= 0 and tokens[j].lower in {"our", "my"} and next_lower(tokens, i) in {"for", "to"}


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


def _after_modal(tokens: Tokens, i: int, operator: str) -> list[Norm]:
    start, end = whole_subject(tokens, i)
    agent = agent_of(tokens, start, end)
    j = i + 1
    if tokens[i].lower in {"need", "needs", "has", "have", "ought"}:
        j += 1
    negative = any(t.lower in {"not", "never"} for t in tokens[j : j + 2])
    negative = negative or tokens[i].lower.endswith("n't")
    return _verb_phrases(tokens, j, operator, agent, start, negative=negative)


_TOWARDS: Final = frozenset(
    "continue help seek strive endeavour endeavor work aim try commit undertake cooperate".split()
)
"""Verbs of going about what the infinitive after them says: "strive to protect", "help improve"."""


def _towards(tokens: Tokens, j: int, limit: int) -> int:
    """Index of the verb that the verb at ``j`` is about; 0 where it is about none."""
    k = skip_adverbs(tokens, j + 1)
    if k + 1 < limit and tokens[k].lower == "to" and _is_verb(tokens, k + 1):
        return k + 1
    helps = tokens[j].lemma == "help" and k < limit and _is_listed_verb(tokens, k, limit)
    return k if helps or (tokens[j].lemma == "help" and k < limit and tokens[k].tag == "V") else 0


def _is_verb(tokens: Tokens, j: int) -> bool:
    """Whether a bare verb stands at ``j``, be it one that is also a noun ("to respect")."""
    if tokens[j].tag in {"V", "H", "O"}:
        return True
    k = j - 1
    while k >= 0 and tokens[k].tag in {"R", "C"}:
        k -= 1
    asked = k >= 0 and (tokens[k].tag in {"T", "M", "V"} or tokens[k].lower == "continue")
    return asked and tokens[j].tag in {"N", "J"} and tokens[j].lower in BY_VERB


def _is_listed_verb(tokens: Tokens, j: int, limit: int) -> bool:
    """A verb that the tagger takes for a noun, coordinated with one: "to protect and respect the".

    Its object has to follow; else it is the object itself.
    """
    following = tokens[j + 1] if j + 1 < limit else None
    return (
        tokens[j].tag == "N"
        and tokens[j].lower in BY_VERB
        and following is not None
        and following.tag in {"D", "N", "J", "V"}
    )


def _verb_phrases(
    tokens: Tokens, j: int, operator: str, agent: NounPhrase | None, start: int, *, negative: bool
) -> list[Norm]:
    """The verb at ``j`` and the verbs coordinated with it, with what they act on."""
    j = skip_adverbs(tokens, j)
    limit = clause_end(tokens, j)
    if j >= limit:
        return []
    if tokens[j].lemma in _TOWARDS and (inner := _towards(tokens, j, limit)):
        return _verb_phrases(tokens, inner, operator, agent, start, negative=negative)
    if tokens[j].tag == "X" or tokens[j].lemma in {"remain", "stay", "become"}:
        return _copular(tokens, j, limit, operator, agent, start, negative=negative)
    if not _is_verb(tokens, j):
        return []
    verbs = [j]
    k = skip_adverbs(tokens, j + 1)
    while k + 1 < limit and tokens[k].lower in {"and", "or", ",", "&"}:
        nxt = skip_adverbs(tokens, k + 1)
        if nxt < limit and tokens[nxt].tag == "C":
            nxt = skip_adverbs(tokens, nxt + 1)
        if nxt >= limit or not (tokens[nxt].tag == "V" or _is_listed_verb(tokens, nxt, limit)):
            break
        verbs.append(nxt)
        k = skip_adverbs(tokens, nxt + 1)
    objects = coordinated_phrases(tokens, _after_place(tokens, k, limit), limit)
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


def _after_place(tokens: Tokens, k: int, limit: int) -> int:
    """Where the object starts after "in Cyberspace" or "at all levels" that stands before it."""
    if k + 2 >= limit or tokens[k].lower not in {"in", "at"}:
        return k
    place = coordinated_phrases(tokens, k + 1, limit)
    after = place[0].end if place else k
    return after if after < limit and tokens[after].tag == "D" else k


def _copula_of(tokens: Tokens, i: int) -> int:
    """Index of the copula whose complement the noun at ``i`` heads; 0 where there is none.

    "is of paramount importance", "should be the key objectives", "are at the core".
    """
    if i + 1 < len(tokens) and tokens[i + 1].tag == "N":
        return 0
    j = i - 1
    while j > 0 and tokens[j].tag in {"D", "J", "R", "N", "Q", "VG"}:
        j -= 1
    needs_of = tokens[i].lemma in _OF_IMPORTANCE
    if j > 0 and tokens[j].lower in {"of", "at"}:
        j -= 1
    elif needs_of:
        return 0
    while j > 0 and tokens[j].tag == "R":
        j -= 1
    return j if tokens[j].tag == "X" or tokens[j].lemma in {"remain", "constitute"} else 0


def _after_valuation(tokens: Tokens, i: int, copula: int) -> list[Norm]:
    """ "X is of paramount importance", "X should be the objective": X is valued."""
    negative = any(t.lower in {"not", "no", "never"} for t in tokens[copula:i])
    j = copula
    while j > 0 and tokens[j - 1].tag in {"R", "M", "X"}:
        negative = negative or tokens[j - 1].lower in {"not", "never", "cannot"}
        j -= 1
    start, end = whole_subject(tokens, j)
    agent = agent_of(tokens, start, end)
    if agent is None or tokens[agent.head].tag == "B":
        return []
    return [
        Norm(
            operator="essential",
            verb=copula,
            negative=negative,
            agent=agent,
            adjectives=(i,),
            start=start,
            end=clause_end(tokens, i),
        )
    ]


def _complement(tokens: Tokens, k: int, limit: int) -> tuple[list[int], list[int], int]:
    """(participles, adjectives) after a copula from ``k`` on, and where they end."""
    passives: list[int] = []
    adjectives: list[int] = []
    while k < limit:
        token = tokens[k]
        if token.tag == "VD":
            passives.append(k)
        elif token.tag == "J" and tokens[k - 1].tag == "VD":
            break
        elif token.tag == "J":
            adjectives.append(k)
        elif token.tag not in {"C", "R"} and token.lower != ",":
            break
        k += 1
    return passives, adjectives, k


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
    k = skip_adverbs(tokens, j + 1)
    if k < limit and tokens[k].tag == "X":
        k = skip_adverbs(tokens, k + 1)
    passives, adjectives, k = _complement(tokens, k, limit)
    held = passives and tokens[passives[-1]].lemma in {"hold", "make", "keep", "render"}
    if held and k < limit and tokens[k].tag == "J":
        passives, adjectives = [], [k]
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


def _after_performative(tokens: Tokens, i: int) -> list[Norm]:
    operator = tokens[i].lemma
    limit = clause_end(tokens, i)
    j = skip_adverbs(tokens, i + 1)
    if operator in {"attach", "place"}:
        to = next((k for k in range(j, limit) if tokens[k].lower in {"to", "on"}), None)
        valued = to is not None and any(
            t.lemma in {"importance", "value", "priority", "emphasis"} for t in tokens[j:to]
        )
        return _wanted(tokens, to + 1, "support", limit, i) if valued and to is not None else []
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
            agent = agent_of(tokens, max(start, j), end)
            return _copular(tokens, k, limit, operator, agent, j, negative=False)
        if token.tag in {"V", "VZ"}:
            start, end = subject_before(tokens, k)
            agent = agent_of(tokens, max(start, j), end)
            return _verb_phrases(tokens, k, operator, agent, j, negative=False)
    return []


def _addressed(tokens: Tokens, j: int, operator: str, limit: int, start: int) -> list[Norm]:
    """ "call on governments to protect …"."""
    to = next((k for k in range(j, limit) if tokens[k].tag == "T"), None)
    if to is None:
        return []
    return _verb_phrases(tokens, to + 1, operator, agent_of(tokens, j, to), start, negative=False)


def _wanted(tokens: Tokens, j: int, operator: str, limit: int, start: int) -> list[Norm]:
    """A noun phrase or gerund after a performative: "support strengthening the IGF"."""
    verbs = _gerunds(tokens, j, limit)
    if verbs:
        objects = coordinated_phrases(tokens, skip_adverbs(tokens, verbs[-1] + 1), limit)
        if objects:
            return [
                Norm(operator=operator, verb=v, objects=objects, start=start, end=limit)
                for v in verbs
            ]
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


def _gerunds(tokens: Tokens, j: int, limit: int) -> list[int]:
    """The coordinated gerunds from ``j`` on: "supporting and enhancing"."""
    verbs: list[int] = []
    while j < limit and tokens[j].tag == "VG":
        verbs.append(j)
        j += 1
        if j + 1 < limit and tokens[j].lower in {"and", "or", ","} and tokens[j + 1].tag == "VG":
            j += 1
    return verbs


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
    agent = agent_of(tokens, start, end)
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
