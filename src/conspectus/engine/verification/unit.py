"""A sentence as it is compared: keys, relations, quantities, conditions, what narrows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from conspectus.engine.grammar.subjects import subject_before
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.lexicon.marks import acronyms, implied, light_words, marks, restrictive
from conspectus.engine.verification.relations import Relation, qualities, relations
from conspectus.engine.verification.retagging import FINITE, VERBS
from conspectus.engine.verification.tokens import Read, read
from conspectus.engine.words import key_of


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a noun: a claim about ``head`` has to hold at least one of ``keys``.

    ``weak``: it does so only where the noun is denied or opposed.
    """

    head: str
    keys: frozenset[str]
    text: str
    clause: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition or exception with the clauses it bears on; ``mark`` names its kind."""

    mark: str
    text: str
    clauses: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence.

    ``keys``: of all content words, acronyms and what they stand for included. ``places``: key →
    indices into ``reads``. ``mandatory``: nouns, figures and quantities that a claim cannot lose.
    ``soft``: the other content words. ``relations``: with the indices
    that give them; ``implied``: those that follow from others. ``alternatives``: keys joined by
    "or", any of which is enough.
    """

    text: str
    reads: tuple[Read, ...]
    keys: frozenset[str]
    places: dict[str, tuple[int, ...]]
    mandatory: frozenset[str]
    soft: frozenset[str]
    numbers: frozenset[str]
    relations: Mapping[Relation, tuple[int, ...]]
    implied: Mapping[Relation, tuple[int, ...]]
    quantities: frozenset[str]
    conditions: tuple[Condition, ...]
    narrowings: tuple[Narrowing, ...]
    alternatives: tuple[frozenset[str], ...] = field(default=())


def unit(text: str, *, rank: int = 0, reserved: bool = False, nominal: bool = False) -> Unit:
    """Read one English sentence; the rest as in ``tokens.read``."""
    reads = read(text, rank=rank, reserved=reserved, nominal=nominal)
    places = _places(reads)
    content = {w.key for one in reads for w in one.words if w.content} - _quantifiers()
    mandatory = frozenset(_mandatory(reads))
    stated = relations(reads)
    return Unit(
        text=text,
        reads=reads,
        keys=frozenset(content)
        | _expanded(content)
        | {noun for noun, _ in _agents(reads)}
        | {other for key in content & implied().keys() for other in implied()[key]},
        places=places,
        mandatory=mandatory,
        soft=frozenset(content) - mandatory,
        numbers=frozenset(w.number for one in reads for w in one.words if w.number),
        relations=stated,
        implied=_implied(stated) | qualities(reads),
        quantities=frozenset(_quantities(reads)),
        conditions=tuple(_conditions(reads)),
        narrowings=tuple(_narrowings(reads)),
        alternatives=tuple(_alternatives(reads)),
    )


def _implied(stated: Mapping[Relation, tuple[int, ...]]) -> dict[Relation, tuple[int, ...]]:
    """Relations that follow from stated ones: what is essential is important."""
    found: dict[Relation, tuple[int, ...]] = {}
    for (verb, noun), places in stated.items():
        bare = verb.lstrip("=")
        mark = verb[: len(verb) - len(bare)]
        for other in sorted(implied().get(bare, ())):
            found[mark + other, noun] = places
    return found


@cache
def _quantifiers() -> frozenset[str]:
    """Keys of quantifiers, which are compared apart from the other words."""
    return frozenset(key_of(word) for word in marks("en").quantity if word in _PURE)


_PURE = frozenset("all every each any only same most entire".split())


def _places(reads: tuple[Read, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for i, one in enumerate(reads):
        for word in one.words:
            found[word.key] = (*found.get(word.key, ()), i)
    for noun, i in _agents(reads):
        found[noun] = (*found.get(noun, ()), i)
    return found


def _expanded(content: set[str]) -> frozenset[str]:
    """Acronyms for the full names in ``content``, and the words of the full names of acronyms."""
    found: set[str] = set()
    for acronym, words in acronyms().items():
        if acronym in content:
            found.update(words)
        elif content.issuperset(words):
            found.add(acronym)
    return frozenset(found)


_AGENT_NOUNS = {"participate": "participant", "use": "user", "contribute": "contributor"}


def _agents(reads: tuple[Read, ...]) -> Iterator[tuple[str, int]]:
    """ "those who participate" are participants: (key of the noun, index of the verb)."""
    for i in range(1, len(reads)):
        noun = _agent_keys().get(reads[i].key)
        if noun is not None and reads[i - 1].token.lower == "who":
            yield noun, i


@cache
def _agent_keys() -> dict[str, str]:
    return {key_of(verb): key_of(noun) for verb, noun in _AGENT_NOUNS.items()}


def _mandatory(reads: tuple[Read, ...]) -> Iterator[str]:
    """Nouns, figures, names, and a verb that another one is joined to ("competing or duplicating").

    What a verb joined by "or" may be replaced by stands in the alternatives.
    """
    for i, one in enumerate(reads):
        if i and one.token.tag in VERBS and reads[i - 1].token.lower in {"and", "or"}:
            yield from (w.key for w in one.words if w.content and w.key not in light_words())
        for word in one.words:
            if not word.content or word.key in light_words():
                continue
            if word.key in _quantifiers():
                continue
            if one.token.tag == "N" or word.number or (word.text[:1].isupper() and word.start > 0):
                yield word.key


def _quantities(reads: tuple[Read, ...]) -> Iterator[str]:
    """Quantifiers, superlatives, "only", "equal" (DEFECTS 19)."""
    table = marks("en").quantity
    folds = [one.token.lower for one in reads]
    for i, fold in enumerate(folds):
        if fold == "only" and i and folds[i - 1] == "not":
            continue
        if fold in {"least", "most"} and i and folds[i - 1] == "at":
            yield f"at {fold}"
        elif fold in table and not (fold == "first" and folds[i + 1 : i + 2] == [","]):
            yield table[fold]


def _conditions(reads: tuple[Read, ...]) -> Iterator[Condition]:
    folds = tuple(one.token.lower for one in reads)
    table = marks("en").conditions
    i = 0
    while i < len(folds):
        found = next(
            ((p, m) for p, m in table.get(folds[i], ()) if folds[i : i + len(p)] == p), None
        )
        if found is None:
            i += 1
            continue
        phrase, mark = found
        if mark and _is_condition(reads, i, phrase):
            yield Condition(mark, " ".join(phrase), _bears_on(reads, i))
        i += len(phrase)


def _is_condition(reads: tuple[Read, ...], i: int, phrase: tuple[str, ...]) -> bool:
    word = phrase[0]
    if word == "provided" and len(phrase) == 1:
        return i > 0 and reads[i - 1].token.tag == "U"
    if word == "subject":
        return i == 0 or reads[i - 1].token.tag != "X"
    if word in {"when", "where"} and len(phrase) == 1:
        aside = i > 0 and reads[i - 1].token.lower in {",", "and", "or"}
        return not aside and any(one.token.tag in FINITE | {"V"} for one in reads[i + 1 : i + 10])
    if word == "before":
        return any(one.token.tag in FINITE | {"VG", "V"} for one in reads[i + 1 : i + 8])
    if word == "pending":
        return i > 0 and reads[i - 1].token.tag != "D"
    return True


def _bears_on(reads: tuple[Read, ...], i: int) -> frozenset[int]:
    """The clauses that a condition at ``i`` limits: its own, the one before, or the one after."""
    own = reads[i].clause
    before = next(
        (one.clause for one in reversed(reads[:i]) if one.key and one.clause != own), None
    )
    opens = i == 0 or all(not one.key for one in reads[:i])
    if before is not None and not opens:
        return frozenset({own, before})
    after = next((one.clause for one in reads[i:] if one.clause != own), own)
    return frozenset({own, after})


def _narrowings(reads: tuple[Read, ...]) -> Iterator[Narrowing]:
    tokens = tuple(one.token for one in reads)
    for i, one in enumerate(reads):
        if one.token.tag != "N" or not one.key:
            continue
        if i + 1 < len(tokens) and tokens[i + 1].tag == "N":
            continue
        yield from _modifiers(reads, i)
        yield from _relative(reads, i)
        yield from _phrase(reads, i)
    for i, token in enumerate(tokens):
        if token.tag in {"M", "X", "VZ", "H"} and not (i and tokens[i - 1].tag in {"M", "H"}):
            yield from _of_subject(reads, tokens, i)


def _modifiers(reads: tuple[Read, ...], i: int) -> Iterator[Narrowing]:
    """Modifiers before the noun at ``i`` that narrow it ("industry-led standards")."""
    whole, parts = restrictive()
    j = i - 1
    while j >= 0 and reads[j].token.tag in {"J", "N", "VD", "VG", "Q", "R", "C", "U"}:
        one = reads[j]
        if one.token.tag == "U" and one.token.lower != ",":
            break
        compound = len(one.words) > 1 and one.key in parts
        paired = reads[j + 1].token.tag == "C"
        if (one.word is not None and one.word.fold in whole and not paired) or compound:
            keys = frozenset(word.key for word in one.words if word.content)
            yield Narrowing(reads[i].key, keys, one.token.text, reads[i].clause)
        j -= 1


def _relative(reads: tuple[Read, ...], i: int) -> Iterator[Narrowing]:
    """A relative clause without comma after the noun at ``i``."""
    if i + 2 >= len(reads):
        return
    opener, verb = reads[i + 1].token, reads[i + 2].token
    if opener.lower in {"that", "which", "who"} and (verb.tag in FINITE | VERBS or verb.tag == "B"):
        inside = [one for one in reads[i + 1 :] if one.clause == reads[i + 1].clause]
        keys = frozenset(w.key for one in inside for w in one.words if w.content)
        if keys and reads[i + 1].clause != reads[i].clause:
            yield Narrowing(reads[i].key, keys, f"{opener.lower} {verb.text}", reads[i].clause)


def _phrase(reads: tuple[Read, ...], i: int) -> Iterator[Narrowing]:
    """A prepositional phrase after the noun at ``i``: "price controls in competitive markets"."""
    if i + 2 >= len(reads) or reads[i + 1].token.lower not in {"in", "on", "for", "under", "of"}:
        return
    end = i + 2
    while end < len(reads) and reads[end].token.tag in {"N", "J", "D", "VD", "VG", "R", "Q"}:
        end += 1
    keys = frozenset(w.key for one in reads[i + 2 : end] for w in one.words if w.content)
    if keys:
        text = " ".join(one.token.text for one in reads[i + 1 : end])
        yield Narrowing(reads[i].key, keys, text, reads[i].clause, weak=True)


def _of_subject(
    reads: tuple[Read, ...], tokens: tuple[Token, ...], verb: int
) -> Iterator[Narrowing]:
    """A phrase that narrows the subject of the verb: "training for girls should"."""
    start, end = subject_before(tokens, verb)
    head = next((j for j in range(start, end) if tokens[j].tag == "P"), None)
    if head is None or head == start or tokens[head - 1].tag != "N":
        return
    if tokens[start].lower in {"a", "an"}:
        # "A fund for small islands should be created" asks for a fund.
        return
    inside = frozenset(w.key for one in reads[head + 1 : end] for w in one.words if w.content)
    if inside:
        phrase = " ".join(token.text for token in tokens[head:end])
        yield Narrowing(reads[head - 1].key, inside, phrase, reads[verb].clause)


def _alternatives(reads: tuple[Read, ...]) -> Iterator[frozenset[str]]:
    """Words of one kind joined by "or": "protected or promoted", "protected, respected or …".

    Under a denial each of them is denied: "no body competes or duplicates" says two things.
    """
    for i, one in enumerate(reads):
        if one.token.lower != "or" or i == 0 or i + 1 >= len(reads):
            continue
        last = reads[i + 1]
        if last.denied:
            continue
        kind = {last.token.tag}
        group = {last.key} if last.key else set()
        j = i - 1
        while j >= 0 and (reads[j].token.tag in kind or reads[j].token.lower == ","):
            if reads[j].key:
                group.add(reads[j].key)
            j -= 1
        if len(group) > 1:
            yield frozenset(group)
