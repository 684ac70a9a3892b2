"""One self-contained HTML file: no script, no request, style bound by its hash."""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from html import escape
from importlib.resources import files

from conspectus.engine.paper import Paper
from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.labels import Labels, labels_for
from conspectus.formats.writers.manuscript import Heading, Manuscript
from conspectus.formats.writers.web.blocks import block_html
from conspectus.formats.writers.web.inline import plain_html
from conspectus.formats.writers.web.paragraph import paragraph_html


def write_html(paper: Paper) -> bytes:
    """The paper as UTF-8 HTML.

    Footnotes are popovers and evidence stands in ``<details>``: both work without JavaScript,
    and a browser that does not know popovers shows the footnotes below their paragraph.
    """
    manuscript = compose(paper)
    labels = labels_for(paper.language)
    blocks = manuscript.body + manuscript.annexes
    numbered = partial(paragraph_html, labels=labels)
    style = files("conspectus.formats.writers.web").joinpath("paper.css").read_text("utf-8")
    parts = [
        _head(manuscript, style),
        f'<a class="skip" href="#text">{escape(labels.skip)}</a>\n',
        _header(manuscript),
        _contents(manuscript, labels),
        '<main id="text">\n',
        *(block_html(block, numbered, rtl=manuscript.rtl) for block in blocks),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8")


def _head(manuscript: Manuscript, style: str) -> str:
    direction = "rtl" if manuscript.rtl else "ltr"
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(manuscript.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(_document_title(manuscript))}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n"
    )


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _document_title(manuscript: Manuscript) -> str:
    return " – ".join(part for part in (manuscript.title, manuscript.reference) if part)


def _header(manuscript: Manuscript) -> str:
    lines = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{plain_html(value)}</dd></div>"
        for label, value in manuscript.front
    )
    forum = f'<p class="forum">{plain_html(manuscript.forum)}</p>' if manuscript.forum else ""
    return (
        f"<header>\n{forum}<h1>{plain_html(manuscript.title)}</h1>\n"
        f'<dl class="front">{lines}</dl>\n</header>\n'
    )


def _contents(manuscript: Manuscript, labels: Labels) -> str:
    items = "".join(
        _contents_item(heading) for heading in manuscript.headings if heading.level <= 3
    )
    return (
        f'<nav aria-labelledby="contents"><h2 id="contents">{escape(labels.contents)}</h2>\n'
        f"<ul>{items}</ul></nav>\n"
    )


def _contents_item(heading: Heading) -> str:
    label = f'<span class="label">{escape(heading.label)}</span> ' if heading.label else ""
    return (
        f'<li class="level{heading.level}"><a href="#{escape(heading.id)}">{label}'
        f"{plain_html(heading.text)}</a></li>"
    )
