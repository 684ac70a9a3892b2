"""Names of persons: without titles, in ordinary capitals, several of them apart.

A name stays in the order in which it is written. Only where a comma has turned it round ("Susan"
behind "Aaronson,") is it turned back: the family name stays in front in scripts and countries
where it stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from conspectus.formats.intake.damage import repair_characters, restore_letters
from conspectus.formats.intake.folding import fold, squeeze
from conspectus.formats.intake.vocabulary import vocabulary

_SEPARATOR = re.compile(r"\s*[;|/\n、]\s*|\s+(?:and|&|et|y|with)\s+")
_COMMA = re.compile(r"\s*,\s*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    "al bin bint da de del den der di do dos du e el ibn la le van von y".split()
)
FAMILY_FIRST = frozenset("CN HK HU JP KH KP KR MO TW VN".split())
"""Countries (ISO 3166) of the languages whose names CLDR writes with the family name first."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s·・]+")
_SEARCHED = 4000
_MANY_WORDS = 5
_WHOLE_NAME = 3


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The persons of a cell. ``problem`` and ``proposal`` where they could not be told apart."""

    names: tuple[str, ...]
    problem: str = ""
    proposal: str = ""
    resolved: bool = True


def read_persons(cell: str, text: str = "", country: str = "") -> PersonNames:
    """The persons that ``cell`` names.

    ``text``: the submission itself; where the cell runs several names together, the beginning of
    the text may show where one ends. ``country``: the ISO 3166 code of theirs, if known.
    """
    plain = restore_letters(repair_characters(cell))
    pieces = [piece for piece in _SEPARATOR.split(plain) if piece]
    names: list[str] = []
    for piece in pieces:
        names.extend(_by_commas(piece, country))
    cleaned = tuple(name for piece in names if (name := clean_person(piece)))
    if len(cleaned) == 1 and _may_be_several(cleaned[0]):
        return _apart_by_text(cleaned[0], text)
    changed = len(cleaned) == 1 and squeeze(cell) != cleaned[0]
    if changed:
        return PersonNames(
            cleaned, "The name carries a title or capitals.", f"Read as {cleaned[0]}."
        )
    return PersonNames(cleaned)


def surnames(name: str, country: str = "") -> set[str]:
    """The words that may be the family name: the last one, or either end where it stands first."""
    words = name.split()
    ends = words[:1] if country in FAMILY_FIRST else []
    return {*words[-1:], *ends}


def _by_commas(piece: str, country: str) -> list[str]:
    """Parts of a list of full names; "Aaronson, Susan" and "Susan Aaronson, Ph.D." are one."""
    parts = [part for part in _COMMA.split(piece) if part and not _is_suffix(part)]
    if len(parts) == 2 and len(parts[0].split()) == 1 and len(parts[1].split()) <= 2:
        if _EAST_ASIAN.fullmatch(piece.replace(",", "")):
            # Three characters before the comma are somebody's whole name.
            return ["".join(parts)] if len(parts[0]) < _WHOLE_NAME else parts
        return [" ".join(parts if country in FAMILY_FIRST else parts[::-1])]
    if len(parts) > 1 and all(len(part.split()) > 1 for part in parts):
        return parts
    return [" ".join(parts)] if parts else []


def _is_suffix(part: str) -> bool:
    return fold(part).replace(" ", "") in vocabulary().suffixes


def clean_person(name: str) -> str:
    """A person's name without titles before it and degrees after it, surname not in capitals."""
    words = squeeze(name).strip(" ,;").split()
    titles, suffixes = vocabulary().titles, vocabulary().suffixes
    while len(words) > 1 and fold(words[0]).replace(" ", "") in titles:
        words.pop(0)
    while len(words) > 1 and fold(words[-1]).replace(" ", "") in suffixes and words[-1] != "Ma":
        words.pop()
    return " ".join(_ordinary(word) for word in words)


def _ordinary(word: str) -> str:
    """ "POUZIN" as "Pouzin"; initials ("J.", "JP") stay."""
    letters = "".join(_LETTERS.findall(word))
    if len(letters) < 3 or not letters.isupper() or "." in word:
        return word
    return "-".join(
        piece[:2].upper() + piece[2:].lower() if piece[1:2] == "'" else piece.capitalize()
        for piece in word.split("-")
    )


def _may_be_several(name: str) -> bool:
    words = name.split()
    return len(words) >= _MANY_WORDS and not any(word.casefold() in _PARTICLES for word in words)


def _apart_by_text(name: str, text: str) -> PersonNames:
    """Find the words of ``name`` in order in the text; what stands between them parts them."""
    words = name.split()
    pattern = r"([^\w]{1,12})".join(re.escape(word) for word in words)
    match = re.search(pattern, text[:_SEARCHED])
    groups: list[list[str]] = [[words[0]]]
    for word, between in zip(words[1:], match.groups() if match else (), strict=False):
        if between.isspace() and "\n" not in between:
            groups[-1].append(word)
        else:
            groups.append([word])
    problem = "Several names stand in one cell without a separator."
    if match and len(groups) > 1 and all(len(group) > 1 for group in groups):
        names = tuple(" ".join(group) for group in groups)
        return PersonNames(names, problem, f"Read as {'; '.join(names)}, as in the text itself.")
    return PersonNames((name,), problem, "Separate the names with semicolons.", resolved=False)
