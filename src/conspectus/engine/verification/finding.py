"""What the verifier finds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

CODES = ("V1", "V2", "V3", "V4", "V5", "V6", "V8")
"""The checks of DESIGN §3, without V7, an entailment model, which is optional there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a sentence says that its evidence does not carry.

    ``code``: the check, one of ``CODES``. ``message``: one sentence. ``holder``: whose evidence is
    concerned, ``None`` where it is the sentence's. ``sentence``: id of the sentence.
    """

    code: str
    message: str
    holder: str | None = None
    sentence: str | None = None


def with_name(finding: Finding, name: str) -> Finding:
    """The finding with the name of its holder instead of the id."""
    if not finding.holder:
        return finding
    own = re.compile(rf"(?<![\w-]){re.escape(finding.holder)}(?![\w-])")
    return replace(finding, message=own.sub(lambda _id: name, finding.message))


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a piece of evidence does not carry a claim; ``code`` as in ``Finding``."""

    code: str
    message: str
