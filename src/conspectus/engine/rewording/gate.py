"""Whether a proposed clause may stand for the drafted one.

The drafted clause has passed every check, holder by holder. A proposal is held against it first: no
word, name, figure or mark of polarity, strength, quantity or condition that is not there, and
nothing of it lost. What remains to the model is order, form and connection. The checks on finished
sentences (V1 to V8) come after these and replace none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from conspectus.engine.eligibility import (
    has_finite_clause,
    is_courtesy,
    is_damaged,
    is_first_person,
    self_contained,
)
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.lexicon.marks import light_words, marks, restrictive
from conspectus.engine.printed_names import NameIndex
from conspectus.engine.verification import supports
from conspectus.engine.words import Word, keys, root_of, words_of

FORM: Final = "form"
WORDS: Final = "words"
NAMES: Final = "names"
MARKS: Final = "marks"
READING: Final = "reading"
MEANING: Final = "meaning"

LONGER_BY: Final = 8
"""Words that a clause may gain: the paper has a length."""
SHORTEST: Final = 3

_PLAIN: Final = re.compile(r"[^\W_](?:[^\W_]|[ ,'’&/%.+-])*[^\W_]%?")
_STOP: Final = re.compile(r"[.](?:\s|$)|\s{2}|[,.'’&/%+-]{2}|\s[,.%]")
_GLUE: Final = frozenset(
    "a an the of in on at by for with from to into through between among and that which who whose "
    "their its be is are being been has have do does as it there".split()
)
"""Words that carry no claim, which a proposal may add."""
_OPPOSING: Final = frozenset(
    "or nor either neither but yet though although while whereas however because since so than "
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
    """Whether each word is of the draft, or of every holder's evidence, or carries nothing."""
    ours = _forms(drafted)
    theirs = [_forms(" \n".join(quotes)) for quotes in evidence]
    common = frozenset.intersection(*theirs) if theirs else frozenset()
    return _forms(clause) <= ours | common | _GLUE


def _forms(text: str) -> frozenset[str]:
    """Keys of the content words of ``text``, and its other words as they are."""
    return frozenset(word.key if word.content else word.fold for word in words_of(text))


def _marks(text: str) -> Counter[str]:
    """The words on which polarity, strength, quantity, condition or sense hang, counted."""
    return Counter(mark for word in words_of(text) if (mark := _mark(word)))


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
        or word.fold in lists.conditions
        or word.fold in restrictive()[0]
        or word.fold in _OPPOSING
        or any(word.fold == phrase[0] for phrase in lists.local)
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
    return has_finite_clause(tokens) and self_contained(clause, tokens)


def _says_the_same(clause: str, drafted: str, evidence: Sequence[Sequence[str]]) -> bool:
    """Whether one carries the other and nothing is lost.

    Either the draft carries the clause, which has all of its words; or the clause carries the
    draft, and each holder's own words carry the clause.
    """
    lost = keys(drafted) - keys(clause) - light_words()
    if not lost and supports(clause, drafted).ok:
        return True
    return supports(drafted, clause).ok and all(
        any(supports(clause, quote).ok for quote in quotes) for quotes in evidence
    )
