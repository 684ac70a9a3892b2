"""The life of a paper in the database: a version that follows another, its changes and comments."""

from __future__ import annotations

import datetime as dt
from itertools import count

from conspectus.contributions.models import Contribution
from conspectus.synthesis.models import Change, Comment, PaperVersion
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_site import BEFORE

_keys = count(1)


def a_version_with_its_life(contribution: Contribution) -> PaperVersion:
    """Version 4, public and open for comment, after version 3; one sentence has changed."""
    previous = a_paper_version(contribution, k=3)
    version = a_paper_version(contribution, k=4)
    version.previous, version.status = previous, "open for comment"
    version.why = "A contribution came in."
    version.comments_until = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    version.input_to = [{"title": "Consultation X", "url": "https://example.org/x"}]
    version.front["changes"] = {"reworded": 1}
    version.save()
    a_change(version)
    return version


def a_change(version: PaperVersion, *, order: int = 0) -> Change:
    """Half of the words of a sentence of usual length are others."""
    was = f"Sentence {order}: the Arda Union holds the view that libraries should be connected."
    return Change.objects.create(
        version=version,
        order=order,
        kind="reworded",
        paragraph="1",
        sentence=SENTENCE,
        before=was,
        after=was.replace("libraries should be", "every library in a rural area must be"),
        cause="comment 1; new evidence",
    )


def a_comment(version: PaperVersion, *, state: str = Comment.State.PUBLISHED) -> Comment:
    """On the sentence that states a view; not answered."""
    public = state == Comment.State.PUBLISHED
    return Comment.objects.create(
        version=version,
        number=Comment.objects.count() + 1 if public else None,
        paragraph="1",
        sentence=SENTENCE,
        name="Ana Example",
        organisation="Example Society",
        email="ana@example.org",
        text="This is not what was meant. " * 12,
        key=f"comment-{next(_keys)}",
        state=state,
        received=BEFORE,
        published=BEFORE if public else None,
    )
