"""A paper in the database without a run of the engine: one view, held by one contribution."""

from __future__ import annotations

from typing import Any

from conspectus.contributions.models import Contribution
from conspectus.core.citable import Target
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.services.keeping import Read, keep_pages, keep_sentences
from conspectus.synthesis.services.reader_tables import keep_reader_tables
from tests.factories_site import BEFORE

SENTENCE = "0123456789"
HOLDER = "arda-union"


def a_paper_version(
    contribution: Contribution, *, k: int = 1, published: bool = True, entries: int = 1
) -> PaperVersion:
    """Ready; each annex has so many entries; its evidence is the contribution's paragraph 1."""
    call = contribution.call
    paper, _ = Paper.objects.get_or_create(
        cycle=contribution.cycle, call=call, number=1, defaults={"title": "A paper"}
    )
    version = PaperVersion.objects.create(
        paper=paper,
        k=k,
        state=PaperVersion.State.READY,
        sha256="0" * 64,
        published=BEFORE if published else None,
    )
    paragraph = contribution.current.paragraphs.get(number=1)
    text = paragraph.document.text
    words = text[paragraph.start : paragraph.end]
    made = _paper_json(words, entries)
    keep_pages(version, made)
    at = Target(
        start=paragraph.start,
        end=paragraph.end,
        contribution=contribution.pk,
        version=contribution.current.pk,
        paragraph=1,
    )
    keep_sentences(version, made, Read(texts={"1": text}, targets={"1": (at,)}))
    version.drawn_on = {"1": f"/igf/2026/contributions/{contribution.number}/v1/"}
    keep_reader_tables(version, made, _positions(entries))
    version.save()
    return version


def _paper_json(words: str, entries: int) -> dict[str, Any]:
    """As much of a paper.json as pages need."""
    count = range(entries)
    source = {"id": "1", "ref": "1", "kind": "contribution", "number": "1", "title": "Views"}
    traits = {"group": "civil society", "region": "Africa", "country": "Ghana"}
    others = {"group": "governments", "region": "Europe", "country": "France"}
    section = {"heading": "Access", "part": "Themes", "theme": "access"}
    coverage = {"source": "1", "passages": 1, "views": 1, "sentences": 1, "reason": ""}
    row = {"name": "civil society", "contributors": 1, "views": 1, "sentences": 1}
    document = {"source": "1", "number": "1", "title": "Views", "language": "en"}
    return {
        "title": "A paper",
        "status": "working draft",
        "date": "2026-01-01",
        "language": "en",
        "reference": "DOC/1",
        "cut_off": "2026-01-01",
        "notes": ["A note."],
        "sources": [
            {**source, "language": "en", "holders": [HOLDER]},
            {**source, "id": "2", "number": "2", "language": "en", "holders": ["joint"]},
        ],
        "holders": [
            {**traits, "id": HOLDER, "name": "Arda Union", "label": "the Arda Union"},
            {**traits, "id": "joint", "name": "Arda and Corum", "members": [HOLDER]},
            *({**others, "id": f"b-{n}", "name": f"Brel {n}"} for n in range(1, entries)),
        ],
        "themes": [{"id": "access", "name": "Access", "addressed_by": [HOLDER]}],
        "views": [{"id": f"v-{n}", "theme": "access", "language": "en"} for n in count],
        "oppositions": [{"views": ["v-0", "v-1"]}],
        "sections": [{**section, "paragraphs": [_paragraph(words, n, entries)]} for n in range(2)],
        "annexes": {
            "submissions": [{"holder": HOLDER, "documents": [document]} for _ in count],
            "speakers": [{"holder": HOLDER, "interventions": ["1"]} for _ in count],
            "glossary": [{"term": "UN", "meaning": "United Nations", "source": "1"} for _ in count],
            "not_reflected": [{"source": "1", "reason": "no view: nothing asked"} for _ in count],
            "method": {"paragraphs": ["Views are counted." for _ in count]},
        },
        "balance": {"groups": [{**row, "share_of_input": 1.0, "share_of_text": 1.0}] * entries},
        "coverage": {"rows": [coverage] * entries},
    }


def _positions(entries: int) -> list[dict[str, str]]:
    """The printed view of one holder, then views that no sentence gives, its own and others'."""
    return [
        {
            "theme": "access",
            "view": f"v-{n}",
            "wording": f"Access number {n} comes first",
            "holder": f"b-{n}" if n % 2 and n < entries else HOLDER,
            "stance": "against" if n % 2 else "for",
            "passages": "",
            "sentence": "" if n else SENTENCE,
            "reason": "no room" if n else "",
        }
        for n in range(entries + 1)
    ]


def _paragraph(words: str, number: int, entries: int) -> dict[str, Any]:
    """The first is prose with so many views; the second a list without evidence."""
    evidence = {"source": "1", "start": 0, "end": len(words), "quote": words}
    position = {"view": "v-0", "holder": HOLDER, "evidence": [evidence]}
    plain = {"footnote": None, "language": "en", "degree": None, "positions": [], "kind": "frame"}
    view = {
        **plain,
        "id": SENTENCE,
        "kind": "view",
        "text": "The Arda Union holds a view.",
        "footnote": "The Arda Union.",
        "degree": {"word": "one", "n": 1, "of": 1},
        "positions": [position],
    }
    more = [
        {
            **view,
            "id": f"a{n:09}",
            "text": f"Arda Union and Brel {n} hold view {n}.",
            "footnote": None,
            "positions": [
                {"view": f"v-{n}", "holder": holder, "stance": "for", "evidence": [evidence]}
                for holder in (HOLDER, f"b-{n}")
            ],
        }
        for n in range(1, entries)
    ]
    items = [{**plain, "id": f"{n:010}", "text": f"Item {n}"} for n in range(1, 4)]
    return {
        "number": str(number + 1),
        "kind": "list" if number else "prose",
        "sentences": items if number else [view, *more],
    }
