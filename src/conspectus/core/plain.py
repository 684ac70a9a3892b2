"""Words of strangers as text: without characters that no file can hold or that reorder a page."""

from __future__ import annotations

import re

# Control characters but tab and line ends, lone surrogates, characters that are none (XML 1.0,
# 2.2, refuses them: one in a title would break a whole feed), and those that turn the direction
# of everything after them (Trojan Source, CVE-2021-42574). Marks of direction stay.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff]"
)


def plain(text: str) -> str:
    """The text without them; nothing takes their place."""
    return _NO_TEXT.sub("", text)
