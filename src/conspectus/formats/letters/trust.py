"""What the receiving server says of a sender: Authentication-Results (RFC 8601).

Only lines of a server that is named are read; it removes those that others wrote in its name. Of
such a line only results are read, never what they are about: a sender chooses its own address, and
may choose one that looks like a result ("dmarc=pass@example.org").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from conspectus.formats.letters.heads import author, has_one_author, words_of
from conspectus.formats.letters.letter import Vouched

_COMMENT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?=\s|$)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:^|\s)(?:header\.[di]|smtp\.mailfrom)\s*=\s*(\S+)", re.IGNORECASE)
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class _Result:
    """``domains``: whose signature or network it was."""

    method: str
    said: str
    domains: tuple[str, ...]


def vouched_for(message: Message, server: str) -> Vouched:
    """What the server that calls itself ``server`` found; unknown where none is named.

    DMARC decides where it was looked at. Else a signature that holds or the sender's network counts
    where it is of the author's own domain, as DMARC would have it (RFC 7489 §3.1, relaxed); a
    signature that broke on its way tells nothing (RFC 6376 §6.1). Of a mail with several authors
    nobody knows whom the server has looked at.
    """
    found = _vouched_for(message, server)
    is_of_several = found is Vouched.RIGHT and not has_one_author(message)
    return Vouched.UNKNOWN if is_of_several else found


def _vouched_for(message: Message, server: str) -> Vouched:
    raw = message.get_all("Authentication-Results", []) if server else []
    found = [one for line in raw for one in _results(words_of(str(line)), server)]
    by_policy = {one.said for one in found if one.method == "dmarc"} & {"pass", "fail"}
    if by_policy:
        return Vouched.RIGHT if by_policy == {"pass"} else Vouched.FORGED
    domain = author(message)[1].rpartition("@")[2].lower()
    others = [one for one in found if one.method != "dmarc"]
    if any(one.said == "pass" and _is_of(one, domain) for one in others):
        return Vouched.RIGHT
    if any(one.said == "fail" and one.method == "spf" for one in others):
        return Vouched.FORGED
    return Vouched.UNKNOWN


def _results(line: str, server: str) -> Iterator[_Result]:
    """Each method's result; nothing of a line of another server."""
    plain = _QUOTED.sub(_unparted, line[:_LONGEST])
    while plain != (plain := _COMMENT.sub("", plain)):
        pass
    name, *parts = plain.split(";")
    if name.lower().split()[:1] != [server.lower()]:
        return
    for part in parts:
        result = _RESULT.match(part)
        if result:
            domains = (one.rpartition("@")[2] for one in _ABOUT.findall(part[result.end() :]))
            bare = tuple(one.strip('".<>').lower() for one in domains)
            yield _Result(result[1].lower(), result[2].lower(), bare)


def _unparted(quoted: re.Match[str]) -> str:
    """A quoted string without what would part or comment the line."""
    return re.sub(r"[();\s]", "_", quoted[0])


def _is_of(result: _Result, domain: str) -> bool:
    """Whether a result is about the domain itself, one above it, or one below it."""
    return any(
        "." in one and (one == domain or domain.endswith(f".{one}") or one.endswith(f".{domain}"))
        for one in result.domains
    )
