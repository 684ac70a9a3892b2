"""Secret links in mails: no row of the outbox holds one.

The text of a mail holds a mark; it becomes the link only in what is sent. Who looks at the outbox
sees that there is one.
"""

from __future__ import annotations

import re

from django.utils.module_loading import import_string

_makers: dict[str, str] = {}
_MARK = re.compile(r"⟦([a-z-]+) ([^⟦⟧\s]+)⟧")


def make_links(kind: str, maker: str) -> None:
    """An app names, by its dotted path, the function that makes its links; when it is ready.

    The function gets what stands in the mark and returns the whole link.
    """
    _makers[kind] = maker


def link_mark(kind: str, what: str) -> str:
    """The mark for a link; ``what`` has no white space and is no secret."""
    return f"⟦{kind} {what}⟧"


def without_marks(words: str) -> str:
    """Words of strangers for a mail's text: they can hold no mark."""
    return words.replace("⟦", "[").replace("⟧", "]")


def text_to_send(text: str) -> str:
    """A mail's text with its links. A mark that nobody knows stays as it is."""
    return _MARK.sub(_link, text)


def text_to_show(text: str) -> str:
    """A mail's text for the outbox's page: "[…]" in place of each link."""
    return _MARK.sub("[…]", text)


def _link(mark: re.Match[str]) -> str:
    if mark[1] not in _makers:
        return mark[0]
    return str(import_string(_makers[mark[1]])(mark[2]))
