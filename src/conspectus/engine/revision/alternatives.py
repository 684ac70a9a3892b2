"""Other ways to put a sentence: the forms of its template, its holders' words, a shorter clause.

Nothing is offered that the verifier would stop. The same sentence gives the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from conspectus.engine.degree import DegreeNoun
from conspectus.engine.drafting.templates import shared_sentence, single_sentence
from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Sentence
from conspectus.engine.grammar.reporting import Reported
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.checking import checked
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.revision.subject import with_place_for_who
from conspectus.engine.verification.frame import Part, frame_of
from conspectus.engine.verification.sentences import names_of

MOST_HOLDERS: Final = 4
"""Of whom a quotation is offered."""
MOST_QUOTED: Final = 60
"""Words of a passage that still reads as a quotation within a paragraph."""
FEWEST_LEFT: Final = 5
"""Words of a clause below which nothing more is cut off."""
_TURNS: Final = 12
_TAIL: Final = re.compile(
    r",?\s+(?:including|such as|for example|in particular|especially|as well as|in order to|"
    r"so that|because|since|while|whereas|through|by \w+ing|with a view to|which|who|where|"
    r"regardless of|without|and)\b|[,;:–—]\s+"
)


class Way(StrEnum):
    """How an alternative came about."""

    WORDING = "wording"
    SHORTER = "shorter"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """``act``: what gives it (``reword`` or ``verbatim``); ``text``: how it reads then."""

    way: Way
    act: Act
    text: str


def alternatives(
    hand: Hand, sentence: Sentence, *, by: str = "", drafted: str = ""
) -> tuple[Alternative, ...]:
    """Other ways to put a view sentence; ``by`` and ``drafted`` as in ``checking.checked``.

    Each has passed the verifier; a text comes once, and never that of the sentence itself.
    """
    if sentence.kind != "view" or not sentence.positions:
        return ()
    found: dict[str, Alternative] = {}
    ways = (*_worded(hand, sentence, by), *_shorter(hand, sentence, by), *_quoted(sentence, by))
    for way, act in ways:
        seen = checked(hand, act, sentence, drafted=drafted)
        if seen.sentence is not None and not seen.findings and seen.sentence.text != sentence.text:
            text = seen.sentence.text
            found.setdefault(text, Alternative(way=way, act=act, text=text))
    return tuple(found.values())


def _clause(hand: Hand, sentence: Sentence) -> Part | None:
    """What is reported, where it is one clause under one verb that adds nothing to it."""
    names = names_of(hand.measures.holders, sentence)
    parts = frame_of(sentence.text, names=names).parts
    if len(parts) != 1 or not parts[0].clause or parts[0].verb is None:
        return None
    return parts[0] if parts[0].text else None


def _worded(hand: Hand, sentence: Sentence, by: str) -> Iterator[tuple[Way, Act]]:
    """The other forms of the template that the sentence was drafted by."""
    part = _clause(hand, sentence)
    if part is None or sentence.language != "en":
        return
    clause = part.text
    holders = [hand.holders[one] for one in sentence.holders]
    for turn in range(_TURNS):
        try:
            if len(holders) > 1 and sentence.degree is not None:
                degree = sentence.degree
                draft = shared_sentence(clause, holders, degree.word, degree.of, turn)
            elif len(holders) == 1:
                told = Reported(verb="", clause=clause, is_clause=True)
                draft = single_sentence([told], holders[0], turn, DegreeNoun.CONTRIBUTORS)
            else:
                return
        except (ConspectusError, ValueError):
            continue
        yield Way.WORDING, _act(hand, sentence, draft.text, by)


def _shorter(hand: Hand, sentence: Sentence, by: str) -> Iterator[tuple[Way, Act]]:
    """The sentence without what trails behind a comma or a joining word, the longest first."""
    part = _clause(hand, sentence)
    if part is None:
        return
    body = sentence.text[part.start : part.end]
    for cut in reversed(list(_TAIL.finditer(body))):
        left = body[: cut.start()].rstrip(" ,;:–—")
        if len(left.split()) < FEWEST_LEFT:
            return
        tail = sentence.text[part.end :]
        yield Way.SHORTER, _act(hand, sentence, f"{sentence.text[: part.start]}{left}{tail}", by)


def _quoted(sentence: Sentence, by: str) -> Iterator[tuple[Way, Act]]:
    """Each holder's own words, of the first few holders."""
    for holder in sentence.holders[:MOST_HOLDERS]:
        quotes = [
            item.quote
            for position in sentence.positions
            if position.holder == holder
            for item in position.evidence
        ]
        if quotes and len(quotes[0].split()) <= MOST_QUOTED:
            yield Way.QUOTATION, replace(_bare(ActKind.VERBATIM, by), holder=holder)


def _act(hand: Hand, sentence: Sentence, text: str, by: str) -> Act:
    return replace(_bare(ActKind.REWORD, by), text=with_place_for_who(text, sentence, hand.holders))


def _bare(kind: ActKind, by: str) -> Act:
    return Act(id="", kind=kind, by=by)
