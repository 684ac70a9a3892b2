"""One mail, from its bytes to what its sender says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from conspectus.engine.document import Document
from conspectus.formats.letters import heads
from conspectus.formats.letters.letter import Letter
from conspectus.formats.letters.markup import strips_of_page
from conspectus.formats.letters.parts import Words, parts_of
from conspectus.formats.letters.trust import vouched_for
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.mail_parts import Part, parts_of_strips
from conspectus.formats.readers.mail_strips import Strip, strips_of_text
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import Piece, assemble

LONGEST_KEPT = 50_000
"""Code points of what is quoted, and of a signature, that are kept."""

_NEARLY = 0.02


@dataclass(frozen=True, slots=True)
class _Reading:
    """One form of a body: its strips with the part of each."""

    strips: Sequence[Strip]
    parts: Sequence[Part]

    def text(self, part: Part) -> str:
        """The lines of a part."""
        lines = [one.text for one, its in zip(self.strips, self.parts, strict=True) if its is part]
        return "\n".join(lines).strip("\n")

    def letters(self) -> Counter[str]:
        """Letters and digits of the own words, for comparison of two forms."""
        return Counter(sign for sign in self.text(Part.OWN) if sign.isalnum())


def read_letter(data: bytes, *, trusts: str = "") -> Letter:
    """What a mail says. Pure: the same bytes give the same letter.

    ``trusts``: the server whose word on the sender's address is taken (`letters.trust`).

    Raises:
        LetterError: nothing can be read of it.
        TooLarge: it has more words than a document may have.
    """
    message = heads.parse(data)
    found = parts_of(message)
    readings = [_reading(words) for words in found.words]
    name, address = heads.author(message)
    body = assemble(piece for one in readings for piece in _pieces(one))
    signature = _joined(one.text(Part.SIGNATURE) for one in readings)
    answers = heads.ids_in(message, "In-Reply-To", "References")
    if not body.blocks and not found.attachments and signature and not answers:
        # Some people write into the place of their signature; under a reply it is one.
        body, signature = assemble(pieces_of_text(signature)), ""
    check_length(len(body.text), "mail")
    return Letter(
        sender=address,
        sender_name=name,
        title=heads.title_of(message),
        language=heads.language_of(message),
        message_id=next(iter(heads.ids_in(message, "Message-ID")), ""),
        answers=answers,
        marks=tuple(str(one).strip() for one in message.get_all("X-Loop", [])),
        hops=len(message.get_all("Received", [])),
        robot=heads.robot_behind(message),
        vouched=vouched_for(message, trusts),
        body=_plain(body),
        quoted=_joined(one.text(Part.QUOTED) for one in readings)[:LONGEST_KEPT],
        signature=signature[:LONGEST_KEPT],
        attachments=tuple(found.attachments),
        left_out=tuple(found.left_out),
    )


def _plain(body: Document) -> Document:
    """A body without one letter or digit is none."""
    return body if any(map(str.isalnum, body.text)) else assemble([])


def _reading(words: Words) -> _Reading:
    """The better of the two forms of a body.

    What either takes for a quotation or signature is one: so the form with fewer own words stands,
    if all of them are in the other too. Where both have the same, the page knows more of structure.
    """
    plain = _parted(
        strips_of_text(words.plain, flowed=words.is_flowed, tightly=words.joins_tightly)
    )
    if not words.html.strip():
        return plain
    page = _parted(strips_of_page(words.html))
    if not plain.letters():
        return page
    in_plain, in_page = plain.letters(), page.letters()
    only_plain = (in_plain - in_page).total()
    only_page = (in_page - in_plain).total()
    if in_page and only_page <= only_plain:
        return page
    is_within = only_plain <= _NEARLY * in_plain.total()
    return plain if is_within and only_page > _NEARLY * in_page.total() else page


def _parted(strips: list[Strip]) -> _Reading:
    return _Reading(strips, parts_of_strips(strips))


def _pieces(reading: _Reading) -> Iterator[Piece]:
    """Own words as pieces: those of a page as they are, lines as of any plain text."""
    pairs = zip(reading.strips, reading.parts, strict=True)
    for (is_own, is_piece), run in groupby(
        pairs, lambda pair: (pair[1] is Part.OWN, pair[0].piece is not None)
    ):
        if not is_own:
            continue
        strips = [strip for strip, _ in run]
        if is_piece:
            yield from (strip.piece for strip in strips if strip.piece is not None)
        else:
            yield from pieces_of_text("\n".join(strip.text for strip in strips))


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())
