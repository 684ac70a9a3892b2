"""Topic sentences: what a theme's contributors addressed, in a phrase of their own texts.

The phrase is printed as a whole noun phrase: with the article under which the contributors
themselves mostly write it ("the root zone", "the rule of law", but "freedom of expression").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.grammar.tagging import ADJECTIVES, tag
from conspectus.engine.passages import Claim
from conspectus.engine.remembered import remembered

FEWEST_HOLDERS: Final = 3
COUNTABLE: Final = 2
"""One use with "a" among so many bare ones: one can count what the phrase names."""
_GENERIC: Final = frozenset(
    {
        "development",
        "access",
        "security",
        "trust",
        "innovation",
        "infrastructure",
        "education",
        "culture",
        "competition",
        "stability",
        "consensus",
        "participation",
        "convention",
    }
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
_OWNERS: Final = frozenset({"its", "their", "our", "his", "her", "my", "your", "whose"})
_OWNED: Final = "owned"
_ONE_CASE: Final = str.maketrans("\u0130\u0131\u017f", "iis")
"""Letters that a pattern takes for those of ASCII."""
_FREE_BEFORE: Final = frozenset({"V", "VZ", "VD", "VG", "P", "C", "M", "S", "T", "U", "X", "W"})


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase, the claim of each holder in which it stands, and the article before it ("")."""

    phrase: str
    claims: Mapping[str, Claim]
    article: str = ""

    @property
    def printed(self) -> str:
        """The phrase with its article."""
        return f"{self.article} {self.phrase}" if self.article else self.phrase


def topics_of(
    theme: ThemeSpec, claims: Sequence[Claim], chairs: Collection[str]
) -> Iterator[Topic]:
    """The seed terms of ``theme`` that stand in texts of three holders or more, most first.

    A term of one common word is no topic (defect 2), nor one that is only written with an owner
    ("their respective roles").
    """
    own = [c for c in claims if c.counted and c.theme == theme.id and c.language == "en"]
    shortest = sorted(own, key=lambda c: (not c.printable, len(c.text), c.id))
    lowered = [
        (_in_one_case(claim.text), claim) for claim in shortest if claim.holder not in chairs
    ]
    found: list[tuple[str, dict[str, Claim]]] = []
    for term in theme.terms:
        if term.lower() in _GENERIC or not _is_noun(term):
            continue
        holders = _first_with(term, lowered)
        if len(holders) >= FEWEST_HOLDERS:
            found.append((term, holders))
    for term, holders in sorted(found, key=lambda one: -len(one[1])):
        article = article_of(term, (claim.text for claim in own))
        if article is not None:
            yield Topic(term, dict(sorted(holders.items())), article)


def _first_with(term: str, claims: Sequence[tuple[str, Claim]]) -> dict[str, Claim]:
    """For each holder that uses ``term`` the first claim with it; each text in one case beside."""
    pattern, lower = _whole(term), term.lower() if term.isascii() else ""
    holders: dict[str, Claim] = {}
    for text, claim in claims:
        # A pattern takes ten times as long as to look for the letters.
        if lower in text and claim.holder not in holders and pattern.search(claim.text):
            holders[claim.holder] = claim
    return holders


def _in_one_case(text: str) -> str:
    return text.translate(_ONE_CASE).lower()


def article_of(phrase: str, texts: Iterable[str]) -> str | None:
    """The article that ``phrase`` mostly has in ``texts``; ``None`` where it has an owner instead.

    It counts where the phrase is a noun phrase of its own: not before another noun ("root zone
    files"), not before "of" ("the security of"), which asks for an article of its own, and not
    after an adjective. Where it never stands so, names of one body take "the".
    """
    lower = phrase.lower() if phrase.isascii() else ""
    holding = (text for text in texts if lower in _in_one_case(text))
    found = Counter(before for text in holding for before in _articles(phrase, text))
    if not found:
        named_one = phrase[:1].isupper() and not phrase.endswith(("s", "ICANN"))
        return "the" if named_one else ""
    article = min(found, key=lambda one: (-found[one], one))
    if article == "" and (found["a"] + found["an"]) * COUNTABLE >= found[""]:
        return "a" if found["a"] > found["an"] else "an"  # "by treaty or custom", but "a treaty"
    return None if article == _OWNED else article


@remembered(pack=list, unpack=list)
def _articles(phrase: str, text: str) -> list[str]:
    """What stands before each free use of ``phrase``: an article, "" or an owner."""
    return list(_before(phrase, text))


def _before(phrase: str, text: str) -> Iterator[str]:
    spots = [match.span() for match in _whole(phrase).finditer(text)]
    tokens = tag(text) if spots else ()
    for start, end in spots:
        left = [token for token in tokens if token.end <= start]
        before = left[-1] if left else None
        while left and left[-1].tag in {"J", "N"}:  # "an international treaty": one can count it
            del left[-1]
        after = next((t for t in tokens if t.start >= end), None)
        if after is not None and (after.tag == "N" or after.lower == "of"):
            continue
        if before is None or before.tag in _FREE_BEFORE:
            yield ""
        elif before.lower in _ARTICLES:
            yield before.lower
        elif left and left[-1].lower in {"a", "an"}:
            yield "an" if phrase[:1].lower() in "aeiou" else "a"
        elif before.lower in _OWNERS or before.text.endswith(("'s", "’s")):
            yield _OWNED


def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", re.IGNORECASE)


@cache
def _is_noun(term: str) -> bool:
    """Whether the term ends in a noun: "affordable" is nothing to address."""
    if term.lower() in ADJECTIVES:
        return False
    tokens = tag(f"the {term} of")
    return len(tokens) > 2 and tokens[-2].tag in {"N", "Q"}
