"""The gate before publication: no paper becomes public that its own verifier rejects.

A bundle is checked once, where it is made or when it is first asked for; what is kept is the
digest of all its files, so a file that was changed afterwards is checked again.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.synthesis.children import run_child
from conspectus.synthesis.models import Correction, PaperVersion

log = logging.getLogger(__name__)
MODULE: Final = "conspectus.synthesis.bundle_check_run"
LONGEST_S: Final = 600
_BLOCK: Final = 1 << 20


def certify(version: PaperVersion) -> None:
    """Checks the files of a version unless that was done; outside of any transaction.

    Raises:
        SiteError: something in it is not carried by its evidence, or its files are damaged.
    """
    if not version.folder:
        return
    if version.checked == digest_of(papers_folder() / version.folder):
        return
    version.checked = certified_digest(papers_folder() / version.folder)
    PaperVersion.objects.filter(pk=version.pk).update(checked=version.checked)


def certified_digest(folder: Path) -> str:
    """The digest of the files of a bundle after they have been checked.

    Raises:
        SiteError: as ``certify``.
    """
    digest = digest_of(folder)
    problems = _problems(folder)
    if problems:
        log.error("paper not published", extra={"folder": str(folder), "error": problems[0]})
        raise SiteError(
            _("The evidence does not carry this version: %(problem)s Make the draft anew.")
            % {"problem": problems[0][:300]}
        )
    return digest


def refuse_stopped(version: PaperVersion) -> None:
    """Lets only a version pass whose paper has no stopped act; costs one query.

    Raises:
        SiteError: which act is stopped.
    """
    stopped = version.paper.corrections.filter(undone__isnull=True, state=Correction.State.STOPPED)
    first = stopped.order_by("number").first()
    if first is not None:
        raise SiteError(
            _("Correction %(number)s is kept with a warning: mend it or take it back first.")
            % {"number": first.number}
        )


def refuse_uncertified(version: PaperVersion) -> None:
    """Lets only a version pass whose files are those that were checked, without stopped acts.

    Raises:
        SiteError: which of the two it is, and what to do.
    """
    refuse_stopped(version)
    folder = papers_folder() / version.folder
    if not version.folder or not version.checked or digest_of(folder) != version.checked:
        raise SiteError(_("The files of this version are not those that were checked: try again."))


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a bundle; "" where there is none."""
    whole = hashlib.sha256()
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths:
        one = hashlib.sha256()
        with path.open("rb") as stream:
            while part := stream.read(_BLOCK):
                one.update(part)
        whole.update(f"{path.relative_to(folder).as_posix()}\0{one.hexdigest()}\n".encode())
    return whole.hexdigest() if paths else ""


def _problems(folder: Path) -> list[str]:
    child = run_child(MODULE, folder, longest_s=LONGEST_S)
    try:
        found: list[str] = json.loads(child.output)
    except ValueError:
        return [_("the check did not come to an end.")]
    return found
