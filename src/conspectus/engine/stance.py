"""Stance: whether a sentence holds what a cue in it says, denies it, conditions or reports it.

Rules only: similarity of vectors tells nothing about stance (DESIGN §3). A cue that stands under a
denial is not taken for its opposite; the sentence is then left out. Conditions and exceptions make
a position conditional, which is no opposition.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.opposition_cues import Line, Span

WINDOW: Final = 14
"""Tokens before a cue in which a denial or a report of others' words reaches it."""


class Commitment(StrEnum):
    """How the writer stands behind a cue."""

    HELD = "held"
    CONDITIONAL = "conditional"
    NONE = "none"


_BREAKS: Final = frozenset({";", ":", ".", "!", "?", "but", "however", "–", "—"})
_DENIES: Final = (cc.NEGATIONS - {"nor", "neither"}) | frozenset(
    "neither nor nobody nowhere avoid avoids avoided avoiding resist reject rejects rejecting "
    "oppose opposes opposed opposing against prevent prevents preventing refuse stop rather "
    "instead unlike than less hardly rarely refrain discourage caution don't doesn't didn't can't "
    "won't shouldn't mustn't wouldn't couldn't isn't aren't".split()
)
_NO_DENIAL: Final = frozenset({"only", "just", "merely", "simply", "least", "solely", "limited"})
_UNSURE: Final = frozenset(
    "whether may might could perhaps possibly possible possibility considering considered "
    "explore exploring debate debated debating discussion discuss discussed question questions "
    "imagine suppose hypothetically option options alternative why how perceived alleged so-called "
    "proposed".split()
)
_OTHERS: Final = frozenset(
    "some others certain critics they opponents proponents advocates supporters".split()
)
_THEIR_WORDS: Final = frozenset(
    "call proposal suggestion argument claim demand idea notion belief assumption request debate "
    "discussion concern fear".split()
)
_REPORTING: Final = frozenset(
    "declare state claim argue say assert contend maintain provide stipulate allege suggest note "
    "report hold believe affirm".split()
)
_OWN: Final = frozenset({"we", "our", "i", "my", "us"})
_CONDITION: Final = re.compile(
    r"^(?:where|when|insofar as|should) (?!possible|appropriate|necessary)|"
    r"\b(?:if|unless|except(?:ing|ion|ions)?|provided(?! (?:by|for|with|to|in)\b)|"
    r"providing that|on condition|subject to|until|so long as|as long as|to the extent|"
    r"without prejudice|(?:support|agree|accept|welcome|favou?r)\w*(?: \w+){0,3} in principle|"
    r"only (?:when|where|after|in)|save (?:for|in|where|as)|apart from|other than|insofar as|"
    r"in so far as|depending on)\b",
    re.IGNORECASE,
)
_NO_CONDITION: Final = re.compile(
    r"\b(?:as if|even if|what if|insofar as possible)\b", re.IGNORECASE
)


_STANDS: Final = re.compile(
    r"\b(?:needed|required|requires?|risks?|oppos(?:e[sd]?|ing)|reject(?:s|ed|ing)?|"
    r"resist(?:s|ed|ing)?|not support|sovereign right|urges?|caution|inadequate|futile|"
    r"(?:are|is) not fixed|through (?:fundamental|radical)|(?:poorly|ill) (?:structured|suited))\b|"
    r"^(?:To )?(?:Recognize|Recognise|Agree|Separate|Reaffirm|Reject|Oppose|Structurally separate|"
    r"Promote|Avoid|Refrain)\b",
    re.IGNORECASE,
)

_STANDS_FOR: Final = re.compile(
    r"\b(?:[Ww]e|[Oo]ur (?i:association|organi[sz]ation|company|union|network|group|government|"
    r"institute|members?|delegation|country|community|coalition))"
    r" (?:(?:\w+ly|also|all|strongly|would|will) )*"
    r"(?:supports?|endorses?|believes?|considers?|recogni[sz]es?|affirms?|reaffirms?|values?|"
    r"emphasi[sz]es?|stress(?:es)?|underlines?|advocates?|upholds?|favou?rs?|promotes?|defends?|"
    r"commits?|champions?|underscores?|encourages?|welcomes?)\b|"
    r"\bnot negotiable\b|\bnon-negotiable\b|"
    r"\b(?i:all|every|each|everyone|everybody|citizens|users|people|persons|children|workers|women)"
    r"\b[^.;:,]{0,40}\b(?:has|have|enjoys?) (?:the|a|an) (?:\w+ )?right\b|"
    r"\b(?:is|are|remains?) (?:\w+ly )?(?:basic|foundational|integral|pivotal) to\b"
)
"""What the writer stands for, in so many words: "Our association supports open harbours"."""


def takes_a_stand(text: str) -> bool:
    """Whether the sentence says what its writer is for, or has words of need, refusal or warning.

    For the passage filter: such sentences are evidence of a side, though few may be printed.
    """
    return bool(_STANDS.search(text) or _STANDS_FOR.search(text))


_NOT_THE_BEST: Final = re.compile(
    r"\b(?:cannot|can not|may not|might not|need not|is not|are not) (?:be )?"
    r"(?:always |necessarily )?the (?:most|best|only)\b",
    re.IGNORECASE,
)
"""Less than a refusal: what is not the best may still do."""
_RECITAL: Final = re.compile(
    r"^\W*(?:whereas|recalling|noting|mindful|highlighting|(?:re)?affirming|recogni[sz]ing|"
    r"acknowledging|considering|stressing|welcoming)\b.*[,;]$",
    re.IGNORECASE | re.DOTALL,
)
"""What a resolution says before it resolves anything."""


def commitment(line: Line, span: Span, text: str) -> Commitment:
    """How the writer of ``text`` (whose tokens are ``line``) stands behind the cue at ``span``."""
    before = _before(line.tokens, span.start)
    if text.rstrip().endswith(("?", "？")) or _reaches(before, line.tokens[span.start :]):
        return Commitment.NONE
    if _is_past(line.tokens[span.start : span.end]):
        return Commitment.NONE
    bare = _NO_CONDITION.sub("", text)
    weaker = _CONDITION.search(bare) or _NOT_THE_BEST.search(text) or _RECITAL.search(text)
    return Commitment.CONDITIONAL if weaker else Commitment.HELD


def _before(tokens: tuple[Token, ...], start: int) -> tuple[Token, ...]:
    """The tokens of the same clause left of ``start``, at most ``WINDOW``."""
    first = start
    while first > 0 and start - first < WINDOW and not _breaks(tokens, first - 1):
        first -= 1
    return tokens[first:start]


def _breaks(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a new clause begins after the token at ``i``: a mark, "but", or ", it is …"."""
    if tokens[i].lower in _BREAKS:
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].lower == "," and following is not None and following.tag == "B"


def _reaches(before: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """Whether a denial, a doubt or somebody else's voice before the cue reaches it."""
    own = any(token.lower in _OWN for token in before)
    following = (*before, *after)
    for i, token in enumerate(before):
        nxt = following[i + 1].lower if i + 1 < len(following) else ""
        if token.lower in _DENIES and not (token.lower == "not" and nxt in _NO_DENIAL):
            return True
        unsure = token.lower in _UNSURE or (token.lower == "consider" and nxt != "that")
        if unsure or token.lower in _OTHERS:
            return True
        if nxt == "that" and _is_their_word(before, i):
            return True
        if not own and _is_their_wish(token, nxt):
            return True
    return False


def _is_their_word(before: tuple[Token, ...], i: int) -> bool:
    """ "declares that": a verb of saying whose subject is not the writer."""
    token = before[i]
    says = token.lemma in _REPORTING and token.tag in {"V", "VZ", "VD"}
    return says and not any(one.lower in _OWN for one in before[max(0, i - 3) : i])


def _is_their_wish(token: Token, nxt: str) -> bool:
    """ "calls for", "the proposal that": a wish that is not said to be the writer's."""
    return (
        token.tag == "N"
        and token.lemma in _THEIR_WORDS
        and nxt in {"for", "to", "that", "of", "by", "from", "about"}
    )


def _is_past(tokens: tuple[Token, ...]) -> bool:
    return any(token.lower in {"was", "were", "had", "did"} for token in tokens)
