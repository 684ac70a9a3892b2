"""A version's files under the status with which it becomes public, and its change log.

A child writes them before the transaction, as with redaction: the writers and the engine are no
part of a web process. A folder that is then not taken over is deleted by the next erasure.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.synthesis.children import run_child
from conspectus.synthesis.models import Change, PaperVersion
from conspectus.synthesis.services.causes import Causes

MODULE = "conspectus.synthesis.publication_run"
LONGEST_S = 900

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bundle that waits; ``told``: what `publication_run` says of it.

    ``checked``: the digest of its files, once they have been checked.
    """

    folder: str
    told: Mapping[str, Any]
    checked: str = ""

    def is_there(self) -> bool:
        """Whether no erasure has swept it away."""
        return (papers_folder() / self.folder).is_dir()


def prepare_publication(version: PaperVersion, *, status: str) -> Prepared | None:
    """The version's files under ``status``; ``None`` where nothing is to be written.

    Raises:
        SiteError: they could not be written.
    """
    before = version.previous.folder if version.previous is not None else ""
    if not version.folder or (not before and version.front.get("status") == status):
        return None
    key = hashlib.sha256(f"{version.folder}\n{status}".encode()).hexdigest()[:12]
    folder = f"{version.paper_id}/{version.k}-{key}"
    places = [papers_folder() / version.folder, papers_folder() / folder]
    earlier = [str(papers_folder() / before)] if before else []
    return Prepared(folder, _run([*map(str, places), status, *earlier]))


def _run(arguments: list[str]) -> Mapping[str, Any]:
    child = run_child(MODULE, *arguments, longest_s=LONGEST_S)
    if child.code:
        log.error(
            "paper not prepared", extra={"folder": arguments[0], "error": child.errors[-500:]}
        )
        raise SiteError(_("The files of this version could not be written: it is not public."))
    told: Mapping[str, Any] = json.loads(child.output)
    return told


def take_over(version: PaperVersion, prepared: Prepared) -> None:
    """The version turns to the prepared files, in the caller's transaction; it is not saved."""
    told = prepared.told
    version.folder, version.sha256 = prepared.folder, told["sha256"]
    version.checked = prepared.checked
    counts = Counter(one["kind"] for one in told["changes"])
    version.front = {**version.front, "status": version.status, "changes": dict(counts)}
    for old, now in told["sentences"].items():
        version.sentences.filter(sentence=old).update(sentence=now["id"], data=now)
    causes = Causes(version, more=told["more"]) if told["changes"] else None
    Change.objects.filter(version=version).delete()
    Change.objects.bulk_create(
        Change(
            version=version,
            order=order,
            kind=one["kind"],
            paragraph=one["paragraph"],
            sentence=one["sentence"] or one["was"],
            before=one["before"],
            after=one["after"],
            cause=causes.of(one) if causes else "",
        )
        for order, one in enumerate(told["changes"])
    )


def forget_changes(version: PaperVersion) -> None:
    """The change logs say no more what a redacted version does not say any more."""
    texts = {data["text"] for data in version.sentences.values_list("data", flat=True)}
    for side, of in (("after", {"version": version}), ("before", {"version__previous": version})):
        rows = Change.objects.filter(**of).exclude(**{side: ""})
        gone = [pk for pk, text in rows.values_list("pk", side) if text not in texts]
        Change.objects.filter(pk__in=gone).update(**{side: ""})
    Change.objects.filter(before="", after="").delete()
