"""Exceptions in one form: "only if" and "except where" say in other words what "unless" says."""

from __future__ import annotations

import re
from typing import Final


def in_one_form(text: str) -> tuple[str, int]:
    """(the text with "unless" for every exception, how many of these turn what it says).

    Who answers for a thing only if he disobeys does not answer for it unless he disobeys.
    """
    plain = _EXCEPT.sub("unless", text)
    return _ONLY_IF.subn("unless", plain)


_CASE: Final = r"(?:if|when|where|in (?:the )?cases? (?:where|when))\b"
_ONLY_IF: Final = re.compile(rf"\bonly {_CASE}", re.IGNORECASE)
_EXCEPT: Final = re.compile(rf"\b(?:except|save|other than) {_CASE}", re.IGNORECASE)
