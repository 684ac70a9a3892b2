"""A letter to the holder of `factories_paper_rows`, and answers to it, without services."""

from __future__ import annotations

import datetime as dt

from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import (
    AnnexEntry,
    Citation,
    Contact,
    Letter,
    PaperVersion,
    Reply,
    Sentence,
)
from conspectus.synthesis.services.reply_links import secret_of, token_of
from tests.factories_paper_rows import HOLDER, SENTENCE
from tests.factories_site import BEFORE

NEVER = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


def a_letter(version: PaperVersion, email: str = "contact@example.org", **fields) -> Letter:
    """Open without end, to an authorised contact."""
    contact, _ = Contact.objects.get_or_create(
        cycle=version.paper.cycle, email=email, defaults={"authorised": "the secretariat"}
    )
    letter = Letter(
        version=version,
        contact=contact,
        written=BEFORE,
        answer_by=NEVER,
        expires=NEVER,
        **{"holder": HOLDER, "name": "Arda Union", "binding": True, **fields},
    )
    letter.token = token_of(secret_of(letter))
    letter.save()
    return letter


def a_reply(letter: Letter, **fields) -> Reply:
    """An objection that binds and waits for an answer, unless told otherwise."""
    made = {
        "kind": Reply.Kind.OBJECT,
        "sentence": SENTENCE,
        "text": "We did not say so.",
        "note": "We said less.",
        "binding": True,
        **fields,
    }
    return Reply.objects.create(
        paper=letter.version.paper, letter=letter, received=BEFORE, due=NEVER, **made
    )


def more_sentences(version: PaperVersion, count: int) -> None:
    """So many more sentences that cite the holder, on no page of the text."""
    first = version.sentences.get(sentence=SENTENCE)
    citation = first.citations.get()
    entry = AnnexEntry.objects.get(version=version, annex=HOLDERS, data__id=HOLDER)
    for n in range(count):
        row = Sentence.objects.create(
            version=version,
            sentence=f"c{n:09x}",
            section=99,
            paragraph=str(n + 10),
            order=n + 1000,
            kind="view",
            data=first.data,
        )
        Citation.objects.create(
            sentence=row,
            contribution=citation.contribution,
            version=citation.version,
            paragraph=1,
            start=citation.start,
            end=citation.end,
            holder=citation.holder,
            words=citation.words,
            language="en",
        )
        entry.data["sentences"].append(row.sentence)
    entry.save()
    start = version.annex_entries.filter(annex=HOLDERS).count()
    AnnexEntry.objects.bulk_create(
        AnnexEntry(
            version=version,
            annex=HOLDERS,
            order=start + n,
            data={**entry.data, "id": f"h{n}", "name": f"Holder {n}", "names": [f"Holder {n}"]},
        )
        for n in range(count)
    )
