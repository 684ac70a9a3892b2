"""The job that makes a paper: the engine runs in a child that ends by itself."""

from __future__ import annotations

from typing import Final

from django_tasks import task

from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.staying import Child

LONGEST_S: Final = 3600

_child = Child()


@task()
def make_paper(version_id: int) -> None:
    """Runs the engine for a version; whatever becomes of the child, the version says it."""
    if _child.make(version_id, longest_s=LONGEST_S):
        PaperVersion.objects.filter(pk=version_id).exclude(
            state__in=(PaperVersion.State.READY, PaperVersion.State.FAILED)
        ).update(
            state=PaperVersion.State.FAILED,
            error="The run ended before the paper was made: ask for it again.",
        )
