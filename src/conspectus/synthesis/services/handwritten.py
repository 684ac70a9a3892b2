"""A paper that people wrote: taken in, its sentences confirmed, corrected, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_tasks import task

from conspectus.contributions.models import Contribution, Document
from conspectus.contributions.models.contributions import State as Published
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.plain import plain
from conspectus.forums.models import Cycle
from conspectus.people.models import Account
from conspectus.synthesis.children import run_child
from conspectus.synthesis.models import ImportedPaper, ImportedSentence, PaperVersion
from conspectus.synthesis.queries.handwritten import waiting
from conspectus.synthesis.services.correcting import name_of
from conspectus.synthesis.services.starting import start_paper

MODULE: Final = "conspectus.synthesis.handwritten_run"
LARGEST: Final = 30 << 20
LONGEST_S: Final = 900
KINDS: Final = ("docx", "odt", "rtf", "txt", "md", "html", "htm", "pdf")
"""Endings of the files that are read."""
TOLD: Final = 3
"""As ``handwritten_run.TOLD``: its output is a sentence for people."""
LEFT_OUT: Final = "A sentence of it has been left out since."
ENDED: Final = "The paper could not be read: send it again."

State = ImportedPaper.State
Decision = ImportedSentence.Decision


class Upload(Protocol):
    """A file as Django hands it over."""

    name: str | None

    @property
    def size(self) -> int | None:
        """Bytes, where it is known."""

    def chunks(self) -> Iterable[bytes]:
        """Its content."""


@transaction.atomic
def import_paper(cycle: Cycle, upload: Upload, *, title: str, by: Account) -> ImportedPaper:
    """A new paper of the cycle from a file; a job reads it.

    Raises:
        SiteError: it has no title, is too large, or of no kind that is read.
    """
    ending = Path(upload.name or "").suffix.lower().removeprefix(".")
    if ending not in KINDS:
        kinds = ", ".join(one.upper() for one in KINDS)
        raise SiteError(_("Send one of these: %(kinds)s.") % {"kinds": kinds}, field="file")
    if (upload.size or 0) > LARGEST:
        raise SiteError(_("The file is larger than 30 MB."), field="file")
    paper = start_paper(cycle, title=title, limits={}, corrections_of=None, by=by)
    place = f"{paper.pk}/imported.{ending}"
    path = papers_folder() / place
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        for part in upload.chunks():
            stream.write(part)
    made = ImportedPaper.objects.create(
        paper=paper, name=plain(Path(upload.name or "").name)[:200], file=place, asked_by=by
    )
    transaction.on_commit(lambda: read_imported.enqueue(made.pk))
    return made


@task()
def read_imported(imported_id: int) -> None:
    """The job: a child reads the file; whatever becomes of it, the row says it."""
    found = ImportedPaper.objects.filter(pk=imported_id).first()
    if found is None or found.state not in {State.WAITING, State.READING}:
        return
    told = run_child(MODULE, imported_id, longest_s=LONGEST_S)
    (papers_folder() / found.file).unlink(missing_ok=True)
    ImportedPaper.objects.filter(pk=imported_id).update(file="")
    if told.code:
        said = told.errors.strip().splitlines()[-1:] if told.code == TOLD else []
        ImportedPaper.objects.filter(pk=imported_id).exclude(state=State.READY).update(
            state=State.FAILED, error=(said or [ENDED])[0][:500]
        )


@transaction.atomic
def confirm(imported: ImportedPaper, orders: Iterable[int], *, by: Account) -> int:
    """Says of sentences that they state the view of those whose words are shown; how many.

    Raises:
        SiteError: one of them rests on no words.
    """
    rows = list(imported.sentences.select_for_update().filter(order__in=list(orders)))
    if not rows:
        raise SiteError(_("Nothing was chosen; tick a box first."))
    for row in rows:
        _decide(row, Decision.VIEW, by)
        row.save()
    return len(rows)


@transaction.atomic
def settle(
    row: ImportedSentence, decision: str, *, text: str, note: str, by: Account, seen: int
) -> ImportedSentence:
    """Decides what a sentence is, with its words as they are to stand.

    Raises:
        SiteError: somebody else has changed it since, or a view rests on no words.
    """
    row = _unchanged(row, seen)
    if not text.strip():
        raise SiteError(_("Write the text."), field="text")
    row.text, row.note = " ".join(text.split()), " ".join(note.split())
    _decide(row, decision, by)
    row.save()
    return row


@transaction.atomic
def cite(
    row: ImportedSentence, *, holder: str, number: str, words: str, by: Account, seen: int
) -> ImportedSentence:
    """Rests a sentence on words of a holder in a contribution, by its number in the register.

    Raises:
        SiteError: no such holder, it did not sign that contribution, or the words do not stand
            there.
    """
    row = _unchanged(row, seen)
    known = known_holder(row.imported, holder)
    source = next((one for one in known["sources"] if one["number"] == number.strip()), None)
    if source is None:
        numbers = ", ".join(one["number"] for one in known["sources"])
        raise SiteError(
            _("%(name)s signed these contributions: %(numbers)s.")
            % {"name": known["name"], "numbers": numbers},
            field="number",
        )
    exact = standing_words(row.imported, source["number"], words)
    given = {"holder": known["id"], "name": known["name"], "source": source["id"]}
    entry = {**given, "number": source["number"], "words": exact, "grade": "chosen"}
    entry |= {"at": source["at"]} if "at" in source else {}
    row.cited = [*(one for one in row.cited if one["holder"] != known["id"]), entry]
    _reopen(row, by)
    return row


@transaction.atomic
def drop(row: ImportedSentence, place: int, *, by: Account, seen: int) -> ImportedSentence:
    """A holder whose view this is not, by the place in the list."""
    row = _unchanged(row, seen)
    if not 0 <= place < len(row.cited):
        raise SiteError(_("This has been taken back already."))
    row.cited = [one for n, one in enumerate(row.cited) if n != place]
    _reopen(row, by)
    return row


def known_holder(imported: ImportedPaper, name: str) -> Mapping[str, Any]:
    """A holder of the cycle's contributions by id or name.

    Raises:
        SiteError: there is none; it names those that are near.
    """
    wanted = " ".join(name.split()).casefold()
    for one in imported.known:
        if wanted and wanted in {one["id"], one["name"].casefold()}:
            found: Mapping[str, Any] = one
            return found
    near = [one["name"] for one in imported.known if wanted and wanted in one["name"].casefold()]
    meant = _("Did you mean:")
    hint = f" {meant} {', '.join(near[:5])}" if near else ""
    raise SiteError(_("No contributor of this cycle has this name.") + hint, field="holder")


def standing_words(imported: ImportedPaper, number: str, words: str) -> str:
    """``words`` as they stand in the published text of a contribution.

    Raises:
        SiteError: they do not stand there, or are fewer than three.
    """
    parts = words.split()
    if len(parts) < 3:
        raise SiteError(_("Copy at least three words from it."), field="words")
    wanted = re.compile(r"\s+".join(map(re.escape, parts)))
    for text in _texts(imported, number):
        found = wanted.search(text)
        if found is not None:
            return found.group()
    raise SiteError(
        _("These words do not stand in contribution %(number)s; copy them from it.")
        % {"number": number},
        field="words",
    )


def _current(imported: ImportedPaper, number: int) -> QuerySet[Contribution, int | None]:
    """The current version of a published contribution."""
    return Contribution.objects.filter(
        cycle=imported.paper.cycle_id, number=number, state=Published.PUBLISHED
    ).values_list("current", flat=True)


def _texts(imported: ImportedPaper, number: str) -> Sequence[str]:
    if not number.isascii() or not number.isdigit():
        return []
    return list(
        Document.objects.filter(version__in=_current(imported, int(number))).values_list(
            "text", flat=True
        )
    )


def _unchanged(row: ImportedSentence, seen: int) -> ImportedSentence:
    row = (
        ImportedSentence.objects.select_for_update(of=("self",))
        .select_related("imported__paper")
        .get(pk=row.pk)
    )
    if row.revision != seen:
        raise SiteError(
            _("%(who)s has changed this sentence in the meantime: look, and send yours again.")
            % {"who": row.by_name or _("Somebody")}
        )
    return row


def _decide(row: ImportedSentence, decision: str, by: Account) -> None:
    if decision not in Decision.values:
        raise SiteError(_("Choose one of the answers."))
    if decision == Decision.VIEW and not row.cited:
        raise SiteError(
            _("Sentence %(number)s rests on nobody's words: choose a passage first.")
            % {"number": row.order}
        )
    row.decision = Decision(decision)
    row.decided, row.by_name = stamp(), name_of(by)
    row.findings, row.revision = [], row.revision + 1
    if decision != Decision.OUT:  # of what is left out it says in which draft it still stands
        row.sentence = ""


def _reopen(row: ImportedSentence, by: Account) -> None:
    row.decision, row.findings, row.sentence = Decision.OPEN, [], ""
    row.decided, row.by_name, row.revision = stamp(), name_of(by), row.revision + 1
    row.save()


def refuse_open(version: PaperVersion) -> None:
    """A paper that people wrote is public only when each sentence of it is decided and stands.

    Raises:
        SiteError: how many are not; one that was left out since stands in this version.
    """
    rows = ImportedSentence.objects.filter(imported__paper=version.paper_id)
    standing = version.sentences.values("sentence")
    if rows.filter(decision=Decision.OUT, sentence__in=standing).exists():
        raise SiteError(
            _("The evidence does not carry this version: %(problem)s Make the draft anew.")
            % {"problem": LEFT_OUT}
        )
    left = waiting(rows).count()
    if left:
        raise SiteError(
            _("%(count)s sentences of the imported paper are not decided, or do not stand.")
            % {"count": left}
        )
