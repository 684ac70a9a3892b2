"""An edited Word file of a draft: compared, shown, and taken over as far as it is ticked.

One file is kept for each account that works on a paper, until the next or until it is dropped.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.people.models import Account
from conspectus.synthesis.children import run_child
from conspectus.synthesis.models import Correction, PaperVersion
from conspectus.synthesis.queries.text import WorkedSentence, done_to, worked
from conspectus.synthesis.services import writing
from conspectus.synthesis.services.writing import Hand

log = logging.getLogger(__name__)
MODULE: Final = "conspectus.synthesis.word_run"
FOLDER: Final = "word"
LARGEST: Final = 30 << 20
LONGEST_S: Final = 180
UNTOUCHED: Final = ("unchanged",)
"""Kinds that are only counted: there is nothing to take over and nothing to look at."""


class Upload(Protocol):
    """A file as Django hands it over."""

    @property
    def size(self) -> int | None:
        """Bytes, where it is known."""

    def chunks(self) -> Iterable[bytes]:
        """Its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became of the sentences; ``changes`` as ``word_run`` gives them, with their number.

    ``stale``: the draft was made anew since, so nothing can be taken over.
    """

    changes: tuple[tuple[int, Mapping[str, Any]], ...]
    untouched: int
    stale: bool


def read_word(version: PaperVersion, upload: Upload, *, by: Account) -> None:
    """Keeps and compares an edited file in place of the account's earlier one.

    Raises:
        SiteError: it is too large, no Word file, or cannot be read; nothing is kept then.
    """
    if (upload.size or 0) > LARGEST:
        raise SiteError(_("The file is larger than 30 MB."), field="file")
    folder = _folder(version)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{by.pk}.docx"
    try:
        with path.open("wb") as stream:
            for part in upload.chunks():
                stream.write(part)
        changes = _compared(path, papers_folder() / version.folder)
    finally:
        path.unlink(missing_ok=True)
    kept = {"version": version.pk, "sha256": version.sha256, "changes": changes}
    _kept(version, by).write_text(json.dumps(kept), "utf-8")


def _compared(path: Path, bundle: Path) -> list[dict[str, Any]]:
    child = run_child(MODULE, path, bundle, longest_s=LONGEST_S)
    if child.late:
        raise SiteError(_("The file took too long to read."), field="file")
    if child.code == 1 and child.errors.strip():
        raise SiteError(child.errors.strip().splitlines()[-1][:400], field="file")
    try:
        found: list[dict[str, Any]] = json.loads(child.output)
    except ValueError as broken:
        log.exception("word file not read", extra={"error": child.errors[-500:]})
        raise SiteError(_("The file cannot be read as a Word file."), field="file") from broken
    return found


def compared_word(version: PaperVersion, *, by: Account) -> Compared | None:
    """What the account's file holds; ``None`` where there is none."""
    path = _kept(version, by)
    if not path.is_file():
        return None
    kept = json.loads(path.read_text("utf-8"))
    numbered = list(enumerate(kept["changes"]))
    changes = tuple((n, one) for n, one in numbered if _to_be_seen(one))
    return Compared(
        changes=changes,
        untouched=len(numbered) - len(changes),
        stale=(kept["version"], kept["sha256"]) != (version.pk, version.sha256),
    )


def drop_word(version: PaperVersion, *, by: Account) -> None:
    """Forgets the account's file."""
    _kept(version, by).unlink(missing_ok=True)


def take_over(hand: Hand, wanted: Collection[int]) -> list[Correction]:
    """Records an act for each change that was ticked; the verifier sees each once more.

    Raises:
        SiteError: the draft was made anew since, or a sentence cannot be changed so; what was
            recorded before it stands.
        ConflictError: somebody else has changed one in the meantime.
    """
    found = compared_word(hand.draft, by=hand.by)
    if found is None or found.stale:
        raise SiteError(_("The draft was made anew since: take its Word file and compare again."))
    acts = done_to(hand.draft).acts
    rows = hand.draft.sentences.all()
    known = {one.row.sentence: one for one in worked(rows, acts, ())}
    themes = {page["section"]: page.get("theme", "") for page in hand.draft.contents}
    made: list[Correction] = []
    for number, change in found.changes:
        if number in wanted:
            made += _taken(hand, change, known, themes)
    return made


def _taken(
    hand: Hand,
    change: Mapping[str, Any],
    known: Mapping[str, WorkedSentence],
    themes: Mapping[int, str],
) -> list[Correction]:
    kind, one = change["kind"], known.get(change["sentence"] or "")
    behind = known.get(change["follows"] or "")
    made = []
    if kind == "new" and behind is not None:
        theme = themes.get(behind.row.section, "")
        made.append(writing.add_behind(hand, behind, change["after"], theme=theme))
    elif kind == "deleted" and one is not None:
        made.append(writing.leave_out(hand, one, _("deleted in the edited Word file")))
    elif kind == "changed" and one is not None:
        made.append(writing.reword(hand, one, change["after"]))
    if change["moved"] and one is not None and behind is not None and kind != "deleted":
        made.append(writing.put_behind(hand, one, behind))
    return made


def _to_be_seen(change: Mapping[str, Any]) -> bool:
    touched = change["kind"] not in UNTOUCHED or change["moved"]
    return bool(touched or change["comments"] or change["tracked"])


def _folder(version: PaperVersion) -> Path:
    return papers_folder() / str(version.paper_id) / FOLDER


def _kept(version: PaperVersion, by: Account) -> Path:
    return _folder(version) / f"{by.pk}.json"
