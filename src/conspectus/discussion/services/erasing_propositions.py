"""Erasure of a proposition, a legal duty (DESIGN §6): its words go, its number stays its own."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from conspectus.contributions.services.erasing import finish_erasure
from conspectus.core.erasure import erase_leaves, erase_words, leaves_of
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.publication import mark_changed
from conspectus.core.sequencer import settle
from conspectus.discussion.models import OpinionDrawing, Proposition
from conspectus.discussion.paths import category_path
from conspectus.discussion.services.propositions import ask_for_map


def erase_proposition(proposition: Proposition, *, reason: str) -> RecordedLeaf:
    """Removes the words of a proposition that was public, and the answers, which say nothing then.

    The map of opinions holds its words too: there is none until the next is made. ``reason``:
    public for ever, so without personal data.

    Raises:
        SiteError: it was never public or is erased, has no reason, or the record is not reached.
    """
    if proposition.number is None or proposition.state == Proposition.State.ERASED:
        raise SiteError(_("Only a proposition that was public can be erased, and once."))
    if not reason.strip():
        raise SiteError(_("Write the reason; it stays in the public record."), field="why")
    if not connection.in_atomic_block and not settle():
        raise SiteError(_("The public record is not ready; try again in a moment."))
    category = proposition.category
    scope = category.cycle.scope
    path = f"{category_path(scope, category)}propositions/{proposition.number}/"
    with transaction.atomic():
        leaves = leaves_of(path)
        erase_words(path)
        proposition.responses.all().delete()
        Proposition.objects.filter(pk=proposition.pk).update(
            state=Proposition.State.ERASED, text="", author="", agreed=0, disagreed=0, passed=0
        )
        OpinionDrawing.objects.filter(category=category).update(told="", rows=[], made=None)
        ask_for_map(category)
        tombstone = erase_leaves(leaves, subject=path, reason=reason)
        mark_changed(scope)
        finish_erasure.enqueue([])
        transaction.on_commit(lambda: finish_erasure.call([]))
    proposition.refresh_from_db()
    return tombstone
