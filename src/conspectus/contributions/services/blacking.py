"""Personal data in a text that is published already: blacked out where it stands.

Letter for letter, so that no offset and no permanent address moves. What was removed stays in
``extracted`` and in the file, which is closed.
"""

from __future__ import annotations

import re

from django.db import transaction

from conspectus.contributions.models import Document, Redaction, Version
from conspectus.contributions.paths import version_path
from conspectus.contributions.services.documents import text_hash
from conspectus.contributions.services.register import enter_versions
from conspectus.contributions.services.translations import black_out_translations
from conspectus.core.publication import forget_pages, mark_changed
from conspectus.core.recording import record

_SHOWN = "█"


@transaction.atomic
def black_out(version: Version) -> None:
    """Applies to a published version what is proposed for redaction, and records that."""
    taken: set[str] = set()
    changed = [document for document in version.documents.all() if _black_out(document, taken)]
    if not changed:
        return
    black_out_translations(version, taken)
    record(
        "decision",
        version_path(version),
        {"decision": "redacted", "texts": [document.text_sha256 for document in changed]},
    )
    if version.contribution.current_id == version.pk:
        enter_versions(
            [version],
            list(version.paragraphs.select_related("document")),
            list(version.parties.select_related("organisation", "person__country")),
        )
    mark_changed(version.contribution.cycle.scope)
    transaction.on_commit(forget_pages)


def _black_out(document: Document, taken: set[str]) -> bool:
    """Whether something went; ``taken``: the words that did are added."""
    proposed = list(document.redactions.filter(state=Redaction.State.PROPOSED))
    for one in proposed:
        taken.add(document.text[one.start : one.end])
        words = re.sub(r"\S", _SHOWN, document.text[one.start : one.end])
        document.text = f"{document.text[: one.start]}{words}{document.text[one.end :]}"
        one.state = Redaction.State.APPLIED
    Redaction.objects.bulk_update(proposed, ["state"])
    if proposed:
        document.text_sha256 = text_hash(document.text)
        document.file_closed = True
        document.save(update_fields=["text", "text_sha256", "file_closed"])
    return bool(proposed)
