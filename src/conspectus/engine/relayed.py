"""Reported speech: whether a sentence relays what somebody else says (defect 14, the most unfair).

Detection comes before any position: a relayed passage is never the source's own view. The rules
look for a reporting verb whose subject is not the writer, for "according to", and for quotations.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from conspectus.engine.cues import states_a_norm
from conspectus.engine.grammar.closed_class import FIRST_PERSON
from conspectus.engine.grammar.tagging import Token

_SAYING: Final = frozenset(
    "argue believe claim consider think say state suggest propose recommend assert contend insist "
    "allege declare feel express voice opine comment remark observe note indicate conclude report "
    "point mention warn complain demand deny admit concede maintain explain describe stipulate "
    "fear hope worry criticize criticise accuse portray depict characterize".split()
)
_WANTING: Final = frozenset(
    "support oppose call want reject endorse favour favor advocate urge prefer seek request insist "
    "object agree disagree resist dispute question welcome push wish".split()
)
_OTHERS: Final = frozenset(
    "some many most several others people critic critics observer observers participant "
    "participants speaker speakers expert experts commentator commentators opponent opponents "
    "proponent proponents supporter supporters advocate advocates scholar scholars author authors "
    "respondent respondents delegation delegations member members state states country countries "
    "government governments commission council parliament assembly committee panel nations union "
    "company companies someone those stakeholder stakeholders group groups organization "
    "organizations organisation organisations community communities few majority minority "
    "president minister".split()
)
_OWN_TEXT: Final = frozenset(
    "submission contribution paper document statement proposal response comment input note".split()
)
_REPORTS: Final = frozenset(
    "report study review letter paper plan strategy survey manifesto petition article book "
    "opinion statement submission contribution proposal call".split()
)
_INSTRUMENTS: Final = frozenset(
    "resolution declaration treaty convention covenant charter communique communiqué document "
    "agenda agreement protocol constitution directive".split()
)
"""Texts of States and assemblies; what they underscore is theirs, though others support them."""
_LAYS_DOWN: Final = frozenset(
    "underscore underline stress emphasize emphasise affirm reaffirm recognize recognise "
    "acknowledge proclaim recall highlight state declare stipulate".split()
)
_OPENERS: Final = re.compile(
    r"^\W*(?:according to|in the (?:words|view|opinion) of|as (?:noted|stated|argued|observed|"
    r"suggested|mentioned|recommended|defined|described|recognized|recognised) (?:by|in)|"
    r"as [A-Z][^,]{2,60} (?:has|have)? ?(?:put it|noted|stated|argued|said|observed|stressed))\b"
    r"(?! (?:us|our|we)\b)",
    re.IGNORECASE,
)
_IMPERSONAL: Final = re.compile(
    r"\b(?:it (?:is|was|has been|had been|have been) (?:\w+ly )?(?:often |sometimes |also |widely |"
    r"frequently |commonly )?(?:argued|said|claimed|suggested|believed|thought|considered that|"
    r"alleged|reported|contended|asserted|proposed|noted by|felt|feared|assumed)|"
    r"(?:is|are|was|were) (?:often|sometimes|widely|frequently|commonly) (?:said|argued|claimed|"
    r"thought|believed|considered|seen|regarded|viewed)|"
    r"(?<!take )(?<!takes )(?<!hold )(?<!holds )(?<!of )"
    r"the (?:argument|claim|view|idea|notion|belief|proposal|suggestion|assumption|perception) "
    r"(?:that|is|was|has been) |there (?:is|are) (?:a |an )?(?:view|views|calls?|arguments?|"
    r"claims?|"
    r"proposals?|suggestions?|voices)\b|so-called)",
    re.IGNORECASE,
)


_LAID_DOWN: Final = re.compile(
    r"\b(?:(?:re)?affirmed|adopted|recognized|recognised|stated|proclaimed|enshrined) "
    r"(?:unanimously )?(?:by|in) (?:the |a |an |two |several )?[^.;“\"]{0,90}"
    r"\b(?:stating|declaring|saying|affirming|proclaiming|which (?:states?|affirms?|declares?))"
    r"(?: that\b|[:,]? ?[“\"])",
    re.IGNORECASE,
)
"""What a text of others says word for word: "reaffirmed by the Council in a resolution stating"."""
_TEXT_STATES: Final = re.compile(
    r"^\W*(?:The|A|An) (?:[^.;,]{0,60} )?(?:document|agenda|agreement|resolution|declaration|"
    r"treaty|convention|charter|covenant|constitution|directive|protocol)\b[^.;]{0,120}"
    r"(?<!ember)(?<!all)(?<!of) (?:states|declares|stipulates|provides|says) that\b",
)
"""A text of others is said to lay it down: "The closing document of the Summit states that"."""
_SAID: Final = re.compile(
    r"\b(?:says?|said|argues?|argued|claims?|claimed|told us|tells? us|writes?|wrote|insists?|"
    r"believes?|maintains?|contends?|alleges?|suggested|warns?|complains?|fears?|assume[sd]?|"
    r"takes? the (?:view|position)|is of the (?:view|opinion)|are of the (?:view|opinion))"
    r"(?: that|,| us that|:)",
    re.IGNORECASE,
)


def _somebody_said(text: str, own_names: Collection[str]) -> bool:
    """A verb of saying with "that", whose subject is neither the writer nor its name."""
    for match in _SAID.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()].lower().rstrip()
        words = before.split()
        nearby = {word.strip(",;:") for word in words[-3:]}
        if nearby & {"we", "i"} or any(before.endswith(name) for name in own_names):
            continue
        if any(name in before for name in own_names) or not words:
            continue
        if words[-1] in _OWN_TEXT and words[-2:-1] in (["this"], ["our"], ["my"]):
            continue
        if words[-1].strip(",") in {"to", "not", "should", "must", "could", "may", "can", "would"}:
            continue
        return True
    return False


_INTRODUCES: Final = re.compile(
    r"\b(?:put (?:forth|forward|it)|said|stated|states|wrote|writes|declared|words of|quote[sd]?|"
    r"quoting|remarked|observed|noted|according to|"
    r"(?:s?he|they) (?:addressed|listed|named|set out|outlined|called for|proposed))\b.*[:;]$",
    re.IGNORECASE | re.DOTALL,
)


def introduces_another(lead: str, own_names: Collection[str]) -> bool:
    """Whether a sentence that ends in a colon hands over to somebody else's words."""
    found = _INTRODUCES.search(lead)
    if found is None:
        return False
    lower = lead.lower()
    return not any(name in lower for name in own_names) and not re.search(r"\b(?:we|our|I)\b", lead)


_SPEAKS: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur|I)\b")


def is_relayed(text: str, tokens: tuple[Token, ...], own_names: Collection[str]) -> bool:
    """Whether the sentence reports the words or wishes of others.

    ``own_names``: lower-case names and aliases of the holder.
    """
    if _OPENERS.search(text) and not any(name in text[:90].lower() for name in own_names):
        return True
    if _IMPERSONAL.search(text) or _somebody_said(text, own_names):
        return True
    laid_down = _LAID_DOWN.search(text) or _TEXT_STATES.search(text)
    if laid_down and not _SPEAKS.search(text):
        return True
    if _mostly_quoted(text):
        return True
    return any(
        _relays(tokens, i, text, own_names)
        for i, token in enumerate(tokens)
        if token.lemma in _SAYING | _WANTING and _is_verb(tokens, i)
    ) or _lays_down(tokens)


def _tells_of_a_text(tokens: tuple[Token, ...], j: int, i: int, own_names: Collection[str]) -> bool:
    """Whether a relative clause from ``j`` says what a text or body says, its verb at ``i``.

    "The report, which calls for lower fees, came out"; not where the writer wants something, or
    says "we", around it.
    """
    head = next((k for k in range(j - 1, -1, -1) if tokens[k].tag == "N"), None)
    if head is None or j - head > _COMMA_BETWEEN:
        return False
    if tokens[head].lemma.lower() not in _REPORTS | _INSTRUMENTS | _OTHERS:
        return False
    close = next((k for k in range(i, len(tokens)) if tokens[k].text == ","), len(tokens))
    words = [token.lower for token in (*tokens[:j], *tokens[close:])]
    named = " ".join(words[:j])
    own = any(name in named for name in own_names) or not FIRST_PERSON.isdisjoint(words)
    return not own and "this" not in words and not states_a_norm(" ".join(words), "en")


_COMMA_BETWEEN: Final = 2


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the word at ``i`` is a finite verb, as "calls" is in "a report that calls for"."""
    if tokens[i].tag != "N":
        return tokens[i].tag in {"V", "VZ", "VD"}
    return i > 1 and tokens[i - 1].lower in {"which", "that"} and tokens[i].lower.endswith("s")


def _lays_down(tokens: tuple[Token, ...]) -> bool:
    """Whether a treaty or resolution is the first subject: "The Resolution … underscores"."""
    first = next((i for i, t in enumerate(tokens) if t.tag in {"VZ", "M", "X", "H", "V"}), 0)
    if tokens[first : first + 1] == () or tokens[first].lemma not in _LAYS_DOWN:
        return False
    subject = [t for t in tokens[:first] if t.tag == "N"]
    own = {t.lower for t in tokens[:first]} & {"this", "our", "we", "present", "my"}
    return bool(subject) and not own and subject[0].lemma.lower() in _INSTRUMENTS


def _mostly_quoted(text: str) -> bool:
    """Whether more than half of the sentence stands in quotation marks."""
    quoted = sum(len(m) for m in re.findall(r"[“\"]([^”\"]{12,})[”\"]", text))
    return quoted * 2 > len(text)


_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)


def _before_date(tokens: tuple[Token, ...], j: int) -> int:
    """Where the subject ends if a date follows it: "the Chancellor in August 2018 rejected"."""
    end = j
    while end >= 0 and tokens[end].text.isdigit():
        end -= 1
    if end < j and end > 0 and tokens[end].lower in _MONTHS:
        end -= 1
        return end - (tokens[end].lower in {"in", "on"})
    return j


def _relays(tokens: tuple[Token, ...], i: int, text: str, own_names: Collection[str]) -> bool:
    """Whether the reporting verb at ``i`` has somebody else as its subject."""
    j = i - 1
    while j >= 0 and (tokens[j].tag in {"R", "H", "O"} or tokens[j].lower == "been"):
        j -= 1
    j = _before_date(tokens, j)
    if j > 1 and tokens[j].lower in {"which", "that"}:
        return _tells_of_a_text(tokens, j, i, own_names)
    if j < 0 or tokens[j].tag in {"M", "T", "X", "C", "P", "D", "J", "VG"}:
        return False
    if tokens[j].tag == "B":
        return tokens[j].lower in {"they", "he", "she", "some", "one", "you"}
    if tokens[j].tag == "W" or tokens[j].tag != "N":
        return tokens[j].lower in {"who", "some", "many", "others", "most", "few"}
    subject = text[max(0, tokens[j].start - 80) : tokens[j].end].lower()
    if any(subject.endswith(name) or name in subject[-len(name) - 12 :] for name in own_names):
        return False
    head = tokens[j]
    if head.lemma in _OWN_TEXT:
        return j > 0 and tokens[j - 1].lower not in {"this", "our", "the", "present", "my"}
    verb = tokens[i]
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    animate = head.lemma in _OTHERS or head.lower in _OTHERS or head.text[:1].isupper()
    if verb.lemma in _SAYING:
        return animate or following == "that"
    return animate and (verb.tag != "V" or head.lower in _OTHERS)
