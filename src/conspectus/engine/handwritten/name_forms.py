"""What names look like in running text, and names that stand together in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.grammar.capitals import is_name
from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.handwritten.cues import is_human, one_of, words
from conspectus.engine.language import FUNCTION_WORDS

_WORD: Final = (
    r"[A-ZÀ-ÖØ-Þ](?:\.(?=[ ,;)A-Z]|$)|\w*(?:[&/.'’-](?!s\b)\w+)*(?:(?<=s)['’](?=\s[A-Z]))?)"
)
_SAINT: Final = r"St\.? [A-Z]\w+['’]s(?=\s[A-Z])"
_LINK: Final = (
    r"(?:of the|for the|of|for|on|de la|de|da|do|dos|del|du|van der|van|von|la|le|the|&|–)"
)
RUN: Final = re.compile(
    rf"(?<![\w'’])(?:{_SAINT}|{_WORD})(?:\s+(?:{_LINK}\s+)?(?:{_SAINT}|{_WORD}))*"
)
ACRONYM: Final = re.compile(r"[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*(?:/[A-Z][A-Za-z]*)*$|[A-Z]{2,}$")
BRACKETED: Final = re.compile(r"\s*\(([^()\s]{2,14}|[A-Z][\w&/ -]{1,14})\)")
TITLE: Final = re.compile(rf"(?:{one_of('titles')})(?:\s+of\s+the\s+\w+)?\s+$")
_JOINT: Final = re.compile(
    r"\s*(?:,|;|,?\s+and|,?\s+or|\s&|,\s+also|,?\s+and\s+also|,?\s+as\s+well\s+as|,?\s+together\s+with)"
    r"\s+(?:also\s+)?(?:the\s+)?(?:by\s+|from\s+)?$"
)
_LINKS: Final = frozenset("of for on de la da do dos del du van von der le the and & –".split())


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at ``start`` to ``end``; ``place``: of a country; ``known``: by the roster."""

    start: int
    end: int
    text: str
    place: bool = False
    known: bool = False


def plain(text: str) -> str:
    """``text`` with straight apostrophes and plain spaces, of the same length."""
    return text.translate(_PLAIN)


_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\t": " ", "\n": " "})


def folded(name: str) -> str:
    """A name for comparison: small letters, no article, single spaces."""
    bare = " ".join(plain(name).split()).casefold()
    return bare.removeprefix("the ").rstrip(".,;:")


def is_acronym(text: str) -> bool:
    """Whether ``text`` is written as a short form: "CoE", "ICC/BASIS", "AfriNIC"."""
    return len(text) <= 16 and ACRONYM.match(text) is not None


def name_words(text: str) -> list[str]:
    """The words of a name without its links."""
    return [word for word in plain(text).split() if word not in _LINKS]


def is_organisation(text: str) -> bool:
    """Whether a word of ``text`` says what kind of body it is."""
    return any(word.lower().rstrip(".,") in words("organisations") for word in text.split())


def is_person(text: str) -> bool:
    """Whether ``text`` is built as a person's name: two to four words, one in no dictionary."""
    parts = name_words(text)
    if not 2 <= len(parts) <= 4 or is_organisation(text) or any(map(is_acronym, parts)):
        return False
    if not all(part[0].isupper() for part in parts):
        return False
    return sum(is_name(part) or not lemmas_of(part.lower()) for part in parts) >= 1


def fits(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are the initials of ``long``, small words left out or in."""
    letters = [letter for letter in short if letter.isalpha()]
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", long)]
    at = 0
    for initial in initials:
        if at < len(letters) and initial.casefold() == letters[at].casefold():
            at += 1
        elif initial.isupper() and at == 0:
            return False
    while at < len(letters) and letters[at].islower():
        at += 1
    return at == len(letters) and bool(initials) and initials[0].casefold() == letters[0].casefold()


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of capitalised words with their links, without what only opens a sentence."""
    for found in RUN.finditer(text):
        start, end = found.span()
        if opens_sentence(text, start):
            start = _after_ordinary(text, start, end)
        end = start + len(text[start:end].rstrip(" ."))
        if text[start:end].endswith(
            tuple(f" {x}" for x in ("A", "B"))
        ):  # an initial keeps its stop
            end = found.end()
        if end > start:
            yield start, end


def opens_sentence(text: str, start: int) -> bool:
    """Whether what starts at ``start`` opens a sentence, a quotation or a bracket."""
    before = text[:start].rstrip(" ")
    return not before or before[-1] in '.:;?!“"([•-–—'


def _after_ordinary(text: str, start: int, end: int) -> int:
    """Start of a run without the ordinary words that open a sentence with a capital."""
    parts = list(re.finditer(r"\S+", text[start:end]))
    bare = parts[0].group().rstrip(",.;:") if parts else ""
    lower = bare.lower()
    if lower in {"the", "a", "an"} or (
        len(bare) > 1
        and not is_acronym(bare)
        and not is_name(bare)
        and len(parts) == 1
        and not _is_sole_speaker(text, bare, start + parts[0].end())
    ):
        return start + parts[1].start() if len(parts) > 1 else end
    if lower in _OPENERS and len(parts) > 1:
        return _after_ordinary(text, start + parts[1].start(), end)
    return start


def _is_sole_speaker(text: str, word: str, end: int) -> bool:
    """Whether an ordinary word that opens a sentence is a name after all: "Unison felt that"."""
    verb = re.match(r"\s+(?:also\s+|did not\s+(?=\w+))?([a-z]+)", text[end:])
    if verb is None or word.endswith("s") or word.lower() in _OPENERS | _NO_ONE:
        return False
    return (
        is_human(verb.group(1)) or "did not" in verb.group()
    ) and word.lower() not in FUNCTION_WORDS["en"]


_NO_ONE: Final = frozenset(
    "everyone everybody nobody someone somebody people respondent i we you he she it they who "
    "here there overall half men women children young older local".split()
)
_OPENERS: Final = frozenset(
    "in on at for by from with while although however when as to of if since after before but and "
    "both one some many most several others according similarly thus for another again this that "
    "these those like unlike because finally furthermore moreover also only his her their its "
    "our not no other all what why how where who were was is are did does".split()
)


def lists(text: str, spans: Sequence[NameSpan]) -> list[list[NameSpan]]:
    """Names that stand together ("A, B and C"), titles between them left out."""
    found: list[list[NameSpan]] = []
    for span in spans:
        if found and joins(text[found[-1][-1].end : span.start]):
            found[-1].append(span)
        else:
            found.append([span])
    return found


def joins(between: str) -> bool:
    """Whether what stands between two names makes a list of them; titles make no difference."""
    return _JOINT.match(TITLE.sub("", between)) is not None
