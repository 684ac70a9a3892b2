"""Publishing versions: from then on their text is frozen and their addresses are for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.contributions.models import (
    Contribution,
    DeskItem,
    Document,
    Event,
    Paragraph,
    Party,
    Version,
)
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import version_path
from conspectus.contributions.services.naming import names_of
from conspectus.contributions.services.paragraphs import paragraphs_of
from conspectus.contributions.services.register import enter_versions
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import publish_leaves, record
from conspectus.formats.intake.publication import without_names
from conspectus.record.canonical import JsonObject

_CLOSED = frozenset({State.DRAFT, State.WITHDRAWN, State.ERASED, State.REFUSED, State.DUPLICATE})


def publish_version(version: Version, *, by: str) -> Version:
    """Publishes a version as its contributor allowed; see `publish_versions`."""
    publish_versions([version], by=by)
    version.refresh_from_db()
    return version


@transaction.atomic
def publish_versions(versions: Sequence[Version], *, by: str) -> None:
    """Freezes and records versions, numbers their paragraphs, lists and indexes them.

    A contribution that is not to be published is only counted. ``by``: who, for the history.

    Raises:
        SiteError: a version is published already or older than what is public, or its
            contribution is a draft, or has ended.
    """
    # Before anything is read: who refuses or withdraws at the same time does it before or after.
    of = [version.contribution_id for version in versions]
    list(
        Contribution.objects.select_for_update().filter(pk__in=of).values_list("pk").order_by("pk")
    )
    rows = list(
        Version.objects.filter(pk__in=[version.pk for version in versions])
        .select_related(
            "contribution__cycle__scope__parent__parent",
            "contribution__current",
            "country__parent__parent__parent",
            "region",
            "leaf",
        )
        .order_by("contribution__number", "k")
    )
    for version in rows:
        _refuse(version)
    shown = [row for row in rows if row.publish != Publish.NOT_PUBLISHED]
    documents = _documents(shown)
    named = ("organisation", "person__country")
    parties = list(Party.objects.filter(version__in=shown).select_related(*named))
    _take_names_out(shown, documents, parties)
    paragraphs = Paragraph.objects.bulk_create(
        paragraph
        for version in shown
        for paragraph in paragraphs_of(version, documents[version.pk])
    )
    for version in rows:
        _freeze(version, documents.get(version.pk, ()), by=by)
    enter_versions(shown, paragraphs, parties)
    publish_leaves([row.leaf for row in shown if row.leaf and row.publish == Publish.NAMED])
    DeskItem.objects.filter(
        contribution__in=[row.contribution_id for row in rows],
        kind=DeskItem.Kind.TO_PUBLISH,
        state=DeskItem.State.WAITING,
    ).update(state=DeskItem.State.ACCEPTED, decided=stamp())
    for scope in {row.contribution.cycle.scope_id: row for row in rows}.values():
        mark_changed(scope.contribution.cycle.scope)


def _refuse(version: Version) -> None:
    if version.published is not None:
        said = _("%(version)s is published already; a correction is a new version.")
        raise SiteError(said % {"version": version})
    current = version.contribution.current
    if current is not None and current.published is not None and current.k > version.k:
        said = _("%(version)s is older than what is public.")
        raise SiteError(said % {"version": version})
    if version.contribution.state in _CLOSED or version.contribution.number is None:
        said = _("%(version)s cannot be published: it is a draft, or has ended.")
        raise SiteError(said % {"version": version})


def _documents(versions: Iterable[Version]) -> dict[int, list[Document]]:
    found: dict[int, list[Document]] = {version.pk: [] for version in versions}
    for document in Document.objects.filter(version__in=found).order_by("order", "id"):
        found[document.version_id].append(document)
    return found


def _take_names_out(
    versions: Iterable[Version], documents: dict[int, list[Document]], parties: Iterable[Party]
) -> None:
    """Without name: names and addresses are blacked out letter for letter; offsets stay."""
    for version in versions:
        if version.publish != Publish.WITHOUT_NAME:
            continue
        names = names_of(version, [one for one in parties if one.version_id == version.pk])
        version.title = without_names(version.title, names)[0]
        version.summary = without_names(version.summary, names)[0]
        version.save(update_fields=["title", "summary"])
        for document in documents[version.pk]:
            # A file is often named for its sender, and a document after its file.
            named_after = Path(document.file_name).stem.replace("_", " ")
            is_own = document.title not in (named_after, document.file_name)
            document.title = without_names(document.title, names)[0] if is_own else ""
            suffix = Path(document.file_name).suffix
            document.file_name = f"document-{document.order + 1}{suffix}" if suffix else ""
            document.text = without_names(document.text, names)[0]
            document.text_sha256 = hashlib.sha256(document.text.encode()).hexdigest()
            document.save(update_fields=["title", "file_name", "text", "text_sha256"])


def _freeze(version: Version, documents: Sequence[Document], *, by: str) -> None:
    """The version's and its contribution's state, its leaf, its history."""
    at = stamp()
    contribution = version.contribution
    hidden = version.publish == Publish.NOT_PUBLISHED
    # What is public stays so until it is withdrawn: a hidden version after it is kept, no more.
    stays = hidden and contribution.published is not None
    if contribution.state != State.MERGED and not stays:
        contribution.state = State.NOT_PUBLISHED if hidden else State.PUBLISHED
    if not hidden:
        version.published = at
        leaf = record("publication", version_path(version), _said(version, documents))
        version.leaf = version.leaf or leaf
        version.save(update_fields=["published", "leaf"])
        contribution.published = contribution.published or at
    if not stays:
        contribution.current = version
    contribution.save(update_fields=["state", "published", "current"])
    Event.objects.create(
        contribution=contribution,
        kind="not published" if hidden else "published",
        by=by[:200],
        note=f"v{version.k}",
    )


def _said(version: Version, documents: Sequence[Document]) -> JsonObject:
    """What the record says of a version; without name, nothing that names its contributor."""
    named = version.publish == Publish.NAMED
    contribution: Contribution = version.contribution
    received = version.received or contribution.received
    return {
        "number": contribution.number,
        "version": version.k,
        "title": version.title,
        "signed": version.signed if named else "",
        "publish": version.publish,
        "language": version.language,
        "licence": version.licence,
        "late": contribution.late,
        "via": contribution.via,
        "received": received.isoformat() if received else "",
        "published": version.published.isoformat() if version.published else "",
        "documents": [
            {
                "title": document.title,
                "text_sha256": document.text_sha256,
                "file_sha256": document.sha256 if named else "",
            }
            for document in documents
        ],
    }
