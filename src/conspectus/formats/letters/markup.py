"""The page of a mail as strips: quotations and signatures that its client marks are cut out first.

What is left goes through the reader of web pages (`formats.readers.html`), so that headings, lists
and tables of a mail are those of any other document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from conspectus.engine.document import BlockKind
from conspectus.formats.readers.html import read_markup
from conspectus.formats.readers.mail_strips import Strip
from conspectus.formats.readers.pieces import Piece

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST = 3_000_000
"""Characters of a page that are read; a mail that is longer is cut there."""

_DEEPEST = 500
_BREAK, _CUT = "\u240a", "\u241e"
_ONLY_OURS = re.compile(f"[{_BREAK}{_CUT}]")
_BR = re.compile(r"<br\b[^>]{0,200}>", re.IGNORECASE)
_PLACE = re.compile(f"{_CUT}([QSO])(\\d+){_CUT}")
_TAG = re.compile(r"<(/?)(?:div|blockquote|span|table|font|b|i|section|center)\b", re.IGNORECASE)
_QUOTATIONS = (
    "blockquote, .gmail_attr, .moz-cite-prefix, .yahoo_quoted, #reply-intro, "
    ".moz-forward-container, "
    "[id*=yahoo_quoted], .zmail_extra, .tutanota_quote"
)
_SIGNATURES = (
    ".gmail_signature, .gmail_signature_prefix, .moz-signature, #Signature, #signature, #_rc_sig, "
    "[id^=ymail_], .k9mail-signature, .protonmail_signature_block, #AppleMailSignature, "
    "#ms-outlook-mobile-signature, [name=_MailAutoSig], [style*='mso-bookmark:_MailAutoSig']"
)
_OPENINGS = "#appendonsend, #divRplyFwdMsg, #mail-editor-reference-message-container"
_INDENTED = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.IGNORECASE)


def strips_of_page(html: str) -> list[Strip]:
    """Strips of a page in their order, quoted and signed ones among them."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - loaded for HTML only

    html = _ONLY_OURS.sub(" ", html[:MOST])
    if _too_deep(html):
        return [Strip(text) for text in re.sub(r"<[^<>]*>", "\n", html).split("\n")]
    tree = LexborHTMLParser(html)
    cut: list[str] = []
    for node, sign in _marked(tree.body):
        cut.append(node.html or "" if sign != "O" else "")
        place = f"{_BREAK}{_CUT}{sign}{len(cut) - 1}{_CUT}{_BREAK}"
        if sign == "O":
            node.insert_before(place)
        else:
            node.replace_with(place)
    return list(_strips(tree.html or "", cut))


def _too_deep(html: str) -> bool:
    """What no mail program nests so, and what a walk upwards would take squares of time for."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _marked(body: LexborNode | None) -> Iterator[tuple[LexborNode, str]]:
    """Outermost nodes that are quotations (Q), signatures (S), or open a quotation (O)."""
    if body is None:
        return
    found: dict[int, tuple[LexborNode, str]] = {}
    for selector, sign in ((_QUOTATIONS, "Q"), (_SIGNATURES, "S"), (_OPENINGS, "O")):
        for node in body.css(selector):
            if sign != "Q" or not _is_indented(node):
                found.setdefault(node.mem_id, (node, sign))
    inner = {key for key, (node, _) in found.items() if _has_marked_parent(node, found)}
    yield from (pair for key, pair in found.items() if key not in inner)


def _is_indented(node: LexborNode) -> bool:
    """A blockquote without a line beside it is how people indent their own words."""
    attributes = node.attributes
    if node.tag != "blockquote" or attributes.get("class") or attributes.get("type"):
        return False
    return bool(_INDENTED.search(attributes.get("style") or ""))


def _has_marked_parent(node: LexborNode, found: dict[int, tuple[LexborNode, str]]) -> bool:
    parent = node.parent
    while parent is not None:
        above = found.get(parent.mem_id)
        if above is not None and above[1] != "O":
            return True
        parent = parent.parent
    return False


def _strips(html: str, cut: list[str]) -> Iterator[Strip]:
    pieces, _, _ = read_markup(_BR.sub(_BREAK, html))
    for piece in pieces:
        yield Strip("")
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            for line in piece.text.split(_BREAK):
                yield from _line(line.strip(), cut)
        elif _PLACE.search(piece.text) or _BREAK in piece.text:
            yield from _of_structure(piece, cut)
        else:
            yield Strip(piece.text, piece=piece)


def _of_structure(piece: Piece, cut: list[str]) -> Iterator[Strip]:
    """A heading or item in which something was cut, or with breaks."""
    own = " ".join(_PLACE.sub(" ", piece.text.replace(_BREAK, " ")).split())
    if own:
        made = Piece(kind=piece.kind, text=own, marker=piece.marker, level=piece.level)
        yield Strip(own, piece=made)
    for place in _PLACE.finditer(piece.text):
        yield from _line(place[0], cut)


def _line(line: str, cut: list[str]) -> Iterator[Strip]:
    place = _PLACE.fullmatch(line)
    if place is None:
        yield Strip(line)
        return
    if place[1] == "O":
        yield Strip("", opens=True)
        return
    inner, _, _ = read_markup(_BR.sub(_BREAK, cut[int(place[2])]))
    for piece in inner:
        for text in piece.text.split(_BREAK):
            yield Strip(text.strip(), quoted=place[1] == "Q", signed=place[1] == "S")
