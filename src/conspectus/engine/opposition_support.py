"""Whether a passage alone stands on a side of a shipped issue or measure, for gate and verifier."""

from __future__ import annotations

from collections.abc import Sequence

from conspectus.engine.opposition_issues import shipped_issues
from conspectus.engine.opposition_measures import issue_of_clause
from conspectus.engine.opposition_sides import holds, line_of_text


def carries_side(clause: str, evidence: str, names: Sequence[str] = ()) -> bool:
    """Whether a passage by itself puts its holder under the ``clause`` of an issue or measure.

    The clause is the issue's own summary, so its words need not be in the evidence; a strict cue
    of the clause has to be. ``names``: the holder's, to read "X opposes" as "we oppose".
    """
    wordings = [
        (issue, wording)
        for issue in shipped_issues()
        for side in issue.sides
        for wording in side
        if wording.clause.casefold() == clause.strip(" .").casefold()
    ]
    measure = issue_of_clause(clause, evidence)
    if measure is not None:
        denies = " should not be " in clause
        wordings += [(measure, wording) for wording in measure.sides[denies]]
    if not wordings:
        return False
    line, plain = line_of_text(evidence, names)
    return any(issue.is_about(line) and holds(wording, line, plain) for issue, wording in wordings)
