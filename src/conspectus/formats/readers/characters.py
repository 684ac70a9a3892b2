"""From bytes to characters, and from dirty characters to clean ones.

Order of trials: byte order mark; UTF-16/32 by the places of their zero bytes; UTF-8; UTF-8 with a
few stray bytes; windows-1252 where the stray bytes are the usual ones; else a guess by
charset-normalizer. Double encoding ("â€™") is undone where it is certain.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from conspectus.formats.readers.errors import TooLarge, UnsupportedFormat
from conspectus.formats.readers.limits import MAX_TEXT, MAX_TEXT_BYTES, check_length

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A C1 character of UTF-8 read as windows-1252: â€™ for ’, Ã© for é, Â before a space.
_MOJIBAKE = re.compile(
    r"â€[\u0090-\u009d‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ¦¢\u00a0]|Ã[\u0080-¿ƒ‚„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ€]|Â[\u00a0-¿]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\u180e]")
_WIDE_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_LIGATURES = {0xFB00 + n: s for n, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_LOST_IN_WORD = re.compile(r"[^\W\d_]\?[a-zß-ÿ]|\w�\w")
_WORDS_TO_SHOW = 3
_WESTERN_SHARE = 0.25
_FAMILY_SHARE = 0.95
_MARKS_OF_PRINT = "‘’‚“”„–—…•·«»‹›°§©®™€£\u00a0½¼¾²³ªº´`¨¿¡\ufffd"
_ROMANCE_AND_GERMAN = _MARKS_OF_PRINT + "àáâãäçèéêëíîïñóôõöúûüùßœæÀÁÂÃÄÇÈÉÊËÍÎÏÑÓÔÕÖÚÛÜŒ"
_NORDIC = _MARKS_OF_PRINT + "åäöøæéüÅÄÖØÆÉÜ"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file, with what the secretariat should know about them."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Characters of ``data``, cleaned by :func:`clean`.

    Raises:
        TooLarge: more characters than a document may have.
        UnsupportedFormat: the bytes are no text.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise TooLarge(
            f"“{name}” holds more than {MAX_TEXT // 10**6} million characters, too many for one "
            "document: split it, or send the text alone."
        )
    text, charset = _decode(data, name)
    check_length(len(text), name)
    text, warnings = _mend(text, name)
    return Decoded(clean(text), charset, warnings)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace"), charset
    wide = _wide_charset(data[:4096])
    if wide:
        return data.decode(wide, "replace"), wide
    if is_binary(data):
        raise UnsupportedFormat(
            f"“{name}” is not a text and of no kind that is known here: save it as PDF, DOCX or "
            "plain text."
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_single_bytes(data)


def is_binary(data: bytes) -> bool:
    """Whether the first bytes are those of no text in any charset."""
    sample = data[:65536]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _wide_charset(sample[:4096]):
        return False
    return len(_BINARY.findall(sample)) > len(sample) // 200


def _wide_charset(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: zero bytes stand at fixed places."""
    if len(sample) < 8 or b"\0" not in sample:
        return None
    zeros = [sample[k::4].count(0) / max(1, len(sample[k::4])) for k in range(4)]
    if min(zeros[1:]) > 0.6 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:3]) > 0.6 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return None


def _decode_single_bytes(data: bytes) -> tuple[str, str]:
    """Bytes that are no UTF-8: windows-1252 in most mail, else what charset-normalizer finds."""
    high = len(_HIGH.findall(data))
    multibyte = sum(len(m) for m in _MULTIBYTE.findall(data))
    if multibyte > 0.8 * high:
        return data.decode("utf-8", "conspectus.windows1252"), "utf-8"
    if high <= _WESTERN_SHARE * len(data):
        if _looks_mac(data):
            return data.decode("mac-roman"), "mac-roman"
        text = data.decode("windows-1252", "conspectus.windows1252")
        if _looks_western(text):
            return text, "windows-1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 — 80 ms that few files need

    best = from_bytes(data[:200_000]).best()
    charset = best.encoding if best else "windows-1252"
    return data.decode(charset, "conspectus.windows1252"), charset


def _looks_western(text: str) -> bool:
    """Whether the accents are those of one western language family, and not Polish or Czech."""
    accents = Counter(c for c in text if ord(c) > 127)
    total = sum(accents.values())
    for family in (_ROMANCE_AND_GERMAN, _NORDIC):
        if sum(accents[c] for c in family) >= _FAMILY_SHARE * total:
            return True
    return False


def _looks_mac(data: bytes) -> bool:
    """MacRoman's apostrophe and quotes stand where windows-1252 has Õ, Ò, Ó inside words."""
    mac = len(re.findall(rb"[a-z]\xd5[a-z]|[\s(]\xd2[A-Za-z]|[a-z.,]\xd3[\s.,;]", data))
    return mac > 2 and mac > len(re.findall(rb"[\x91-\x97]", data))


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that the charset does not know as windows-1252, or as a lost letter."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("windows-1252", "replace"), error.start + 1


codecs.register_error("conspectus.windows1252", _one_byte)


def _mend(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Undo double encoding and say so."""
    if not _MOJIBAKE.search(text):
        return text, ()
    text, count = _undo_double_encoding(text)
    if not count:
        return text, ()
    warning = (
        f"“{name}” had been encoded twice: {count} character{'s' * (count != 1)} such as “â€™” "
        f"{'were' if count != 1 else 'was'} put right; look at names and quotations."
    )
    return text, (warning,)


def lost_letters(text: str, name: str) -> tuple[str, ...]:
    """A warning where "?" or U+FFFD stands in the middle of words (addresses apart)."""
    spots = [_word_around(text, m.start()) for m in _LOST_IN_WORD.finditer(text)]
    lost = [w for w in spots if not any(sign in w for sign in ("://", "www.", "@", "="))]
    if not lost:
        return ()
    shown = ", ".join(f"“{w}”" for w in list(dict.fromkeys(lost))[:_WORDS_TO_SHOW])
    warning = (
        f"In “{name}” letters were lost before it reached us, in {len(lost)} "
        f"place{'s' * (len(lost) != 1)} ({shown}): ask the sender for the original file."
    )
    return (warning,)


def _undo_double_encoding(text: str) -> tuple[str, int]:
    count = 0

    def undo(match: re.Match[str]) -> str:
        nonlocal count
        try:
            raw = b"".join(_windows_byte(c) for c in match[0])
            good = raw.decode("utf-8")
        except UnicodeError:
            return match[0]
        count += 1
        return good

    return _MOJIBAKE.sub(undo, text), count


def _windows_byte(char: str) -> bytes:
    try:
        return char.encode("windows-1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _word_around(text: str, place: int) -> str:
    start = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    ends = [e for e in (text.find(" ", place), text.find("\n", place)) if e >= 0]
    return text[start : min(ends, default=len(text))][:40].strip(".,;:()")


def clean(text: str) -> str:
    """Normal form C, LF, plain spaces; no controls, soft hyphens, ligatures or private signs.

    Form feeds stay (they part pages), as do tabs; bullets of symbol fonts become "•".
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\v", "\n")
    text = _INVISIBLE.sub("", text)
    text = _WIDE_SPACE.sub(" ", text)
    text = _PRIVATE.sub("•", text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _CONTROL.sub("", text).translate(_LIGATURES)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
