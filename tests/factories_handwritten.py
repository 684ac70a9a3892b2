"""Papers that people wrote, in the database as if their file had been read."""

from __future__ import annotations

from conspectus.forums.models import Cycle
from conspectus.synthesis.models import (
    ImportedPaper,
    ImportedSentence,
    PaperVersion,
    ProposedWording,
)
from conspectus.synthesis.services.starting import start_paper
from tests.factories_site import BEFORE

WORDS = "access should be affordable for everyone"


def an_imported_paper(cycle: Cycle, *, rows: int = 1) -> ImportedPaper:
    """A paper with so many sentences, none of them decided."""
    paper = start_paper(cycle, title="An old paper", limits={}, corrections_of=None, by=None)
    source = {"id": "1", "number": "1", "title": "Access"}
    imported = ImportedPaper.objects.create(
        paper=paper,
        name="old.docx",
        state=ImportedPaper.State.READY,
        known=[{"id": "a", "name": "Arda Union", "sources": [source]}],
    )
    more_imported(imported, rows)
    return imported


def more_imported(imported: ImportedPaper, count: int) -> None:
    """Further sentences, each with a holder whose words were found."""
    start = imported.sentences.count()
    holder = {"name": "Arda Union", "holder": "a", "grade": "found"}
    ImportedSentence.objects.bulk_create(
        ImportedSentence(
            imported=imported,
            order=n + 1,
            path=["Access"],
            paragraph=str(n + 1),
            reports=True,
            text=f"The Arda Union stated that {WORDS} ({n}).",
            as_written=f"The Arda Union stated that {WORDS} ({n}).",
            note="Letter of 3 May.",
            found=[{**holder, "said": "the Arda Union", "how": "sentence"}],
            cited=[{**holder, "source": "1", "number": "1", "words": WORDS}],
            findings=[{"code": "V5", "message": "For Arda Union, the claim says more."}],
        )
        for n in range(start, start + count)
    )


def proposed_wordings(version: PaperVersion, sentence: str) -> None:
    """One of each kind that a language model may have left on a sentence's page."""
    states = ProposedWording.State
    for state in (states.OFFERED, states.REFUSED, states.NONE, states.WAITING, states.TAKEN):
        ProposedWording.objects.create(
            version=version,
            sentence=sentence,
            state=state,
            text=f"The Arda Union holds that {WORDS}.",
            code="marks" if state == states.REFUSED else "",
            why="It took too long." if state == states.NONE else "",
            findings=[{"code": "V5", "message": "The claim says more."}],
            model="tiny",
            prompt="0123456789ab",
            asked=BEFORE,
        )
