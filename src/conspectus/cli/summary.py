"""What a run gave: in lines for people and as one object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from conspectus.engine.paper import Paper, Sentence
from conspectus.formats.intake import ReportRow

READ_FIRST: Final = ("paper.html", "paper.pdf", "paper.docx", "paper.odt", "paper.md", "paper.epub")


def view_sentences(paper: Paper) -> Iterator[Sentence]:
    """The sentences that state views, in order."""
    for section in paper.sections:
        for paragraph in section.paragraphs:
            yield from (sentence for sentence in paragraph.sentences if sentence.kind == "view")


def word_count(paper: Paper) -> int:
    """Words of body and footnotes, as ``--words`` counts them: between white space."""
    return sum(
        len(sentence.text.split()) + len((sentence.footnote or "").split())
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    )


def summary_object(
    paper: Paper,
    out: Path,
    files: Sequence[Path],
    report: Sequence[ReportRow],
    *,
    seconds: float,
) -> dict[str, Any]:
    """The run for programs; ``files`` relative to ``out``, ``open_questions`` of the manifest."""
    return {
        "out": str(out),
        "files": [path.as_posix() for path in files],
        "title": paper.title,
        "sources": len(paper.sources),
        "sources_cited": len(_cited(paper)),
        "not_reflected": [dict(row) for row in paper.annexes.not_reflected],
        "contributors_cited": len(_holders_cited(paper)),
        "themes": len(paper.themes),
        "views": len(paper.views),
        "view_sentences": sum(1 for _ in view_sentences(paper)),
        "oppositions": len(paper.oppositions),
        "words": word_count(paper),
        **_wordings(paper),
        "open_questions": sum(not row.resolved for row in report),
        "notes": list(paper.notes),
        "seconds": round(seconds, 2),
    }


def summary_lines(
    paper: Paper, out: Path, files: Sequence[Path], report: Sequence[ReportRow]
) -> list[str]:
    """The run for people: what was written, what it carries, what to look at next."""
    texts = [path for path in READ_FIRST if Path(path) in set(files)]
    sentences = sum(1 for _ in view_sentences(paper))
    cited = f"{len(_cited(paper))} of {len(paper.sources)} sources cited"
    lines = [
        f"{paper.title or 'Untitled paper'}: {word_count(paper)} words.",
        f"{sentences} sentences with views of {len(_holders_cited(paper))} contributors; {cited}.",
    ]
    wordings = paper.annexes.method.get("language_model")
    if wordings:
        lines.append(
            f"{wordings['wordings_accepted']} of {wordings['wordings_proposed']} wordings that "
            f"{wordings['name']} proposed stand; the others failed a check or changed nothing."
        )
    left_out = len(paper.annexes.not_reflected)
    if left_out:
        lines.append(f"{left_out} not reflected; the reasons are in an annex and in coverage.csv.")
    questions = sum(not row.resolved for row in report)
    if questions:
        lines.append(f"{questions} questions about the manifest are in manifest-report.csv.")
    lines += [f"Read it: {out.resolve() / name}" for name in texts[:1]]
    lines.append(f"Everything: {out.resolve()} (check it anywhere: python3 verify.py)")
    return lines


def _wordings(paper: Paper) -> dict[str, Any]:
    """What a language model proposed and what became of it, where one did."""
    told = paper.annexes.method.get("language_model")
    return {"language_model": dict(told)} if told else {}


def _cited(paper: Paper) -> set[str]:
    return {
        span.source
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
        for span in position.evidence
    }


def _holders_cited(paper: Paper) -> set[str]:
    return {
        position.holder for sentence in view_sentences(paper) for position in sentence.positions
    }
