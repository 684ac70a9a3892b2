"""What people ask of those who decide, in so many words: bare requests, and stands for or against.

Letters of citizens have no "should": "Keep the ferry.", "Please do not close the pool.", "I am
opposed to the toll." Requests to the reader of a page ("Click here") and turns of phrase
("Consider a city where …") are none.
"""

from __future__ import annotations

import re
from typing import Final

from conspectus.engine.grammar.closed_class import PLEASE
from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.listed import is_imperative

_FORBIDS: Final = re.compile(r"^(?:do\s+not|don[’']?t|never)\s+(?=[a-z])", re.IGNORECASE)
_TO_READERS: Final = frozenset(
    "see read note click visit download join contact follow find learn use refer recall remember "
    "imagine suppose compare picture look listen watch wait thank say guess call copy view check "
    "share sign write send mail email print enter select register log browse scroll search "
    "subscribe submit attend return reply excuse forgive feel speak tell ask think understand "
    "come go try worry mind forget god trust believe take consider".split()
)
_ALSO_PLEADED: Final = frozenset(
    "listen take consider think understand try ask go use remember trust".split()
)
"""After "please" these ask something of who decides: "Please consider those who walk"."""
_ALWAYS_BID: Final = frozenset(
    "make get add put let give bring teach leave restore build ban keep stop save".split()
)
"""What no English noun is at the start of a sentence."""
_MAY_BID: Final = frozenset("limit help fund cut change raise return drop fix hold end".split())
_FEWEST_TOKENS: Final = 3
""""Keep ferries."; the stop is one."""
_BEYOND: Final = re.compile(
    r"\b(?:here|below|above|attached|enclosed|website|web page|link|e-?mail)\b", re.IGNORECASE
)
_JUDGES: Final = re.compile(
    r"\b(?:is|are|would be|will be|seems?|remains?)\b[^,;.]{0,25}\b(?:"
    r"detrimental|regressive|unsafe|offensive|shameful|disgraceful|impractical|unworkable|ridiculous|wasteful|counterproductive|"
    r"not (?:\w+ )?(?:sufficient|effective|enough|fair|right|safe|needed)\w*|"
    r"(?:a|an) (?:\w+ ){0,2}(?:waste of|mistake|disgrace|disaster|overreach|step back\w*)|"
    r"(?:good|great|bad|terrible|poor|excellent) (?:idea|use of|choice))\b|"
    r"\bmakes? no sense\b",
    re.IGNORECASE,
)
_HOW: Final = (
    r"(?:(?:\w+ly|very|also|still|all|totally|so|do|would|hereby|must|have to|want to|like to|"
    r"wish to|would like to) )*"
)
_STANDS: Final = re.compile(
    r"\b(?:I|[Ww]e)(?: am|[’']m| are|[’']re| remain)? "
    rf"{_HOW}(?:(?:against|opposed to|in (?:\w+ )?(?:favou?r|support|opposition) (?:of|to)|"
    r"(?:not|NOT) in favou?r of)\b)|"
    rf"\b(?:I|[Ww]e) {_HOW}(?:implore|beg|plead|urge|disapprove|disagree|object|oppose|protest|"
    r"support|ask (?:that )?(?:you|the|our|for)|request (?:that )?(?:you|the|our)|"
    r"do(?:es)? not (?:support|want|agree|approve|need)|don[’']t (?:support|want|agree|need))\b|"
    r"\b(?:I|[Ww]e)(?: am|[’']m| are|[’']re) (?:writing|asking|requesting|commenting|emailing)\b"
    r"[^.;:?!]{0,40}\b(?:support|oppos(?:e|ition)|object(?:ion)?s?|urge|ask|request)\b|"
    r"\b(?:I|[Ww]e)(?: am|[’']m| are|[’']re) (?:asking|requesting) (?:that )?(?:you|the|our)\b|"
    r"\b[Ii]t(?:[’']?s| is) (?:\w+ ){0,3}time (?:to|for|that|we)\b|"
    r"\b[Mm]y (?:\w+ ){0,2}(?:opposition|objections?|support|disapproval) (?:to|for|of|against)\b",
    re.IGNORECASE,
)


def asks_outright(text: str) -> bool:
    """Whether the sentence bids those who decide to do or to leave something."""
    body = text.strip()
    pleaded = PLEASE.match(body)
    if not (body[-1:] in {".", "!"} or (pleaded and body[-1:].isalpha())) or _BEYOND.search(body):
        return False
    rest = body[pleaded.end() :] if pleaded else body
    forbids = _FORBIDS.match(rest)
    tokens = tag(bid_in(body))
    if len(tokens) < _FEWEST_TOKENS:
        return False
    verb = tokens[0].lower
    if verb in _TO_READERS and not (pleaded and verb in _ALSO_PLEADED):
        return False
    if pleaded or forbids:
        return verb in lemmas_of(verb).get("VERB", ())
    return (is_imperative(rest) or _bids(tokens)) and not _names_its_subject(tokens)


def _bids(tokens: tuple[Token, ...]) -> bool:
    """ "Make people work.", "Limit what can be bought.", which the tagger takes for nouns."""
    verb, following = tokens[0].lower, tokens[1]
    if verb in _ALWAYS_BID:
        return following.tag in {"D", "N", "J", "B", "Q", "VG", "W"}
    return verb in _MAY_BID and following.tag in {"D", "B", "W"}


_RELATES: Final = frozenset("that which who where when as sure".split())


def bid_in(text: str) -> str:
    """A request without "please" and "do not": what its pronouns may stand for is in there."""
    rest = PLEASE.sub("", text.strip())
    return _FORBIDS.sub("", rest)


def _names_its_subject(tokens: tuple[Token, ...]) -> bool:
    """ "Traffic on the quay has grown": the first word is a noun, with a verb of its own."""
    if "NOUN" in lemmas_of(tokens[0].lower) and tokens[1].tag in {"P", "M", "X", "H"}:
        return True
    aside = (
        i for i, token in enumerate(tokens) if token.tag in {"S", "W"} or token.lower in _RELATES
    )
    end = next(aside, len(tokens))
    return any(token.tag in {"M", "X", "H"} for token in tokens[1:end])


def is_outright(text: str) -> bool:
    """Whether it asks outright, or its writer stands outright for or against something."""
    return asks_outright(text) or stands_outright(text)


def judges(text: str) -> bool:
    """Whether it calls something bad or good with a word that leaves no doubt."""
    return bool(_JUDGES.search(text)) and not text.rstrip().endswith("?")


def stands_outright(text: str) -> bool:
    """Whether its writer says to be for or against something, or begs for it: "I object to …"."""
    return bool(_STANDS.search(text)) and not text.rstrip().endswith("?")
