"""``conspectus verify OUT``: the invariants of the evidence format, and V1 to V8."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from conspectus.cli.bundle import require_paper
from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option, quiet_option
from conspectus.cli.summary import view_sentences
from conspectus.cli.terminal import Terminal
from conspectus.engine.degree import rule_of_options
from conspectus.engine.paper import Paper
from conspectus.engine.verification import Finding, verify_paper
from conspectus.formats.bundle import check_bundle, read_bundle


@click.command("verify")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@json_option
@quiet_option
def command(*, out: Path, as_json: bool, quiet: bool) -> int:
    """Check the paper in OUT: its files, its evidence, and each sentence against its evidence."""
    terminal = Terminal(as_json=as_json, quiet=quiet)
    require_paper(out)
    problems = check_bundle(out)
    # What the evidence itself does not hold cannot be judged sentence by sentence.
    paper = None if problems else read_bundle(out)
    findings = _findings(paper) if paper else ()
    for line in (*problems, *(_lines(paper, findings) if paper else ())):
        terminal.say(line)
    passed = not problems and not findings
    terminal.say(_verdict(paper, len(problems) + len(findings)))
    terminal.result(
        {
            "ok": passed,
            "problems": problems,
            "findings": [asdict(finding) for finding in findings],
        }
    )
    return Exit.DONE if passed else Exit.CHECK_FAILED


def _findings(paper: Paper) -> tuple[Finding, ...]:
    """By the thresholds of degree words that the paper says it was made with."""
    return verify_paper(paper, rule=rule_of_options(paper.engine["options"]))


def _lines(paper: Paper, findings: Sequence[Finding]) -> Iterator[str]:
    """Each sentence that something was found in, once, with what was found under it."""
    by_sentence: dict[str | None, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    for section in paper.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                found = by_sentence.pop(sentence.id, [])
                if found:
                    yield f"Paragraph {paragraph.number}, {sentence.id}: {sentence.text}"
                yield from (f"  {finding.code}: {finding.message}" for finding in found)
    for finding in (one for found in by_sentence.values() for one in found):
        yield f"{finding.code}: {finding.message}"


def _verdict(paper: Paper | None, count: int) -> str:
    if paper is None or count:
        return f"{count} found."
    checked = sum(1 for _ in view_sentences(paper))
    return f"Nothing found in {checked} sentences with views and their evidence."
