"""The holders that one sentence mentions."""

from __future__ import annotations

from conspectus.engine.handwritten.groups import Group, group_mentions
from conspectus.engine.handwritten.name_forms import NameSpan, lists, plain
from conspectus.engine.handwritten.parts import Mention, MentionKind, Sign
from conspectus.engine.handwritten.roles import setting, sign_of
from conspectus.engine.handwritten.roster import NameFinder, Roster


def mentions_in(sentence: str, roster: Roster, finder: NameFinder) -> list[Mention]:
    """The mentions of holders in a sentence, by their place in it."""
    flat = plain(sentence)
    spans = finder.spans(sentence)
    groups = group_mentions(sentence, tuple(span.start for span in spans))
    ends = frozenset(group.end for group in groups)
    found = [_group(sentence, group) for group in groups]
    for names in lists(flat, _outside(spans, groups)):
        where = setting(flat, names[0].start, names[-1].end, ends)
        sign = sign_of(names, where, roster)
        if sign is not None:
            found += [_named(sentence, name, sign, roster) for name in names]
    return sorted(found, key=lambda mention: mention.start)


def _outside(spans: list[NameSpan], groups: list[Group]) -> list[NameSpan]:
    return [
        span
        for span in spans
        if all(span.end <= group.start or span.start >= group.end for group in groups)
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
