"""The text of a source: its files' texts in order, separated by a form feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conspectus.engine.corpus import SourceFile
from conspectus.engine.document import Block
from conspectus.formats.intake.entries import RowFile
from conspectus.formats.intake.reading import ReadFile

_SEPARATOR = "\f"


@dataclass(frozen=True, slots=True)
class Body:
    """What the files of a row amount to."""

    text: str
    blocks: tuple[Block, ...]
    files: tuple[SourceFile, ...]
    warnings: tuple[str, ...]
    language: str | None
    title: str


def assemble(files: Sequence[tuple[RowFile, ReadFile | None]]) -> Body:
    """Join the documents of ``files``; those without one leave a warning that names them."""
    text = ""
    blocks: list[Block] = []
    kept: list[SourceFile] = []
    warnings: list[str] = []
    languages: list[str] = []
    titles: list[str] = []
    for row_file, read in files:
        if read is None or read.document is None:
            warnings.append(row_file.problem or _unreadable(row_file, read))
            if read is not None and read.sha256:
                end = len(text)
                kept.append(SourceFile(name=row_file.name, sha256=read.sha256, start=end, end=end))
            continue
        document = read.document
        warnings.extend(
            warning if row_file.name in warning else f"{row_file.name}: {warning}"
            for warning in document.warnings
        )
        text = f"{text}{_SEPARATOR}" if text else ""
        start = len(text)
        text += document.text
        blocks.extend(
            replace(block, start=block.start + start, end=block.end + start)
            for block in document.blocks
        )
        kept.append(
            SourceFile(
                name=row_file.name,
                sha256=read.sha256,
                title=row_file.title or document.title,
                start=start,
                end=len(text),
            )
        )
        languages.extend([document.language] if document.language else [])
        titles.extend([title for title in (row_file.title, document.title) if title])
    return Body(
        text=text,
        blocks=tuple(blocks),
        files=tuple(kept),
        warnings=tuple(warnings),
        language=languages[0] if len(set(languages)) == 1 else None,
        title=titles[0] if titles else "",
    )


def _unreadable(row_file: RowFile, read: ReadFile | None) -> str:
    reason = read.error if read is not None and read.error else "it could not be read"
    return reason if row_file.name in reason else f"{row_file.name}: {reason}"
