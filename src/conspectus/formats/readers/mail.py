"""E-mail (RFC 5322, MIME): the sender's own words, what it quotes, and its signature apart.

One message gives paragraphs, with quoted text as quote blocks in place. A mailbox gives one turn a
message, its quotations behind it: nobody is credited with words that they only answered to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import Header
from email.message import EmailMessage, MIMEPart
from email.policy import default

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers import mail_cues
from conspectus.formats.readers.characters import clean, decode
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.mail_parts import Part, parts_of_strips
from conspectus.formats.readers.mail_strips import strips_of_text
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import Piece, assemble

_FROM_LINE = re.compile(rb"(?:^|\n)From [^\n]*\d{4}[^\n]*\r?\n(?=[\w-]+:|\r?\n)")
_HIDDEN = re.compile(
    rb"^From:[ \t]*([^\s@<>(]+)(?: at |@)([^\s@<>(]+\.[^\s@<>(]+)[ \t]*"
    rb"\(([^\r\n]*)\)[ \t]*(?=\r?$)",
    re.MULTILINE,
)
"""As Mailman's archives write senders: "From: ana at example.org (Ana Example)"."""
_PART = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_MAX_PARTS = 200
_KINDS = {Part.OWN: BlockKind.PARAGRAPH, Part.QUOTED: BlockKind.QUOTE, Part.SIGNATURE: None}


def read_mail(data: bytes, name: str) -> Document:
    """A document of one message: title is its subject, attachments are listed in a warning.

    Raises:
        Damaged: no body that can be read. TooLarge: more characters than a document may have.
    """
    message = _parse(data, name)
    pieces = list(_message_pieces(message, name))
    return assemble(pieces, title=_subject(message), warnings=_attachments(message, name))


def read_mailbox(data: bytes, name: str) -> Document:
    """A document of an mbox file: one turn a message, speaker = the sender's name.

    Raises:
        Damaged: not one message in it. TooLarge: more characters than a document may have.
    """
    pieces: list[Piece] = []
    warnings: list[str] = []
    for raw in split_mailbox(data):
        message = _parse(shown_addresses(raw), name)
        pieces += _turn(message, name)
        warnings += _attachments(message, name)
        check_length(sum(len(p.text) for p in pieces[-200:]), name)
    if not pieces:
        raise Damaged(f"“{name}” is a mailbox without a readable message: export it again.")
    return assemble(pieces, warnings=warnings)


def split_mailbox(data: bytes) -> list[bytes]:
    """Raw messages of an mbox file, without their "From " lines (RFC 4155)."""
    starts = list(_FROM_LINE.finditer(data))
    if not starts:
        return [data]
    ends = [m.start() for m in starts[1:]] + [len(data)]
    return [data[m.end() : end] for m, end in zip(starts, ends, strict=True)]


def shown_addresses(data: bytes) -> bytes:
    """A message of Mailman's archives with its sender's name and address as others write them."""
    return _HIDDEN.sub(_with_name, data, count=1)


def _with_name(found: re.Match[bytes]) -> bytes:
    name = found[3].replace(b"\\", b"").replace(b'"', b"")
    named = name if b"=?" in name else _encoded(name)
    return b"From: " + named + b" <" + found[1] + b"@" + found[2] + b">"


def _encoded(name: bytes) -> bytes:
    """A name as a header may have it; archives hold it in the bytes of their own charset."""
    if name.isascii():
        return b'"' + name + b'"'
    return Header(decode(name, "from").text, "utf-8").encode().encode("ascii")


def _parse(data: bytes, name: str) -> EmailMessage:
    """The message, unless its parts nest as no mail program makes them."""
    if len(_PART.findall(data)) > _MAX_PARTS:
        raise Damaged(f"“{name}” has more than {_MAX_PARTS} nested parts: send the text alone.")
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 — what the default policy makes
    return message


def _turn(message: EmailMessage, name: str) -> Iterator[Piece]:
    own: list[str] = []
    rest: list[Piece] = []
    for piece in _message_pieces(message, name):
        if piece.kind in (BlockKind.QUOTE, None):
            rest.append(piece)
        else:
            own.append(f"{piece.marker} {piece.text}" if piece.marker else piece.text)
    if own:
        yield Piece(kind=BlockKind.TURN, text="\n".join(own), speaker=_sender(message))
    yield from rest


def _message_pieces(message: EmailMessage, name: str) -> Iterator[Piece]:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return
    text = _content(body, name)
    if body.get_content_type() == "text/html":
        from conspectus.formats.readers.html import read_markup  # noqa: PLC0415 — loads a parser

        pieces, _, _ = read_markup(text)
        yield from pieces
        return
    flowed = str(body.get_param("format", "")).lower() == "flowed"
    for kind, lines in _parts(text, flowed=flowed):
        if kind is None:
            yield Piece(kind=None, text=" ".join(" ".join(lines).split()))
        elif kind is BlockKind.QUOTE:
            for piece in pieces_of_text("\n".join(lines)):
                yield Piece(kind=BlockKind.QUOTE, text=piece.text, marker=piece.marker)
        else:
            yield from pieces_of_text("\n".join(lines))


def _content(body: MIMEPart, name: str) -> str:
    """Characters of a part, in the charset it declares where that is true."""
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = body.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeError):
        text = decode(data, name).text
    check_length(len(text), name)
    return clean(text)


def _parts(text: str, *, flowed: bool) -> Iterator[tuple[BlockKind | None, list[str]]]:
    """Stretches of own words (PARAGRAPH), quoted words (QUOTE), and signature (``None``).

    Whose words a line holds is known as for mails that come in (`mail_parts`).
    """
    strips = strips_of_text(text, flowed=flowed)
    kind: BlockKind | None = BlockKind.PARAGRAPH
    kept: list[str] = []
    for strip, part in zip(strips, parts_of_strips(strips), strict=True):
        line = strip.text
        its_kind = None if mail_cues.FORWARDED.match(line.strip()) else _KINDS[part]
        if its_kind is not kind and line.strip():
            if any(k.strip() for k in kept):
                yield kind, kept
            kind, kept = its_kind, []
        kept.append(line)
    if any(k.strip() for k in kept):
        yield kind, kept


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = message["from"].addresses if message["from"] else ()
    except (AttributeError, ValueError, IndexError):
        return None
    for address in addresses:
        return str(address.display_name or address.username or "").strip() or None
    return None


def _subject(message: EmailMessage) -> str | None:
    try:
        subject = str(message["subject"] or "")
    except (ValueError, IndexError, AttributeError):
        return None
    return clean(subject).strip() or None


def _attachments(message: EmailMessage, name: str) -> list[str]:
    names = []
    for part in message.walk():
        if part.is_multipart():
            continue
        filename = part.get_filename()
        if filename or part.get_content_disposition() == "attachment":
            names.append(str(filename or part.get_content_type()))
    if not names:
        return []
    shown = ", ".join(f"“{clean(n)[:80]}”" for n in names)
    is_one = len(names) == 1
    warning = (
        f"“{name}” carries {len(names)} attachment{'' if is_one else 's'} that "
        f"{'was' if is_one else 'were'} not read ({shown}): save {'it' if is_one else 'them'} "
        "beside the message."
    )
    return [warning]
