"""Single views: what one holder says, reported or in its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from conspectus.engine.corpus import Holder, SourceKind
from conspectus.engine.cues import states_a_norm
from conspectus.engine.drafting.salience import single_score
from conspectus.engine.eligibility import (
    has_finite_clause,
    is_courtesy,
    is_damaged,
    is_faulty,
    is_garbled,
    reports_opinion,
    self_contained,
    word_count,
)
from conspectus.engine.grammar.closed_class import DEONTIC
from conspectus.engine.grammar.relations import BY_VERB
from conspectus.engine.grammar.reporting import SECOND_SENTENCE
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.ids import passage_id
from conspectus.engine.outright import asks_outright, bid_in, is_outright, stands_outright
from conspectus.engine.passages import Claim, own_names
from conspectus.engine.relayed import is_relayed
from conspectus.engine.relayed_foreign import points_back
from conspectus.engine.spoken_talk import announces, breaks_off
from conspectus.engine.theming import GENERAL, Themed, closeness
from conspectus.engine.views import DraftView, single_view
from conspectus.engine.vocabulary import Vocabulary

DOUBTFUL: Final = 0.4
DOUBTFUL_LEAD: Final = 0.5
"""A theme of less probability, and of less lead over the next, is a guess."""
FOUND_DOUBTFUL: Final = 0.5
"""A theme that the forum has not named is a guess where all others together are likelier."""
LONGEST_QUOTATION: Final = 55
SHORTEST_QUOTATION: Final = 6
QUOTE_MARKS: Final = re.compile('["“”«»「」]')
_ENDS: Final = re.compile(r"[.!;。！][”\"’]?$|[\w)]$")


def gated(claims: Sequence[Claim], vocabulary: Vocabulary) -> list[Claim]:
    """The claims; those with misspelt or unexplained words are kept as evidence, not for print."""
    return [
        replace(claim, printable=False)
        if claim.printable and claim.language == "en" and not vocabulary.explains(claim.plain)
        else claim
        for claim in claims
    ]


def in_doubt(claim: Claim, themed: Themed) -> bool:
    """Whether it is a guess under which theme the claim belongs: it is a general comment then."""
    likely = max(themed.leanings[claim.id], default=1.0)
    if not themed.named:
        return likely < FOUND_DOUBTFUL
    return likely < DOUBTFUL and themed.scores[claim.id] < DOUBTFUL_LEAD


def scored_singles(themed: Themed, holders: Mapping[str, Holder]) -> list[tuple[float, DraftView]]:
    """(salience, view) of every claim that may be printed for itself.

    One whose theme is in doubt is a general comment, and printed only where its holder says
    nothing clearer.
    """
    near = closeness(themed)
    found: list[tuple[float, DraftView]] = []
    for claim in themed.claims:
        view = single_view(claim, own_names(holders[claim.holder]))
        if view is not None:
            lead = themed.scores[claim.id]
            if in_doubt(claim, themed):
                view, lead = replace(view, theme=GENERAL), 0.0
            found.append((single_score(view, lead, near.get(claim.id, 0.0)), view))
    return found


GOES_ON: Final = re.compile(
    r"\b(?:however|also|let alone|therefore|thus|moreover|furthermore|hence)\b", re.IGNORECASE
)
"""What follows upon a sentence that is not quoted with it."""


def quotable(claim: Claim) -> bool:
    """Whether the claim may stand verbatim between quotation marks."""
    text = claim.text
    if not claim.counted or QUOTE_MARKS.search(text) or not _ENDS.search(text.rstrip()):
        return False
    if is_note(claim) or QUESTION.search(text):
        return False
    size = len(text) // 2 if claim.language == "zh" else word_count(text)
    if not SHORTEST_QUOTATION <= size <= LONGEST_QUOTATION or "\n" in text or "\t" in text:
        return False
    if is_courtesy(text) or is_damaged(text) or reports_opinion(text):
        return False
    if not text[:1].isalpha():
        return False
    if claim.language != "en":
        return not points_back(text, claim.language)
    return not (GOES_ON.search(text) or SECOND_SENTENCE.search(text)) and _whole_sentence(claim)


QUESTION: Final = re.compile("[?？؟]")
_NOTED: Final = re.compile(
    r"[a-z]|\W|.*\[|(?:Maybe|Perhaps|Like|Um|Well|Okay|So|Yes|Yeah|No),|"
    r"Let[’']s\b|(?:Needs?|Wants?|Ought) to\b|"
    r"(?:Is|Are|Was|Were|Has|Does|Do|Can|Could|Should|Shall|Must|Would|Will|May|Might)"
    r"(?:n[’']t)?\b"
)


_TALK: Final = re.compile(
    r"\b(?:[Yy]ou|[Yy]ours?|[Yy]eah?|um|uh|kind of|I guess|I mean|off ?line|next up|the queue)\b|"
    r"\bI\b(?! (?:(?:strongly|fully|also|would|do|don[’']t|cannot|can[’']t|still) )*"
    r"(?:think|believe|support|oppose|agree|propose|recommend|prefer|endorse|object|urge|welcome)"
    r"\b(?! I\b))|\b[a-z]+ (?:that|it|this|so|those|them)(?:[.,;!]|$)|"
    r"[–—-] you know|^[A-Z][a-z]+, (?:we|I)\b"
)
"""What is said to the room, on the way of the meeting or of something said before."""


def is_note(claim: Claim) -> bool:
    """Whether it is what was jotted down of a speech, or talk across the table: no statement."""
    if claim.source_kind is not SourceKind.INTERVENTION or claim.language != "en":
        return False
    if _NOTED.match(claim.text) or claim.text.rstrip()[-1:] not in ".!;”":
        return True
    text = claim.text
    return bool(_TALK.search(text)) or breaks_off(text) or announces(text)


def _whole_sentence(claim: Claim) -> bool:
    """Whether an English claim is a complete sentence that stands alone and wants something."""
    tokens = tag(claim.text)
    words = [token for token in tokens if token.tag != "U"]
    if not words or words[-1].tag in {"C", "P", "D", "T", "X", "M", "S", "W"}:
        return False
    if is_garbled(claim.text, tokens):
        return False
    bids = asks_outright(claim.text)
    if bids and not self_contained(bid_in(claim.text), tag(bid_in(claim.text))):
        return False
    wants = any(token.lower in DEONTIC for token in tokens) or bool(claim.propositions)
    whole = bids or (has_finite_clause(tokens) and (wants or stands_outright(claim.text)))
    return whole and self_contained(claim.text, tokens)


def quotations(themed: Themed, sources: Sequence[str], vocabulary: Vocabulary) -> list[DraftView]:
    """The best quotation of each of ``sources`` that has one, in order of their ids.

    For sources of which nothing could be reported: their own words, verbatim (DRAFTING §7, a
    contributor with one view is cited in the body).
    """
    wanted = set(sources)
    best: dict[str, tuple[tuple[object, ...], Claim]] = {}
    for claim in themed.claims:
        if claim.source not in wanted or not speaks_for_itself(claim, vocabulary):
            continue
        rank = (*worth_quoting(claim), claim.start)
        place = _place(claim)
        if place not in best or rank < best[place][0]:
            best[place] = (rank, claim)
    return [
        DraftView(clause=claim.text, theme=claim.theme, claims={claim.holder: (claim,)})
        for _, (_, claim) in sorted(best.items())
    ]


def speaks_for_itself(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a whole sentence may be quoted alone, and a reader understands what it asks for."""
    if not quotable(claim):
        return False
    return claim.language != "en" or not (
        vocabulary.misspelt(claim.text)
        or vocabulary.unresolved(claim.text)
        or vocabulary.unexplained(claim.text)
        or is_faulty(claim.text)
        or not _asks(claim.text, item=claim.item)
    )


def worth_quoting(claim: Claim) -> tuple[bool, int]:
    """Sort key: what wants something plainly first, then what is of a good length."""
    return not claim.propositions, abs(word_count(claim.text) - 22)


def _place(claim: Claim) -> str:
    """What is to be heard once: a contribution; of what was said in turns, its speaker."""
    return claim.source if claim.source_kind is SourceKind.CONTRIBUTION else claim.holder


ASKS: Final = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|calls? (?:for|on|upon)|supports?|"
    r"recommends?|proposes?|urges?|opposes?|endorses?|rejects?)\b",
    re.IGNORECASE,
)


def _asks(text: str, *, item: bool) -> bool:
    """Whether a quotation asks for something by itself: no contributor is served by another."""
    if GOES_ON.search(text):
        return False
    first = next((token for token in tag(text) if token.tag not in {"U", "Q", "R", "T"}), None)
    wished = item and first is not None and first.lemma in BY_VERB
    return wished or bool(ASKS.search(text)) or is_outright(text)


_PIECE: Final = re.compile(r"[^;:]+")
DROPPED: Final = re.compile(
    r"\b(?:not|no|never|only|unless|if|without|except|subject to|provided)\b", re.IGNORECASE
)
_LISTED: Final = re.compile(r"^(?:[Tt]o|[A-Z][a-z]+(?:ing|e|t|n|d|p|k|h|l|r)?)\s")


def excerpts(themed: Themed, sources: Sequence[str], vocabulary: Vocabulary) -> list[DraftView]:
    """A verbatim excerpt for each of ``sources`` of which no whole sentence can stand.

    A piece of one long sentence or list item, cut at a semicolon or colon, that wants something;
    never where the cut would drop a negation or a condition (DRAFTING §4).
    """
    wanted = set(sources)
    best: dict[str, tuple[tuple[object, ...], Claim]] = {}
    for claim in themed.claims:
        if claim.source not in wanted or not claim.counted or claim.language != "en":
            continue
        for piece in _PIECE.finditer(claim.text):
            cut = _excerpt(claim, piece.start(), piece.end(), vocabulary)
            if cut is not None:
                rank = (
                    vocabulary.unexplained(cut.text),
                    cut.text.startswith("The need"),  # what is called for is said better by a verb
                    abs(word_count(cut.text) - 22),
                    claim.start,
                )
                known = best.get(_place(claim))
                if known is None or rank < known[0]:
                    best[_place(claim)] = (rank, cut)
    return [
        DraftView(clause=cut.text, theme=cut.theme, claims={cut.holder: (cut,)})
        for _, (_, cut) in sorted(best.items())
    ]


def tells_of_others(claim: Claim, cut: str) -> bool:
    """Whether what is cut out of a claim only relays: the writer's own wish stands in the rest."""
    return cut != claim.text and is_relayed(cut, tag(cut), ())


_CONCEDES: Final = re.compile(r", (?:even though|although|though|while|whereas|because|since)\b")


def _is_torso(text: str) -> bool:
    """ "The need to act, even though nobody asks": its only finite verb stands aside."""
    aside = _CONCEDES.search(text)
    return aside is not None and not has_finite_clause(tag(text[: aside.start()]))


def _excerpt(claim: Claim, start: int, end: int, vocabulary: Vocabulary) -> Claim | None:
    """The claim narrowed to ``text[start:end]``, if that may be quoted."""
    text = claim.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip().rstrip(",")
    rest = claim.text.replace(text, "", 1)
    if QUOTE_MARKS.search(text) or DROPPED.search(rest) or is_courtesy(text) or is_note(claim):
        return None
    if reports_opinion(claim.text) or is_faulty(text) or not _asks(text, item=claim.item):
        return None
    if not SHORTEST_QUOTATION <= word_count(text) <= LONGEST_QUOTATION or is_damaged(text):
        return None
    tokens = tag(text)
    words = [token for token in tokens if token.tag != "U"]
    announces = claim.text[end : end + 1] == ":"  # and what it announces is cut off
    if announces or is_garbled(text, tokens) or words[-1].tag in {"C", "P", "D", "T"}:
        return None
    whole = words[-1].tag not in {"X", "M", "S", "W"} and states_a_norm(text, "en")
    if not (text[:1].isupper() or text.startswith("to ") or has_finite_clause(tokens)):
        return None
    if not whole and not _LISTED.match(text):
        return None
    if (
        tells_of_others(claim, text)
        or _is_torso(text)
        or not self_contained(text, tokens)
        or not self_contained(bid_in(text), tag(bid_in(text)))
        or vocabulary.misspelt(text)
        or SECOND_SENTENCE.search(text)
    ):
        return None
    return replace(
        claim,
        id=passage_id(claim.source, text),
        start=claim.start + start,
        end=claim.start + start + len(text),
        text=text,
        plain=text,
        item=True,
    )
