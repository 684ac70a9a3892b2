"""The hand-written true sentences of ``data/`` as sentences of a paper with their evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from conspectus.engine.corpus import Holder, HolderKind, Stance
from conspectus.engine.degree import degree_word, is_opposed
from conspectus.engine.evidence import Degree, Evidence, Position, Sentence
from conspectus.engine.ids import sha256_hex
from conspectus.engine.paper_parts import View
from conspectus.engine.verification import Finding, verify_sentence

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Case:
    """A true sentence with what is needed to check and to change it.

    ``objects``: noun phrase of the text → what to put in its place. ``qualifiers``: what to drop.
    """

    sentence: Sentence
    addressed_by: tuple[str, ...]
    opposed: bool
    objects: Mapping[str, list[str]]
    qualifiers: tuple[str, ...]


@cache
def holders() -> Mapping[str, Holder]:
    """The invented contributors by name, which is their id here."""
    rows = [json.loads(line) for line in _lines("verifier_holders.jsonl")]
    return {
        row["name"]: Holder(
            id=row["name"],
            kind=HolderKind(row.get("kind", "organisation")),
            name=row["name"],
            label=row["label"],
            aliases=tuple(row.get("aliases", ())),
            group=row["group"],
        )
        for row in rows
    }


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def paraphrases(*, held_out: bool) -> list[tuple[str, str]]:
    """(claim, evidence) pairs in which a careful reader finds the claim carried.

    ``held_out``: those that were not looked at while the rules were made, or the others.
    """
    rows = [json.loads(line) for line in _lines("verifier_paraphrases.jsonl")]
    return [(row["claim"], row["evidence"]) for row in rows if row["held_out"] == held_out]


def cases() -> list[Case]:
    """All true sentences."""
    return [_case(json.loads(line)) for line in _lines("verifier_sentences.jsonl")]


def position(holder: str, quote: str, *, view: str | None, stance: Stance) -> Position:
    """The position of one holder with one piece of evidence."""
    source = re.sub(r"\W+", "-", holder).strip("-").lower()
    item = Evidence(source=source, start=0, end=len(quote), quote=quote, sha256=sha256_hex(quote))
    return Position(
        view=view, holder=holder, stance=stance, match="same-language", evidence=(item,)
    )


def _case(row: Mapping[str, Any]) -> Case:
    kind = row.get("kind", "view")
    view = None if kind == "topic" else f"v-{sha256_hex(row['text'])[:12]}"
    stance = Stance(row.get("stance", "mentions" if kind == "topic" else "for"))
    positions = tuple(
        position(holder, quote, view=view, stance=stance) for holder, quote in row["held"].items()
    )
    names = tuple(row["held"])
    opposed = bool(row.get("opposed", False))
    others = [name for name in holders() if name not in names]
    sentence = Sentence(
        id=sha256_hex(row["text"])[:10],
        kind=kind,
        text=row["text"],
        language="en",
        generator="template:benchmark",
        footnote=row.get("footnote"),
        named=tuple(name for name in names if name in row["text"]),
        degree=degree_of(names, row["of"], stance, opposed=opposed),
        positions=positions,
    )
    return Case(
        sentence=sentence,
        addressed_by=(*names, *others)[: row["of"]],
        opposed=opposed,
        objects=row["objects"],
        qualifiers=tuple(row["qualifiers"]),
    )


def degree_of(names: tuple[str, ...], of: int, stance: Stance, *, opposed: bool) -> Degree:
    """The degree that follows from the counts."""
    groups = len({holders()[name].group for name in names})
    against = opposed or is_opposed(stance, (), ())
    word = degree_word(len(names), of, groups=groups, opposed=against)
    return Degree(word=word, n=len(names), of=of)


def findings(case: Case) -> tuple[Finding, ...]:
    """What the verifier finds in a sentence."""
    views = {
        view: View(id=view, theme="t", wordings=(), language="en", passages=())
        for view in case.sentence.views
    }
    return verify_sentence(
        case.sentence,
        holders=holders(),
        views=views,
        addressed_by=case.addressed_by,
        opposed_views=tuple(views) if case.opposed else (),
    )


def with_text(case: Case, text: str) -> Case:
    """The case with another text over the same evidence."""
    return replace(case, sentence=replace(case.sentence, text=text))
