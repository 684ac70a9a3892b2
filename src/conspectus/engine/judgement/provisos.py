"""Where a concept is only heeded, kept, or brought about beside what is asked.

"Fares should be simple, while respecting privacy" keeps to privacy and asks for simple fares; "due
regard must be given to privacy" asks for less than that it be protected; "…, thus maintaining
trust" says what comes of it. A norm of somebody else in quotation marks is not asked at all.
"""

from __future__ import annotations

from typing import Final

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.tagging import Token
from conspectus.engine.judgement.ends import main_subject

_FAR: Final = 14
_LIST: Final = 40
_FINITE: Final = frozenset({"M", "VZ", "X", "H", "O", "V"})
_STOPS: Final = frozenset({";", ":", ".", "?", "!"})
_TURNS: Final = frozenset("that which who whose where whether but".split())
_HENCE: Final = frozenset("thus thereby hence".split())
_WHILE: Final = frozenset("while whilst when".split())
_PURPOSES: Final = (
    *(("favour", "of"), ("favor", "of"), ("sake", "of"), ("interest", "of"), ("interests", "of")),
    *(("view", "to"), ("purpose", "of"), ("purposes", "of"), ("aim", "of"), ("goal", "of")),
    *(("objective", "of"), ("aimed", "at")),
)
_ENTRIES: Final = frozenset("in for with".split())
_HEED: Final = frozenset("consideration attention regard heed thought".split())
_HEEDED: Final = frozenset("consideration account mind".split())
_HEED_FOR: Final = frozenset("to for of".split())
_BURDENS: Final = frozenset("burden barrier obstacle restriction requirement constraint".split())
_HARMS: Final = frozenset(
    "affect undermine hamper hinder impede threaten harm stifle endanger jeopardize weaken".split()
)
_MAY: Final = frozenset("could may might can would".split())
_OPENING: Final = frozenset("“«„")
_CLOSING: Final = frozenset("”»")
_KEEPS: Final = frozenset("maintain sustain increase improve".split())
_UNHARMED: Final = frozenset("compromise prejudice detriment harm".split())
_TOPICS: Final = frozenset("issue area matter field topic question subject".split())
_LETS: Final = frozenset("enable allow permit facilitate".split())
_THAT: Final = frozenset({"that", "which"})
_HEARD: Final = frozenset(
    "need concern option idea question debate interpretation view suggestion discussion "
    "change input comment criticism attack abuse".split()
)
_LONG_QUOTE: Final = 6
"""Words from which on a quotation is a sentence of somebody's, no name that is set off."""


def is_beside(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether what begins at ``start`` is a side condition, an effect or a norm that is quoted."""
    return (
        _in_tail(tokens, start)
        or _only_heeded(tokens, start)
        or _to_be_heeded(tokens, start)
        or _not_burdened(tokens, start)
        or _quoted(tokens, start)
        or _let(tokens, start)
        or _topic(tokens, start)
        or _ready_for(tokens, start)
    )


def _in_tail(tokens: tuple[Token, ...], start: int) -> bool:
    """ "thus maintaining trust", "while respecting privacy", "standards in favour of safety"."""
    for i in range(start - 1, max(-1, start - _FAR), -1):
        token = tokens[i]
        if token.tag in _FINITE or token.text in _STOPS or token.lower in _TURNS:
            return False
        after_what = tokens[i - 1].lower if i else ""
        if token.tag == "VG" and after_what in _HENCE | _WHILE:
            return not main_subject(tokens, i, start)
        if after_what == "," and token.lemma in _KEEPS and _tails(tokens, i):
            return not main_subject(tokens, i, start)
        if after_what == "without" and (token.lemma in _HARMS or token.lemma in _UNHARMED):
            return not main_subject(tokens, i, start)
        if _purpose(tokens, i) and not main_subject(tokens, i, start):
            return True
    return False


def _tails(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the participle at ``at`` ends a clause, no list: "must enforce rules, keeping"."""
    before = tokens[:at]
    listed = any(t.tag == "VG" and k and before[k - 1].text == "," for k, t in enumerate(before))
    opens = next((t.tag for t in before if t.tag not in {"U", "Q"}), "")
    return not listed and opens not in {"VG", "V"} and any(t.tag in _FINITE for t in before)


def _purpose(tokens: tuple[Token, ...], i: int) -> bool:
    """ "cooperation in favour of": said of a noun. "We are in favour of" takes a stand."""
    noun, link = tokens[i].lower, tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if (noun, link) not in _PURPOSES:
        return False
    if noun == "aimed":
        return True
    entry = next((k for k in range(i - 1, max(-1, i - 4), -1) if tokens[k].lower in _ENTRIES), None)
    if entry is None or any(t.tag not in {"D", "J"} for t in tokens[entry + 1 : i]):
        return False
    if noun in {"favour", "favor"}:
        return entry > 0 and tokens[entry - 1].tag == "N"
    return True


def _only_heeded(tokens: tuple[Token, ...], start: int) -> bool:
    """ "due consideration must be given to privacy", "taking into account the stability of"."""
    for i in range(start - 1, max(-1, start - _FAR), -1):
        token = tokens[i]
        if token.text in _STOPS or token.lower in _TURNS:
            return False
        if token.lower in _HEEDED and i and tokens[i - 1].lower in {"into", "in"}:
            return i + 1 == start or tokens[i + 1].lower not in _HEED_FOR
        if token.lower in _HEED and (i == 0 or tokens[i - 1].lower != "with"):
            between = [t for t in tokens[i + 1 : start] if t.lower in _HEED_FOR]
            verbs = [t.lemma for t in tokens[i + 1 : start] if t.tag in {"V", "VG", "VZ"}]
            return bool(between) and not verbs
    return False


def _to_be_heeded(tokens: tuple[Token, ...], start: int) -> bool:
    """ "privacy must be given due consideration", "privacy should be taken into account"."""
    near = tokens[start + 1 : start + _FAR]
    stop = next((i for i, t in enumerate(near) if t.text in _STOPS), len(near))
    for i, token in enumerate(near[:stop]):
        if token.tag == "VD" and token.lemma in {"give", "take", "pay"}:
            return any(t.lower in _HEED | _HEEDED for t in near[i + 1 : i + 4])
    return False


def _not_burdened(tokens: tuple[Token, ...], start: int) -> bool:
    """ "no burdens which could affect innovation": that nothing stands in its way is less."""
    words = [token.lower for token in tokens[:start]]
    if _spared(tokens, start):
        return True
    for i in range(start - 1, max(-1, start - _FAR), -1):
        if tokens[i].lemma in _HARMS and set(words[max(0, i - 2) : i]) & _MAY:
            before = tokens[max(0, i - _FAR) : i]
            denied = any(t.lower in cc.NEGATIONS or t.lower == "without" for t in tokens[:i])
            return denied and any(t.lemma in _BURDENS for t in before)
    return False


def _spared(tokens: tuple[Token, ...], start: int) -> bool:
    """ "innovation should not be hampered", "do no harm to the competitive market"."""
    near = tokens[start + 1 : start + 6]
    for i, token in enumerate(near):
        if token.tag == "U":
            break
        if token.tag == "VD" and token.lemma in {"hamper", "hinder", "stifle", "impede", "affect"}:
            return any(t.lower in cc.NEGATIONS for t in near[:i])
    left = [t.lower for t in tokens[max(0, start - _FAR) : start] if t.tag != "U"]
    return any(left[i : i + 3] == ["no", "harm", "to"] for i in range(len(left)))


def _let(tokens: tuple[Token, ...], start: int) -> bool:
    """ "standards that enable interoperability": what the thing asked for makes possible."""
    i = start - 1
    while i > 0 and tokens[i].tag in {"J", "N", "D", "R", "C", "P"}:
        i -= 1
    return i > 1 and tokens[i].lemma in _LETS and tokens[i - 1].lower in _THAT


def _topic(tokens: tuple[Token, ...], start: int) -> bool:
    """ "with respect to issues such as privacy", "with care in the areas of privacy"."""
    for i in range(start - 1, max(-1, start - _LIST), -1):
        token = tokens[i]
        if token.tag in _FINITE or token.lower in _TURNS or token.text in {":", "."}:
            return False
        if token.lemma in _TOPICS and token.tag == "N":
            two = [t.lower for t in tokens[i + 1 : i + 3]]
            return two == ["such", "as"] or two[:1] in (["like"], ["of"])
    return False


def _ready_for(tokens: tuple[Token, ...], start: int) -> bool:
    """ "open to the needs of others", "open to all options": another openness."""
    words = tokens[start : start + 5]
    return (
        tuple(t.lower for t in words[:2]) == ("open", "to")
        and next((t.lemma for t in words[2:] if t.tag == "N"), "") in _HEARD
    )


def _quoted(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether it stands in a long quotation that the sentence has introduced before."""
    opened = max((i for i in range(start) if tokens[i].text in _OPENING), default=0)
    closed = max((i for i in range(start) if tokens[i].text in _CLOSING), default=0)
    if opened <= closed or not any(t.tag in {"V", "VZ", "M", "X", "N"} for t in tokens[:opened]):
        return False
    end = next((i for i in range(start, len(tokens)) if tokens[i].text in _CLOSING), len(tokens))
    return sum(t.tag != "U" for t in tokens[opened:end]) >= _LONG_QUOTE
