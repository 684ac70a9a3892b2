"""Erasure, a legal duty (DESIGN §6): the words of a contribution go, wherever they are.

What stays is its number, that it was received and when, and the reason recorded in place of its
leaves. Copies in old backups are the operator's, who erases again after a restore
(docs/operation.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _
from django_tasks import task

from conspectus.contributions.models import (
    Contribution,
    DeskItem,
    Document,
    Event,
    Party,
    Version,
    VersionTranslation,
)
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.register import leave_register
from conspectus.contributions.services.withdrawing import let_a_copy_stand
from conspectus.core.erasure import (
    empty_log,
    erase_leaves,
    erase_words,
    leaves_of,
    prepare_erasure,
)
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.publication import forget_pages, mark_changed
from conspectus.core.search_index import sweep_index
from conspectus.core.sequencer import settle
from conspectus.forums.services.from_toml import forget_corrections
from conspectus.people.models import Organisation, Person


def erase_contribution(contribution: Contribution, *, by: str, reason: str) -> RecordedLeaf:
    """Removes every word of a contribution and records why; its addresses answer 410.

    ``by``: who decided, for the history; ``reason``: public for ever, so without personal data.
    Waits for the record first: what is erased there has to be in it.

    Raises:
        SiteError: it is a draft (delete that), is erased already, has no reason, or the record
            is not reached.
    """
    if contribution.number is None or contribution.state == State.ERASED:
        raise SiteError(_("Only a contribution that was received can be erased, and once."))
    with erasing([contribution_path(contribution)], _files(contribution), reason=reason):
        return _erase_rows(contribution, by=by, reason=reason)


@contextmanager
def erasing(
    paths: Sequence[str], files: Sequence[str] = (), *, reason: str, field: str = "reason"
) -> Iterator[None]:
    """The transaction of an erasure: what comes before it, and what comes after its commit.

    ``paths``: of what is erased, for what can be prepared; ``files``: that go with it; ``field``:
    where the form asks for the reason.

    Raises:
        SiteError: there is no reason, or the record is not reached.
    """
    if not reason.strip():
        raise SiteError(_("Write the reason; it stays in the public record."), field=field)
    if not connection.in_atomic_block and not settle():
        raise SiteError(_("The public record is not ready; try again in a moment."))
    for path in paths:
        prepare_erasure(path)
    with transaction.atomic():
        yield
        # Also as a job: a crash right after the commit leaves nothing behind for good.
        finish_erasure.enqueue(list(files))
        transaction.on_commit(lambda: finish_erasure.call(list(files)))


def _erase_rows(contribution: Contribution, *, by: str, reason: str) -> RecordedLeaf:
    path = contribution_path(contribution)
    leaves = leaves_of(path)
    erase_words(path)
    leave_register([contribution])
    versions = Version.objects.filter(contribution=contribution)
    parties = Party.objects.filter(version__in=versions)
    signers = list(parties.values_list("organisation", "person"))
    forget_corrections(
        contribution.cycle,
        source=contribution.source_ref or str(contribution.number),
        names={*map(str, parties), *(version.signed for version in versions)},
    )
    Document.objects.filter(version__in=versions).delete()
    VersionTranslation.objects.filter(version__in=versions).delete()
    for version in versions:
        version.answers.all().delete()
        version.parties.all().delete()
    versions.update(
        title="",
        summary="",
        signed="",
        holder_sort="",
        as_written={},
        group=None,
        country=None,
        region=None,
        date=None,
    )
    DeskItem.objects.filter(contribution=contribution).delete()
    Mail.objects.filter(Q(about=path) | Q(text__contains=contribution.key)).delete()
    Event.objects.filter(contribution=contribution).update(by="", note="")
    Event.objects.create(contribution=contribution, kind="erased", by=by[:200])
    Contribution.objects.filter(pk=contribution.pk).update(
        state=State.ERASED, email="", email_verified=None, account=None, token=None, source_ref=""
    )
    contribution.refresh_from_db()
    let_a_copy_stand(contribution, by=by)
    _forget_signers(signers)
    sweep_index()
    tombstone = erase_leaves(leaves, subject=path, reason=reason)
    mark_changed(contribution.cycle.scope)
    return tombstone


def _files(contribution: Contribution) -> list[str]:
    """Files of all versions; those that other contributions sent too stay for them."""
    documents = Document.objects.filter(version__contribution=contribution).exclude(file="")
    return sorted(set(documents.values_list("file", flat=True)))


def _forget_signers(signers: Iterable[tuple[int | None, int | None]]) -> None:
    """Persons and organisations that nothing else on the site speaks of."""
    for organisation, person in signers:
        rows = (
            Person.objects.filter(pk=person or 0, parties__isnull=True, account__isnull=True),
            Organisation.objects.filter(pk=organisation or 0, parties__isnull=True),
        )
        for row in rows:
            try:
                with transaction.atomic():
                    row.delete()
            except ProtectedError:
                continue


@task()
def finish_erasure(files: list[str]) -> None:
    """What no transaction covers: files, rendered pages, the record's files, the database's log."""
    for path in files:
        drop_file(path)
    forget_pages()
    settle()
    empty_log()
