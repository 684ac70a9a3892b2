"""The child that reads an edited Word file: ``python -m ….word_run FILE FOLDER``.

It writes what became of each sentence of the bundle in FOLDER as JSON, each changed view sentence
and each new one with what the verifier says. The file comes from outside: its reader works within
limits of memory and time, and ends.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from conspectus.engine.balance import sentences_of
from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Sentence
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.checking import checked, named_for_people
from conspectus.engine.revision.measures import measures_of
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.revision.subject import with_place_for_who
from conspectus.formats.bundle import read_bundle
from conspectus.formats.readback.word import Change, SentenceChange, compare_docx
from conspectus.formats.readers.errors import ReaderError

MEMORY = 2 << 30
CPU_S = 120
Json = dict[str, Any]


def compared(path: Path, folder: Path) -> list[Json]:
    """What became of each sentence, in the order of the file."""
    paper = read_bundle(folder)
    hand = Hand(measures_of(paper))
    known = {one.id: one for one in sentences_of(paper.sections)}
    return list(_told(hand, known, compare_docx(path, paper)))


def _told(
    hand: Hand, known: dict[str, Sentence], changes: tuple[SentenceChange, ...]
) -> Iterator[Json]:
    for change in changes:
        findings: list[Json] = []
        if change.kind in {Change.CHANGED, Change.NEW}:
            now = known.get(change.sentence or "")
            findings = _findings(hand, now, change.after)
        yield {**asdict(change), "findings": findings}


def _findings(hand: Hand, now: Sentence | None, text: str) -> list[Json]:
    kind = ActKind.ADD if now is None else ActKind.REWORD
    stored = with_place_for_who(text, now, hand.holders) if now is not None else text
    found = checked(hand, Act(id="", kind=kind, text=stored), now)
    return [asdict(named_for_people(hand, one)) for one in found.findings]


def main(arguments: list[str]) -> int:
    """0 where the file was read; 1 with one sentence that says why it was not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    try:
        json.dump(compared(Path(arguments[0]), Path(arguments[1])), sys.stdout)
    except (ConspectusError, ReaderError, OSError, MemoryError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
