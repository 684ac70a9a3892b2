"""Measures that some support and others oppose by name, in whatever forum: "the congestion charge".

No list names them. A measure is a noun phrase that somebody rejects in so many words ("we oppose
the congestion charge", "the charge should not be introduced"); who wants the very same phrase
stands on the other side. Whoever sets a condition, a time or an exception stands on neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.lexicon import files
from conspectus.engine.opposition_cues import cue_of, plain_words
from conspectus.engine.opposition_issues import FILE, Issue, Wording

_DONE: Final = (
    "introduced adopted imposed implemented established created built launched approved enacted"
).split()
SUPPORTED: Final = "supported"
"""Where nobody says what is to be done: "we support T" and "we oppose T"."""
_VERBS: Final = "introduce adopt impose implement establish create build launch approve enact"
_REJECTED: Final = re.compile(
    r"\b(?:oppose[sd]?(?: to)?|reject(?:s|ed)?|(?:am|are|is|stand) against|"
    r"not (?:support|favou?r|endorse|welcome)|not in favou?r of) (?:the|an?) "
    r"(?:introduction of (?:the|an?) )?([a-z][^.;:,()]{3,60})",
    re.IGNORECASE,
)
_NOT_DONE: Final = re.compile(
    rf"\b(?:the|an?) ([a-z][a-z -]{{3,60}}?) (?:should|must|shall) not be (?:{'|'.join(_DONE)})\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    rf"(?:the|an?) (.{{3,60}}) should (?:not )?be ({'|'.join((*_DONE, SUPPORTED))})"
)
_CONDITIONS: Final = (
    " before ",
    " after ",
    " until ",
    " unless ",
    " if ",
    " where ",
    " when ",
    " without ",
    " except",
    " provided ",
    "subject to",
    " but ",
    " although ",
    " while ",
    " as long as ",
    " apart from ",
    " trial",
    " pilot",
    " for now",
    " yet",
    " would support",
    " could support",
    " might ",
    " may ",
)
_WANTS: Final = (
    "{we} {surely}* support|welcome|favour|favor|endorse the|a|an T NEXT",
    "{we} {surely}* support|welcome|favour|favor|endorse the|a|an {creation} of the|a|an T NEXT",
    "{we} am|are {surely}* in favour|favor of the|a|an T NEXT",
    "the|a|an T should|must|shall be DONE",
    "should|must|shall VERB the|a|an T NEXT",
)
_REJECTS: Final = (
    "{we} am|are? {surely}* {against_it} the|a|an T NEXT",
    "{we} am|are? {surely}* {against_it} the|a|an {creation} of the|a|an T NEXT",
    "the|a|an T should|must|shall not be DONE",
    "should|must|shall not VERB the|a|an T NEXT",
)
FEWEST_WORDS: Final = 2
MOST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class _Measure:
    """A phrase as it is printed with its article, and what somebody says should not be done."""

    phrase: str
    article: str
    done: str


def measures(texts: Sequence[str]) -> tuple[Issue, ...]:
    """An issue for each measure that one of ``texts`` rejects, in the order of the phrases."""
    lower = [text.lower() for text in texts]
    found = sorted({phrase for text in texts for phrase in _rejected(text)})
    return tuple(
        _issue(_printed(phrase, texts, lower), _nouns_after(phrase, texts, lower))
        for phrase in found
    )


def issue_of_clause(clause: str, evidence: str) -> Issue | None:
    """The issue of which ``clause`` is a side, as far as it can be told from one passage."""
    found = _CLAUSE.fullmatch(clause.strip(" ."))
    if found is None:
        return None
    phrase = found[1].lower()
    measure = _Measure(found[1], clause.split(maxsplit=1)[0].lower(), found[2])
    return _issue(measure, _nouns_after(phrase, [evidence], [evidence.lower()]))


def _rejected(text: str) -> Iterator[str]:
    """The phrases, in small letters, that a sentence rejects by name."""
    for match in _REJECTED.finditer(text):
        phrase = _noun_phrase(match[1])
        if phrase:
            yield phrase
    for match in _NOT_DONE.finditer(text):
        phrase = _noun_phrase(match[1])
        if phrase == match[1].lower():
            yield phrase


def _noun_phrase(text: str) -> str:
    """The nouns and adjectives that ``text`` opens with; "" unless they name a thing alone."""
    tokens = tag(text)
    end = next((i for i, token in enumerate(tokens) if token.tag not in {"N", "J"}), len(tokens))
    named = tokens[:end]
    if not FEWEST_WORDS <= len(named) <= MOST_WORDS or named[-1].tag != "N":
        return ""
    if end < len(tokens) and tokens[end].lower in {"of", "to", "that", "which", "between"}:
        return ""
    return text[: named[-1].end].lower()


def _printed(phrase: str, texts: Sequence[str], lower: Sequence[str]) -> _Measure:
    """The phrase in the letters and with the article that most use, and what is not to be done."""
    forms: Counter[tuple[str, str]] = Counter()
    done: Counter[str] = Counter()
    with_article = re.compile(rf"\b(the|an?) ({re.escape(phrase)})\b", re.IGNORECASE)
    acted = re.compile(
        rf"\b{re.escape(phrase)} (?:should|must|shall) (?:not )?be ({'|'.join(_DONE)})\b"
    )
    for text, small in zip(texts, lower, strict=True):
        if phrase in small:
            forms.update((m[1].lower(), m[2]) for m in with_article.finditer(text))
            done.update(m[1] for m in acted.finditer(small))
    article, written = min(forms, key=lambda form: (-forms[form], form), default=("the", phrase))
    verb = min(done, key=lambda one: (-done[one], one), default=SUPPORTED)
    return _Measure(written, article, verb)


def _nouns_after(phrase: str, texts: Sequence[str], lower: Sequence[str]) -> frozenset[str]:
    """Words that make another thing of it: "the congestion charge exemption", "… of taxis"."""
    found = {"of"}
    for text, small in zip(texts, lower, strict=True):
        for match in re.finditer(rf"\b{re.escape(phrase)}s? (?=\w)", small):
            following = _first(text[match.start() :], len(phrase))
            if following is not None and following.tag in {"N", "J"}:
                found.add(following.lower)
    return frozenset(found)


def _first(text: str, start: int) -> Token | None:
    """The first token of ``text`` that begins after ``start``."""
    return next((token for token in tag(text[:200]) if token.start > start), None)


def _issue(measure: _Measure, others: frozenset[str]) -> Issue:
    words = plain_words(measure.phrase)
    excluded = "|".join(sorted(w for w in (" ".join(plain_words(o)) for o in others) if w))
    said = f"{measure.article} {measure.phrase} should"
    return Issue(
        name=measure.phrase[:1].upper() + measure.phrase[1:],
        targets=(),
        sides=(
            (_wording(f"{said} be {measure.done}", _WANTS, words, excluded),),
            (_wording(f"{said} not be {measure.done}", _REJECTS, words, excluded),),
        ),
        words=frozenset(words[:1]),
    )


def _wording(clause: str, templates: Sequence[str], words: Sequence[str], excluded: str) -> Wording:
    put = {
        "T": " ".join(words),
        "NEXT": f"!{excluded}",
        "DONE": "|".join(_DONE),
        "VERB": "|".join(_VERBS.split()),
    }
    cues = (
        " ".join(put.get(element, element) for element in template.split())
        for template in templates
    )
    return Wording(
        clause=clause,
        cues=tuple(cue_of(cue, _classes()) for cue in cues),
        unless=_CONDITIONS,
    )


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    """The classes of words of the shipped issues."""
    return {
        name: tuple(word.strip() for word in words.split(",") if word.strip())
        for name, words in files.table(FILE)["words"].items()
    }
