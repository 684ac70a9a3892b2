"""Personal data in a text, proposed for redaction before it is published (DRAFTING §7).

Telephone numbers, e-mail addresses, postal addresses and blocks of signatures are found by their
form. A person decides: what is found is proposed, never removed by itself. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from conspectus.contributions.blocks import BETWEEN, Piece

KINDS = ("telephone", "e-mail", "address", "signature")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text, in code points, and what it seems to be (one of `KINDS`)."""

    kind: str
    start: int
    end: int


# Every repetition has a bound, and none starts inside a run: a hostile text costs linear time.
_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\ ?\[\ ?at\ ?\]\ ?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
)
_LABEL = (
    r"(?:tel(?:ephone|éfono)?|téléphone|phone|mobile|cell|móvil|fax|whatsapp|"
    r"тел(?:ефон)?|факс|هاتف|جوال|فاكس|电话|手机|传真)"
)
_DIGITS = r"\+?\(?\d[\d\s()./–-]{5,24}\d"
_TELEPHONE = re.compile(
    rf"(?:\b{_LABEL}[.:：\s]*({_DIGITS}))|((?<![\w+])\+\(?\d{{1,3}}\)?[\s.()-]?[\d\s().–-]{{6,24}}\d)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[A-Z][\w'’.-]{1,30} ){1,4}(?:Street|St\.|Road|Rd\.|Avenue|Ave\.?|"
    r"Boulevard|Blvd\.?|Lane|Drive|Square|Place|Way)\b[^\n]{0,60}"
    r"|\b\d{1,4},? (?:rue|avenue|boulevard|place|chemin|route) [^\n,]{3,40},? \d{4,5} [^\n]{2,30}"
    r"|\b(?:Calle|Avenida|Av\.|Carrera|Paseo) [^\n,]{3,40},? (?:n[.ºo°]+ ?)?\d{1,5}\b[^\n]{0,40}"
    r"|\b(?:ул\.|улица|проспект|пр-т) ?[^\n,]{3,40}, ?(?:д\. ?)?\d{1,4}\b[^\n]{0,40}"
    r"|\bP\.? ?O\.? Box \d+[^\n]{0,60}|ص\.? ?ب\.? ?:? ?\d+[^\n]{0,60}"
)
_ADDRESS_LABEL = re.compile(
    r"^(?:postal |mailing )?(?:address|adresse|dirección|адрес|العنوان|地址)\s*[:：]\s*([^\n]{8,})",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(
    r"^(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|sincerely|respectfully|"
    r"signed|cordialement|bien cordialement|sincères salutations|atentamente|cordialmente|"
    r"с уважением|مع فائق الاحترام|وتفضلوا بقبول|此致)\b.{0,40}$",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE = 6
_LONGEST_LINE = 90


def find_personal_data(text: str, pieces: Sequence[Piece]) -> list[Found]:
    """What may be personal in a text made of these pieces, in order and not overlapping."""
    found = [*_signatures(pieces), *_by_form(text)]
    return sorted(_apart(found), key=lambda one: one.start)


def _by_form(text: str) -> Iterator[Found]:
    for match in _MAIL.finditer(text):
        yield Found("e-mail", *match.span())
    for match in _TELEPHONE.finditer(text):
        start, end = match.span(1 if match[1] else 2)
        if 7 <= sum(map(str.isdigit, text[start:end])) <= 15:
            yield Found("telephone", start, end)
    for match in _STREET.finditer(text):
        yield Found("address", match.start(), match.start() + len(match[0].rstrip(" .,;")))
    for match in _ADDRESS_LABEL.finditer(text):
        yield Found("address", *match.span(1))


def _signatures(pieces: Sequence[Piece]) -> Iterator[Found]:
    """The lines under a closing formula, to the end of the text or the next long paragraph."""
    start = 0
    spans = []
    for piece in pieces:
        spans.append((start, start + len(piece.text)))
        start += len(piece.text) + len(BETWEEN)
    for place, piece in enumerate(pieces):
        first, *rest = piece.text.split("\n")
        if not _CLOSING.match(first.strip(" ,.")):
            continue
        last = place
        for after in range(place + 1, min(place + 1 + _LONGEST_SIGNATURE, len(pieces))):
            if len(pieces[after].text) > _LONGEST_LINE or pieces[after].level:
                break
            last = after
        begin = spans[place][0] + len(first) + 1 if rest else spans[min(place + 1, last)][0]
        if rest or last > place:
            yield Found("signature", begin, spans[last][1])


def _apart(found: Iterable[Found]) -> list[Found]:
    """Without those that overlap an earlier one of the list."""
    starts: list[int] = []
    ends: list[int] = []
    kept: list[Found] = []
    for one in found:
        # Those that are kept do not overlap: sorted by their starts, their ends are sorted too.
        place = bisect_right(starts, one.start)
        is_free = not place or ends[place - 1] <= one.start
        if is_free and (place == len(starts) or one.end <= starts[place]):
            starts.insert(place, one.start)
            ends.insert(place, one.end)
            kept.append(one)
    return kept


def redact(
    text: str, pieces: Sequence[Piece], chosen: Sequence[Found], *, shown: Callable[[str], str]
) -> tuple[list[Piece], list[Found]]:
    """The pieces without what was chosen, and where ``shown(kind)`` now stands in their text.

    A stretch that reaches over several pieces is removed from each; the first shows the mark.
    """
    kept: list[Piece] = []
    marks: list[Found] = []
    start = written = first = 0
    ordered = sorted(chosen, key=lambda one: one.start)
    for piece in pieces:
        end = start + len(piece.text)
        parts: list[str] = []
        place = start
        while first < len(ordered) and ordered[first].end <= start:
            first += 1
        following = first
        while following < len(ordered) and (one := ordered[following]).start < end:
            following += 1
            parts.append(text[place : max(one.start, place)])
            if one.start >= start:
                at = written + sum(map(len, parts))
                parts.append(shown(one.kind))
                marks.append(Found(one.kind, at, at + len(parts[-1])))
            place = min(one.end, end)
        parts.append(text[place:end])
        words = "".join(parts)
        if words.strip():
            speaks = words.startswith(f"{piece.speaker}: ")
            kept.append(replace(piece, text=words, speaker=piece.speaker if speaks else ""))
            written += len(words) + len(BETWEEN)
        start = end + len(BETWEEN)
    return kept, marks
