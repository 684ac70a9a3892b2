"""The page of an imported paper: its text with what was found, and what is left to do."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Final

from conspectus.cli.handwritten.rows import Row

_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem}"
    "blockquote{margin:.3rem 0 .3rem 1rem;padding-left:.7rem;border-left:3px solid #888}"
    "ul{margin:.2rem 0 1rem}li{margin:.2rem 0}.todo{font-weight:600}"
    "table{border-collapse:collapse}th,td{text-align:start;padding:.2rem .8rem .2rem 0}"
)


def page(title: str, rows: list[Row], counted: Mapping[str, int]) -> bytes:
    """A self-contained HTML page without script."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n"
    )
    parts = [
        head,
        "<table>\n",
        *(
            f'<tr><th scope="row">{escape(name.replace("_", " "))}</th><td>{count}</td></tr>\n'
            for name, count in counted.items()
        ),
        "</table>\n",
        *_sections(rows),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8")


def _sections(rows: list[Row]) -> Iterator[str]:
    for section, members in groupby(rows, key=lambda row: row.section):
        if section:
            yield f"<h2>{escape(section)}</h2>\n"
        for _, same in groupby(members, key=lambda row: row.sentence):
            yield from _sentence(list(same))


def _sentence(rows: list[Row]) -> Iterator[str]:
    first = rows[0]
    note = f" <small>[{escape(first.note)}]</small>" if first.note else ""
    yield f'<p id="s{first.sentence}">{escape(first.paragraph)}. {escape(first.text)}{note}</p>\n'
    told = [row for row in rows if row.holder or row.to_do]
    if told:
        yield "<ul>\n"
        yield from (_holder(row) for row in told)
        yield "</ul>\n"


def _holder(row: Row) -> str:
    how = f" ({escape(row.named_in)})" if row.named_in not in {"", "sentence"} else ""
    grade = f": {escape(row.grade)}" if row.grade else ""
    evidence = (
        f"<blockquote>{escape(row.evidence)} <small>{escape(row.source)}, "
        f"{row.source_start}–{row.source_end}</small></blockquote>"
        if row.evidence
        else ""
    )
    to_do = f' <span class="todo">{escape(row.to_do)}</span>' if row.to_do else ""
    return f"<li>{escape(row.holder)}{how}{grade}{to_do}{evidence}</li>\n"
