"""From the bytes of a part to text: the charset that it names, where that is true."""

from __future__ import annotations

import codecs
import re

from conspectus.formats.readers.characters import clean, decode
from conspectus.formats.readers.errors import ReaderError

# What senders call a charset, and the larger one that they mean.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "x-mac-roman": "mac-roman",
    "unicode-1-1-utf-7": "utf-7",
}
_UNSAID = frozenset(
    {"", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "utf-8", "utf8"}
)
_UTF8 = re.compile(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*\Z"
)


def decoded(data: bytes, charset: str) -> str:
    """The text of ``data``, cleaned; ``charset`` as named by the sender, "" where it is not.

    Whatever says that it is western or plain but is UTF-8 is read as UTF-8: text of another
    charset is almost never valid UTF-8 by chance.
    """
    said = charset.strip().strip("'\"").lower()
    if said in _UNSAID:
        if _UTF8.match(data):
            return _utf8(data)
        if said in ("", "us-ascii", "ascii", "utf-8", "utf8"):
            return _guessed(data)
    try:
        return clean(data.decode(_codec(said)))
    except (LookupError, UnicodeError, ValueError):
        return _with_errors(data, said)


def _codec(said: str) -> str:
    """Raises LookupError where it is no charset of texts ("zip", "rot13")."""
    found = codecs.lookup(_MEANT.get(said, said))
    if not found._is_text_encoding:  # noqa: SLF001 - what bytes.decode asks itself
        raise LookupError(said)
    return found.name


def _with_errors(data: bytes, said: str) -> str:
    """A few broken bytes are marked as lost; a wrong name is guessed anew."""
    try:
        text = data.decode(_codec(said), "replace")
    except (LookupError, UnicodeError, ValueError):
        return _guessed(data)
    is_nearly = text.count("\ufffd") * 50 <= len(text)
    return clean(text) if is_nearly else _guessed(data)


def _utf8(data: bytes) -> str:
    """With what was encoded twice put right, as in any file."""
    try:
        return decode(data, "mail").text
    except ReaderError:
        return clean(data.decode("utf-8", "replace"))


def _guessed(data: bytes) -> str:
    try:
        return decode(data, "mail").text
    except ReaderError:
        return clean(data.decode("windows-1252", "replace"))
