"""A paper that follows an earlier one, in the database without a run of the engine."""

from __future__ import annotations

from conspectus.engine.revision.kinship import Kinship
from conspectus.synthesis.models import PaperVersion, ViewChange
from conspectus.synthesis.services.following import keep_kinship
from tests.factories_paper_rows import SENTENCE


def follow_the_one_before(version: PaperVersion) -> None:
    """The version before it is what it follows; no view is known again, one is stronger."""
    assert version.previous is not None
    keep_kinship(version, version.previous, Kinship())
    a_view_change(version, order=9)
    version.save()


def a_view_change(version: PaperVersion, *, order: int) -> ViewChange:
    """Of usual length, with a sentence on both sides; it is counted, the version is not saved."""
    counts = version.front["follows"]["counts"]
    counts["stronger"] += 1
    PaperVersion.objects.filter(pk=version.pk).update(front=version.front)
    return ViewChange.objects.create(
        version=version,
        order=order,
        kind=ViewChange.Kind.STRONGER,
        theme="Access",
        wording=f"{order}: every library in a rural area should be connected to the Internet",
        language="en",
        sentence=SENTENCE,
        paragraph="1",
        n=2,
        degree={"word": "two", "n": 2, "of": 9},
        was_wording=f"{order}: libraries should be connected to the Internet at low cost",
        was_language="fr",
        was_sentence=SENTENCE,
        was_paragraph="1",
        was_n=1,
        was_degree={"word": "one", "n": 1, "of": 3},
        joined=["Brel Society", "Corum"],
        left=["Arda Union"],
    )
