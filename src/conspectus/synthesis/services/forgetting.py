"""Forgetting the workbench of a paper: before a newer map is kept, and when something is erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from conspectus.core.clock import stamp
from conspectus.synthesis.models import (
    Correction,
    MappedPassage,
    MappedTheme,
    MappedView,
    Question,
    Sentence,
)

ERASED = "What it was about was erased."
_WITHOUT = {
    "view_of": "",
    "of": "",
    "was": "",
    "text": "",
    "why": "",
    "source": "",
    "sentence": "",
    "after": [],
    "findings": [],
    "message": ERASED,
}
"""What is left of a correction when its words go: that there was one, of which kind, by whom."""


def forget_map(paper_id: int) -> None:
    """No page of the workbench shows anything of the paper until its next draft."""
    for model in (MappedTheme, MappedView, MappedPassage, Question):
        model.objects.filter(version__paper=paper_id).delete()


def forget_corrections(paper_id: int, sources: Collection[str], gone: Iterable[Sentence]) -> None:
    """Corrections keep no words of erased sources, nor of sentences that went with them.

    One that names a passage of such a source, or such a sentence, is undone and emptied; where it
    puts passages together or apart and two others are left, it holds for these.
    """
    dropped = list(gone)
    ids = {one.sentence for one in dropped}
    texts = {str(one.data["text"]) for one in dropped}
    touched = []
    for row in Correction.objects.filter(paper=paper_id):
        left = [one for one in row.passages if one.split(":")[0] not in sources]
        named = {key.split(":")[0] for key in (row.view_of, row.of, *row.after[:1]) if key}
        if not (
            len(left) < len(row.passages)
            or (named | {row.source}) & set(sources)
            or row.sentence in ids
            or {row.was, row.text, *row.after[1:]} & texts
        ):
            continue
        for field, value in _WITHOUT.items():
            setattr(row, field, value)
        row.passages = left if row.kind in {"same", "different"} and len(left) > 1 else []
        if not row.passages and row.undone is None:
            row.undone = stamp()
        touched.append(row)
    Correction.objects.bulk_update(touched, [*_WITHOUT, "passages", "undone"])
