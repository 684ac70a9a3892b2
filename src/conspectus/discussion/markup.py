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
    return Markup("").join(_parts(lines, is_quoted=False))


def _parts(lines: Sequence[str], *, is_quoted: bool) -> Iterator[Markup]:
    for is_quote, run in groupby(lines, lambda line: not is_quoted and line.lstrip()[:1] == ">"):
        found = list(run)
        if is_quote:
            inner = [_QUOTE.sub("", line, count=1) for line in found]
            yield Markup("<blockquote>{}</blockquote>").format(
                Markup("").join(_parts(inner, is_quoted=True))
            )
        else:
            yield from _paragraphs(found)


def _paragraphs(lines: Sequence[str]) -> Iterator[Markup]:
    for has_words, run in groupby(lines, lambda line: bool(line.strip())):
        if has_words:
            yield from _lists(list(run))


def _lists(lines: Sequence[str]) -> Iterator[Markup]:
    for is_item, run in groupby(lines, lambda line: _ITEM.match(line) is not None):
        if is_item:
            items = (Markup("<li>{}</li>").format(_line(_ITEM.sub("", one))) for one in run)
            yield Markup("<ul>{}</ul>").format(Markup("").join(items))
        else:
            words = Markup("<br>").join(_line(line.strip()) for line in run)
            yield Markup("<p>{}</p>").format(words)


def _line(line: str) -> Markup:
    done, made = 0, Markup("")
    for link in _LINK.finditer(line):
        made += _marked(line[done : link.start()])
        made += Markup('<a href="{0}" rel="nofollow ugc">{0}</a>').format(link[0])
        done = link.end()
    return made + _marked(line[done:])


def _marked(words: str) -> Markup:
    """Emphasis in what is escaped already: the marks are no characters of HTML."""
    safe = str(escape(words))
    safe = _STRONG.sub(r"<strong>\1</strong>", safe)
    # Safe: escaped above, and only these two elements are added.
    return Markup(_EMPHASIS.sub(r"<em>\1</em>", safe))  # noqa: S704


def quoted(text: str, *, longest: int = 1_000) -> str:
    """The words as a reply begins with them, without what they quote themselves."""
    own = "\n".join(line for line in text.split("\n") if line.lstrip()[:1] != ">").strip()
    cut = own if len(own) <= longest else own[:longest].rsplit(None, 1)[0] + " …"
    return "".join(f"> {line}\n" for line in cut.split("\n")) if cut else ""


def plain_text(text: str) -> str:
    """What the author says: without the lines that quote others. What a paper may cite."""
    own = [line for line in text.split("\n") if line.lstrip()[:1] != ">"]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()
