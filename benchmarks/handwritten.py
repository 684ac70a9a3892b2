"""Score the holders found in a hand-written paper against those marked by hand.

``python benchmarks/handwritten.py --data FILE [--details]``, where FILE is the text of the
background paper of 2007 (its SHA-256 stands below; the paper itself is not ours to keep here), or
with ``--marked`` an invented paper in which ``[[ ]]`` stands around names and ``{{ }}`` around
groups (tests/engine/handwritten/data). The gold file gives a mention a row: line of the file,
column (from 1), length in code points, ``named``, ``group`` ("several speakers") or ``open``.
``open`` mentions are not counted either way (docs/handwritten.md).

A mention is found where the reader gives one of the same words; the article, a title before a
person's name and the short form in brackets behind a name make no difference. Every mention that
it gives besides counts against precision. The last line is JSON.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conspectus.engine.document import Document
from conspectus.engine.handwritten import KnownName, read_paper
from conspectus.formats.intake.places import areas
from conspectus.formats.readers import read

GOLD = Path(__file__).parent.parent / "docs" / "audit" / "handwritten-gold.csv"
PAPER = "5025a37032f70a1e520c6ca8c51523c7164a79f456f2ef46cd8eb62551ae3136"
_EDGES = re.compile(
    r"^(?:the|co-chair|mr|mrs|ms|dr|professor|cllr)\.?\s+|\s*\([^()]*\)$", re.IGNORECASE
)


_MARK = re.compile(r"\[\[([^\[\]]+)\]\]|\{\{([^{}]+)\}\}")


@dataclass(frozen=True)
class Span:
    """A mention: half-open offsets into the document's text, and its kind."""

    start: int
    end: int
    kind: str


def places() -> Iterator[KnownName]:
    """The areas of the UN's list, as names that are holders only where the text says so."""
    for area in areas():
        yield KnownName(name=area.name, forms=(area.in_sentence, *area.synonyms), place=True)


def gold_spans(gold: Path, file_text: str, document: Document) -> list[Span]:
    """The marked mentions as offsets into the document that the reader made of the file."""
    lines = file_text.split("\n")
    starts = _line_starts(lines, document.text)
    found = []
    with gold.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            line = lines[int(row["line"]) - 1]
            column = int(row["column"]) - 1
            # The reader squeezes white space: count what is left of it before the mention.
            offset = len(" ".join(f"{line[:column]}|".split())) - 1
            words = " ".join(line[column : column + int(row["length"])].split())
            start = starts[int(row["line"])] + offset
            if document.text[start : start + len(words)] != words:
                raise SystemExit(f"Line {row['line']} of the paper does not hold the marked words.")
            found.append(Span(start, start + len(words), row["kind"]))
    return found


def _line_starts(lines: list[str], text: str) -> dict[int, int]:
    starts, at = {}, 0
    for number, line in enumerate(lines, 1):
        words = " ".join(line.split()).lstrip("- ")
        if words and (place := text.find(words, at)) >= 0:
            starts[number], at = place, place + len(words)
    return starts


def core(text: str, span: Span) -> tuple[int, int]:
    """The span without article, title and short form."""
    start, end = span.start, span.end
    while found := _EDGES.search(text[start:end]):
        if found.start() == 0:
            start += found.end()
        else:
            end = start + found.start()
    return start, end


def marked_spans(marked: str, name: str) -> tuple[Document, list[Span]]:
    """An invented paper as the reader gives it without its marks, and what they stand around.

    The reader may leave out signs (numbers of notes), so a mention is looked for behind the one
    before it, with the letters that stand before it.
    """
    clean = _MARK.sub(lambda found: found.group(1) or found.group(2), marked)
    document = read(clean.encode("utf-8"), name)
    places = [place for place, letter in enumerate(document.text) if not letter.isspace()]
    dense = "".join(document.text[place] for place in places)
    before, at, last, spans = "", 0, 0, []
    for found in _MARK.finditer(marked):
        before += "".join(marked[last : found.start()].split())
        words = "".join((found.group(1) or found.group(2)).split())
        context = before[-9:]
        start = dense.find(context + words, max(0, at - len(context)))
        start = start + len(context) if start >= 0 else dense.index(words, at)
        kind = "named" if found.group(1) else "group"
        spans.append(Span(places[start], places[start + len(words) - 1] + 1, kind))
        at, last = start + len(words), found.end()
        before += words
    return document, spans


def mentions_of(document: Document) -> list[Span]:
    """What the reader of hand-written papers finds."""
    return [
        Span(mention.start, mention.end, mention.kind.value)
        for sentence in read_paper(document, places()).sentences()
        for mention in sentence.mentions
    ]


def main() -> None:
    """Print what was missed and wrong, if asked, and the figures."""
    parser = argparse.ArgumentParser()
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path)
    source.add_argument("--marked", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--details", action="store_true")
    given = parser.parse_args()
    if given.marked:
        document, gold = marked_spans(given.marked.read_text("utf-8"), given.marked.name)
    else:
        data = given.data.read_bytes()
        if given.gold == GOLD and hashlib.sha256(data).hexdigest() != PAPER:
            raise SystemExit(f"{given.data} is not the paper that was marked.")
        document = read(data, given.data.name)
        gold = gold_spans(given.gold, data.decode("utf-8"), document)
    print(json.dumps(score(document.text, gold, mentions_of(document), details=given.details)))


def score(text: str, gold: list[Span], found: list[Span], *, details: bool) -> dict[str, float]:
    """Recall and precision, of all mentions and of named ones."""
    wanted = {core(text, span): span for span in gold if span.kind != "open"}
    ignored = [span for span in gold if span.kind == "open"]
    given = {core(text, span): span for span in found}
    hits = set(wanted) & set(given)
    wrong = {
        place: span
        for place, span in given.items()
        if place not in hits and not any(o.start < span.end and span.start < o.end for o in ignored)
    }
    if details:
        for label, missed in (("missed", set(wanted) - hits), ("wrong", set(wrong))):
            for start, end in sorted(missed):
                print(
                    f"{label}: "
                    f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}"
                )
    named = {place for place in hits if wanted[place].kind == "named"}
    wrong_named = sum(span.kind == "named" for span in wrong.values())
    return {
        "recall": round(len(hits) / len(wanted), 4),
        "precision": round(len(hits) / (len(hits) + len(wrong)), 4),
        "mentions": len(wanted),
        "found": len(hits),
        "wrong": len(wrong),
        "recall_named": round(
            len(named) / sum(span.kind == "named" for span in wanted.values()), 4
        ),
        "precision_named": round(len(named) / (len(named) + wrong_named), 4),
    }


if __name__ == "__main__":
    main()
