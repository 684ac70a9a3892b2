"""The manifest report: what was found odd in a folder, what was done, what a person may do.

Each row is one finding. ``resolved`` says whether the intake applied its own ``proposal`` (a
mechanical repair that loses nothing, such as taking the acronym in brackets as a second name);
otherwise the cell was left as it stands and the proposal waits for the secretariat.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace

from conspectus.formats.intake.rows import ManifestRow

WITHHELD = "(withheld)"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReportRow:
    """One finding. ``row``: line of the manifest (header = 1), 0 for the folder itself."""

    row: int
    ref: str
    column: str
    value: str
    problem: str
    proposal: str
    resolved: bool


class Report:
    """Collects findings; ``rows`` gives them sorted and without repetitions."""

    def __init__(self) -> None:
        self._rows: set[ReportRow] = set()

    def add(self, row: ReportRow) -> None:
        """Take ``row`` into the report."""
        self._rows.add(row)

    def cell(
        self, row: ManifestRow, column: str, problem: str, proposal: str, *, resolved: bool = False
    ) -> None:
        """Add a finding about one cell of a row."""
        self.add(
            ReportRow(
                row=row.line,
                ref=row.get("ref"),
                column=column,
                value=row.get(column),
                problem=problem,
                proposal=proposal,
                resolved=resolved,
            )
        )

    def folder(
        self,
        *,
        value: str,
        problem: str,
        proposal: str,
        resolved: bool = False,
        column: str = "file",
    ) -> None:
        """Add a finding about the folder or about several rows rather than one."""
        self.add(
            ReportRow(
                row=0,
                ref="",
                column=column,
                value=value,
                problem=problem,
                proposal=proposal,
                resolved=resolved,
            )
        )

    def conceal(self, lines: frozenset[int]) -> None:
        """Take the words of the manifest out of findings about these lines.

        The report stands in the published bundle: it must not name those who asked not to be named.
        """
        self._rows = {
            replace(row, value=WITHHELD, proposal="Look at this row of the manifest.")
            if row.row in lines
            else row
            for row in self._rows
        }

    @property
    def rows(self) -> tuple[ReportRow, ...]:
        """All findings, by line, then column, then text."""
        return tuple(sorted(self._rows))


def report_csv(rows: Iterable[ReportRow]) -> str:
    """manifest-report.csv: a header and one line a finding, LF line ends.

    The manifest's line numbers stay out, and each finding stands once: the same submissions give
    the same file in whatever order their rows come.
    """
    names = [field.name for field in fields(ReportRow)][1:]
    findings = {(row.row > 0, *astuple(row)[1:]) for row in rows}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for _, *cells, resolved in sorted(findings):
        writer.writerow([*cells, "yes" if resolved else "no"])
    return out.getvalue()
