"""Names as they stand in a sentence: articles, number, lists, capital letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.vocabulary import vocabulary

_HEAD_ENDS = re.compile(
    r"\s+(?:of|for|at|on|to|in|de|del|da|do|des|du|d'|para|pour|sur|from|against|about)\s+|"
    r"\s*[,:(–—]|\s[-/]\s"
)
_WORD = re.compile(r"[^\W\d_]+(?:['.\-&][^\W\d_]+)*\.?")
_ACRONYM = re.compile(
    r"(?:[A-Z]{2,}[a-z]?[A-Z0-9]*|[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d*|(?:[A-Z]\.){2,})"
)
_INITIALS = 0.4
_SHOUTED = re.compile(r"[^\W\d_]{2,}")


def head_noun(name: str) -> tuple[str, bool]:
    """The folded head noun of a name, and whether words follow it.

    The head is the last word before the first "of", "for", "at", comma or bracket; a foreign name
    that begins with its head ("Universidad Nacional …") has it first.
    """
    listed = vocabulary().article_heads
    match = _HEAD_ENDS.search(name)
    first_chunk = name[: match.start()] if match else name
    words = fold(first_chunk).split()
    if not words:
        return "", False
    if words[-1] not in listed and words[0] in listed and len(words) > 1:
        return words[0], True
    return words[-1], match is not None


def with_article(name: str) -> str:
    """``name`` with "the" where English wants it in the middle of a sentence."""
    words = vocabulary()
    if fold(name).startswith("the "):
        return f"the {name[4:]}"
    if name in words.article_acronyms:
        return f"the {name}"
    head, followed = head_noun(name)
    last = (fold(name).split() or [""])[-1]
    if head not in words.article_heads | words.plural_heads and last in words.article_heads:
        # "Consumers of the Strait Federation": the head closes the name.
        head, followed = last, False
    single = len(fold(name).split()) == 1
    if single or (head not in words.article_heads and head != "institutes"):
        return name
    if head in words.bare_last_heads and not followed:
        return name
    return f"the {name}"


def is_plural(name: str) -> bool:
    """Whether a name takes a plural verb ("African Stakeholders", "A and B" as one name)."""
    return head_noun(name)[0] in vocabulary().plural_heads


def join_labels(labels: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``: joint signatures in the order signed."""
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


def is_acronym(text: str) -> bool:
    """Whether ``text`` is one word written as an acronym: ISOC, CGI.br, AfICTA, U.N."""
    word = text.strip()
    return bool(_ACRONYM.fullmatch(word) or re.fullmatch(r"[A-Z]{2,}[.\-][A-Za-z]{2,4}", word))


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of ``acronym`` stand in ``name`` in order, from its initials on.

    Two in five of its letters must begin a word, the first one too ("OFCOM", office of
    communication).
    """
    letters = [char for char in acronym.casefold() if char.isalpha()]
    # "CGI.br" abbreviates by its first part.
    if "." in acronym and not re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?", acronym):
        letters = [char for char in acronym.partition(".")[0].casefold() if char.isalpha()]
    words = fold(name).split()
    text = " ".join(words)
    position, initials = -1, 0
    for number, letter in enumerate(letters):
        start = text.find(f" {letter}", max(position, 0))
        if number == 0 and text.startswith(letter):
            position, found_initial = 0, True
        elif start >= 0:
            position, found_initial = start + 1, True
        else:
            position, found_initial = text.find(letter, position + 1), False
        if position < 0:
            return False
        initials += found_initial
    return bool(letters) and len(letters) > 1 and initials >= len(letters) * _INITIALS


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals throughout; two longer words at least ("ICC BASIS" is not)."""
    words = _SHOUTED.findall(text)
    long = [word for word in words if len(word) > 3]
    return len(long) > 1 and all(word.isupper() for word in words)


def unshout(text: str) -> str:
    """A text in capitals in title case; small words in lower case, first word apart."""
    small = vocabulary().small_words

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() > 0 and fold(word) in small:
            return word.casefold()
        if "." in word.rstrip("."):
            return word
        return "-".join(_capitalised(piece) for piece in word.split("-"))

    return _WORD.sub(lower, text)


def _capitalised(word: str) -> str:
    """First letter up, the rest down; the letter after an apostrophe up in names ("O'Neill")."""
    lowered = word[:1].upper() + word[1:].lower()
    return re.sub(r"^([DLO]')(\w)", lambda found: found[1] + found[2].upper(), lowered)


def settle_small_words(name: str) -> str:
    """ "State Duma Of The Russian Federation" with its inner "Of The" in lower case."""
    return re.sub(r"(?<=\w )(Of|And)( The)?(?= \w)", lambda found: found[0].lower(), name)
