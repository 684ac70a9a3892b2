"""What the holders who were asked say of each sentence: confirmed, objected to, unanswered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from conspectus.synthesis.models import Letter, PaperVersion, Reply, Sentence

Standing = Sentence.Standing
Kind = Reply.Kind

OBJECTS = (Kind.OBJECT, Kind.PROPOSE, Kind.VERBATIM, Kind.WITHOUT_NAME)
"""Answers that do not leave a sentence as it is."""


def keep_standing(version: PaperVersion, sentences: Iterable[str]) -> None:
    """Writes the standing of these sentences, by their ids; three queries and one for each value.

    Objected to where one holder objects, confirmed where all who were asked confirm; silence is
    never agreement.
    """
    asked = set(
        Letter.objects.filter(version=version, revoked__isnull=True).values_list(
            "holder", flat=True
        )
    )
    said = _said(version)
    changed: dict[str, list[int]] = defaultdict(list)
    wanted = list(dict.fromkeys(sentences))
    rows = version.sentences.filter(sentence__in=wanted) if wanted else Sentence.objects.none()
    for row in rows:
        holders = {position["holder"] for position in row.data["positions"]}
        changed[_standing(row.sentence, holders, asked, said)].append(row.pk)
    for standing, keys in changed.items():
        Sentence.objects.filter(pk__in=keys).update(standing=standing)


def _said(version: PaperVersion) -> dict[str, dict[str, set[str]]]:
    """Sentence ("": the whole paper) → holder → kinds of its answers that count."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = Reply.objects.filter(
        letter__version=version, binding=True, superseded__isnull=True
    ).values_list("sentence", "letter__holder", "kind")
    for sentence, holder, kind in rows:
        found[sentence][holder].add(kind)
    return found


def _standing(
    sentence: str,
    holders: set[str],
    asked: set[str],
    said: Mapping[str, Mapping[str, set[str]]],
) -> Standing:
    told = said.get(sentence, {})
    whole = said.get("", {})
    kinds = {one: set(told.get(one, ())) for one in holders}
    for one in holders:
        if Kind.WITHOUT_NAME in whole.get(one, ()):
            kinds[one].add(Kind.WITHOUT_NAME)
    if any(kinds[one] & set(OBJECTS) for one in holders):
        return Standing.OBJECTED
    reached = holders & asked
    if reached and all(Kind.CONFIRM in kinds[one] for one in reached):
        return Standing.CONFIRMED
    return Standing.UNANSWERED if reached else Standing.NOT_ASKED
