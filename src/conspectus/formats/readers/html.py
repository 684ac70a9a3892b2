"""HTML: the words of the page without its navigation, banners, forms and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import clean, decode
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.pieces import Piece, assemble
from conspectus.formats.readers.turns import gather_turns

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset(
    "script style noscript template svg math canvas iframe object embed form button input select "
    "textarea nav footer aside dialog menu head audio video map".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 "
    "h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr "
    "ul caption".split()
)
_ROLES = frozenset("navigation banner contentinfo search dialog complementary menu alert".split())
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|footer|cookies?|consent|gdpr|breadcrumbs?|sidebar|"
    r"share|social|sharing|skip|advert(?:isement)?|ads?|newsletter|subscribe|popup|modal|"
    r"pagination|related|login|print-?only|visually-?hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_COOKIES = re.compile(
    r"\b(?:we|this (?:web)?site) uses? cookies\b|\baccept (?:all )?cookies\b|\bcookie policy\b",
    re.IGNORECASE,
)
_MAX_DEPTH = 10_000
_NESTING_TAG = re.compile(
    rb"<(/?)(?!p\b|li\b|t[dhr]\b|d[dt]\b|option\b|br\b|hr\b|img\b|input\b|meta\b|link\b|col\b|"
    rb"tbody\b|thead\b|tfoot\b|area\b|wbr\b|source\b|param\b|base\b|rt\b|rp\b)[a-z](?![^<>]*/>)",
    re.IGNORECASE,
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


def read_html(data: bytes, name: str) -> Document:
    """A document of a web page.

    Raises:
        Damaged: elements nested thousands deep. TooLarge: too many characters.
        UnsupportedFormat: the bytes are no text.
    """
    pieces, title, language, warnings = html_pieces(data, name)
    return assemble(gather_turns(pieces), title=title, language=language, warnings=warnings)


def html_pieces(
    data: bytes, name: str
) -> tuple[list[Piece], str | None, str | None, tuple[str, ...]]:
    """(pieces, title, language, warnings) of a web page, turns not yet gathered."""
    _check_depth(data, name)
    declared = _CHARSET.search(data[:4096])
    text, warnings = _characters(data, name, declared[1].decode("ascii") if declared else "")
    pieces, title, language = read_markup(text)
    return list(pieces), title, language, tuple(warnings)


def _check_depth(data: bytes, name: str) -> None:
    """Refuse what no page is and what parsers take quadratic time for.

    Elements whose end tag may be left out ("li", "p", "td") are not counted.
    """
    depth = 0
    for match in _NESTING_TAG.finditer(data):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _MAX_DEPTH:
            raise Damaged(
                f"“{name}” is nested more than {_MAX_DEPTH:,} elements deep, as no web page is: "
                "send the text alone."
            )


def _characters(data: bytes, name: str, declared: str) -> tuple[str, tuple[str, ...]]:
    """The declared charset where the bytes agree with it, else what the bytes say."""
    if declared and declared.lower() not in ("utf-8", "utf8", "iso-8859-1", "us-ascii"):
        try:
            text = data.decode(declared)
        except (LookupError, UnicodeError, ValueError):
            pass
        else:
            check_length(len(text), name)
            return text, ()
    decoded = decode(data, name)
    return decoded.text, decoded.warnings


def read_markup(text: str) -> tuple[list[Piece], str | None, str | None]:
    """Pieces, title and language of HTML markup."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 — loaded for HTML only

    tree = LexborHTMLParser(text)
    title_node = tree.css_first("title")
    title = clean(title_node.text()).strip() if title_node else None
    html = tree.css_first("html")
    language = (html.attributes.get("lang") or "")[:2].lower() if html else ""
    body = tree.body
    if body is None:
        return [], title, language or None
    pieces = _strip_furniture(list(_Walker().pieces(_content_root(body))))
    return pieces, title or None, language if language.isalpha() else None


def _content_root(body: LexborNode) -> LexborNode:
    """``<main>`` or the only ``<article>`` where it holds most of the words."""
    whole = len(body.text(deep=True))
    for selector in ("main", "[role=main]", "article"):
        found = body.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) > 0.3 * whole:
            return found[0]
    return body


class _Walker:
    """Depth-first walk with an explicit stack (pages nest deeper than Python recurses)."""

    def __init__(self) -> None:
        self._inline: list[str] = []
        self._kinds: list[tuple[BlockKind, int | None]] = []
        self._lists = 0
        self._links = 0

    def pieces(self, root: LexborNode) -> Iterator[Piece]:
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                yield from self._leave(tag)
                continue
            if tag == "-text":
                self._inline.append(node.text(deep=False) or "")
                continue
            if _is_furniture(node, tag):
                continue
            if tag == "br":
                self._inline.append("\n")
                continue
            if tag == "table" and _is_data_table(node):
                yield from self._flush()
                yield from _table(node)
                continue
            yield from self._enter(tag)
            stack.append((node, True))
            children = []
            child = node.first_child
            while child is not None:
                children.append((child, False))
                child = child.next
            stack.extend(reversed(children))
        yield from self._flush()

    def _enter(self, tag: str) -> Iterator[Piece]:
        if tag not in _BLOCKS:
            return
        yield from self._flush()
        if tag in ("ul", "ol"):
            self._lists += 1
        if tag in _HEADINGS:
            self._kinds.append((BlockKind.HEADING, _HEADINGS[tag]))
        elif tag == "li":
            self._kinds.append((BlockKind.LIST_ITEM, max(1, self._lists)))
        elif tag == "blockquote":
            self._kinds.append((BlockKind.QUOTE, None))

    def _leave(self, tag: str) -> Iterator[Piece]:
        if tag not in _BLOCKS:
            return
        yield from self._flush()
        if tag in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)
        if self._kinds and (tag in _HEADINGS or tag in ("li", "blockquote")):
            self._kinds.pop()

    def _flush(self) -> Iterator[Piece]:
        text = clean("".join(self._inline))
        self._inline.clear()
        words = " ".join(text.split())
        if not words:
            return
        kind, level = self._kinds[-1] if self._kinds else (BlockKind.PARAGRAPH, None)
        marker = "•" if kind is BlockKind.LIST_ITEM else ""
        if kind is BlockKind.PARAGRAPH and "\n" in text:
            yield from (Piece(kind=kind, text=line) for line in _broken_lines(text))
            return
        yield Piece(kind=kind, text=words, level=level, marker=marker)


def _broken_lines(text: str) -> list[str]:
    return [" ".join(text.split())]


def _is_furniture(node: LexborNode, tag: str) -> bool:
    if tag in _DROPPED or tag in ("-comment", "!doctype", "_comment"):
        return True
    attributes = node.attributes
    if not attributes or tag in ("body", "html", "main", "article"):
        return False
    if (attributes.get("role") or "") in _ROLES or attributes.get("aria-hidden") == "true":
        return True
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(names.strip()) and bool(_FURNITURE.search(names))


def _is_data_table(node: LexborNode) -> bool:
    """A table of cells; layout tables hold paragraphs or other tables and are walked through."""
    if node.css_first("table table, td p, td div, td ul, td h1, td h2, td h3") is not None:
        return False
    rows = node.css("tr")
    return any(len(row.css("td, th")) > 1 for row in rows)


def _table(node: LexborNode) -> Iterator[Piece]:
    rows = []
    for row in node.css("tr"):
        cells = [" ".join(clean(c.text(deep=True)).split()) for c in row.css("td, th")]
        if any(cells):
            rows.append(" | ".join(cells))
    if rows:
        yield Piece(kind=BlockKind.TABLE, text="\n".join(rows))


def _strip_furniture(pieces: list[Piece]) -> list[Piece]:
    """Cookie notices that no class name gives away."""
    return [p for p in pieces if not (len(p.text) < 600 and _COOKIES.search(p.text))]
