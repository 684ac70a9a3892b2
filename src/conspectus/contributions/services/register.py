"""Keeping the public register: entering what is published, taking away what no longer is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count

from conspectus.contributions.holders import LISTS, MEETING, holder_of, region_of
from conspectus.contributions.models import (
    Contribution,
    Document,
    Paragraph,
    Party,
    RegisterEntry,
    Version,
    VersionTranslation,
)
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path, translation_path, version_path
from conspectus.contributions.queries.translations import line_of, lines_with
from conspectus.core.clock import stamp
from conspectus.core.search_index import IndexedText, forget_texts, index_texts
from conspectus.forums.models import Cycle

KIND = "contribution"
TRANSLATION = "translation"
SHARED = 5
"""Unnamed contributions of a region, from which on the region is shown (DRAFTING §7)."""


@transaction.atomic
def enter_versions(
    versions: Sequence[Version], paragraphs: Iterable[Paragraph], parties: Iterable[Party]
) -> None:
    """Lists each version in the place of an older one of its contribution, and indexes it.

    ``paragraphs`` and ``parties``: those of all versions, documents, organisations and persons
    read with them. A translation is counted with its original and has no line of its own.
    """
    of_version: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        of_version[paragraph.version_id].append(paragraph)
    signed: dict[int, list[Party]] = defaultdict(list)
    for party in parties:
        signed[party.version_id].append(party)
    versions = [one for one in versions if one.contribution.state != State.MERGED]
    leave_register([version.contribution for version in versions])
    entries = [_entry(version, of_version[version.pk], signed[version.pk]) for version in versions]
    translations = _translations(entries)
    RegisterEntry.objects.bulk_create(entries)
    _set_themes(entries, versions)
    index_texts(
        _indexed(version, entry, of_version[version.pk])
        for version, entry in zip(versions, entries, strict=True)
    )
    _index_translations(entries, translations)
    for cycle in {entry.cycle_id: entry.cycle for entry in entries if entry.unnamed}.values():
        _show_shared_regions(cycle)


def list_again(contribution: Contribution) -> None:
    """Lists the newest public version of a contribution that had left the register."""
    version = contribution.current
    if version is None or version.published is None:
        return
    enter_versions(
        [version],
        Paragraph.objects.filter(version=version).select_related("document"),
        Party.objects.filter(version=version).select_related("organisation", "person__country"),
    )


@transaction.atomic
def leave_register(contributions: Sequence[Contribution]) -> None:
    """Takes contributions out of the register and the index, with their translations.

    Their addresses stay.
    """
    RegisterEntry.objects.filter(contribution__in=contributions).delete()
    paths = {contribution.pk: contribution_path(contribution) for contribution in contributions}
    versions = Version.objects.filter(contribution__in=paths).values_list("contribution", "k")
    forget_texts(KIND, [f"{paths[contribution]}v{k}/" for contribution, k in versions])
    translated = VersionTranslation.objects.filter(
        version__contribution__in=paths, edition__isnull=False
    ).values_list("version__contribution", "version__k", "language")
    keys = {f"{paths[one]}v{k}/in/{language}/" for one, k, language in translated}
    if keys:
        forget_texts(TRANSLATION, sorted(keys))


def _translations(entries: Sequence[RegisterEntry]) -> list[VersionTranslation]:
    """Public ones of listed contributions, each told in its entry; one query."""
    by_contribution = {entry.contribution_id: entry for entry in entries}
    found = VersionTranslation.objects.filter(
        version__contribution__in=by_contribution, published__isnull=False
    )
    rows = list(
        found.select_related("version__contribution__cycle__scope__parent__parent")
        .defer("text")
        .order_by("edition")
    )
    for one in rows:
        entry = by_contribution[one.version.contribution_id]
        entry.translated = lines_with(entry.translated, line_of(one))
    return rows


def _index_translations(
    entries: Sequence[RegisterEntry], translations: Sequence[VersionTranslation]
) -> None:
    """Of the listed versions, the newest editions that are shown."""
    listed = {(entry.contribution_id, entry.k): entry for entry in entries}
    newest = {(one.version_id, one.language): one for one in translations}
    for one in newest.values():
        entry = listed.get((one.version.contribution_id, one.version.k))
        if entry is not None and one.ended is None:
            texts = one.paragraphs.order_by("number").values_list("text", flat=True)
            index_translation(one, entry.holder, list(texts))


def index_translation(
    translation: VersionTranslation, holder: str, paragraphs: Sequence[str]
) -> None:
    """Found like its original, and marked as a translation; leads to its own paragraphs."""
    index_texts(
        [
            IndexedText(
                kind=TRANSLATION,
                key=translation_path(translation),
                scope=translation.version.contribution.cycle.scope,
                language=translation.language,
                title=translation.title or translation.version.title,
                holder=holder,
                paragraphs=paragraphs,
            )
        ]
    )


@transaction.atomic
def refresh_holders(contributions: Sequence[Contribution]) -> None:
    """Who is counted and linked as the holder of listed contributions, after parties changed."""
    entries = RegisterEntry.objects.filter(contribution__in=contributions).select_related(
        "contribution__current"
    )
    for entry in entries:
        version = entry.contribution.current
        if version is None:
            continue
        holder = holder_of(version, list(version.parties.select_related("organisation", "person")))
        entry.holder_key = holder.key
        entry.holder_path = "" if entry.unnamed else holder.path
        entry.save(update_fields=["holder_key", "holder_path"])


def _entry(
    version: Version, paragraphs: Sequence[Paragraph], parties: Sequence[Party]
) -> RegisterEntry:
    contribution = version.contribution
    named = version.publish == Publish.NAMED
    holder = holder_of(version, parties)
    documents = {paragraph.document_id for paragraph in paragraphs}
    country = version.country
    return RegisterEntry(
        contribution=contribution,
        cycle=contribution.cycle,
        call_id=contribution.call_id,
        number=contribution.number or 0,
        k=version.k,
        title=version.title,
        language=version.language,
        holder=version.signed if named else "",
        holder_sort=version.holder_sort if named else "",
        holder_key=holder.key,
        holder_path=holder.path if named else "",
        unnamed="" if named and version.signed else holder.kind,
        personal=version.capacity == Version.Capacity.PERSONAL,
        group_id=version.group_id,
        country=country if named and country and country.kind == "country" else None,
        region=(version.region or region_of(country)) if named else None,
        received=version.received or contribution.received or stamp(),
        documents=max(1, len(documents)),
        words=sum(len(_text(paragraph).split()) for paragraph in paragraphs),
        late=contribution.late,
        imported=contribution.via == Contribution.Via.IMPORT,
    )


def _text(paragraph: Paragraph) -> str:
    return paragraph.document.text[paragraph.start : paragraph.end]


def _set_themes(entries: Sequence[RegisterEntry], versions: Sequence[Version]) -> None:
    """The themes of all documents of each version."""
    pairs = Document.themes.through.objects.filter(
        document__version__in=[version.pk for version in versions]
    ).values_list("document__version_id", "theme_id")
    entry_of = {version.pk: entry.pk for version, entry in zip(versions, entries, strict=True)}
    RegisterEntry.themes.through.objects.bulk_create(
        RegisterEntry.themes.through(registerentry_id=entry_of[version], theme_id=theme)
        for version, theme in sorted(set(pairs))
    )


def _indexed(
    version: Version, entry: RegisterEntry, paragraphs: Sequence[Paragraph]
) -> IndexedText:
    return IndexedText(
        kind=KIND,
        key=version_path(version),
        scope=version.contribution.cycle.scope,
        language=version.language,
        title=version.title,
        holder=entry.holder,
        paragraphs=[_text(paragraph) for paragraph in paragraphs],
    )


def _show_shared_regions(cycle: Cycle) -> None:
    """A region is shown for unnamed contributions where at least five share it."""
    unnamed = RegisterEntry.objects.filter(cycle=cycle).exclude(unnamed__in=("", MEETING, LISTS))
    versions = Version.objects.filter(contribution__entry__in=unnamed, published__isnull=False)
    shared = (
        versions.exclude(region=None)
        .values("region")
        .annotate(count=Count("contribution", distinct=True))
        .filter(count__gte=SHARED)
    )
    for region in [row["region"] for row in shared]:
        unnamed.filter(contribution__current__region=region).update(region=region)
