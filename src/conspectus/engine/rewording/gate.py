"""Whether a proposed clause may stand for the drafted one.

The drafted clause has passed every check, holder by holder. A proposal is held against it first: no
word, name, figure or mark of polarity, strength, quantity or condition that is not there, and
nothing of it lost or put together anew. What remains to the model is a copy editor's work, and each
holder's own phrases. The checks on finished sentences (V1 to V8) come after these and replace none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from conspectus.engine.eligibility import (
    has_finite_clause,
    is_courtesy,
    is_damaged,
    is_first_person,
    self_contained,
)
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.lexicon.marks import marks, restrictive
from conspectus.engine.printed_names import NameIndex
from conspectus.engine.rewording.links import Link, links_allowed, links_of
from conspectus.engine.verification import supports
from conspectus.engine.verification.profile import sentences
from conspectus.engine.words import Word, keys, root_of, words_of

FORM: Final = "form"
WORDS: Final = "words"
NAMES: Final = "names"
MARKS: Final = "marks"
READING: Final = "reading"
ORDER: Final = "order"
MEANING: Final = "meaning"

LONGER_BY: Final = 8
"""Words that a clause may gain: the paper has a length."""
SHORTEST: Final = 3

_PLAIN: Final = re.compile(r"[^\W_](?:[^\W_]|[ ,'’&/%.+-])*[^\W_]%?")
_STOP: Final = re.compile(r"[.](?:\s|$)|\s{2}|[,.'’&/%+-]{2}|\s[,.%]")
_CAPITAL: Final = re.compile(r"\b[a-z]*[A-Z]\w*")
_ARTICLES: Final = frozenset({"a", "an", "the"})
_DESCRIBED: Final = frozenset({"N", "J", "R", "Q", "VD", "VG", "B"})
"""What may follow an article."""
_OPPOSING: Final = frozenset(
    "and or nor either neither but yet though although while whereas however because since so than "
    "against despite unlike before after until over above below under more less fewer many some "
    "few several both other another even also just too very".split()
)
"""Small words on which the sense hangs and that no lexicon of marks lists."""


def objection(
    clause: str,
    drafted: str,
    evidence: Sequence[Sequence[str]],
    holders: Collection[str],
    names: NameIndex,
) -> str | None:
    """Why ``clause`` may not stand for ``drafted``: one of the codes above, else ``None``.

    ``evidence``: the quotes, holder by holder. ``holders``: ids of all holders of the paper.
    """
    if not _is_plain(clause, drafted):
        return FORM
    if not _adds_no_word(clause, drafted, evidence):
        return WORDS
    if any(names.stands_in(one, clause) and not names.stands_in(one, drafted) for one in holders):
        return NAMES
    if _marks(clause) != _marks(drafted):
        return MARKS
    if not _reads_alone(clause):
        return READING
    if not _is_not_built_anew(clause, drafted, evidence):
        return ORDER
    return None if _says_the_same(clause, drafted, evidence) else MEANING


def _is_plain(clause: str, drafted: str) -> bool:
    """Words and commas on one line: no markup, quotation, bracket, second sentence, odd script."""
    if not _PLAIN.fullmatch(clause) or _STOP.search(clause.replace("e.g. ", "")):
        return False
    count = len(clause.split())
    if not SHORTEST <= count <= len(drafted.split()) + LONGER_BY:
        return False
    first = clause.split(maxsplit=1)[0]
    opens_large = first[:1].isupper() and first[1:].islower()
    return not opens_large or first in re.findall(r"[\w'’-]+", drafted)


def _adds_no_word(clause: str, drafted: str, evidence: Sequence[Sequence[str]]) -> bool:
    """Whether each word is of the draft, or of every holder's evidence, or an article."""
    capitals = set(_CAPITAL.findall(clause)) - set(_CAPITAL.findall(drafted))
    if any(not all(one in " ".join(quotes) for quotes in evidence) for one in capitals):
        return False
    ours = _forms(drafted)
    theirs = [_forms(" \n".join(quotes)) for quotes in evidence]
    common = frozenset.intersection(*theirs) if theirs else frozenset()
    return _forms(clause) <= ours | common | _ARTICLES


def _forms(text: str) -> frozenset[str]:
    """Keys of the content words of ``text``, and its other words as they are."""
    return frozenset(word.key if word.content else word.fold for word in words_of(text))


def _marks(text: str) -> Counter[str]:
    """What polarity, strength, quantity, condition and connection hang on, counted."""
    lists = marks("en")
    words = words_of(text)
    folds = tuple(word.fold for word in words)
    phrases = [*lists.local, *(one for group in lists.conditions.values() for one, _ in group)]
    found = Counter(mark for word in words if (mark := _mark(word)))
    for phrase in phrases:
        count = sum(folds[i : i + len(phrase)] == phrase for i in range(len(folds)))
        found.update({" ".join(phrase): count} if count else {})
    return found


def _mark(word: Word) -> str:
    lists = marks("en")
    if word.number:
        return word.number
    if word.fold in lists.quantity:
        return lists.quantity[word.fold]
    weighty = (
        word.fold in lists.negators
        or word.fold.endswith("n't")
        or word.fold in lists.modality
        or word.fold in restrictive()[0]
        or word.fold in _OPPOSING
    )
    if weighty:
        return word.fold
    root = root_of(word.fold)
    return root if root in lists.wanting or word.key in lists.reserves else ""


def _reads_alone(clause: str) -> bool:
    """The gate of what is printed (DESIGN §3), apart from its length."""
    tokens = tag(clause)
    if is_first_person(clause) or is_courtesy(clause) or is_damaged(clause):
        return False
    if any(_is_stray_article(tokens, i) for i in range(len(tokens))):
        return False
    return has_finite_clause(tokens) and self_contained(clause, tokens)


def _is_stray_article(tokens: Sequence[Token], i: int) -> bool:
    """An article before what takes none, or after the adjective that it belongs before."""
    if tokens[i].lower not in _ARTICLES:
        return False
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    described = follows is not None and follows.tag in _DESCRIBED
    return not described or (i > 0 and tokens[i - 1].tag == "J")


def _is_not_built_anew(clause: str, drafted: str, evidence: Sequence[Sequence[str]]) -> bool:
    """Whether all that stands side by side does so in the draft, or in every holder's own words."""
    theirs = [frozenset().union(*map(_links_of_sentences, quotes)) for quotes in evidence]
    common = frozenset.intersection(*theirs) if theirs else frozenset()
    return links_of(clause) <= links_allowed(drafted) | common


@lru_cache(maxsize=1_024)
def _links_of_sentences(quote: str) -> frozenset[Link]:
    return frozenset().union(*map(links_allowed, sentences(quote)))


def _says_the_same(clause: str, drafted: str, evidence: Sequence[Sequence[str]]) -> bool:
    """Whether no word is lost, and clause and draft, or each holder's own words, carry each other.

    A clause built as the draft is needs to carry it, or to be carried by it, only in one direction:
    a comma more or less may hide a relation from the tagger.
    """
    if keys(drafted) - keys(clause):
        return False
    if links_of(clause) <= links_allowed(drafted):
        return supports(drafted, clause).ok or supports(clause, drafted).ok
    return supports(drafted, clause).ok and all(
        any(supports(clause, quote).ok for quote in quotes) for quotes in evidence
    )
