"""From the holder's sentence to a reported clause: openers cut, performatives turned, person kept.

Present-tense reporting needs no change of tense (DESIGN §3). Where the first person remains after
the opening has been turned, the sentence cannot be reported safely and the caller quotes instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from conspectus.engine.eligibility import is_first_person
from conspectus.engine.grammar.capitals import is_name
from conspectus.engine.grammar.closed_class import PLEASE
from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.grammar.relations import relation_of
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.remembered import remembered

_OPENER: Final = re.compile(
    r"^(?:(?:in addition|additionally|moreover|furthermore|therefore|thus|hence|however|finally|"
    r"lastly|firstly|secondly|thirdly|fourthly|first|second|third|also|besides|consequently|"
    r"accordingly|nevertheless|nonetheless|indeed|further|likewise|similarly|in conclusion|"
    r"ultimately|in the end|in the long run|equally|naturally|interestingly|notably|in essence|"
    r"in summary|in short|in sum|to conclude|overall|again|still|yet|and|but|so|in particular|"
    r"more specifically|specifically|in fact|of course|clearly|obviously|certainly|undoubtedly|"
    r"importantly|most importantly|more importantly|crucially|in general|generally|in principle|"
    r"as a result|as a consequence|at the same time|on the other hand|on the one hand|"
    r"in other words|that said|having said that|in this (?:regard|respect|context|sense|light|way|"
    r"connection|spirit|case|area|field|vein)|within that respect|with this in mind|to this end|"
    r"to that end|for this (?:reason|purpose)|for these reasons|in our (?:view|opinion)|"
    r"from our (?:perspective|point of view)|from [A-Z][\w’' -]{1,40}['’]s? perspective|"
    r"for that reason|"
    r"for the reasons? above|with that in mind|that is why|this is why|in my (?:view|opinion)|"
    r"as such|at present|today|now|"
    r"by contrast|instead|if so|if not|in turn|in practice|above all|"
    r"otherwise|then|next|what is more|to be clear|simply put|put simply|"
    r"we believe|we consider|we think|we feel|i believe|i think|we hold|we are of the (?:view|"
    r"opinion)|we are convinced|we maintain|we argue)(?:,\s*|\s+that\s+|\s+(?=the |"
    r"[a-z]+ (?:should|must))))+",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"^(?:yes|no|agreed?|disagreed?|absolutely|definitely|partly|partially)\b"
    r"(?:[,;:.!]\s+|\s+[–—-]\s+)(?=\w)",
    re.IGNORECASE,
)
"""The answer to a question of the call, before what is said on the matter."""
_LABEL: Final = re.compile(
    r"^(?:[A-Z][\w’'&/,-]*(?:\s+[\w’'&/,()-]+){0,7}):\s+(?=[A-Z“])|"
    r"^(?:[A-Z][\w’'&/,-]*(?:\s+(?!should|must|is|are|need)[\w’'&/,()-]+){0,4}):\s+(?=[a-z])|"
    r"^(?:Principle|Recommendation|"
    r"Proposal|Article|Section|Point|Issue)\s+[\dIVX]+[.:–-]?\s+(?=[A-Z])"
)
_INNER: Final = re.compile(
    r"(?:,\s+(?:therefore|thus|however|moreover|furthermore|in turn|indeed|of course|then|hence|"
    r"consequently|nevertheless|accordingly|also|too|as well)\s*,\s*)|"
    r"(?<=\w)\s+(?:therefore|thus|also|hence|furthermore|consequently|indeed|accordingly|in turn)"
    r"(?=\s)|(?<=should)\s+then(?=\s)|(?<=must)\s+then(?=\s)",
)
_PERFORM: Final[dict[str, str]] = {
    "support": "supports",
    "endorse": "endorses",
    "recommend": "recommends",
    "propose": "proposes",
    "suggest": "suggests",
    "urge": "urges",
    "oppose": "opposes",
    "reject": "rejects",
    "emphasize": "emphasizes",
    "emphasise": "emphasizes",
    "stress": "stresses",
    "underline": "underlines",
    "underscore": "underlines",
    "highlight": "highlights",
    "call": "calls",
}
_THINK: Final = frozenset(
    "believe consider think hold maintain argue feel submit agree note recognize recognise "
    "acknowledge affirm reaffirm insist contend assert say state observe understand".split()
)
_SUBJECT: Final = re.compile(r"^(?:we|i)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_ADVERB: Final = re.compile(
    r"^(?:(?:also|therefore|strongly|firmly|fully|further|thus|hence|would|like|to|wish|want|do|"
    r"respectfully|particularly|especially|again|certainly|wholeheartedly|warmly|hereby|would like "
    r"to|wish to|want to|must|should|can only)\s+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported predicate to put after a holder: "supports …", or ``that`` + clause.

    ``verb`` is the third person singular of the reporting verb ("" where the caller chooses one of
    class A), ``clause`` what follows it; ``is_clause`` says whether a "that" belongs between.
    """

    verb: str
    clause: str
    is_clause: bool


def strip_discourse(text: str) -> str:
    """The sentence without label, openers and inner connectives; first letter in upper case."""
    text = re.sub(r"\s+", " ", text).strip()
    answer = _ANSWER.match(text)
    if answer and len(text) - answer.end() > 20:
        text = text[answer.end() :]
    label = _LABEL.match(text)
    if label and len(text) - label.end() > 30:
        text = text[label.end() :]
    opener = _OPENER.match(text)
    if opener and len(text) - opener.end() > 20:
        text = text[opener.end() :]
    text = PLEASE.sub("", text)
    text = re.sub(r"\s+", " ", _INNER.sub(" ", text))
    text = re.sub(r"\s+([,.;:])", r"\1", text).strip()
    text = re.sub(r'"([^"“”]+)"', "“\\1”", text)
    return text[:1].upper() + text[1:]


_ENDS: Final = " .;,!…"
_TRAILING: Final = re.compile(r",? (?:including|such as|namely|in particular|and|or|as follows)$")


def _packed(reported: Reported | None) -> list[object] | None:
    return [reported.verb, reported.clause, reported.is_clause] if reported else None


def _unpacked(kept: Sequence[Any] | None) -> Reported | None:
    return Reported(*kept) if kept else None


@remembered(pack=_packed, unpack=_unpacked)
def report(text: str, names: Sequence[str]) -> Reported | None:
    """The sentence in reported speech, or ``None`` where it cannot be reported with certainty.

    ``names``: the holder's names and aliases, to recognise it as its own subject.
    """
    body = _TRAILING.sub("", strip_discourse(text).rstrip(_ENDS)).rstrip(_ENDS)
    own = _own_subject(body, names)
    if own is not None:
        return _performative(own)
    body = re.sub(r"^that,?\s+", "", body, flags=re.IGNORECASE)
    if any(body.lower().startswith((f"{name}'s ", f"{name}’s ")) for name in names):
        return None  # "UNESCO holds that UNESCO's approach is …"
    if _ADDRESSED.search(body) or _SPOKEN.search(body) or SECOND_SENTENCE.search(body):
        return None
    if is_first_person(body) or _is_imperative(body) or _has_no_subject(body):
        return None
    return Reported("", lower_first(body), is_clause=True)


_ADDRESSED: Final = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
"""Whoever is addressed in a letter is not the reader of the paper."""
_SPOKEN: Final = re.compile(
    r"^(?:yeah?|sure|like|well|okay|ok|so|please|sorry|right|oh)\b,|[–—-] ?you know\b|"
    r"\b(?:um|uh|yeah)\b|\bor whatever\b|\bbut whatever\b",
    re.IGNORECASE,
)
"""What fills pauses of speech."""
SECOND_SENTENCE: Final = re.compile(r"(?:[a-z]{4,}|\d{4}|\))[.!?]\s+(?=[a-z“(])")
"""A full stop that the writer did not follow with a capital: two sentences in one."""


def _has_no_subject(body: str) -> bool:
    """Whether the sentence opens with its finite verb: "Should work for …", "Need to hear …"."""
    tokens = [token for token in tag(body) if token.tag != "R"]
    if not tokens:
        return False
    first, following = tokens[0], tokens[1] if len(tokens) > 1 else None
    if first.tag == "M" or first.lower in _COPULAS:
        return True
    return first.lower in _NEEDS and following is not None and following.tag == "T"


_COPULAS: Final = frozenset({"is", "are", "was", "were", "isn't", "aren't", "wasn't", "has"})
_NEEDS: Final = frozenset({"need", "needs", "needed", "have", "has", "want", "wants", "ought"})


def _is_imperative(body: str) -> bool:
    """Whether the sentence opens with a bare verb: "Promote voluntary standards that …"."""
    tokens = [token for token in tag(body) if token.tag != "R"]
    if not tokens or tokens[0].tag not in {"V", "N", "J"}:
        return False
    first = tokens[0]
    following = tokens[1] if len(tokens) > 1 else None
    if _is_subject_of_modal(tokens):
        return False
    if _bids(tokens):
        return True
    bare = relation_of(first.lower) != first.lower or first.tag == "V"
    opens = following is not None and following.tag in {
        "D",
        "J",
        "P",
        "Q",
        "N",
        "VG",
        "VD",
        "B",
        "C",
        "S",
    }
    if first.lower in _NOUNS_THAT_OPEN:
        return following is not None and following.tag == "D"
    return bare and opens


def _bids(tokens: Sequence[Token]) -> bool:
    """ "Implement policies that …": a bare singular, also a verb, before a plural with a clause."""
    if len(tokens) < len(("Implement", "policies", "that")):
        return False
    first, thing, then = tokens[:3]
    return (
        first.lower not in _NOUNS_THAT_OPEN
        and "VERB" in lemmas_of(first.lower)
        and first.lemma == first.lower
        and thing.tag == "N"
        and thing.lemma != thing.lower
        and then.lower in {"that", "which", "to", "so"}
    )


def _is_subject_of_modal(tokens: Sequence[Token]) -> bool:
    """ "Root server instances should …": nothing but nouns up to the modal verb."""
    modal = next((i for i, token in enumerate(tokens) if token.tag == "M"), 0)
    return modal > 1 and all(token.tag in {"N", "J"} for token in tokens[1:modal])


_NOUNS_THAT_OPEN: Final = frozenset(
    "access support respect use control trade work research design process policy policies change "
    "state states open secure free further share guarantee form power end address measure "
    "participation record balance review account request demand move provided".split()
)


def _own_subject(body: str, names: Sequence[str]) -> str | None:
    """What follows the subject where the subject is the writer ("we", "I", its own name)."""
    pronoun = _SUBJECT.match(body)
    if pronoun:
        return pronoun["rest"]
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for article in ("", "the "):
            start = (article + name).lower() + " "
            if body.lower().startswith(start):
                return body[len(start) :]
    return None


def _performative(rest: str) -> Reported | None:
    """The predicate of a sentence whose subject is the writer."""
    adverbs = _ADVERB.match(rest)
    bare = rest[adverbs.end() :] if adverbs else rest
    tokens = tag(bare)
    if not tokens:
        return None
    first = tokens[0]
    lemma = _verb_lemma(first)
    tail = bare[first.end :].strip()
    if lemma in _THINK:
        return _thought(tail)
    verb = _PERFORM.get(lemma)
    if verb is None or (_CONDITIONAL.search(rest[: len(rest) - len(bare)]) and lemma not in _MILD):
        return None  # "we would urge" is not "urges"
    if not tail or is_first_person(tail) or _ADDRESSED.search(tail):
        return None
    if lemma == "call" and not re.match(r"(?:for|on|upon)\b", tail):
        return None
    if lemma == "urge" and " to " not in f" {tail} ":
        return None
    if tail.startswith("that "):
        return Reported(verb, tail[5:], is_clause=True)
    return Reported(verb, tail, is_clause=False)


_CONDITIONAL: Final = re.compile(r"\b(?:would(?! like\b)|must|should|can)\b", re.IGNORECASE)
_MILD: Final = frozenset({"suggest", *"emphasize emphasise stress underline underscore".split()})
"""Below "suggests" there is nothing to lower it to, and who "would stress" stresses."""


def _verb_lemma(token: Token) -> str:
    return token.lemma if token.tag in {"V", "VZ", "N"} else token.lower


def _thought(tail: str) -> Reported | None:
    """ "believe that S": the clause itself is the view."""
    clause = re.sub(r"^that,?\s+", "", tail)
    tokens = tag(clause)
    finite = any(t.tag in {"M", "X", "VZ"} for t in tokens[1:])
    if _ADDRESSED.search(clause) or _SPOKEN.search(clause):
        return None
    if is_first_person(clause) or not finite or clause.split()[0:1] in (["in"], ["it", "to"]):
        return None
    if re.match(r"^(?:it|in|on|with|to)\b(?! is)", clause):
        return None
    return Reported("", lower_first(clause.strip()), is_clause=True)


_NUMBER: Final = re.compile(r"[IVXLC]*\d|[IVXLC]+\b")
"""After the name of a text or of its part: "Bill 212", "Article IV"."""
_KEEP_UPPER: Final = frozenset({"I", "Internet", "English", "European", "African"})


def lower_first(text: str) -> str:
    """Lower the first letter unless the first word is a name or an acronym."""
    match = re.match(r"[\w’'.-]+", text)
    if not match:
        return text
    word = match.group()
    prefix = word.split("-")[0]
    if prefix != word and prefix[:1].isupper() and _is_prefix(prefix.lower()):
        return text[0].lower() + text[1:]
    if word in _KEEP_UPPER or any(c.isupper() for c in word[1:]) or not word[0].isupper():
        return text
    following = text[match.end() :].split()[:1]
    tokens = tag(text)
    if following and _NUMBER.match(following[0]) and tokens[0].tag in {"N", "J", "V"}:
        return text
    if following and following[0].istitle() and tokens[0].tag in {"N", "J"}:
        return text
    if tokens[0].tag in {"N", "J"} and is_name(word):
        return text
    return text[0].lower() + text[1:]


def _is_prefix(part: str) -> bool:
    """Whether the first part of a hyphenated word is an ordinary word or prefix."""
    return part in _PREFIXES or not is_name(part.capitalize())


_PREFIXES: Final = frozenset({"multi", "non", "self", "co", "inter", "cross", "e", "cyber"})
