"""Lists of holders as the paper prints them (DRAFTING §3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.corpus import Holder
from conspectus.engine.errors import EngineError
from conspectus.engine.quoting import without_quote_marks

ALL_NAMES = 6
SAMPLE_NAMES = 4

ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class NamesPhrase:
    """A printed list of holders.

    ``text``: stands in brackets after the degree ("A, B, C", "e.g. A, B, C, D") or in the running
    sentence ("A, B and C"). ``named``: the ids printed in ``text``, in its order.
    ``footnote``: the full list as one sentence where ``text`` gives only four, else ``None``.
    """

    text: str
    named: tuple[str, ...]
    footnote: str | None = None


def printed_name(holder: Holder, *, article: bool = False) -> str:
    """The holder as printed: its label, else its name, without quotation marks.

    ``article``: keep the leading "the" (running text); without it the article is dropped where
    what remains still holds the name or an alias (lists in brackets, footnotes, annexes).
    """
    label = without_quote_marks(holder.label or holder.name)
    found = ARTICLE.match(label)
    if article or found is None:
        return label
    bare = label[found.end() :]
    known = [without_quote_marks(name) for name in (holder.name, *holder.aliases)]
    return bare if any(name and name in bare for name in known) else label


def alphabetical_key(holder: Holder) -> tuple[str, str, str]:
    """Sort key: English alphabetical, without article, case, marks and punctuation; then by id."""
    label = holder.label or holder.name
    bare = ARTICLE.sub("", label, count=1) if ARTICLE.match(label) else label
    decomposed = unicodedata.normalize("NFKD", bare)
    letters = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(_NOT_LETTERS.sub(" ", letters).casefold().split()), label, holder.id


def in_order(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """The distinct holders, alphabetical, all groups together."""
    return tuple(sorted({holder.id: holder for holder in holders}.values(), key=alphabetical_key))


def names_phrase(
    holders: Sequence[Holder], *, running: bool = False, full: bool = False
) -> NamesPhrase:
    """The list of ``holders`` as the paper prints it.

    Up to six: all. Over six: "e.g." and four, and the full list in the footnote; with ``full``
    (opposition to a named State or body) always all. ``running``: for a sentence whose subject is
    the list ("A, B and C"); otherwise for brackets ("A, B, C"). A joint contribution is one
    holder, whose name keeps the order in which it was signed.

    Raises ``EngineError`` for no holder, and for more than six in a running sentence.
    """
    ordered = in_order(holders)
    if not ordered:
        raise EngineError("A list of names needs at least one holder; leave the sentence out.")
    shown = ordered if full or len(ordered) <= ALL_NAMES else sample_of(ordered)
    if running:
        if len(ordered) > ALL_NAMES:
            raise EngineError(
                f"{len(ordered)} names do not fit the running sentence; put them in brackets."
            )
        return NamesPhrase(_joined(ordered, running=True), _ids(ordered))
    text = _joined(shown, running=False)
    if len(shown) == len(ordered):
        return NamesPhrase(text, _ids(ordered))
    footnote = _joined(ordered, running=False)
    return NamesPhrase(f"e.g. {text}", _ids(shown), _full_stop(footnote))


def _ids(holders: Iterable[Holder]) -> tuple[str, ...]:
    return tuple(holder.id for holder in holders)


def _full_stop(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


_PARTS: Final = re.compile(r",|\band\b|&")
_QUALIFIED: Final = re.compile(r", in a\b|, on behalf of\b")
"""What follows the last of two names might be read of both."""


def _joined(holders: Sequence[Holder], *, running: bool) -> str:
    """The names with commas; with semicolons where a name holds a comma itself.

    In a running sentence the comma before the last "and" appears only where a name contains
    "and" (United Nations Editorial Manual: no serial comma unless the sense needs it).
    """
    names = [printed_name(holder, article=running) for holder in holders]
    mark = "; " if len(names) > 1 and any("," in name for name in names) else ", "
    if not running or len(names) == 1:
        return mark.join(names)
    if len(names) == 2 and not _PARTS.search(names[0]) and not _QUALIFIED.search(names[1]):
        return " and ".join(names)
    unclear = mark == "; " or any(re.search(r"\band\b|&", name) for name in names)
    before = mark if unclear and (len(names) > 2 or mark == "; ") else " "
    return f"{mark.join(names[:-1])}{before}and {names[-1]}"


def sample_of(holders: Sequence[Holder], size: int = SAMPLE_NAMES) -> tuple[Holder, ...]:
    """``size`` of the alphabetical ``holders``: most groups, then most regions, then alphabetical.

    Exact, not greedy: a holder is taken in alphabetical order whenever the rest of the list can
    still complete it to the widest spread there is.
    """
    groups = _bits(holder.group for holder in holders)
    regions = _bits(holder.region for holder in holders)
    above = len(groups)
    traits = [
        groups.get(holder.group, 0) | regions.get(holder.region, 0) << above for holder in holders
    ]
    widest = _widest(0, traits, size, above)
    chosen: list[Holder] = []
    state = 0
    for index, holder in enumerate(holders):
        left = size - len(chosen) - 1
        if left < 0:
            break
        taken = state | traits[index]
        rest = traits[index + 1 :]
        if len(rest) >= left and _widest(taken, rest, left, above) == widest:
            chosen.append(holder)
            state = taken
    return tuple(chosen)


def _bits(values: Iterable[str | None]) -> dict[str | None, int]:
    """A bit for each value; an unknown one has none."""
    known = dict.fromkeys(value for value in values if value)
    return {value: 1 << place for place, value in enumerate(known)}


def _widest(state: int, traits: Sequence[int], picks: int, above: int) -> tuple[int, int]:
    """Most groups, then most regions, that ``picks`` further holders of ``traits`` can reach.

    ``state`` and each trait are sets of bits: the groups below bit ``above``, regions from there.
    """
    kinds = set(traits)
    states = {state}
    for _ in range(picks):
        states |= {one | kind for one in states for kind in kinds}
    low = (1 << above) - 1
    return max(((one & low).bit_count(), (one >> above).bit_count()) for one in states)
