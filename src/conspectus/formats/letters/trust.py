"""What the receiving server says of a sender: Authentication-Results (RFC 8601).

Only lines of a server that is named are read; it removes those that others wrote in its name.
"""

from __future__ import annotations

import re
from email.message import Message

from conspectus.formats.letters.heads import words_of
from conspectus.formats.letters.letter import Vouched

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)


def vouched_for(message: Message, server: str) -> Vouched:
    """What the server that calls itself ``server`` found; unknown where none is named.

    DMARC decides where it was looked at; else a signature that holds, or the sender's network.
    """
    results: dict[str, set[str]] = {"dmarc": set(), "dkim": set(), "spf": set()}
    for raw in message.get_all("Authentication-Results", []) if server else ():
        said = _COMMENT.sub("", words_of(str(raw)))
        name, _, rest = said.partition(";")
        if name.lower().split()[:1] == [server.lower()]:
            for method, result in _RESULT.findall(rest):
                results[method.lower()].add(result.lower())
    if results["dmarc"] & {"pass", "fail"}:
        return Vouched.RIGHT if "pass" in results["dmarc"] else Vouched.FORGED
    if "pass" in results["dkim"] or "pass" in results["spf"]:
        return Vouched.RIGHT
    if "fail" in results["spf"] or "fail" in results["dkim"]:
        return Vouched.FORGED
    return Vouched.UNKNOWN
