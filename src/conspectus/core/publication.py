"""What is published changes: the pages of a scope are to be rendered anew."""

from __future__ import annotations

import shutil
from functools import partial

from django.db import transaction
from django.db.models import F, Q

from conspectus.core.generations import announce
from conspectus.core.home import pages_folder
from conspectus.core.listening import PUBLISHED, tell
from conspectus.core.models import Scope


def mark_changed(scope: Scope) -> None:
    """Ends the life of the scope's rendered pages, and of those of the scopes above and below it.

    Called by every service that changes what an anonymous reader sees, inside its transaction:
    pages are stored under the generation that was current before they were read from the
    database. Above: a forum lists its cycles. Below: a cycle's pages name their forum.
    """
    names = scope.path.split("/") if scope.path else []
    above = ["/".join(names[:count]) for count in range(len(names) + 1)]
    below = Q(path__startswith=f"{scope.path}/") if scope.path else Q()
    affected = Q(path__in=above) | below if scope.path else Q()
    Scope.objects.filter(affected).update(generation=F("generation") + 1)
    tell(PUBLISHED)
    transaction.on_commit(partial(_tell, affected))


def _tell(affected: Q) -> None:
    """After the commit, before its author hears of it."""
    announce(dict(Scope.objects.filter(affected).values_list("pk", "generation")))


def forget_pages() -> None:
    """Deletes every stored page: after an erasure not even outdated ones may stay on the disk.

    Called after the erasing transaction has been committed (`transaction.on_commit`, registered
    after `mark_changed`): a front that is storing an outdated page at this moment sees the new
    generation when it has written it, and deletes it itself.
    """
    shutil.rmtree(pages_folder(), ignore_errors=True)
