"""Files of the sample that are made for print or for the Web: PDF, RTF, HTML."""

from __future__ import annotations

import html as markup
from collections.abc import Callable

import typst

from conspectus.sample.markup import Part, Text, split_calls

_TYPST_SPECIAL = str.maketrans({char: "\\" + char for char in "\\#$*_`<>@=~[]-+/\"'"})


def pdf(text: Text) -> bytes:
    """A PDF with a running header and page numbers, set by typst with its own fonts."""
    source = _typst_source(text).encode()
    return typst.compile(source, ignore_system_fonts=True, format="pdf", timestamp=1767225600)


def _typst_source(text: Text) -> str:
    head = text.header.get("running_head", "")
    settings = [
        f'#set text(lang: "{text.header["language"]}", size: 11pt, hyphenate: false)',
        "#set par(justify: true)",
        "#set document(date: none)",
        f'#set page(paper: "a4", numbering: "1", header: [{head.translate(_TYPST_SPECIAL)}])',
    ]
    notes = text.notes()
    blocks = [_typst_block(part, notes) for part in text.parts if part.kind != "footnote"]
    return "\n".join(settings) + "\n\n" + "\n\n".join(blocks) + "\n"


def _typst_block(part: Part, notes: dict[str, str]) -> str:
    words = "".join(
        piece.translate(_TYPST_SPECIAL)
        + (f"#footnote[{notes[number].translate(_TYPST_SPECIAL)}]" if number else "")
        for piece, number in split_calls(part.text)
    )
    if part.kind == "heading":
        return "=" * part.level + " " + words
    if part.kind == "item":
        marker = "•" if part.marker == "-" else part.marker.replace(".", "\\.")
        return f"#par(hanging-indent: 1.5em)[{marker} {words}]"
    if part.kind == "quote":
        return f"#quote(block: true)[{words}]"
    return words


def rtf(text: Text) -> bytes:
    """An RTF as an old word processor writes it: windows-1252 escapes, footnotes in place."""
    notes = text.notes()
    lines = ["{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}"]
    for part in text.parts:
        if part.kind == "footnote":
            continue
        words = "".join(
            _rtf_words(piece) + (_rtf_note(notes[number]) if number else "")
            for piece, number in split_calls(part.text)
        )
        opening = {"heading": "\\pard\\b ", "item": "\\pard\\fi-360\\li720 "}.get(
            part.kind, "\\pard "
        )
        marker = f"{_rtf_words(part.marker)}\\tab " if part.kind == "item" else ""
        closing = "\\b0\\par" if part.kind == "heading" else "\\par"
        lines.append(f"{opening}{marker}{words}{closing}")
    return ("\r\n".join(lines) + "\r\n}\r\n").encode("ascii")


def _rtf_note(note: str) -> str:
    return f"{{\\super\\chftn}}{{\\footnote\\pard {_rtf_words(note)}}}"


def _rtf_words(words: str) -> str:
    written = ""
    for char in words:
        if char in "\\{}":
            written += "\\" + char
        elif char.isascii():
            written += char
        else:
            code = char.encode("cp1252", errors="ignore")
            written += f"\\'{code[0]:02x}" if code else f"\\u{ord(char)}?"
    return written


def html(text: Text) -> bytes:
    """A page of a website: the words stand among menus, a cookie banner and a footer."""
    title = markup.escape(text.header.get("title", text.file))
    site = markup.escape(text.header.get("site", "Home"))
    blocks = "\n".join(_html_blocks(text.parts))
    page = f"""<!DOCTYPE html>
<html lang="{text.header["language"]}">
<head><meta charset="utf-8"><title>{title}</title>
<style>body {{ font-family: sans-serif }} .banner {{ position: fixed }}</style>
<script>window.dataLayer = window.dataLayer || [];</script></head>
<body>
<div class="banner" role="dialog">We use cookies. <button>Accept all</button></div>
<header><nav><ul><li><a href="/">{site}</a></li><li><a href="/news">News</a></li>
<li><a href="/contact">Contact</a></li></ul></nav></header>
<main><article>
{blocks}
</article></main>
<aside><h3>Related</h3><ul><li><a href="/jobs">We are hiring</a></li></ul></aside>
<footer><p>© 2026 · <a href="/privacy">Privacy notice</a> · <a href="#top">Back to top</a></p>
</footer>
</body></html>
"""
    return page.encode("utf-8")


def _html_blocks(parts: tuple[Part, ...]) -> list[str]:
    simple: dict[str, Callable[[Part], str]] = {
        "heading": lambda part: f"<h{part.level}>{_html_words(part.text)}</h{part.level}>",
        "quote": lambda part: f"<blockquote><p>{_html_words(part.text)}</p></blockquote>",
        "item": lambda part: f"<ul><li>{_html_words(part.text)}</li></ul>",
        "kept": lambda part: f"<p>{_html_words(part.text)}<br></p>",
        "footnote": lambda part: (
            f'<p id="fn{part.marker}"><sup>{part.marker}</sup> {_html_words(part.text)}</p>'
        ),
    }

    def plain(part: Part) -> str:
        return f"<p>{_html_words(part.text)}</p>"

    return [simple.get(part.kind, plain)(part) for part in parts]


def _html_words(text: str) -> str:
    return "".join(
        markup.escape(words, quote=False)
        + (f'<sup><a href="#fn{number}">{number}</a></sup>' if number else "")
        for words, number in split_calls(text)
    )
