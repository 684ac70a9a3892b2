"""Reporting verbs of English papers by class (DRAFTING §5), and what allows them in a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from conspectus.engine.lexicon import files


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One form of a reporting verb.

    ``form``: folded words ("called for"). ``verb_class``: A to K. ``strength``: its place on the
    ladder of its class (0 where the class has none). ``denies``: it speaks against what follows.
    ``modal``: the rank that it gives to what follows. ``past``: whether the form is past tense.
    ``only_before``: a word that has to follow. ``after``: pattern of what may close the sentence.
    """

    form: tuple[str, ...]
    verb_class: str
    strength: int = 0
    denies: bool = False
    modal: int = 0
    past: bool = True
    only_before: str = ""
    after: str = ""


@cache
def reporting_verbs() -> tuple[ReportingVerb, ...]:
    """All forms, longest first."""
    found: list[ReportingVerb] = []
    for entry in files.table("verbs_en.toml")["verb"]:
        for form in entry["forms"]:
            words = tuple(str(form).split())
            past = words[0].endswith("ed") or words[0] in _STRONG_PASTS
            found.append(
                ReportingVerb(
                    form=words,
                    verb_class=str(entry["class"]),
                    strength=int(entry.get("strength", 0)),
                    denies=bool(entry.get("denies", False)),
                    modal=int(entry.get("modal", 0)),
                    past=past,
                    only_before=str(entry.get("only_before", "")),
                    after=str(entry.get("after", "")),
                )
            )
    return tuple(sorted(found, key=lambda verb: (-len(verb.form), verb.form)))


_STRONG_PASTS = frozenset(
    {"said", "wrote", "held", "was", "were", "spoke", "drew", "took", "sought", "did"}
)


@cache
def by_first_word() -> Mapping[str, tuple[ReportingVerb, ...]]:
    """First folded word of a form → the forms that begin with it, longest first."""
    found: dict[str, list[ReportingVerb]] = {}
    for verb in reporting_verbs():
        found.setdefault(verb.form[0], []).append(verb)
    return {word: tuple(verbs) for word, verbs in found.items()}


@cache
def judging_words() -> frozenset[str]:
    """Words about holders or views that stand nowhere outside a quotation."""
    return frozenset(str(files.table("verbs_en.toml")["judging"]["words"]).split())


@cache
def licences(verb_class: str) -> Mapping[str, int]:
    """Folded word of a source → the highest strength of a verb of the class that it allows."""
    table = files.table("verbs_en.toml")["licence"].get(verb_class, {})
    found: dict[str, int] = {}
    for strength, words in table.items():
        for word in str(words).split():
            found[word] = max(int(strength), found.get(word, 0))
    return found
