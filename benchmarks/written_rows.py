"""The text of an invented paper with its readers' tables, letters and comments (see workbench)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from installation import _words

from conspectus.contributions.models import Contribution
from conspectus.core.citable import Target
from conspectus.core.clock import stamp
from conspectus.synthesis.models import Comment, Contact, Letter, PaperVersion, Reply
from conspectus.synthesis.services.keeping import Read, keep_pages, keep_sentences
from conspectus.synthesis.services.reader_tables import keep_reader_tables

SECTIONS, PARAGRAPHS, SENTENCES = 10, 6, 3
HOLDERS_OF_A_VIEW = 6
LETTERS, REPLIES, COMMENTS = 200, 120, 80


def write_text(version: PaperVersion, *, views: int, draw: random.Random) -> None:
    """The version's text, public and open for comment, with answers and comments."""
    rows = Contribution.objects.select_related("current").prefetch_related(
        "current__paragraphs__document"
    )
    sources = list(rows.order_by("number"))
    version.published, version.sha256 = stamp(), "0" * 64
    _text(version, sources, views, draw)
    _answers(version, len(sources), draw)


def _text(
    version: PaperVersion, sources: Sequence[Contribution], views: int, draw: random.Random
) -> None:
    texts, targets, evidence = {}, {}, []
    for number, source in enumerate(sources, start=1):
        paragraph = source.current.paragraphs.all()[0]
        text, key = paragraph.document.text, str(number)
        words = text[paragraph.start : paragraph.end][:240]
        texts[key] = text
        targets[key] = (
            Target(
                start=paragraph.start,
                end=paragraph.end,
                contribution=source.pk,
                version=source.current.pk,
                paragraph=1,
            ),
        )
        end = paragraph.start + len(words)
        evidence.append({"source": key, "start": paragraph.start, "end": end, "quote": words})
    made = _paper(evidence, views, draw)
    keep_pages(version, made)
    keep_sentences(version, made, Read(texts=texts, targets=targets))
    path = version.paper.cycle.scope.path
    version.drawn_on = {
        str(n): f"/{path}/contributions/{source.number}/v1/" for n, source in enumerate(sources, 1)
    }
    keep_reader_tables(version, made, _positions(made, views, len(sources), draw))
    version.save()


def _paper(evidence: Sequence[dict[str, Any]], views: int, draw: random.Random) -> dict[str, Any]:
    """As much of a paper.json as pages need."""
    count = len(evidence)
    traits = {"group": "civil society", "region": "Africa", "country": "Ghana"}
    holders = [{**traits, "id": f"h-{n}", "name": f"Holder number {n}"} for n in range(count)]
    sources = [
        {
            "id": str(n + 1),
            "ref": str(n + 1),
            "kind": "contribution",
            "number": str(n + 1),
            "title": f"Views {n}",
            "language": "en",
            "holders": [f"h-{n}"],
        }
        for n in range(count)
    ]
    document = {"title": "Views", "language": "en"}
    lines = [
        {"source": str(n + 1), "passages": 9, "views": 4, "sentences": 2} for n in range(count)
    ]
    shares = {"share_of_input": 1.0, "share_of_text": 1.0, "contributors": count, "views": views}
    return {
        "title": "A paper",
        "status": "open for comment",
        "date": "2026-01-01",
        "language": "en",
        "reference": "DOC/1",
        "cut_off": "2026-01-01",
        "notes": ["A note."],
        "sources": sources,
        "holders": holders,
        "themes": [
            {"id": f"theme-{n}", "name": f"Theme number {n}", "addressed_by": []}
            for n in range(SECTIONS)
        ],
        "views": [
            {"id": f"v-{n:012}", "theme": f"theme-{n % SECTIONS}", "language": "en"}
            for n in range(views)
        ],
        "oppositions": [{"views": [f"v-{n:012}", f"v-{n + 1:012}"]} for n in range(0, 40, 2)],
        "sections": [_section(n, evidence, draw) for n in range(SECTIONS)],
        "annexes": {
            "submissions": [
                {
                    "holder": f"h-{n}",
                    "documents": [{**document, "source": str(n + 1), "number": str(n + 1)}],
                }
                for n in range(count)
            ],
            "speakers": [],
            "glossary": [],
            "not_reflected": [],
            "method": {"paragraphs": ["Views are counted."]},
        },
        "balance": {"groups": [{"name": "civil society", "sentences": 180, **shares}]},
        "coverage": {"rows": [{**line, "reason": ""} for line in lines]},
    }


def _section(place: int, evidence: Sequence[dict[str, Any]], draw: random.Random) -> dict[str, Any]:
    return {
        "heading": f"Theme number {place}",
        "part": "Themes",
        "theme": f"theme-{place}",
        "paragraphs": [
            {
                "number": str(place * PARAGRAPHS + n + 1),
                "kind": "prose",
                "sentences": [
                    _sentence((place * PARAGRAPHS + n) * SENTENCES + k, evidence, draw)
                    for k in range(SENTENCES)
                ],
            }
            for n in range(PARAGRAPHS)
        ],
    }


def _sentence(
    number: int, evidence: Sequence[dict[str, Any]], draw: random.Random
) -> dict[str, Any]:
    count = 1 + number % 7
    holders = draw.sample(range(len(evidence)), count)
    named = ", ".join(f"Holder number {one}" for one in holders)
    return {
        "id": f"{number:010x}",
        "kind": "view",
        "text": f"{named} said that {_words(draw, 18)[:-1].lower()}.",
        "footnote": None,
        "language": "en",
        "degree": {"word": "several", "n": count, "of": len(evidence)},
        "positions": [
            {
                "view": f"v-{number:012}",
                "holder": f"h-{one}",
                "stance": "for",
                "evidence": [evidence[one]],
            }
            for one in holders
        ],
    }


def _positions(
    paper: dict[str, Any], views: int, count: int, draw: random.Random
) -> list[dict[str, str]]:
    printed = {
        position["view"]: sentence["id"]
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        for position in sentence["positions"]
    }
    made = []
    for n in range(views):
        view, wording = f"v-{n:012}", _words(draw, 16).rstrip(".")
        made += [
            {
                "theme": f"theme-{n % SECTIONS}",
                "view": view,
                "wording": wording,
                "holder": f"h-{holder}",
                "stance": "for",
                "passages": "",
                "sentence": printed.get(view, ""),
                "reason": "" if view in printed else "no room",
            }
            for holder in draw.sample(range(count), HOLDERS_OF_A_VIEW)
        ]
    return made


def _answers(version: PaperVersion, count: int, draw: random.Random) -> None:
    now, later = stamp(), stamp() + dt.timedelta(days=30)
    letters = []
    for n in range(LETTERS):
        contact = Contact.objects.create(
            cycle=version.paper.cycle, email=f"h{n}@example.org", authorised="the secretariat"
        )
        letters.append(
            Letter.objects.create(
                version=version,
                contact=contact,
                holder=f"h-{n % count}",
                name=f"Holder number {n % count}",
                binding=True,
                token=f"{n:064x}",
                written=now,
                answer_by=later,
                expires=later,
            )
        )
    Reply.objects.bulk_create(
        Reply(
            paper=version.paper,
            letter=letters[n],
            binding=True,
            kind=Reply.Kind.OBJECT if n % 3 else Reply.Kind.CONFIRM,
            sentence=f"{n:010x}",
            text=_words(draw, 40),
            note=_words(draw, 30),
            received=now,
            due=later,
        )
        for n in range(REPLIES)
    )
    Comment.objects.bulk_create(
        Comment(
            version=version,
            number=n + 1,
            paragraph="1",
            sentence=f"{n:010x}",
            name="Ana Example",
            organisation="Example Society",
            email="ana@example.org",
            text=_words(draw, 60),
            key=f"comment-{n}",
            state=Comment.State.PUBLISHED,
            received=now,
            published=now,
        )
        for n in range(COMMENTS)
    )
