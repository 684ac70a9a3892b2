"""What a language model could do to a real paper: wrong wordings that pass, right ones that do not.

Each class changes the clauses of a bundle's sentences by rule, as a model that errs, obeys or
polishes might, and sends them through the whole of ``engine.rewording``. Of the classes in
``WRONG`` nothing should be accepted, of those in ``POLISH`` everything. The last line is one object
of JSON: class → {"changed", "accepted"}.

    python benchmarks/rewording.py --paper OUT [--show CLASS]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from conspectus.engine.degree import rule_of_options
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.paper import Paper
from conspectus.engine.progress import silent
from conspectus.engine.rewording.prompts import Prompt
from conspectus.engine.rewording.sentences import Rewording, Standards, reworded
from conspectus.formats.bundle import read_bundle

Change = Callable[[str, random.Random], str]


def _replaced(pattern: str, by: str) -> Change:
    return lambda clause, _draw: re.sub(pattern, by, clause, count=1)


def _nouns_swapped(clause: str, draw: random.Random) -> str:
    """Two nouns with other words than a list mark between them change places."""
    nouns = [token for token in tag(clause) if token.tag == "N" and token.text.isalpha()]
    pairs = [
        (one, other)
        for one in nouns
        for other in nouns
        if one.start < other.start
        and one.lower != other.lower
        and not _in_one_list(tag(clause), one, other)
    ]
    if not pairs:
        return clause
    one, other = draw.choice(pairs)
    between = clause[one.end : other.start]
    return f"{clause[: one.start]}{other.text}{between}{one.text}{clause[other.end :]}"


def _in_one_list(tokens: Sequence[Token], one: Token, other: Token) -> bool:
    """Whether only nouns, their adjectives and articles, and list marks stand between the two."""
    between = [token for token in tokens if one.end <= token.start < other.start]
    return all(
        token.tag in {"N", "J"} or token.lower in {",", "and", "or", "the", "a"}
        for token in between
    )


def _dropped(tags: str) -> Change:
    def change(clause: str, draw: random.Random) -> str:
        found = [token for token in tag(clause) if token.tag in tags]
        if not found:
            return clause
        token = draw.choice(found)
        return " ".join((clause[: token.start] + clause[token.end :]).split())

    return change


def _turned(clause: str, _draw: random.Random) -> str:
    """ "X should do Y" as "Y should do X"."""
    found = re.fullmatch(r"(.+?) ((?:should|must) \w+) (.+)", clause)
    return f"{found[3]} {found[2]} {found[1]}" if found else clause


WRONG: Final[Mapping[str, Change]] = {
    "not_added": _replaced(r"\b(should|must|is|are)\b", r"\1 not"),
    "not_dropped": _replaced(r"\b(?:not|no) ", ""),
    "modality_raised": _replaced(r"\b(?:may|can|could|should)\b", "must"),
    "modality_lowered": _replaced(r"\bmust\b", "should"),
    "and_for_or": _replaced(r"\bor\b", "and"),
    "or_for_and": _replaced(r"\band\b", "or"),
    "all_added": lambda clause, _draw: f"all {clause}",
    "judged": _replaced(r"\b(should|must)\b", r"\1 wisely"),
    "voice_changed": _replaced(r"\b(should|must) (?!be\b)", r"\1 be "),
    "be_dropped": _replaced(r"\bbe ", ""),
    "preposition_changed": _replaced(r"\bof\b", "by"),
    "adjective_dropped": _dropped("J"),
    "noun_dropped": _dropped("N"),
    "nouns_swapped": _nouns_swapped,
    "who_and_whom_swapped": _turned,
    "claim_added": lambda clause, _draw: f"{clause} and governments should pay for it",
    "number_added": lambda clause, _draw: f"{clause} by 2030",
}
POLISH: Final[Mapping[str, Change]] = {
    "serial_comma_dropped": _replaced(r", and\b", " and"),
    "alternatives_turned": _replaced(r"\b(\w+) or (\w+)$", r"\2 or \1"),
}


class Ruled:
    """A language model that changes each clause by one rule."""

    name = "rule"
    identity = "benchmark"

    def __init__(self, change: Change) -> None:
        self._change = change
        self._draw = random.Random(1)

    def answers(self, prompts: Sequence[Prompt]) -> Iterator[str | None]:
        """The clauses of each prompt, changed."""
        for prompt in prompts:
            clauses = json.loads(prompt.user)["clauses"]
            yield json.dumps({"clauses": [self._change(one, self._draw) for one in clauses]})


def _outcome(paper: Paper, change: Change) -> Rewording:
    standards = Standards(
        holders={holder.id: holder for holder in paper.holders},
        views={view.id: view for view in paper.views},
        addressed={theme.id: theme.addressed_by for theme in paper.themes},
        opposed=frozenset(view for one in paper.oppositions for view in one.views),
        rule=rule_of_options(paper.engine["options"]),
    )
    return reworded(paper.sections, standards, Ruled(change), None, silent)


def _shown(paper: Paper, outcome: Rewording) -> Iterator[str]:
    before = [s for one in paper.sections for p in one.paragraphs for s in p.sentences]
    after = [s for one in outcome.sections for p in one.paragraphs for s in p.sentences]
    for old, new in zip(before, after, strict=True):
        if old.text != new.text:
            yield f"- {old.text}\n+ {new.text}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paper", type=Path, required=True)
    parser.add_argument("--show", choices=[*WRONG, *POLISH])
    given = parser.parse_args()
    paper = read_bundle(given.paper)
    found = {}
    for name, change in {**WRONG, **POLISH}.items():
        outcome = _outcome(paper, change)
        if name == given.show:
            print(*_shown(paper, outcome), sep="\n")
        changed = outcome.answered - outcome.unchanged
        found[name] = {"changed": changed, "accepted": outcome.accepted}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
