"""Files of the sample that are text: TXT, Markdown, e-mail, WebVTT, real-time captions."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from conspectus.sample.markup import Part, Text

_WIDTH = 76


def txt(text: Text) -> bytes:
    """Plain text, hard wrapped, in the charset of the header (UTF-8 unless it says otherwise)."""
    wrap = int(text.header.get("wrap", _WIDTH))
    body = _join([(part.kind, _plain_block(part, wrap)) for part in text.parts])
    ends = "\r\n" if text.header.get("encoding") == "cp1252" else "\n"
    return body.replace("\n", ends).encode(text.header.get("encoding", "utf-8"))


def _join(blocks: list[tuple[str, str]]) -> str:
    """Kept lines and rows follow each other closely; all else is parted by an empty line."""
    written = ""
    before = ""
    for kind, block in blocks:
        if written:
            written += "\n" if kind == before and kind in {"kept", "row"} else "\n\n"
        written += block
        before = kind
    return written + "\n"


def _plain_block(part: Part, width: int) -> str:
    words = re.sub(r"\[\^(\d+)\]", r"[\1]", part.text)
    if part.kind in {"kept", "note"}:
        return words
    if part.kind == "row":
        return "\t".join(words.split(" | "))
    if part.kind == "heading":
        return words.upper() if part.level == 1 else words
    first = {"item": f"{part.marker} ", "footnote": f"[{part.marker}] ", "quote": "    "}
    later = {"item": " " * (len(part.marker) + 1), "quote": "    "}
    return textwrap.fill(
        words,
        width=width,
        initial_indent=first.get(part.kind, ""),
        subsequent_indent=later.get(part.kind, ""),
        break_long_words=False,
        break_on_hyphens=False,
    )


def markdown(text: Text) -> bytes:
    """Markdown with headings, lists, quotations, tables and footnotes."""
    forms: dict[str, Callable[[Part], str]] = {
        "heading": lambda part: "#" * part.level + " " + part.text,
        "item": lambda part: f"{part.marker} {part.text}",
        "quote": lambda part: f"> {part.text}",
        "row": lambda part: f"| {part.text} |",
        "footnote": lambda part: f"[^{part.marker}]: {part.text}",
    }
    blocks = [
        (part.kind, forms[part.kind](part) if part.kind in forms else part.text)
        for part in text.parts
    ]
    return _join(blocks).encode()


def eml(text: Text) -> bytes:
    """A message; quoted parts are marked by ``>``, kept lines after ``-- `` are the signature."""
    message = EmailMessage()
    for field in ("From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To"):
        if field in text.header:
            message[field] = text.header[field]
    blocks = []
    for part in text.parts:
        block = _plain_block(part, 70)
        if part.kind == "quote":
            block = "\n".join("> " + line.strip() for line in block.splitlines())
        blocks.append((part.kind, block))
    message.set_content(_join(blocks), cte="quoted-printable")
    return message.as_bytes(policy=SMTP)


def captions(text: Text) -> bytes:
    """Output of real-time captioning: short lines, ``>>NAME:`` at each change of speaker."""
    blocks = []
    for part in text.parts:
        if part.kind == "turn":
            words = f">>{part.marker}: {part.text}"
        elif part.kind == "note":
            words = f"[ {part.text.strip()} ]"
        else:
            words = part.text
        blocks.append(("", textwrap.fill(words, width=62, break_on_hyphens=False)))
    return _join(blocks).encode()


def vtt(text: Text) -> bytes:
    """WebVTT with voice tags; a cue holds at most two lines and lasts as long as it is spoken."""
    written = ["WEBVTT", "", f"NOTE {text.header['title']}", ""]
    clock = 0.0
    for part in text.parts:
        if part.kind not in {"turn", "note"}:
            continue
        lines = textwrap.wrap(part.text, width=58, break_on_hyphens=False)
        for start in range(0, len(lines), 2):
            words = "\n".join(lines[start : start + 2])
            end = clock + len(words) / 15
            voice = f"<v {part.marker}>{words}</v>" if part.kind == "turn" else f"[{words.strip()}]"
            written += [f"{_clock(clock)} --> {_clock(end)}", voice, ""]
            clock = end + 0.2
    return "\n".join(written).encode()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"
