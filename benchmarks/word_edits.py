"""Edits made in LibreOffice to the Word document of a paper, and whether they are recognised.

``python benchmarks/word_edits.py OUT [--edits N] [--keep FOLDER] [--details]``, where OUT is a
bundle with paper.docx. LibreOffice itself opens the document for each edit, makes it (a macro
drives it, in data/word_edits.bas) and saves it as .docx; two in five are saved without any
bookmark. Ten kinds:

words of a sentence replaced, a sentence written anew, moved (by cut and paste, or typed again),
deleted, new in a paragraph, new as a paragraph of its own, a paragraph split, two merged, a change
or deletion recorded, a comment.

An edit is recognised if the sentence is told with its kind (and author, text, paragraph change
where there is one) and every other sentence of the paper as unchanged and in place. The last line
is JSON.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from conspectus.engine.paper import Paper, Paragraph
from conspectus.formats.bundle import read_bundle
from conspectus.formats.readback.word import (
    Change,
    ParagraphChange,
    Recorded,
    SentenceChange,
    compare_docx,
)
from conspectus.formats.writers.word.runs import bookmark

MACRO = Path(__file__).parent / "data" / "word_edits.bas"
NEW = "The host country may wish to publish the travel costs of all the panels."
ANEW = "Delegates of the northern ports would rather see these costs paid from one common budget."
KINDS = (
    "words",
    "anew",
    "moved",
    "deleted",
    "new sentence",
    "new paragraph",
    "split",
    "merged",
    "recorded",
    "comment",
)
DEADLINE_S = 900


@dataclass
class Edit:
    """One edit: what the macro does, and what has to be told of it."""

    kind: str
    operation: str
    sentence: str
    argument: str = ""
    second: str = ""
    flags: str = ""
    expected: dict = field(default_factory=dict)


def edits_of(paper: Paper, count: int) -> list[Edit]:
    """``count`` edits, the kinds in turn, spread over the paper."""
    prose = [
        paragraph
        for section in paper.sections
        for paragraph in section.paragraphs
        if paragraph.kind == "prose" and len(paragraph.sentences) > 1
    ]
    neighbours = [
        (one, two)
        for section in paper.sections
        for one, two in zip(section.paragraphs, section.paragraphs[1:], strict=False)
        if one.kind == two.kind == "prose"
    ]
    edits = []
    for number in range(count):
        kind, turn = KINDS[number % len(KINDS)], number // len(KINDS)
        step = number * 7 + turn * 3
        pair = neighbours[step % len(neighbours)]
        edit = _edit(kind, turn, prose, step, pair)
        if turn % 5 in {1, 3}:
            edit.flags += " nobookmarks"
        edits.append(edit)
    return edits


def _edit(  # noqa: PLR0911 - one return a kind
    kind: str, turn: int, prose: Sequence[Paragraph], step: int, pair: tuple[Paragraph, Paragraph]
) -> Edit:
    paragraph = prose[step % len(prose)]
    sentence = paragraph.sentences[turn % len(paragraph.sentences)]
    key, text = sentence.id, sentence.text
    match kind:
        case "words":
            old = max(text.rstrip(".").split()[-6:], key=len).strip(",.;”“")
            expected = {"change": Change.CHANGED, "after": text.replace(old, "harbour", 1)}
            return Edit(kind, "replace", key, old, "harbour", expected=expected)
        case "anew":
            kept = " ".join(text.split()[: max(4, len(text.split()) // 2)])
            after = f"{kept} {ANEW[:1].lower()}{ANEW[1:]}"
            return Edit(
                kind, "retype", key, after, expected={"change": Change.CHANGED, "after": after}
            )
        case "moved":
            other = next(
                p for p in (*prose[step % len(prose) + 2 :], *prose) if p.id != paragraph.id
            )
            operation = "cut" if turn % 2 == 0 else "move"
            return Edit(
                kind, operation, key, other.sentences[-1].id, expected={"change": Change.MOVED}
            )
        case "deleted":
            return Edit(kind, "delete", key, expected={"change": Change.DELETED})
        case "new sentence":
            operation = "append" if turn % 2 == 0 else "prepend"
            return Edit(kind, operation, key, NEW, expected={"change": Change.NEW, "after": NEW})
        case "new paragraph":
            return Edit(kind, "paragraph", key, NEW, expected={"change": Change.NEW, "after": NEW})
        case "split":
            first = paragraph.sentences[0].id
            return Edit(kind, "split", first, expected={"paragraph": ParagraphChange.SPLIT})
        case "merged":
            one, two = pair
            number = f"{two.number}." if turn % 2 == 0 else ""
            return Edit(
                kind,
                "merge",
                one.sentences[-1].id,
                number,
                expected={"paragraph": ParagraphChange.MERGED},
            )
        case "recorded":
            if turn % 2:
                expected = {"change": Change.DELETED, "recorded": Recorded.DELETED}
                return Edit(kind, "delete", key, flags="recorded", expected=expected)
            old = max(text.rstrip(".").split()[-6:], key=len).strip(",.;”“")
            expected = {"change": Change.CHANGED, "recorded": Recorded.INSERTED}
            return Edit(kind, "replace", key, old, "harbour", flags="recorded", expected=expected)
        case _:
            said = f"Is this right ({turn})?"
            return Edit(kind, "comment", key, "Ada Lovelace", said, expected={"comment": said})


def make(edits: Sequence[Edit], docx: Path, folder: Path) -> list[Path]:
    """The edited documents, made by LibreOffice in one sitting.

    Raises:
        RuntimeError: LibreOffice is missing or did not make one of them.
    """
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is missing: apt-get install libreoffice-writer.")
    profile = folder / "profile"
    start = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    _run([*start, "--terminate_after_init"])
    _install(profile)
    targets = [folder / f"edit-{number:02}.docx" for number in range(len(edits))]
    # LibreOffice opens no file that a process which was killed has left locked: open a copy
    docx = Path(shutil.copy(docx, folder / "paper.docx"))
    jobs = folder / "jobs.tsv"
    jobs.write_text("".join(f"{line}\n" for line in _jobs(edits, docx, targets)), encoding="utf-8")
    _run([*start, f"macro:///Standard.Edits.Run({jobs})"])
    missing = [target.name for target in targets if not target.is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not make {', '.join(missing)}.")
    return targets


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=False, capture_output=True, timeout=DEADLINE_S)


def _jobs(edits: Sequence[Edit], docx: Path, targets: Sequence[Path]) -> Iterator[str]:
    for edit, target in zip(edits, targets, strict=True):
        argument = edit.argument
        if edit.operation in {"cut", "move"}:
            argument = bookmark(f"s_{argument}")
        yield "\t".join(
            (
                docx.absolute().as_uri(),
                target.absolute().as_uri(),
                edit.operation,
                bookmark(f"s_{edit.sentence}"),
                argument,
                edit.second,
                edit.flags,
                "MS Word 2007 XML",
            )
        )


def _install(profile: Path) -> None:
    """Put the macro where LibreOffice looks for the user's own."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    space = "http://openoffice.org/2000"
    (library / "Edits.xba").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="{space}/script" '
        f'script:name="Edits" script:language="StarBasic">{escape(MACRO.read_text("utf-8"))}'
        "</script:module>",
        encoding="utf-8",
    )
    (library / "script.xlb").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<library:library xmlns:library="{space}/library" '
        'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Edits"/></library:library>',
        encoding="utf-8",
    )


def fault(edit: Edit, changes: Sequence[SentenceChange]) -> str | None:
    """What is wrong about what was told of an edit, ``None`` where it was recognised."""
    told = {change.sentence: change for change in changes if change.sentence}
    own = told[edit.sentence]
    wanted = edit.expected
    quiet = [
        key
        for key, change in told.items()
        if (key != edit.sentence or wanted.get("change") is Change.NEW)
        and change.kind is not Change.UNCHANGED
    ]
    if quiet:
        return f"{len(quiet)} other sentences are told as changed: {told[quiet[0]]}"
    fresh = [change for change in changes if change.kind is Change.NEW]
    if len(fresh) != (wanted.get("change") is Change.NEW):
        return f"{len(fresh)} sentences are told as new: {fresh[:1]}"
    subject = fresh[0] if fresh else own
    if subject.kind is not wanted.get("change", Change.UNCHANGED):
        return f"told as {subject.kind}: {subject}"
    if "after" in wanted and subject.after != wanted["after"]:
        return f"told as {subject.after!r}"
    around = wanted.get("paragraph", ParagraphChange.KEPT)
    if own.kind is Change.UNCHANGED and not fresh and own.paragraph_change is not around:
        return f"paragraph told as {own.paragraph_change}"
    if "recorded" in wanted and wanted["recorded"] not in {t.kind for t in own.tracked}:
        return f"recorded changes told: {own.tracked}"
    if "comment" in wanted and [(c.author, c.text) for c in own.comments] != [
        (edit.argument, wanted["comment"])
    ]:
        return f"comments told: {own.comments}"
    return None


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--details", action="store_true")
    given = parser.parse_args()
    paper = read_bundle(given.out)
    edits = edits_of(paper, given.edits)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = make(edits, given.out / "paper.docx", folder)
        faults = [
            fault(edit, compare_docx(file, paper)) for edit, file in zip(edits, files, strict=True)
        ]
    if given.details:
        for number, (edit, found) in enumerate(zip(edits, faults, strict=True)):
            if found:
                print(f"{number} {edit.kind}{edit.flags}: {found}")
    print(json.dumps({"edits": len(edits), "recognised": sum(found is None for found in faults)}))


if __name__ == "__main__":
    main()
