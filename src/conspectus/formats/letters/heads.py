"""The head of a mail: addresses, names and titles in any encoding, and whether a robot wrote it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email._policybase import Compat32
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from conspectus.formats.letters.charsets import decoded
from conspectus.formats.letters.letter import LetterError, Robot
from conspectus.formats.readers.characters import clean

_MOST_PARTS = 200
_MOST_BORDERS = 20_000
_BORDER = b"\n--"
_LONGEST_LINE = 20_000
_LONGEST_AUTHORS = 4_000
_MOST_LINES = 10
_PART = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(r"<([^<>\s]{1,250})>")
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@[^\s@<>(),;:\"\\\[\]]{1,189}\Z")
_ANSWERED = re.compile(
    r"^(?:(?:re|aw|sv|antw|vs|odp|fw|fwd|wg|tr|rv|enc|i|res|r|rif|отв|ответ|пер|на|回复|答复|转发|回覆|"
    r"轉寄|رد|إعادة توجيه)(?:\[\d+\])?\s?[:：]\s*)+",
    re.IGNORECASE,
)
_ROBOTS = re.compile(r"^(?:mailer-daemon|postmaster|bounces?)[@+-]", re.IGNORECASE)
_AWAY = re.compile(
    r"^(?:auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|vacation|abwesenheit|"
    r"automatische antwort|réponse automatique|absence du bureau|respuesta automática|"
    r"fuera de la oficina|автоматический ответ|автоответ|вне офиса|自动(?:回复|答复)|不在办公室|"
    r"رد تلقائي|خارج المكتب)\b",
    re.IGNORECASE,
)
_GAP_IN_WORDS = re.compile(r"(\?=)(?:\r?\n)?[ \t]+(?==\?)")


class _AnyCharset(Compat32):
    """Header lines with bytes that no standard allows are read as the text that they are."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the library's
        """The line as text, folded where it was; of one that no program writes its beginning.

        The library takes squares of time for what it reads of a line.
        """
        value = value[:_LONGEST_LINE]
        try:
            value.encode()
        except UnicodeEncodeError:
            return decoded(value.encode("utf-8", "surrogateescape"), "")
        return value


def parse(data: bytes) -> Message:
    """The message with its parts.

    Raises:
        LetterError: its parts nest as no mail program makes them.
    """
    if len(_PART.findall(data)) > _MOST_PARTS:
        raise LetterError(
            f"The mail has more than {_MOST_PARTS} nested parts: send the text alone."
        )
    if data.count(_BORDER) > _MOST_BORDERS:
        raise LetterError("The mail has very many parts: send the text alone.")
    try:
        return message_from_bytes(data, policy=_AnyCharset())
    except RecursionError as error:
        raise LetterError("The mail is nested too deeply to be read: write a new one.") from error


def header(message: Message, name: str) -> str:
    """A line of the head as text on one line, its encoded words read; "" where there is none."""
    return words_of(str(message.get(name) or ""))


def words_of(raw: str) -> str:
    """A header's value with its encoded words (RFC 2047) read, also where they are split badly."""
    flat = _GAP_IN_WORDS.sub(r"\1", raw)
    if "=?" not in flat:
        return _line(raw)
    try:
        found = decode_header(raw)
    except (HeaderParseError, ValueError):
        return _line(raw)
    return _line("".join(_word(*one) for one in _joined(found)))


def _joined(found: list[tuple[bytes | str, str | None]]) -> list[tuple[bytes | str, str | None]]:
    """Neighbours of one charset together: clients split in the middle of a character."""
    made: list[tuple[bytes | str, str | None]] = []
    for data, charset in found:
        if made and isinstance(data, bytes):
            before, same = made[-1]
            if isinstance(before, bytes) and charset and same == charset:
                made[-1] = (before + data, charset)
                continue
        made.append((data, charset))
    return made


def _word(data: bytes | str, charset: str | None) -> str:
    return data if isinstance(data, str) else decoded(data, charset or "")


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def author(message: Message) -> tuple[str, str]:
    """Name and address of the first author that can be answered; empty where there is none."""
    for name, address in _authors(message):
        if _ADDRESS.match(address):
            return words_of(name).strip("'\""), address
    return "", ""


def has_one_author(message: Message) -> bool:
    """Whether one line names one author, as nearly all mails do."""
    return len(message.get_all("From", [])) == 1 and len(_authors(message)) == 1


def _authors(message: Message) -> list[tuple[str, str]]:
    lines = [str(one)[:_LONGEST_AUTHORS] for one in message.get_all("From", [])[:_MOST_LINES]]
    return getaddresses([one.replace("\r", "").replace("\n", "") for one in lines])


def title_of(message: Message) -> str:
    """The subject without "Re:" and the like."""
    subject = header(message, "Subject")
    return _ANSWERED.sub("", subject).strip() or subject


def language_of(message: Message) -> str:
    """The first language that the head names (RFC 3282), its primary subtag."""
    first = header(message, "Content-Language").split(",")[0].split("-")[0].strip().lower()
    return first if re.fullmatch(r"[a-z]{2}", first) else ""


def ids_in(message: Message, *names: str) -> tuple[str, ...]:
    """Ids of messages in these lines, without brackets, in order."""
    found = [one for name in names for one in _ID.findall(header(message, name))]
    return tuple(dict.fromkeys(found))


def robot_behind(message: Message) -> Robot | None:
    """What wrote the mail, where it was no person (RFC 3834 §2; what responders really send)."""
    said: dict[str, str] = {}
    for name, value in message.items():
        said.setdefault(name.lower(), words_of(str(value)).lower())
    if message.get_content_type() == "multipart/report":
        return Robot.BOUNCE
    if _is_automatic(said):
        return Robot.ANSWER
    if said.get("return-path", "").strip() == "<>" or _ROBOTS.match(author(message)[1]):
        return Robot.BOUNCE
    if "list-id" in said or "list-post" in said or said.get("precedence", "") in ("list", "bulk"):
        return Robot.LIST
    return None


def _is_automatic(said: dict[str, str]) -> bool:
    submitted = said.get("auto-submitted", "no").split(";")[0].strip()
    if submitted and submitted != "no":
        return True
    if said.get("precedence", "") in ("junk", "auto_reply"):
        return True
    if any(name in said for name in ("x-autoreply", "x-autorespond", "x-auto-reply-from")):
        return True
    return "x-failed-recipients" in said or _AWAY.match(said.get("subject", "")) is not None
