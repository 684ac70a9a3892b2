"""Forgetting the map of a paper: before a newer one is kept, and when something is erased."""

from __future__ import annotations

from conspectus.synthesis.models import MappedPassage, MappedTheme, MappedView, Question


def forget_map(paper_id: int) -> None:
    """No page of the workbench shows anything of the paper until its next draft."""
    for model in (MappedTheme, MappedView, MappedPassage, Question):
        model.objects.filter(version__paper=paper_id).delete()
