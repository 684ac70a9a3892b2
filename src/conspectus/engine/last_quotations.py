"""The best words of contributors of whom nothing else can be cited: nobody goes unheard for style.

Laxer than other quotations in what a reporter would have smoothed (one misspelt word, a thing named
with "the", a value instead of a wish), never in whose view it is, nor in whether it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from conspectus.engine.eligibility import (
    has_finite_clause,
    is_courtesy,
    is_damaged,
    is_faulty,
    is_garbled,
    is_past,
    reports_opinion,
    self_contained,
    word_count,
)
from conspectus.engine.grammar.reporting import SECOND_SENTENCE
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.ids import passage_id
from conspectus.engine.outright import asks_outright, bid_in, is_outright, judges
from conspectus.engine.passages import Claim
from conspectus.engine.singles import (
    ASKS,
    DROPPED,
    GOES_ON,
    LONGEST_QUOTATION,
    QUOTE_MARKS,
    is_note,
    tells_of_others,
)
from conspectus.engine.theming import Themed
from conspectus.engine.views import DraftView
from conspectus.engine.vocabulary import Vocabulary

_VALUES: Final = re.compile(
    r"\b(?:is|are|remains?|would|will)\b(?:[^,;]{0,25})\b(?:key|essential|fundamental|important|"
    r"crucial|vital|necessary|incomplete|benefit|better|dangerous|harmful|unacceptable|wrong|"
    r"indispensable|insufficient|inadequate|unjust|unfair)\b",
    re.IGNORECASE,
)
_CONNECTIVE: Final = re.compile(
    r"^(?:(?:Hence|Therefore|Thus|However|Moreover|Furthermore|Nevertheless|Consequently|"
    r"In addition|Finally|So|And|But),? )(?=\w)"
)
_GLUED: Final = re.compile(r"(?<=[a-z] )[A-Z][a-z]+ing\b(?= [a-z])")
"""A sentence that a heading has run into: "Neutrality of the harbour Charging fees must …"."""
_RELATIVE: Final = re.compile(r",? (?:through|in|by|for|of|to|with) which\b|, (?:which|who)\b")
_LOOSE_END: Final = frozenset({"C", "P", "D", "T", "X", "M", "S", "W"})
MOST_MISSPELT: Final = 1
SHORTEST: Final = 4
""""Save the ferry lanes!" is all that some people write."""


def last_quotations(
    themed: Themed, sources: Collection[str], vocabulary: Vocabulary
) -> list[DraftView]:
    """The best words of the holder of each of ``sources``, one of each holder, in order of ids."""
    best: dict[str, tuple[tuple[object, ...], Claim]] = {}
    for claim in themed.claims:
        if claim.source not in sources or not claim.counted or claim.language != "en":
            continue
        if is_note(claim):
            continue
        for start, end in _cuts(claim.text):
            cut = _cut(claim, start, end)
            if is_note(cut) or tells_of_others(claim, cut.text):
                continue
            if _fits(cut.text, claim.text, vocabulary):
                rank = _rank(cut, vocabulary)
                if claim.holder not in best or rank < best[claim.holder][0]:
                    best[claim.holder] = (rank, cut)
    return [
        DraftView(clause=cut.text, theme=cut.theme, claims={cut.holder: (cut,)})
        for _, (_, cut) in sorted(best.items())
    ]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where a quotation of ``text`` may begin and end, the whole first."""
    glued = [match.start() for match in _GLUED.finditer(text)]
    connective = _CONNECTIVE.match(text)
    starts = [connective.end() if connective else 0, *glued]
    stops = [match.start() for match in re.finditer(r";", text)]
    stops += [m.start() + len(m[0].rstrip()) for m in SECOND_SENTENCE.finditer(text)]
    if word_count(text) > LONGEST_QUOTATION:
        stops += [match.start() for match in _RELATIVE.finditer(text)]
    for start in starts:
        yield from ((start, end) for end in (len(text), *stops) if end > start)


def _cut(claim: Claim, start: int, end: int) -> Claim:
    text = claim.text[start:end].rstrip(" ,")
    return replace(
        claim,
        id=claim.id if text == claim.text else passage_id(claim.source, text),
        start=claim.start + start,
        end=claim.start + start + len(text),
        text=text,
        plain=text,
    )


def _fits(text: str, whole: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text``, cut from ``whole``, stands alone as a view of its writer."""
    if not SHORTEST <= word_count(text) <= LONGEST_QUOTATION or not text[:1].isalpha():
        return False
    if QUOTE_MARKS.search(text) or "\n" in text or "?" in text or GOES_ON.search(text):
        return False
    if SECOND_SENTENCE.search(text) or text.endswith(":"):
        return False
    if DROPPED.search(whole.replace(text, "", 1)) or is_courtesy(text) or is_damaged(text):
        return False
    if is_faulty(text) or reports_opinion(whole) or not _views(text):
        return False
    tokens = tag(text)
    words = [token for token in tokens if token.tag != "U"]
    if words[-1].tag in _LOOSE_END or is_garbled(text, tokens) or is_past(tokens):
        return False
    if not (has_finite_clause(tokens) or asks_outright(text)) or not self_contained(text, tokens):
        return False
    bare = bid_in(text)
    return self_contained(bare, tag(bare)) and _misspelt(text, vocabulary) <= MOST_MISSPELT


def _views(text: str) -> bool:
    return bool(ASKS.search(text) or _VALUES.search(text)) or is_outright(text) or judges(text)


def _misspelt(text: str, vocabulary: Vocabulary) -> int:
    return sum(vocabulary.misspelt(word) for word in text.split())


def _rank(cut: Claim, vocabulary: Vocabulary) -> tuple[object, ...]:
    """Smaller is better: the plainest wish in the clearest words."""
    text = cut.text
    return (
        _misspelt(text, vocabulary),
        text[:1].islower(),  # begins within a sentence
        vocabulary.unexplained(text),
        ASKS.search(text) is None and not is_outright(text),
        vocabulary.unresolved(text),
        abs(word_count(text) - 22),
        cut.start,
    )
