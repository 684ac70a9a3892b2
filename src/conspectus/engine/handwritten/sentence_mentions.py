"""The holders that one sentence mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from conspectus.engine.handwritten.groups import Group, group_phrases
from conspectus.engine.handwritten.name_forms import (
    TITLE,
    NameSpan,
    is_person,
    joins,
    lists,
    plain,
)
from conspectus.engine.handwritten.parts import Mention, MentionKind, Sign
from conspectus.engine.handwritten.roles import setting, sign_of
from conspectus.engine.handwritten.roster import NameFinder, Roster

_NOTE_SIGN: Final = re.compile(
    r"\s*(?:\[\w{1,3}\]|\(?\d{1,3}[.)]?|[*†‡]|See|Source:)?\s*(?:the\s)?\s*$", re.IGNORECASE
)
_OF_BODY: Final = re.compile(r",?\s+(?:of|from|for|at)\s+(?:the\s+)?$")


def mentions_in(
    sentence: str, roster: Roster, finder: NameFinder, *, is_note: bool = False
) -> list[Mention]:
    """The mentions of holders in a sentence, by their place in it.

    ``is_note``: whether the sentence stands in a footnote, where names alone are a citation.
    """
    flat = plain(sentence)
    spans = finder.spans(sentence)
    groups = group_phrases(sentence, tuple(span.start for span in spans))
    free = [
        span
        for span in spans
        if all(span.end <= group.start or span.start >= group.end for group in groups)
    ]
    affiliations = _affiliations(flat, free)
    masked = _masked(flat, list(affiliations))
    heads = [span for span in free if span not in affiliations]
    ends = frozenset(group.end for group in groups)
    found = [_group(sentence, group) for group in groups if group.holds]
    for names in lists(masked, heads):
        where = setting(masked, names[0].start, names[-1].end, ends)
        sign = sign_of(names, where, roster)
        if sign is None and is_note and _is_citation(flat, names):
            sign = Sign.BRACKET
        if sign is not None:
            found += [_named(sentence, name, sign, roster) for name in names]
            found += [
                _named(sentence, body, sign, roster)
                for body, head in affiliations.items()
                if head in names
            ]
    found += _joined(sentence, flat, groups, found)
    return sorted(found, key=lambda mention: mention.start)


def _affiliations(flat: str, spans: Sequence[NameSpan]) -> dict[NameSpan, NameSpan]:
    """Bodies that stand behind a person's name: "X of the Y", "X (Y)" → that person."""
    found: dict[NameSpan, NameSpan] = {}
    for head, body in pairwise(spans):
        if (
            head in found
            or body.place
            or not (is_person(head.text) or TITLE.search(flat[: head.start]))
        ):
            continue
        between = flat[head.end : body.start]
        in_brackets = re.fullmatch(r"\s*\((?:the )?", between) and flat[body.end :].startswith(")")
        if in_brackets or _OF_BODY.fullmatch(between):
            found[body] = head
    return found


def _masked(flat: str, bodies: Sequence[NameSpan]) -> str:
    """The sentence with affiliations made blanks, so that names in a list stand side by side."""
    for body in bodies:
        start, end = body.start, body.end
        if flat[end : end + 1] == ")":
            start, end = flat.rindex("(", 0, start), end + 1
        else:
            lead = _OF_BODY.search(flat[:start])
            start = lead.start() if lead else start
            end += flat[end : end + 1] == "," and flat[start : start + 1] == ","
        flat = flat[:start] + " " * (end - start) + flat[end:]
    return flat


def _is_citation(flat: str, names: Sequence[NameSpan]) -> bool:
    """Whether a note holds nothing but names."""
    return bool(_NOTE_SIGN.match(flat[: names[0].start])) and not flat[names[-1].end :].strip(" .;")


def _joined(
    sentence: str, flat: str, groups: Sequence[Group], found: Sequence[Mention]
) -> list[Mention]:
    """Groups that stand in one list with a holder: "by X, Y and several others"."""
    ends = {mention.end for mention in found}
    return [
        _group(sentence, group)
        for group in groups
        if not group.holds
        and any(end < group.start and joins(flat[end : group.start]) for end in ends)
    ]


def _group(sentence: str, group: Group) -> Mention:
    text = sentence[group.start : group.end]
    return Mention(
        start=group.start,
        end=group.end,
        text=text,
        kind=MentionKind.GROUP,
        name=" ".join(text.split()),
        sign=Sign.SUBJECT,
    )


def _named(sentence: str, span: NameSpan, sign: Sign, roster: Roster) -> Mention:
    text = sentence[span.start : span.end]
    return Mention(
        start=span.start,
        end=span.end,
        text=text,
        kind=MentionKind.NAMED,
        name=" ".join(roster.name_of(text).split()),
        sign=sign,
        note=sign is Sign.RUN_IN,
    )
