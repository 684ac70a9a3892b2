"""V6: the degree word is the one that follows from the counts (DRAFTING §2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from conspectus.engine.corpus import DegreeRule, Holder
from conspectus.engine.degree import degree_word, is_opposed
from conspectus.engine.degree_reading import stated_degrees
from conspectus.engine.errors import EngineError
from conspectus.engine.evidence import Degree, Sentence
from conspectus.engine.quoting import take_apart
from conspectus.engine.verification.finding import Finding

_BOTH = re.compile(r"\b[Bb]oth (?:contribut|speaker|remote|participant)")


def findings(
    sentence: Sentence,
    holders: Mapping[str, Holder],
    addressed_by: Collection[str] | None,
    opposed_views: Collection[str] | None,
    rule: DegreeRule,
) -> Iterator[Finding]:
    """Degrees that do not follow from the positions of the sentence.

    ``addressed_by``: who addressed the matter, where known. ``opposed_views``: ids of the views
    that stand in an opposition; ``None`` where it is not known, and then "general support" and
    the word that would stand in its place are both accepted.
    """
    degree = sentence.degree
    if degree is not None:
        yield from _of_counts(sentence, degree, holders, addressed_by, opposed_views, rule)
    if sentence.language == "en":
        yield from _of_text(sentence, degree)


def _of_counts(
    sentence: Sentence,
    degree: Degree,
    holders: Mapping[str, Holder],
    addressed_by: Collection[str] | None,
    opposed_views: Collection[str] | None,
    rule: DegreeRule,
) -> Iterator[Finding]:
    own = sentence.holders
    if degree.n != len(own):
        yield Finding("V6", f"The degree counts {degree.n} holders where {len(own)} have evidence.")
    if addressed_by is not None:
        if degree.of != len(set(addressed_by)):
            yield Finding(
                "V6", f"The degree is of {degree.of} where {len(set(addressed_by))} addressed this."
            )
        for holder in sorted(set(own) - set(addressed_by)):
            yield Finding("V6", f"{holder} is not among those who addressed the theme.", holder)
    groups = len({holders[one].group for one in own if one in holders and holders[one].group})
    words = _allowed(sentence, degree, groups, opposed_views, rule)
    if degree.word not in words:
        yield Finding("V6", f"The counts give “{words[0]}”, not “{degree.word}”.")


def _allowed(
    sentence: Sentence,
    degree: Degree,
    groups: int,
    opposed_views: Collection[str] | None,
    rule: DegreeRule,
) -> tuple[str, ...]:
    stance = sentence.positions[0].stance
    opposed = is_opposed(stance, sentence.views, opposed_views or ())
    options = {opposed} if opposed_views is not None or opposed else {False, True}
    try:
        return tuple(
            degree_word(degree.n, degree.of, groups=groups, opposed=one, rule=rule)
            for one in sorted(options)
        )
    except EngineError as error:
        return (str(error),)


def _of_text(sentence: Sentence, degree: Degree | None) -> Iterator[Finding]:
    outside = take_apart(sentence.text).outside
    if degree is not None and degree.of != degree.n and _BOTH.search(outside):
        yield Finding("V6", f"The sentence says “both” of {degree.of}.")
    for stated in stated_degrees(outside):
        if degree is None:
            yield Finding("V6", f"The sentence says “{stated.word}” and counts nobody.")
        elif stated.word != degree.word:
            yield Finding("V6", f"The sentence says “{stated.word}”, its counts “{degree.word}”.")
        elif stated.n not in {None, degree.n} or stated.of not in {None, degree.of}:
            yield Finding("V6", f"The sentence gives other figures than {degree.n} of {degree.of}.")
