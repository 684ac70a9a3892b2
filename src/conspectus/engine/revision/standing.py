"""What became of an act in the paper of a run."""

from __future__ import annotations

from dataclasses import dataclass

from conspectus.engine.revision.acts import State
from conspectus.engine.verification.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of an act.

    ``sentence``: id of the sentence as it stands now, ``None`` where there is none. ``message``:
    one sentence for the rapporteur; ``findings``: what the verifier says, where it stopped the act.
    """

    act: str
    state: State
    sentence: str | None = None
    message: str = ""
    findings: tuple[Finding, ...] = ()
