"""What a contributor's own pages show: the contribution behind a link, its documents as seen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from conspectus.contributions.blocks import Piece, pieces_stored
from conspectus.contributions.models import Contribution, Document, Redaction, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.links import token_of

SHOWN = 6_000
"""Code points of a document that the page with all of them shows; its own page shows the rest."""


@dataclass(frozen=True, slots=True)
class ProposedRedaction:
    """Personal data that was found. ``words``: as they stand in the text."""

    redaction: Redaction
    words: str

    @property
    def is_chosen(self) -> bool:
        """What nobody has looked at is to be removed unless somebody says otherwise."""
        return self.redaction.state != Redaction.State.DECLINED


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A document as its contributor checks it; ``is_cut`` where ``pieces`` is not all of it."""

    document: Document
    pieces: list[Piece]
    redactions: list[ProposedRedaction]
    is_cut: bool

    @property
    def is_waiting(self) -> bool:
        """The readers have not come to it yet."""
        return self.document.read is None


def contribution_behind(secret: str, *, forum: str, cycle: str) -> Contribution:
    """The contribution whose link holds this secret; one query.

    Raises:
        Http404: none does, or it was erased.
    """
    found = (
        Contribution.objects.select_related("cycle__scope", "cycle__forum", "call")
        .filter(token=token_of(secret), cycle__scope__path=f"{forum}/{cycle}")
        .exclude(state=State.ERASED)
        .first()
    )
    if found is None:
        raise Http404("drafts")
    found.call.cycle = found.cycle
    return found


def own_documents(version: Version) -> list[Document]:
    """The documents beside the answers, in order, with their themes; two queries."""
    documents = version.documents.filter(answers__isnull=True).prefetch_related("themes")
    return list(documents.order_by("order", "id"))


def seen_documents(version: Version, *, whole: bool = False) -> list[SeenDocument]:
    """All documents of a version as they are to be checked; two queries."""
    documents = version.documents.prefetch_related("redactions").order_by("order", "id")
    return [_seen(document, whole=whole) for document in documents]


def _seen(document: Document, *, whole: bool) -> SeenDocument:
    pieces = pieces_stored(document.text, document.blocks)
    shown: list[Piece] = []
    length = 0
    for piece in pieces:
        if length > SHOWN and not whole:
            break
        shown.append(piece)
        length += len(piece.text)
    redactions = [
        ProposedRedaction(one, document.text[one.start : one.end])
        for one in document.redactions.all()
    ]
    return SeenDocument(document, shown, redactions, is_cut=len(shown) < len(pieces))
