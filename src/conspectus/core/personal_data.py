"""A person's data, in whatever app it lies: all of it handed out, or all of it erased.

The apps' own functions do it (`core.personal_holders`). What is a person's is told by addresses of
mail and by an account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from django.db import connection, models, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task

from conspectus.core.clock import stamp
from conspectus.core.erasure import empty_log
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.personal_holders import Part, Row, Whose, holders
from conspectus.core.postgresql.rewriting import rewrite_later
from conspectus.core.publication import forget_pages, mark_changed
from conspectus.core.recording import record
from conspectus.core.scopes import installation_scope
from conspectus.core.secret_links import text_to_show
from conspectus.core.sequencer import settle


def row_of(one: models.Model, *columns: str) -> Row:
    """These columns as they are; of another row that is named, how it is called."""
    found: Row = {}
    for column in columns:
        value = getattr(one, column)
        found[column] = str(value) if isinstance(value, models.Model) else value
    return found


def leaf_rows(leaves: Iterable[RecordedLeaf]) -> list[Row]:
    """What leaves of the public record say."""
    return [
        {
            **row_of(one, "kind", "subject", "index", "public", "created"),
            "says": bytes(one.content).decode("utf-8"),
        }
        for one in leaves
    ]


def parts_of(whose: Whose) -> list[Part]:
    """All that is kept of a person, in the reader's language; parts without rows are left out."""
    found = [*_mails(whose)]
    for one in holders():
        export = cast("Callable[[Whose], list[Part]]", import_string(f"{one}.export"))
        found += export(whose)
    return [one for one in found if one.rows]


def erase_person(whose: Whose, *, wish: str, by: str) -> RecordedLeaf:
    """Erases all that can go; the record says that somebody was erased, and nothing of who.

    ``by``: "the person" or "the operator". Again, it goes on where it was stopped.

    Raises:
        SiteError: the record is not reached, or an app cannot let the person go; it says why.
    """
    if not connection.in_atomic_block and not settle():
        raise SiteError(_("The public record is not ready; try again in a moment."))
    for one in holders():  # the lower first: they may say that somebody cannot go
        import_string(f"{one}.prepare")(whose, wish)
    with transaction.atomic():
        for one in reversed(holders()):
            import_string(f"{one}.erase")(whose, wish)
        Mail.objects.filter(whose.has_address("to")).delete()
        leaf = record(
            "person erased",
            "/",
            {"date": stamp().date().isoformat(), "asked_by": by, "contributions": str(wish)},
        )
        mark_changed(installation_scope())
        # Also as a job: a crash right after the commit leaves nothing behind for good.
        finish_forgetting.enqueue()
        rewrite_later()
        transaction.on_commit(finish_forgetting.call)
    return leaf


@task()
def finish_forgetting() -> None:
    """What no transaction covers: rendered pages, the record's files, the database's log."""
    forget_pages()
    settle()
    empty_log()


def _mails(whose: Whose) -> list[Part]:
    mails = Mail.objects.filter(whose.has_address("to")).order_by("pk")
    columns = ("to", "language", "subject", "kind", "about", "state", "created", "sent")
    rows = [{**row_of(one, *columns), "text": text_to_show(one.text)} for one in mails]
    return [Part("mails", _("Mails to you, with […] in place of private links"), rows)]
