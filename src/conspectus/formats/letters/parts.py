"""The parts of a mail: which hold its words, which are files, which are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from mimetypes import MimeTypes

from conspectus.formats.letters.charsets import decoded
from conspectus.formats.letters.heads import header, words_of
from conspectus.formats.letters.letter import Attachment, LeftOut, Reason
from conspectus.formats.letters.winmail import unpack_winmail
from conspectus.formats.readers.characters import clean

DEEPEST = 20
"""Parts within parts that are looked into; what lies deeper is left out."""

_MAIL = "message/rfc822"
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_ENCRYPTED = frozenset(
    {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
)
_CARDS = frozenset(
    {"text/vcard", "text/x-vcard", "text/directory", "text/calendar", "text/x-amp-html"}
)
_ELSEWHERE = frozenset({"message/external-body", "message/partial"})
_BARE = re.compile(r"[\x00-\x1f\x7f]")
_SUFFIXES = MimeTypes(filenames=())


@dataclass(frozen=True, slots=True)
class Words:
    """One body: the same words as plain text, as HTML, or both. ``flowed``: RFC 3676."""

    plain: str = ""
    html: str = ""
    is_flowed: bool = False
    joins_tightly: bool = False


@dataclass(slots=True)
class Parts:
    """What a mail, or a part of it, holds."""

    words: list[Words] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, other: Parts) -> None:
        """What another part holds comes behind."""
        self.words += other.words
        self.attachments += other.attachments
        self.left_out += other.left_out


def parts_of(message: Message) -> Parts:
    """Everything that a message holds."""
    return _parts(message, 0, "")


def _parts(part: Message, depth: int, page: str) -> Parts:
    """``page``: the HTML beside it, which tells what pictures it shows."""
    kind = part.get_content_type()
    if depth > DEEPEST:
        return Parts(left_out=[LeftOut(Reason.ELSEWHERE, name_of(part))])
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        return _multipart(part, kind, depth, page)
    if kind == _MAIL:
        return _nested(part, depth)
    if kind in _ELSEWHERE or (part.is_multipart() and kind != _MAIL):
        return Parts(left_out=[LeftOut(Reason.ELSEWHERE, name_of(part))])
    return _leaf(part, kind, page)


def _multipart(part: Message, kind: str, depth: int, page: str) -> Parts:
    inner = [one for one in part.get_payload() if isinstance(one, Message)]
    if kind == "multipart/alternative":
        return _alternative(inner, depth, page)
    if kind == "multipart/encrypted":
        return Parts(left_out=[LeftOut(Reason.ENCRYPTED, "")])
    found = Parts()
    for one in inner:
        shown = page or "".join(words.html for words in found.words)
        found.add(_parts(one, depth + 1, shown))
    return found


def _alternative(inner: list[Message], depth: int, page: str) -> Parts:
    """The same words in several forms: plain from the first that has it, HTML from the last."""
    found = Parts()
    plain = Words()
    html = ""
    for one in inner:
        form = _parts(one, depth + 1, page)
        found.attachments += form.attachments
        found.left_out += form.left_out
        texts = [words for words in form.words if words.plain.strip()]
        pages = [words.html for words in form.words if words.html.strip()]
        if texts and not plain.plain:
            joined = "\n\n".join(words.plain for words in texts)
            plain = Words(joined, "", texts[0].is_flowed, texts[0].joins_tightly)
        if pages:
            html = "\n".join(pages)
    found.words.append(Words(plain.plain, html, plain.is_flowed, plain.joins_tightly))
    return found


def _nested(part: Message, depth: int) -> Parts:
    """A mail within the mail is a document, and its files are files of this one.

    What is within that one is part of it, and is not kept once more: else a mail of 30 MB that is
    wrapped twenty times would be six hundred.
    """
    inner = [one for one in part.get_payload() if isinstance(one, Message)]
    if not inner:
        return Parts(left_out=[LeftOut(Reason.EMPTY, name_of(part))])
    message = inner[0]
    name = name_of(part) or f"{header(message, 'Subject')[:100] or 'message'}.eml"
    if not name.lower().endswith(".eml"):
        name = f"{name}.eml"
    found = Parts(attachments=[Attachment(_bare(name), _MAIL, _raw(message))])
    deeper = _parts(message, depth + 1, "")
    found.attachments += [one for one in deeper.attachments if one.media_type != _MAIL]
    found.left_out += deeper.left_out
    return found


def _raw(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (UnicodeError, ValueError, LookupError, KeyError):
        return message.as_string().encode("utf-8", "surrogateescape")


def _leaf(part: Message, kind: str, page: str) -> Parts:
    name = name_of(part)
    disposition = part.get_content_disposition() or ""
    if kind in _SIGNATURES:
        return Parts(left_out=[LeftOut(Reason.SIGNATURE, name)])
    if kind in _ENCRYPTED:
        return Parts(left_out=[LeftOut(Reason.ENCRYPTED, name)])
    if kind in _CARDS and disposition != "attachment":
        return Parts(left_out=[LeftOut(Reason.CARD, name)])
    data = payload_of(part)
    if kind in ("text/plain", "text/html") and not name and disposition != "attachment":
        return Parts(words=[_words(part, kind, data)])
    if kind in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat":
        return _winmail(data, name)
    if _is_shown(part, kind, page):
        return Parts(left_out=[LeftOut(Reason.PICTURE, name)])
    if not data.strip():
        return Parts(left_out=[LeftOut(Reason.EMPTY, name)] if name else [])
    suffix = _SUFFIXES.guess_extension(kind) or ""
    return Parts(attachments=[Attachment(name or f"attachment{suffix}", kind, data)])


def _words(part: Message, kind: str, data: bytes) -> Words:
    text = decoded(data, part.get_content_charset() or "")
    if kind == "text/html":
        return Words(html=text)
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return Words(text, "", is_flowed, str(part.get_param("delsp", "")).lower() == "yes")


def _is_shown(part: Message, kind: str, page: str) -> bool:
    """A picture of the page itself: a logo, a photograph in the signature."""
    if not kind.startswith("image/"):
        return False
    named = str(part.get("Content-ID") or "").strip().strip("<>")
    return bool(named) and (
        part.get_content_disposition() != "attachment" or f"cid:{named}" in page
    )


def _winmail(data: bytes, name: str) -> Parts:
    unpacked = unpack_winmail(data)
    if unpacked is None:
        return Parts(left_out=[LeftOut(Reason.RICH_TEXT, name or "winmail.dat")])
    found = Parts(words=[Words(unpacked.plain, unpacked.html)])
    found.attachments = [
        Attachment(_bare(one) or "attachment", "application/octet-stream", content)
        for one, content in unpacked.files
    ]
    return found


def payload_of(part: Message) -> bytes:
    """A part's bytes, its transfer encoding undone as far as it holds."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def name_of(part: Message) -> str:
    """The name of a part, whichever way it is written, without a path; "" where it has none."""
    for raw in _names(part):
        name = _bare(words_of(raw))
        if name:
            return name
    return ""


def _names(part: Message) -> Iterator[str]:
    """RFC 2183's parameter first; both as RFC 2231, encoded words or bare bytes."""
    for place, line in (("filename", "Content-Disposition"), ("name", "Content-Type")):
        try:
            given = part.get_param(place, None, line)
        except (ValueError, LookupError, UnicodeError):
            continue
        if isinstance(given, tuple):
            charset, _language, text = given
            yield decoded(text.encode("latin-1", "replace"), charset or "")
        elif given:
            yield str(given)


def _bare(name: str) -> str:
    return " ".join(_BARE.sub("", clean(name)).replace("\\", "/").split("/")[-1].split())[:200]
