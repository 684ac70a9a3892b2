"""MIME as clients write it, by hand: their ways of naming files, encoding, and TNEF.

Nothing here is taken from the reader that is measured: the standard library's writer of mails is
not used either, since no client writes as it does.
"""

from __future__ import annotations

import base64
import quopri
import struct
import textwrap
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class File:
    """An attachment. ``inline``: a picture that the HTML shows, no attachment of the sender's."""

    name: str
    kind: str
    data: bytes
    inline: bool = False


def word(text: str, charset: str = "utf-8", way: str = "B") -> str:
    """An encoded word (RFC 2047), in pieces of at most 75 characters; plain where it is ASCII."""
    if text.isascii():
        return text
    pieces, piece = [], ""
    for sign in text:
        if len(_word(piece + sign, charset, way)) > 74:
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join(_word(one, charset, way) for one in [*pieces, piece])


def _word(text: str, charset: str, way: str) -> str:
    data = text.encode(charset)
    if way == "B":
        return f"=?{charset}?B?{base64.b64encode(data).decode()}?="
    plain = "".join(chr(b) if chr(b).isalnum() and b < 128 else f"={b:02X}" for b in data)
    return f"=?{charset}?Q?{plain}?="


def encoded(data: bytes, way: str) -> tuple[str, bytes]:
    """Transfer encoding: its name and the bytes; lines end with CRLF."""
    if way == "base64":
        lines = textwrap.wrap(base64.b64encode(data).decode(), 76)
        return way, "\r\n".join(lines).encode() + b"\r\n"
    crlf = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if way == "quoted-printable":
        soft = quopri.encodestring(crlf.replace(b"\r\n", b"\n"))
        return way, soft.replace(b"\n", b"\r\n")
    return ("7bit" if crlf.isascii() else "8bit"), crlf


def text_part(
    text: str,
    kind: str = "plain",
    *,
    charset: str = "utf-8",
    way: str = "quoted-printable",
    more: str = "",
    said: str = "",
) -> bytes:
    """A text part. ``said``: the charset that its head names, where that is another one."""
    name, data = encoded(text.encode(charset, "xmlcharrefreplace"), way)
    head = f'Content-Type: text/{kind}; charset="{said or charset}"{more}\r\n'
    return f"{head}Content-Transfer-Encoding: {name}\r\n\r\n".encode() + data


def file_part(file: File, naming: str, *, disposition: str = "attachment") -> bytes:
    """An attachment, its name written as ``naming`` says."""
    kind, placed = _named(file.name, naming)
    name, data = encoded(file.data, "base64")
    head = f"Content-Type: {file.kind};\r\n {kind}\r\n"
    where = "inline" if file.inline else disposition
    head += f"Content-Disposition: {where};\r\n {placed}\r\n"
    if file.inline:
        head += "Content-ID: <picture1@client>\r\n"
    return f"{head}Content-Transfer-Encoding: {name}\r\n\r\n".encode() + data


def _named(name: str, naming: str) -> tuple[str, str]:
    """The parameters of type and disposition."""
    escaped = name.replace('"', '\\"')
    if name.isascii() and naming != "2231-continued":
        return f'name="{escaped}"', f'filename="{escaped}"'
    if naming == "words":
        return f'name="{word(name)}"', f'filename="{word(name)}"'
    if naming == "legacy":
        said = word(name, "gb18030" if not name.isascii() else "us-ascii")
        return f'name="{said}"', f'filename="{said}"'
    if naming == "raw":
        return f'name="{escaped}"', f'filename="{escaped}"'
    whole = quote(name, safe="")
    if naming == "2231":
        return f'name="{word(name, way="Q")}"', f"filename*=utf-8''{whole}"
    return f'name="{word(name)}"', ";\r\n ".join(_continued(whole))


def _continued(whole: str, step: int = 48) -> list[str]:
    """RFC 2231, section 3: ``filename*0*``, ``filename*1*`` …, cut anywhere but in an octet."""
    pieces = []
    while whole:
        cut = step
        while cut < len(whole) and "%" in whole[cut - 2 : cut]:
            cut -= 1
        pieces.append(whole[:cut])
        whole = whole[cut:]
    starts = ["utf-8''", *("" for _ in pieces)]
    return [f"filename*{at}*={starts[at]}{one}" for at, one in enumerate(pieces)]


def multipart(kind: str, parts: Sequence[bytes], more: str = "") -> bytes:
    """A multipart of parts; its boundary comes from what is in it."""
    mark = f"----=_Part_{zlib.crc32(b''.join(parts)):08x}"
    inner = b"".join(b"--%s\r\n%s\r\n" % (mark.encode(), part) for part in parts)
    head = f'Content-Type: multipart/{kind};\r\n boundary="{mark}"{more}\r\n\r\n'
    return head.encode() + inner + f"--{mark}--\r\n".encode()


def tnef(files: Sequence[File]) -> bytes:
    """What Outlook sends as winmail.dat: its files, under short and long names ([MS-OXTNEF])."""
    made = struct.pack("<IH", 0x223E9F78, 1)
    made += _attribute(1, 0x00089006, struct.pack("<I", 0x00010000))  # attTnefVersion
    made += _attribute(1, 0x00069007, struct.pack("<II", 1252, 0))  # attOemCodepage
    made += _attribute(1, 0x00078008, b"IPM.Microsoft Mail.Note\0")
    for file in files:
        made += _attribute(2, 0x00069002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0))
        made += _attribute(2, 0x00018010, b"FILE~1.DAT\0")  # attAttachTitle
        made += _attribute(2, 0x0006800F, file.data)
        made += _attribute(2, 0x00069005, _properties(file.name))
    return made


def _attribute(level: int, name: int, data: bytes) -> bytes:
    total = sum(data) & 0xFFFF
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", total)


def _properties(name: str) -> bytes:
    """MAPI properties with PidTagAttachLongFilename as Unicode."""
    data = name.encode("utf-16-le") + b"\0\0"
    padded = data + b"\0" * (-len(data) % 4)
    return struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(data)) + padded
