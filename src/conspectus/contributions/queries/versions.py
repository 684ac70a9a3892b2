"""Two versions of a contribution side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404

from conspectus.contributions.blocks import pieces_stored
from conspectus.contributions.models import Document, Version
from conspectus.contributions.models.calls import Publish
from conspectus.forums.models import Cycle


def version_pair(cycle: Cycle, *, number: int, k: int) -> tuple[Version, Version]:
    """The version before ``k`` that is public, and ``k`` itself; one query.

    Raises:
        Http404: one of them is not public.
    """
    versions = (
        Version.objects.filter(
            contribution__cycle=cycle,
            contribution__number=number,
            k__lte=k,
            published__isnull=False,
        )
        .exclude(publish=Publish.NOT_PUBLISHED)
        .select_related("contribution")
        .order_by("-k")[:2]
    )
    found = list(versions)
    if len(found) < 2 or found[0].k != k:
        raise Http404(f"v{k}")
    return found[1], found[0]


def paragraphs_by_version(versions: Sequence[Version]) -> dict[int, list[str]]:
    """The texts of all blocks of each version, titles of documents among them; one query."""
    texts: dict[int, list[str]] = {version.pk: [] for version in versions}
    for document in Document.objects.filter(version__in=versions).order_by("order", "id"):
        row = texts[document.version_id]
        if document.title:
            row.append(document.title)
        row.extend(piece.text for piece in pieces_stored(document.text, document.blocks))
    return texts
