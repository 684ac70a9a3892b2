"""Issues on which contributors are known to differ: the forum's own, and those shipped.

An issue has two sides; a side may be worded in several ways that do not imply one another, each
with the cues that by themselves say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from conspectus.engine.corpus import IssueSpec
from conspectus.engine.lexicon import files
from conspectus.engine.opposition_cues import Classes, Cue, Line, cue_of, plain_words

FILE: Final = "issues_en.toml"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to word a side. ``clause``: what is printed, "" where the forum gave none.

    ``cues`` say so by themselves; ``unsure`` ask for a person: they go to the queue. A sentence
    with one of the phrases ``unless`` (in small letters) says something else. ``conditional``: the
    clause states the condition, so passages that make it are not left out.
    """

    clause: str
    cues: tuple[Cue, ...]
    unsure: tuple[Cue, ...] = ()
    unless: tuple[str, ...] = ()
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue; ``sides``: the one that asks for change first. ``targets``: what it is about.

    ``near``: cues count only in a sentence about a target; they may be as short as "calls for".
    """

    name: str
    targets: tuple[Cue, ...]
    sides: tuple[tuple[Wording, ...], tuple[Wording, ...]]
    near: bool = False
    words: frozenset[str] = frozenset()

    def may_be_about(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words can be about it and hold one of its cues."""
        return not self.words.isdisjoint(words) and any(
            cue.may_stand(words)
            for side in self.sides
            for wording in side
            for cue in (*wording.cues, *wording.unsure)
        )

    def is_about(self, line: Line) -> bool:
        """Whether one of its words stands in the sentence; near cues ask for a whole target."""
        if self.words.isdisjoint(line.words):
            return False
        return not self.near or any(any(cue.spans(line)) for cue in self.targets)


@cache
def shipped_issues() -> tuple[Issue, ...]:
    """The issues of ``lexicon/issues_en.toml``."""
    data = files.table(FILE)
    classes = _classes(data)
    templates = {name: tuple(rows) for name, rows in data["templates"].items()}
    return tuple(_shipped(entry, classes, templates) for entry in data["issue"])


def _classes(data: Mapping[str, Any]) -> Classes:
    return {name: _listed(words) for name, words in data["words"].items()}


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _shipped(
    entry: Mapping[str, Any], classes: Classes, templates: Mapping[str, tuple[str, ...]]
) -> Issue:
    return Issue(
        name=entry["name"],
        targets=(),
        sides=(
            tuple(_wording(one, classes, templates) for one in entry["for"]),
            tuple(_wording(one, classes, templates) for one in entry["against"]),
        ),
        words=frozenset(plain_words(word)[0] for word in _listed(entry["targets"])),
    )


def _wording(
    entry: Mapping[str, Any], classes: Classes, templates: Mapping[str, tuple[str, ...]]
) -> Wording:
    written = list(entry.get("cues", ()))
    for kind in ("wants", "rejects"):
        written += _filled(templates[kind], entry.get(kind, ()))
    return Wording(
        clause=entry["clause"],
        cues=tuple(cue_of(cue, classes) for cue in written),
        unsure=tuple(cue_of(cue, classes) for cue in entry.get("unsure", ())),
        unless=_listed(entry.get("unless", "")),
        conditional=entry.get("conditional", False),
    )


def _filled(templates: Iterable[str], targets: Iterable[str]) -> list[str]:
    """The templates with each target in the place of T."""
    return [
        " ".join(target if element == "T" else element for element in template.split())
        for target in targets
        for template in templates
    ]


def forum_issues(specs: Sequence[IssueSpec]) -> tuple[Issue, ...]:
    """The issues of forum.toml; without cues, who wants its targets is against who does not."""
    return tuple(_of_forum(spec) for spec in specs)


def _of_forum(spec: IssueSpec) -> Issue:
    targets = tuple(phrase for phrase in map(_plain, spec.targets or (spec.name,)) if phrase)
    data = files.table(FILE)
    classes = _classes(data)
    cues = (spec.cues_for, spec.cues_against)
    if any(cues):
        written = [[_plain(cue) for cue in side if _plain(cue)] for side in cues]
    else:
        written = [_filled(data["templates"][kind], targets) for kind in ("wants", "rejects")]
    sides = [(Wording("", tuple(cue_of(cue, classes) for cue in side)),) for side in written]
    return Issue(
        name=spec.name,
        targets=tuple(cue_of(phrase, {}) for phrase in targets),
        sides=(sides[0], sides[1]),
        near=True,
        words=frozenset(plain_words(phrase)[0] for phrase in targets),
    )


def _plain(cue: str) -> str:
    """A phrase as a secretariat writes it: nothing in it is syntax."""
    words = (word.strip("{}?*!|.,;:") for word in cue.split())
    return " ".join(word for word in words if word)
