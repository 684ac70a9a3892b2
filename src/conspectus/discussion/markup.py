"""A post's text as HTML: paragraphs, quotations, lists, links and two kinds of emphasis.

The text itself stays what was typed; all of it is escaped, and nothing in it can become anything
but the elements named here. Links are those that one sees, and lead only to http and https.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

_LINK = re.compile(r"https?://[^\s<>\"'`()\[\]{}|\\^]+[^\s<>\"'`()\[\]{}|\\^.,;:!?…。，、؛،؟*_]")
_STRONG = re.compile(r"(?<![\w*])\*(\S(?:[^*\n]{0,200}\S)?)\*(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w_])_(\S(?:[^_\n]{0,200}\S)?)_(?![\w_])")
_ITEM = re.compile(r"\s{0,3}[-*•]\s+(?=\S)")
_QUOTE = re.compile(r"\s?(?:>\s?)+")

DEEPEST = 1
"""Quotations in quotations are shown as one: who said what stands in the posts themselves."""


def html_of(text: str) -> Markup:
    """The text as HTML."""
    lines = text.replace("\r\n", "\n").split("\n")
    # Safe: the functions below put words between elements only where `_marked` has escaped them.
    return Markup("".join(_parts(lines, is_quoted=False)))  # noqa: S704


def _parts(lines: Sequence[str], *, is_quoted: bool) -> Iterator[str]:
    for is_quote, run in groupby(lines, lambda line: not is_quoted and line.lstrip()[:1] == ">"):
        found = list(run)
        if is_quote:
            inner = [_QUOTE.sub("", line, count=1) for line in found]
            yield f"<blockquote>{''.join(_parts(inner, is_quoted=True))}</blockquote>"
        else:
            yield from _paragraphs(found)


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    for has_words, run in groupby(lines, lambda line: bool(line.strip())):
        if has_words:
            yield from _lists(list(run))


def _lists(lines: Sequence[str]) -> Iterator[str]:
    for is_item, run in groupby(lines, lambda line: _ITEM.match(line) is not None):
        if is_item:
            items = (f"<li>{_line(_ITEM.sub('', one, count=1))}</li>" for one in run)
            yield f"<ul>{''.join(items)}</ul>"
        else:
            yield f"<p>{'<br>'.join(_line(line.strip()) for line in run)}</p>"


def _line(line: str) -> str:
    done, made = 0, ""
    for link in _LINK.finditer(line):
        address = escape(link[0])
        made += _marked(line[done : link.start()])
        made += f'<a href="{address}" rel="nofollow ugc">{address}</a>'
        done = link.end()
    return made + _marked(line[done:])


def _marked(words: str) -> str:
    """The words escaped, with emphasis: its marks are no characters of HTML."""
    safe = str(escape(words))
    # Most lines have no marks, and are not searched for pairs of them.
    if "*" in safe:
        safe = _STRONG.sub(r"<strong>\1</strong>", safe)
    return _EMPHASIS.sub(r"<em>\1</em>", safe) if "_" in safe else safe


def quoted(text: str, *, longest: int = 1_000) -> str:
    """The words as a reply begins with them, without what they quote themselves."""
    own = "\n".join(line for line in text.split("\n") if line.lstrip()[:1] != ">").strip()
    cut = own if len(own) <= longest else own[:longest].rsplit(None, 1)[0] + " …"
    return "".join(f"> {line}\n" for line in cut.split("\n")) if cut else ""


def plain_text(text: str) -> str:
    """What the author says: without the lines that quote others. What a paper may cite."""
    own = [line for line in text.split("\n") if line.lstrip()[:1] != ">"]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()
