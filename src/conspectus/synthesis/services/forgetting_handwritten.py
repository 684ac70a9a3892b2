"""Papers that people wrote forget the words of what is erased (DESIGN §6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from conspectus.core.erasure import on_erasure
from conspectus.synthesis.models import ImportedPaper, ImportedSentence

ERASED: Final = "…"
ERASED_MEANWHILE: Final = "Something was erased while the paper was being read: send it again."
_CONTRIBUTION: Final = re.compile(r"/contributions/(\d+)/")


@on_erasure
def forget_imported(subject: str) -> None:
    """Sentences that rested on it, and what it had been proposed for; in the caller's transaction.

    Such a sentence may quote it: its words go, and it is left out. A reading under way has read
    the words already, and is ended.
    """
    cycle = "/".join(subject.strip("/").split("/")[:2])
    papers = ImportedPaper.objects.filter(paper__cycle__scope__path=cycle)
    papers.filter(state=ImportedPaper.State.READING).update(
        state=ImportedPaper.State.FAILED, error=ERASED_MEANWHILE
    )
    for imported in papers:
        _forget(imported, subject)


def _forget(imported: ImportedPaper, subject: str) -> None:
    gone, erased = set(), set()
    for holder in imported.known:
        signed = {one["id"] for one in holder["sources"] if _is_of(one, subject)}
        holder["sources"] = [one for one in holder["sources"] if one["id"] not in signed]
        erased |= {(holder["id"], one) for one in (*signed, "") if signed}
        gone |= {holder["id"]} if signed and not holder["sources"] else set()
    imported.known = [one for one in imported.known if one["sources"]]
    imported.save(update_fields=["known"])
    for row in imported.sentences.all():
        left = [one for one in row.cited if not _is_of(one, subject)]
        found = [one for one in row.found if one.get("holder") not in gone]
        # Proposed words that were kept without their source may be of any that the holder signed.
        found = [
            one
            for one in found
            if (one.get("holder"), one.get("source", "")) not in erased or not one.get("words")
        ]
        if len(left) == len(row.cited) and len(found) == len(row.found):
            continue
        row.cited, row.found, row.findings = left, found, []
        row.text = row.as_written = ERASED
        row.note, row.sentence, row.decision = "", "", ImportedSentence.Decision.OUT
        row.revision += 1
        row.save()


def _is_of(source: Mapping[str, str], subject: str) -> bool:
    """Whether a source stands at or below an address.

    By its own address, else by its number: "7", "7-2" (a turn of it) are of contribution 7.
    """
    if "at" in source:
        return source["at"].startswith(subject)
    number = _CONTRIBUTION.search(subject)
    return number is not None and source["number"].split("-")[0].lstrip("0") == number[1]
