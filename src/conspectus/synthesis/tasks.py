"""The job that makes a paper: the engine runs in a child that ends."""

from __future__ import annotations

import os
import subprocess
import sys

from django_tasks import task

from conspectus.synthesis.models import PaperVersion

MODULE = "conspectus.synthesis.engine_run"
LONGEST_S = 3600


@task()
def make_paper(version_id: int) -> None:
    """Runs the engine for a version; whatever becomes of the child, the version says it."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", MODULE, str(version_id), str(os.getpid())],
            check=False,
            timeout=LONGEST_S,
            stdin=subprocess.DEVNULL,
        )
        code = done.returncode
    except subprocess.TimeoutExpired:
        code = -1
    if code:
        PaperVersion.objects.filter(pk=version_id).exclude(
            state__in=(PaperVersion.State.READY, PaperVersion.State.FAILED)
        ).update(
            state=PaperVersion.State.FAILED,
            error="The run ended before the paper was made: ask for it again.",
        )
