"""Who does what to what: pairs of keys that stand in one grammatical relation (DEFECTS 17).

``("strengthen", "forum")`` is given by "strengthen the Forum", "the Forum should be strengthened"
and "strengthening of the Forum" alike, so that active, passive and nominal wordings compare.
``("fund", "<government")`` says that governments do the funding, ``("=free", "access")`` that
access is free.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from conspectus.engine.grammar.phrases import NounPhrase, coordinated_phrases
from conspectus.engine.grammar.subjects import subject_before
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.verification.retagging import FINITE, VERBS
from conspectus.engine.verification.tokens import Read
from conspectus.engine.words import key_of

Relation = tuple[str, str]

_LINKING = frozenset({"remain", "stay", "become"})

# The head of "the use of X", "a number of X" says less than X: both are taken as the object.
_TRANSPARENT = frozenset(
    "number level kind type form range set series part use role work matter issue principle "
    "question idea concept system process right value culture notion spirit".split()
)


def relations(reads: tuple[Read, ...]) -> dict[Relation, tuple[int, ...]]:
    """All relations of an English sentence, with the indices of the words that give them."""
    tokens = tuple(one.token for one in reads)
    found: dict[Relation, tuple[int, ...]] = {}
    for i, one in enumerate(reads):
        if not one.key:
            continue
        pairs: Iterator[Relation] = iter(())
        if one.token.tag == "X" or one.token.lemma in _LINKING:
            pairs = _of_copula(reads, tokens, i)
        elif one.token.tag in VERBS:
            pairs = _of_verb(reads, tokens, i)
        elif one.token.tag == "N":
            pairs = _of_noun(reads, tokens, i)
        for pair in pairs:
            place = _complement(reads, i, pair)
            if place not in found.get(pair, ()):
                found[pair] = (*found.get(pair, ()), place)
    return found


def _attributive(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the participle at ``i`` stands before a noun: "publicly funded research"."""
    j = i - 1
    while j >= 0 and tokens[j].tag == "R":
        j -= 1
    return j < 0 or tokens[j].tag in {"D", "J", "P", "T", "C", "U", "V", "VG", "VZ"}


def qualities(reads: tuple[Read, ...]) -> dict[Relation, tuple[int, ...]]:
    """What a sentence implies of the objects of "have", "provide", "regard as" and the like.

    Who says that everyone should have affordable access wants access to be affordable; who regards
    education as the key holds that it is the key.
    """
    tokens = tuple(one.token for one in reads)
    found: dict[Relation, tuple[int, ...]] = {}
    for i, token in enumerate(tokens):
        if token.lemma in _HAVING and token.tag in VERBS | {"H"}:
            for pair in _qualities(reads, tokens, i):
                found[pair] = (*found.get(pair, ()), i)
        if token.lemma in _MAKING and token.tag in VERBS:
            for pair in _made(reads, tokens, i):
                found[pair] = (*found.get(pair, ()), i)
        if token.lemma in _GIVING and token.tag in VERBS:
            for pair in _given(reads, tokens, i):
                found[pair] = (*found.get(pair, ()), i)
        if token.tag == "X":
            for pair in _of_importance(reads, tokens, i):
                found[pair] = (*found.get(pair, ()), i)
        if token.lemma in _REGARDING and token.tag in VERBS:
            for pair in _regarded(reads, tokens, i):
                found[pair] = (*found.get(pair, ()), i)
    return found


_MAKING = frozenset({"make", "keep", "leave", "render"})
_GIVING = frozenset("give offer provide grant allocate award pay send teach guarantee".split())
_BETWEEN = frozenset({"N", "J", "D", "Q", "VD", "VG"})


def _made(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """What is to be what: "keep the Internet open", "data should be made available"."""
    be = _auxiliary(tokens, i) if tokens[i].tag == "VD" else None
    if be is not None and i + 1 < len(tokens) and tokens[i + 1].tag in {"J", "R"}:
        things = list(_subject(reads, tokens, be))
        yield from (
            (f"={one}", thing) for one in _adjectives(reads, tokens, i + 1) for thing in things
        )
        return
    j = i + 1
    while j < len(tokens) and tokens[j].tag in {"N", "D", "J"}:
        last = j + 1 == len(tokens) or tokens[j + 1].tag not in {"N", "J"}
        if tokens[j].tag == "J" and last and tokens[j - 1].tag == "N":
            yield f"={reads[j].key}", reads[j - 1].key
        j += 1


def _given(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """Who is given: "offered to operators" is said of operators as well as of what is offered."""
    j = i + 1
    while j < len(tokens) and tokens[j].tag in _BETWEEN:
        j += 1
    if j < len(tokens) and tokens[j].lower == "to":
        for head in _heads(reads, tokens, coordinated_phrases(tokens, j + 1, len(tokens))):
            yield reads[i].key, head


def _of_importance(
    reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int
) -> Iterator[Relation]:
    """ "X is of great importance": X is important."""
    if i + 1 >= len(tokens) or tokens[i + 1].lower != "of":
        return
    noun = next((j for j in range(i + 2, min(i + 6, len(tokens))) if tokens[j].tag == "N"), None)
    if noun is not None and tokens[noun].lower == "importance":
        first = i
        while first > 0 and tokens[first - 1].tag in {"M", "X", "H", "T", "R"}:
            first -= 1
        yield from ((f"={reads[noun].key}", head) for head in _subject(reads, tokens, first))


def _regarded(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """What the verb at ``i`` takes for what: "regard X as Y"."""
    j = next((j for j in range(i + 1, min(i + 9, len(tokens))) if tokens[j].lower == "as"), None)
    if j is None:
        return
    things = list(_objects(reads, tokens, i))
    for head in _heads(reads, tokens, coordinated_phrases(tokens, j + 1, len(tokens))):
        yield from ((f"={head}", thing) for thing in things)


def _heads(
    reads: tuple[Read, ...], tokens: tuple[Token, ...], phrases: tuple[NounPhrase, ...]
) -> Iterator[str]:
    """Keys of the heads of ``phrases``; of a transparent head also what follows its "of"."""
    for phrase in phrases:
        if reads[phrase.head].key:
            yield reads[phrase.head].key
        if tokens[phrase.head].lemma in _TRANSPARENT and phrase.end > phrase.head + 1:
            nouns = [j for j in range(phrase.head + 1, phrase.end) if tokens[j].tag == "N"]
            yield from (reads[j].key for j in nouns[-1:])


def _of_verb(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    verb = reads[i].key
    if tokens[i].lower in {"first", "second", "third"}:
        return
    be = _auxiliary(tokens, i)
    if tokens[i].tag == "VD" and be is not None:
        for head in _subject(reads, tokens, be):
            yield verb, head
        yield from _by_agent(reads, tokens, i)
        return
    if tokens[i].tag == "VD" and i and tokens[i - 1].tag == "N":
        yield verb, reads[i - 1].key
        yield from _by_agent(reads, tokens, i)
        return
    if tokens[i].tag == "VD" and _attributive(tokens, i):
        return
    for head in _objects(reads, tokens, i):
        yield verb, head
    if tokens[i].tag in {"V", "VZ", "VD"}:
        for head in _agents(reads, tokens, i):
            yield verb, f"<{head}"


def _complement(reads: tuple[Read, ...], i: int, pair: Relation) -> int:
    """Where a relation stands: at its verb, or at the complement of a copula ("is not free")."""
    if not pair[0].startswith("="):
        return i
    key = pair[0][1:]
    return next((j for j in range(i + 1, len(reads)) if reads[j].key == key), i)


_REGARDING = frozenset({"regard", "consider", "see", "treat", "view"})
_HAVING = frozenset("have get receive enjoy provide ensure guarantee offer need want".split())


def _qualities(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """Who should have affordable access wants access to be affordable."""
    j = i + 1
    adjectives = []
    while j < len(tokens) and tokens[j].tag in {"D", "J", "R", "N"}:
        if tokens[j].tag == "J":
            adjectives.append(reads[j].key)
        if tokens[j].tag == "N" and (j + 1 == len(tokens) or tokens[j + 1].tag != "N"):
            yield from ((f"={quality}", reads[j].key) for quality in adjectives)
            return
        j += 1


def _auxiliary(tokens: tuple[Token, ...], i: int) -> int | None:
    """The first auxiliary of the passive whose participle stands at ``i``, else ``None``."""
    j = i - 1
    while j >= 0 and (tokens[j].tag in {"R", "VD", "C"} or tokens[j].lower in {",", "not"}):
        j -= 1
    if j < 0 or tokens[j].tag != "X":
        return None
    while j > 0 and (
        tokens[j - 1].tag in {"X", "M", "H", "T", "R"}
        or tokens[j - 1].lower in {"need", "needs", "not"}
    ):
        j -= 1
    return j


def _subject(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[str]:
    """Keys of the heads of the subject that ends before ``i``."""
    clause = reads[i].clause if i < len(reads) else 0
    while i > 1 and reads[i - 1].clause != clause and reads[i - 1].token.tag != "U":
        # A relative clause stands between the subject and its verb.
        i -= 1
    relative = _antecedent(tokens, i)
    if relative is not None:
        yield reads[relative].key
        return
    start, end = subject_before(tokens, i)
    opener = next((j for j in range(end - 1, start - 1, -1) if tokens[j].lower == "that"), None)
    start = _widened(tokens, start) if opener is None else opener + 1
    new = [k for k in range(start + 1, end) if tokens[k].tag == "D" and tokens[k - 1].tag == "N"]
    # "in our view the list should": a determiner after a noun opens the subject.
    start = max(new, default=start)
    if end - start == 1 and tokens[start].lower in {"it", "they"}:
        yield from _spoken_of(reads, tokens, start, i)
    elif start < end:
        phrases = coordinated_phrases(tokens, start, end)
        yield from _heads(reads, tokens, phrases)


def _spoken_of(
    reads: tuple[Read, ...], tokens: tuple[Token, ...], pronoun: int, verb: int
) -> Iterator[str]:
    """Keys of what the pronoun takes up: the subject of the clause before, if the number agrees.

    Subjects are what pronouns take up first (Grosz, Joshi and Weinstein 1995), else the only other
    noun of that clause that agrees; "it is important that" takes up nothing.
    """
    after = {token.lower for token in tokens[verb : verb + 5]}
    plural = tokens[pronoun].lower == "they"
    if not plural and {"that", "to"} & after and "apply" not in after:
        return
    before = [one for one in reads[:pronoun] if one.clause != reads[pronoun].clause and one.key]
    if not before:
        return
    inside = [i for i, one in enumerate(reads[:pronoun]) if one.clause == before[-1].clause]
    act = next((i for i in inside if i and tokens[i].tag in FINITE | {"V"}), None)
    if act is None:
        return
    start, end = subject_before(tokens, act)
    if start < end and tokens[end - 1].tag == "N" and _plural(tokens, start, end) == plural:
        yield from _subject(reads, tokens, act)
        return
    others = [i for i in inside if i > act and _is_head(tokens, i)]
    agreeing = [i for i in others if _plural(tokens, i, i + 1) == plural]
    if len(agreeing) == 1:
        yield reads[agreeing[0]].key


def _plural(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    return any(t.lower == "and" or t.lower.endswith("s") for t in tokens[start:end])


def _is_head(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].tag == "N" and not (i + 1 < len(tokens) and tokens[i + 1].tag == "N")


_NOMINAL = frozenset({"N", "J", "D", "VD", "VG", "R", "Q"})


def _widened(tokens: tuple[Token, ...], start: int) -> int:
    """The start of a subject whose head stands before a preposition: "access to knowledge"."""
    while start > 0:
        k = start - 1
        while k >= 0 and tokens[k].tag in {"R", "VD", "J", "D"}:
            k -= 1
        joins = k > 0 and (tokens[k].tag == "P" or tokens[k].lower == "to")
        if not joins or tokens[k - 1].tag != "N":
            return start
        k -= 1
        while k > 0 and tokens[k - 1].tag in _NOMINAL and tokens[k - 1].lower != "that":
            k -= 1
        start = k
    return start


def _antecedent(tokens: tuple[Token, ...], i: int) -> int | None:
    """The noun before the relative pronoun that is the subject at ``i``: "archives, which"."""
    if i < 2 or tokens[i - 1].lower not in {"which", "who", "that"}:
        return None
    j = i - 2
    if tokens[j].lower == "," and j > 0:
        j -= 1
    return j if tokens[j].tag == "N" else None


def _objects(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[str]:
    """Keys of the heads of what the verb at ``i`` acts on; a conjoined verb shares its object."""
    j = i + 1
    if tokens[i].lower.startswith("tak") and j < len(tokens) and tokens[j].lower == "part":
        j += 1
    while j < len(tokens) and tokens[j].tag == "R":
        j += 1
    if j + 1 < len(tokens) and tokens[j].lower in {"and", "or"} and tokens[j + 1].tag in VERBS:
        j += 2
    if j < len(tokens) and (tokens[i].lemma, tokens[j].lower) in _PREPOSITIONAL:
        # "decide on the agenda", "invest in networks": the object of a prepositional verb.
        j += 1
    if j + 1 < len(tokens) and tokens[j].lower in {"which", "what"} and tokens[j + 1].tag == "N":
        j += 1  # "choose which services they use"
    yield from _heads(reads, tokens, coordinated_phrases(tokens, j, len(tokens)))


_PREPOSITIONAL = frozenset(
    (verb, preposition)
    for preposition, verbs in {
        "in": "invest participate engage",
        "on": "decide agree depend rely focus build vote",
        "to": "apply lead contribute refer adhere",
        "with": "comply interfere deal",
        "from": "refrain",
        "for": "account pay",
    }.items()
    for verb in verbs.split()
)


def _by_agent(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """The agent of a passive: "protected by governments"."""
    for j in range(i + 1, min(i + 8, len(tokens))):
        if tokens[j].lower == "by":
            if j + 1 < len(tokens) and (tokens[j + 1].tag == "Q" or tokens[j + 1].lower in _MONTHS):
                return
            phrases = coordinated_phrases(tokens, j + 1, len(tokens))
            for head in _heads(reads, tokens, phrases):
                yield reads[i].key, f"<{head}"
            return
        if tokens[j].tag in {"M", "X", "U", "S"}:
            return


_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


def _agents(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[str]:
    """Keys of the heads of the subject of the active verb at ``i``."""
    j = i
    while j > 0 and (
        tokens[j - 1].tag in {"M", "R", "H", "O", "T"}
        or tokens[j - 1].lower in {"not", "need", "needs", "never"}
        or (tokens[j - 1].tag == "X" and tokens[j].tag == "VG")
    ):
        j -= 1
    if j > 1 and tokens[j - 1].lower in {"and", "or"} and tokens[j - 2].tag in VERBS:
        return
    yield from _subject(reads, tokens, j)


def _of_noun(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """ "review of the mandate", "data protection"."""
    if i + 1 < len(tokens) and tokens[i + 1].lower in {"of", "for"}:
        phrases = coordinated_phrases(tokens, i + 2, len(tokens))
        for head in _heads(reads, tokens, phrases):
            yield reads[i].key, head
    object_of_action = _after_own_preposition(tokens, i)
    if object_of_action is not None:
        phrases = coordinated_phrases(tokens, object_of_action, len(tokens))
        yield from ((reads[i].key, head) for head in _heads(reads, tokens, phrases))
    if i and tokens[i - 1].tag in {"N", "VG"} and reads[i - 1].key:
        yield reads[i].key, reads[i - 1].key
    owner = _owner(tokens, i)
    if owner is not None and reads[owner].key:
        yield reads[i].key, reads[owner].key
    if tokens[i].lower.endswith("ing") and i + 1 < len(tokens):
        for head in _heads(reads, tokens, coordinated_phrases(tokens, i + 1, len(tokens))):
            yield reads[i].key, head


def _after_own_preposition(tokens: tuple[Token, ...], i: int) -> int | None:
    """Where the object of a noun begins whose verb takes a preposition: "interference with X".

    Who acts may stand between: "participation of civil society in decisions".
    """
    wanted = _own_prepositions().get(key_of(tokens[i].lower))
    for j in range(i + 1, min(i + 6, len(tokens))):
        if tokens[j].lower == wanted:
            return j + 1
        if tokens[j].tag not in _BETWEEN and tokens[j].lower not in {"of", "by"}:
            return None
    return None


@cache
def _own_prepositions() -> dict[str, str]:
    return {key_of(verb): preposition for verb, preposition in _PREPOSITIONAL}


def _owner(tokens: tuple[Token, ...], i: int) -> int | None:
    """The possessive before the noun at ``i``: "the Group's working methods"."""
    j = i - 1
    while j >= 0 and tokens[j].tag in {"N", "J", "VG", "VD", "Q"}:
        if tokens[j].lower.endswith(("'s", "s'")):
            return j
        j -= 1
    return None


def _adjectives(reads: tuple[Read, ...], tokens: tuple[Token, ...], j: int) -> Iterator[str]:
    """Keys of the adjectives listed from ``j`` on: "open, free and accessible"."""
    while j < len(tokens):
        if tokens[j].tag in {"J", "VD"}:
            if tokens[j].tag == "J":
                yield reads[j].key
        elif tokens[j].tag not in {"C", "R"} and tokens[j].lower != ",":
            return
        j += 1


def _of_copula(reads: tuple[Read, ...], tokens: tuple[Token, ...], i: int) -> Iterator[Relation]:
    """ "access should be free", "the Forum is a place of dialogue"."""
    j = i + 1
    while j < len(tokens) and (tokens[j].tag in {"R", "D"} or tokens[j].lower == "not"):
        j += 1
    if j >= len(tokens) or tokens[j].tag not in {"J", "N", "Q"}:
        return
    first = i
    while first > 0 and tokens[first - 1].tag in {"M", "X", "H", "T", "R"}:
        first -= 1
    complements = list(_adjectives(reads, tokens, j))
    complements += list(_heads(reads, tokens, coordinated_phrases(tokens, j, len(tokens))))
    for head in _subject(reads, tokens, _first_of_joined(tokens, first)):
        for complement in complements:
            yield f"={complement}", head


def _first_of_joined(tokens: tuple[Token, ...], i: int) -> int:
    """The first of the predicates that share a subject: "is not A, and is B"."""
    if i < 2 or tokens[i - 1].lower not in {"and", "but"}:
        return i
    if tokens[i - 2].tag == "N":
        return i  # "A and B are"
    for j in range(i - 2, 0, -1):
        if tokens[j].lower in {";", ":"}:
            return i
        if tokens[j].tag in FINITE and tokens[j - 1].tag not in FINITE:
            return j
    return i
