"""What the texts of an imported row leave for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conspectus.contributions.models import DeskItem, Document, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.imported_parties import Question

LEAVE: tuple[dict[str, str | int], ...] = ({"do": "leave"},)


def questions_of(
    documents: Sequence[Document], version: Version, *, publish: bool
) -> Iterator[Question]:
    """Doubtful files, lateness, personal data, a second version, publication."""
    contribution = version.contribution
    for document in documents:
        kind = DeskItem.Kind.EXTRACTION if document.sha256 else DeskItem.Kind.FILE_MISSING
        for warning in document.warnings[:1]:
            yield Question(kind, str(warning), LEAVE)
    if not any(document.text.strip() for document in documents) and not any(
        document.warnings for document in documents
    ):
        yield Question(DeskItem.Kind.FILE_MISSING, version.title or str(contribution), LEAVE)
    if contribution.late and version.k == 1:
        yield Question(DeskItem.Kind.LATE, version.signed, ({"do": "accept late"}, *LEAVE))
    if any(document.redactions.exists() for document in documents):
        yield Question(
            DeskItem.Kind.REDACTION,
            version.title or version.signed,
            ({"do": "redact", "version": version.k}, {"do": "keep", "version": version.k}),
        )
    if publish or contribution.state == State.WITHDRAWN:
        return
    kind = DeskItem.Kind.SECOND_VERSION if version.k > 1 else DeskItem.Kind.TO_PUBLISH
    yield Question(
        kind,
        version.signed or version.title,
        ({"do": "publish", "version": version.k}, {"do": "leave"}),
    )
