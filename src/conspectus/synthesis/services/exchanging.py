"""corrections.toml of a paper: written out, and looked into before it is taken in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from conspectus.core.errors import SiteError
from conspectus.engine.corpus import Correction as EngineCorrection
from conspectus.engine.errors import ConspectusError
from conspectus.engine.revision.acts import Act
from conspectus.formats.intake.corrections import CorrectionsFile, load_corrections
from conspectus.formats.intake.corrections_out import corrections_toml
from conspectus.people.models import Account
from conspectus.synthesis.models import Correction, Paper
from conspectus.synthesis.services.correcting import Given, corrections_of, given_of, take_in


def written_out(paper: Paper) -> bytes:
    """The file of all corrections that hold."""
    standing = corrections_of(paper)
    rows = paper.corrections.filter(undone__isnull=True).values_list("number", "at")
    dates = {str(number): f"{at.isoformat()} {number:06}" for number, at in rows}
    return corrections_toml(standing.corrections, [(dates[act.id], act) for act in standing.acts])


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds: each entry with its author's name; ``new``: how many are not known."""

    given: tuple[tuple[Given, str], ...]
    warnings: tuple[str, ...]
    new: int


def looked_into(paper: Paper, content: bytes) -> Held:
    """What ``content`` holds; nothing is recorded.

    Raises:
        SiteError: it is no file of corrections; the sentence says what is wrong, and where.
    """
    read = _read(content)
    found: list[EngineCorrection | Act] = [*read.corrections, *read.acts]
    given = tuple((given_of(one), one.by) for one in found)
    return Held(given=given, warnings=read.warnings, new=_new(paper, given))


def taken_in(paper: Paper, content: bytes, *, by: Account | None) -> list[Correction]:
    """Records what a file holds and the paper does not know; raises as ``looked_into``."""
    return take_in(paper, looked_into(paper, content).given, by=by)


def _read(content: bytes) -> CorrectionsFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.toml"
        path.write_bytes(content)
        try:
            return load_corrections(path)
        except ConspectusError as error:
            raise SiteError(str(error), field="file") from error


def _new(paper: Paper, given: Sequence[tuple[Given, str]]) -> int:
    """Counted by taking it in and thinking better of it: there is one rule of what is known."""
    with transaction.atomic():
        made = len(take_in(paper, given, by=None))
        transaction.set_rollback(True)
    return made
