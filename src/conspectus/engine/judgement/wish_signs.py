"""Signs that a passage wants a concept: what stands around its name, what the sentence does.

Each sign is a number; which of them count, and how much, readers have taught (``wishes``). Nothing
here depends on the corpus: passage and concept decide alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.relations import NOMINAL, relation_of
from conspectus.engine.grammar.reporting import strip_discourse
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.judgement.mentions import asked_for, names_of_concept
from conspectus.engine.judgement.senses import (
    another_sense,
    concerns_both,
    heads_of,
    is_aside,
    told_of,
    undone,
)
from conspectus.engine.judgement.ties import tie_signs
from conspectus.engine.judgement.trees import Signs
from conspectus.engine.propositions import Concept, Proposition, fold, propositions, split_concept
from conspectus.engine.relayed import is_relayed
from conspectus.engine.wordings import GOVERNING, UMBRELLA, indexed_atoms

MORE: Final = frozenset(UMBRELLA) | frozenset(
    "important want implement develop include recognize adopt create provide base use enable share "
    "defend commit champion guarantee uphold value favour favor advocate".split()
)
LESS: Final = frozenset(
    "avoid prevent limit restrict oppose reject undermine hinder hamper threaten harm jeopardize "
    "jeopardise compromise impede erode weaken violate endanger reduce affect abuse lack damage "
    "challenge balance end infringe destroy interfere".split()
)
TALK: Final = frozenset(
    "discuss consider examine explore debate study assess review evaluate analyze define clarify "
    "describe mention note address reform transfer globalize question".split()
)
_WANTED: Final = re.compile(
    r"\b(?:essential|important|crucial|vital|necessary|fundamental|key|critical|imperative|"
    r"paramount|indispensable|priority|prerequisite|precondition|cornerstone|core|central|basic|"
    r"foundational|integral|pivotal|inalienable|"
    r"(?:has|have|enjoys?) (?:the|a|an) (?:\w+ )?right)\b",
    re.IGNORECASE,
)
_WISH: Final = re.compile(
    r"\b(?:should|must|shall|ought|needs? to|ha(?:ve|s) to|need for|let us)\b", re.IGNORECASE
)
STAND: Final = re.compile(
    r"\b(?:we|I|us|our|my)\b.{0,60}?\b(?:support|believe|endorse|call|urge|recommend|propose|"
    r"advocate|welcome|commit|affirm|reaffirm|value|stress|emphasi[sz]e|underline|promote|uphold|"
    r"consider|hold|insist|encourage|want|favou?r)\w*|"
    r"\b(?:supports|endorses|favou?rs|advocates|recommends|proposes|urges|believes|"
    r"calls (?:for|on)|emphasi[sz]es|underlines|stresses|welcomes|reaffirms|defends)\b",
    re.IGNORECASE,
)
"""Also in the third person: "Denmark supports". Whether it is another's word, "relayed" says."""
_LOOSE: Final = re.compile(
    r"\b(?:if|unless|whether|may|might|could|would|risks?|threats?|challenges?|issues?|problems?|"
    r"questions?|although|while|however|but)\b",
    re.IGNORECASE,
)
_TOWARDS: Final = re.compile(
    r"\b(?:principles?|values?|respect|support|need|importance|protection|promotion|commitment|"
    r"lack|right)(?: of| for| to)?(?: the)?\W*$",
    re.IGNORECASE,
)
_RECITAL: Final = re.compile(
    r"^\W*(?:whereas|recalling|noting|mindful|bearing in mind|taking (?:note|into account))\b|"
    r"^\W*(?:\d+\W+)?(?:highlighting|(?:re)?affirming|recogni[sz]ing|acknowledging|considering|"
    r"emphasi[sz]ing|underlining|stressing|aware|convinced|welcoming)\b.*[,;]$",
    re.IGNORECASE | re.DOTALL,
)
"""What a resolution says before it resolves anything."""
_PAST: Final = frozenset({"was", "were", "had", "did", "been"})
FAR: Final = 30


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as the grammar reads it: tokens, their folded lemmas, what it wants."""

    text: str
    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    atoms: tuple[Proposition, ...]


@lru_cache(maxsize=20_000)
def read(text: str) -> Read:
    """The reading of ``text``, without its connectives."""
    plain = strip_discourse(text)
    tokens = tag(plain)
    return Read(plain, tokens, tuple(fold(t) for t in tokens), propositions(tokens, plain))


def wish_signs(concept: Concept, text: str) -> Signs | None:
    """The signs of the place where ``text`` most plainly wants the concept.

    ``None`` where it does not name it.
    """
    passage = read(text)
    places = [
        _place(passage, *place)
        for place in _places(passage, concept)
        if not is_aside(passage.tokens, place[0])
    ]
    if not places:
        return None
    best = max(places, key=_plainness)
    return {**best, **_of_sentence(text), **_of_atoms(passage, concept)}


def _places(passage: Read, concept: Concept) -> Iterator[tuple[int, int, bool]]:
    """(first token, end, whether it is an adjective) of each place that names the concept."""
    for name in names_of_concept(concept):
        yield from _spelt(passage, name)
    for i, token in enumerate(passage.tokens):
        if token.tag not in {"J", "VD"} or asked_for(token.lower.replace("-", "")) != concept:
            continue
        if concerns_both(passage.tokens, i) or told_of(passage.tokens, i):
            continue
        if len(concept) == 1 or governs(passage, i):
            yield i, i + 1, True


def governs(passage: Read, i: int) -> bool:
    """Whether the adjective at ``i`` is said of how something is governed.

    "transparent, multi-stakeholder and open processes", "they must be multi-stakeholder".
    """
    tokens = passage.tokens
    j = i + 1
    while j < len(tokens) and (tokens[j].tag in {"J", "C", "VG"} or tokens[j].text == ","):
        j += 1
    if GOVERNING & set(passage.folded[i + 1 : max(j + 1, i + 4)]):
        return True
    before = [t.lower for t in tokens[max(0, i - 2) : i]]
    return before[-1:] == ["be"] and tokens[j : j + 1] != () and tokens[j].tag not in {"N", "VD"}


def _spelt(passage: Read, concept: Concept) -> Iterator[tuple[int, int, bool]]:
    """The places that name the concept by these very words."""
    words = [word for word in concept if word != "of"]
    front, complement = split_concept(concept)
    size = len(front)
    for i in range(len(passage.folded) - size + 1):
        if passage.folded[i : i + size] != front:
            continue
        end = i + size
        if size == 1 and another_sense(passage.tokens, i):
            continue
        if complement:
            rest = passage.folded[end : end + len(words) + 4]
            if not set(complement) - {"of"} <= set(rest):
                continue
            end += 1 + max(rest.index(w) for w in complement if w != "of")
        if heads_of(passage.tokens, end) or concerns_both(passage.tokens, i):
            continue
        yield i, end, False


def _plainness(signs: Signs) -> float:
    return 2 * signs["more"] - signs["less"] - signs["after"] - 0.3 * signs["narrowed"]


def _place(passage: Read, start: int, end: int, quality: bool) -> dict[str, float]:  # noqa: FBT001
    tokens = passage.tokens
    before = _before(tokens, start)
    after = tokens[end] if end < len(tokens) else None
    governor, distance, at = _governor(tokens, start)
    left = passage.text[: tokens[start].start]
    return {
        "quality": float(quality),
        "narrowed": float(min(before[0], 4)),
        "after": float(after is not None and after.tag == "P"),
        "of": float(after is not None and after.lower == "of"),
        "closes": float(after is None or after.lower in {".", ";"}),
        "joined": float(after is not None and after.lower in {",", "and", "or", "&"}),
        "under": float(before[1] == "P"),
        "opens": float(start <= 2),
        "subject": float(any(t.tag in {"M", "X"} for t in tokens[end : end + 3])),
        "more": float(governor in MORE),
        "less": float(governor in LESS),
        "talk": float(governor in TALK),
        "distance": float(distance),
        "towards": float(bool(_TOWARDS.search(left[-30:]))),
        "denied": float(any(t.lower in cc.NEGATIONS for t in tokens[max(0, start - 8) : start])),
        "place": start / max(1, len(tokens)),
        "loose": float(len(_LOOSE.findall(left))),
        "wish_left": float(bool(_WISH.search(left))),
        "wish_right": float(bool(_WISH.search(passage.text[len(left) :]))),
        "wanted_right": float(bool(_WANTED.search(passage.text[len(left) :][:120]))),
        "relative": float(any(t.tag == "W" for t in tokens[:start])),
        "size": float(end - start),
        "undone": float(undone(tokens, end)),
        **tie_signs(tokens, start, end, at),
        "governing": float(quality and governs(passage, start)),
    }


def _before(tokens: tuple[Token, ...], start: int) -> tuple[int, str]:
    """(number of modifiers right before, tag of what stands before them and the article)."""
    count, j = 0, start - 1
    while j >= 0 and tokens[j].tag in {"J", "N", "VG", "VD", "Q"}:
        count, j = count + 1, j - 1
    while j >= 0 and tokens[j].tag in {"D", "R"}:
        j -= 1
    return count, tokens[j].tag if j >= 0 else ""


def _governor(tokens: tuple[Token, ...], start: int) -> tuple[str, int, int | None]:
    """(what it wants, how far, where) of the nearest verb or noun of action before.

    Else of a passive after.
    """
    for j in range(start - 1, max(-1, start - FAR), -1):
        token = tokens[j]
        if token.tag in {"V", "VG", "VZ", "VD"} or token.lemma in LESS:
            if token.tag == "VD" and j + 1 < len(tokens) and tokens[j + 1].tag != "P":
                continue
            return _wish_of(token), start - j, j
        if token.tag == "N" and token.lemma in NOMINAL and tokens[j + 1].tag == "P":
            return NOMINAL[token.lemma], start - j, j
    for j in range(start + 1, min(len(tokens), start + FAR)):
        if tokens[j].tag == "VD":
            return _wish_of(tokens[j]), j - start, None
    return "", FAR, None


def _wish_of(token: Token) -> str:
    if token.lemma in LESS or token.lemma in TALK or token.lemma in MORE:
        return token.lemma
    return relation_of(token.lemma)


@lru_cache(maxsize=20_000)
def _of_sentence(text: str) -> Signs:
    tokens = read(text).tokens
    first = next((t for t in tokens if t.tag not in {"U", "Q"}), None)
    acronyms = sum(1 for t in tokens if len(t.text) > 1 and t.text.isupper())
    return {
        "wish": float(bool(_WISH.search(text))),
        "wanted": float(bool(_WANTED.search(text))),
        "stand": float(bool(STAND.search(text))),
        "asks": float(text.rstrip().endswith("?")),
        "relayed": float(is_relayed(text, tag(text), ())),
        "past": float(any(t.lower in _PAST for t in tokens)),
        "bare": float(not any(t.tag in {"M", "X", "VZ", "H", "O"} for t in tokens)),
        "imperative": float(first is not None and first.tag in {"V", "VG"}),
        "opens_noun": float(first is not None and first.tag in {"N", "J", "D"}),
        "words": float(min(len(tokens), 70)),
        "commas": float(min(text.count(","), 10)),
        "names": float(min(sum(t.text[:1].isupper() for t in tokens[1:]), 8)),
        "acronyms": float(min(acronyms, 5)),
        "colon": float(":" in text),
        "recital": float(bool(_RECITAL.match(text))),
        "item": float(first is not None and first.lemma in NOMINAL and first.tag == "N"),
        "denies": float(any(t.lower in cc.NEGATIONS for t in tokens)),
    }


def _of_atoms(passage: Read, concept: Concept) -> Signs:
    """Whether the norms of the sentence, as read, want the concept."""
    found = {"atom": 0.0, "atom_more": 0.0, "atom_denied": 0.0}
    for atom in passage.atoms:
        for named, relation in indexed_atoms(atom):
            if named != concept:
                continue
            if atom.negative:
                found["atom_denied"] = 1.0
            else:
                found["atom"] = 1.0
                more = relation in MORE or relation.startswith("be:")
                found["atom_more"] = max(found["atom_more"], float(more))
    return found
