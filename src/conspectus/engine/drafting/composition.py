"""Composition: the planned views of a theme become its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from conspectus.engine.binding import Binder
from conspectus.engine.corpus import Holder, HolderKind, SourceKind, Stance, ThemeSpec
from conspectus.engine.degree import DegreeNoun, noun_of_sources
from conspectus.engine.drafting.templates import (
    Draft,
    quotation_sentence,
    shared_sentence,
    single_sentence,
    topic_sentence,
)
from conspectus.engine.drafting.topics import Topic, topics_of
from conspectus.engine.eligibility import has_finite_clause, word_count
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.language import content_stems
from conspectus.engine.names import names_phrase, printed_name
from conspectus.engine.paper import Paragraph, Section, Sentence, View
from conspectus.engine.passages import Claim
from conspectus.engine.quoting import word_count as quoted_words
from conspectus.engine.theming import Themed
from conspectus.engine.verification.authors import PARAPHRASE, by_person
from conspectus.engine.views import DraftView
from conspectus.engine.wordings import with_scope

LONGEST_SENTENCE = 55
MOST_QUOTATIONS = 3
FEWEST_TOPIC_WORDS = 3
CORRECTED = "correction"
_INFINITIVE = re.compile(r"(?:Not )?[Tt]o \w")
"""An item that a list of undertakings begins with: nobody "states" it."""


def compose_theme(
    theme: ThemeSpec,
    paragraphs: Sequence[Sequence[DraftView]],
    binder: Binder,
    bound: Mapping[int, View],
    numbers: Iterator[int],
    themed: Themed,
    holders: Mapping[str, Holder],
) -> Section:
    """The section of one theme, with continuous paragraph numbers."""
    written = []
    openings: list[str] = []
    turn, scope = 0, len(theme.id)
    for place, views in enumerate(paragraphs):
        sentences = _opening(theme, binder, themed, holders, views[0]) if place == 0 else []
        openings += [_opening_words(sentence.text) for sentence in sentences]
        for group in grouped(views):
            shift = next(
                (
                    s
                    for s in range(6)
                    if not _monotonous(
                        openings,
                        _draft(group, binder, bound, theme.id, holders, turn + s, scope).text,
                    )
                ),
                0,
            )
            sentence = _sentence(group, binder, bound, theme.id, holders, turn + shift, scope)
            openings.append(_opening_words(sentence.text))
            sentences.append(sentence)
            turn, scope = turn + 1, scope + bool(group[0].concept)
        number = next(numbers)
        written.append(
            Paragraph(id=f"p{number}", number=str(number), kind="prose", sentences=tuple(sentences))
        )
    return Section(
        id=f"theme-{theme.id}", theme=theme.id, heading=theme.name, paragraphs=tuple(written)
    )


def _opening(
    theme: ThemeSpec,
    binder: Binder,
    themed: Themed,
    holders: Mapping[str, Holder],
    first: DraftView,
) -> list[Sentence]:
    """The topic sentence of a section, where a phrase of its theme is common enough.

    ``first``: the view that follows, which has to be about it.
    """
    follows = set(content_stems(first.clause))
    chairs = {holder.id for holder in holders.values() if holder.is_chair}
    for topic in topics_of(theme, themed.claims, chairs):
        word = binder.word(tuple(topic.claims), theme.id, (), Stance.MENTIONS)
        stems = set(content_stems(topic.phrase))
        if word in {"several", "many"} and stems <= follows and _tells(topic, stems, theme, first):
            break
    else:
        return []
    named = [holders[h] for h in topic.claims]
    of = len(binder.addressed[theme.id])
    draft = topic_sentence(topic.printed, named, word, of, len(theme.id))
    return [binder.topic_sentence(draft, topic.claims, theme.id)]


def _tells(topic: Topic, stems: set[str], theme: ThemeSpec, first: DraftView) -> bool:
    """Whether a topic sentence tells what neither the heading nor the next sentence does.

    A phrase of a word or two that the next sentence names anyway tells nothing, nor do its holders
    where they are all that sentence's.
    """
    if len(stems) < FEWEST_TOPIC_WORDS or stems <= set(content_stems(theme.name)):
        return False
    return not topic.claims.keys() <= first.claims.keys()


def grouped(views: Sequence[DraftView]) -> list[list[DraftView]]:
    """Neighbouring single views of one holder that fit one sentence are said in one."""
    groups: list[list[DraftView]] = []
    for view in views:
        last = groups[-1] if groups else []
        if last and _may_join(last, view):
            last.append(view)
        else:
            groups.append([view])
    return groups


def _may_join(group: Sequence[DraftView], view: DraftView) -> bool:
    first = group[0]
    if len(view.claims) > 1 or first.holders != view.holders:
        return False
    if first.reported is None and view.reported is None:
        return _may_follow(group, view)
    if len(group) > 1 or first.reported is None or view.reported is None:
        return False
    plain = all(v.reported is not None and not v.reported.verb for v in (first, view))
    plain = plain and not any(";" in v.clause for v in (first, view))
    total = word_count(first.clause) + word_count(view.clause)
    return plain and total <= LONGEST_SENTENCE - 12 and first.stance == view.stance


def _may_follow(group: Sequence[DraftView], view: DraftView) -> bool:
    """Whether a quotation may stand beside others of its holder in one sentence."""
    claims = [_only_claim(one) for one in (*group, view)]
    if len({(claim.language, _as_listed(claim)) for claim in claims}) > 1:
        return False
    words = sum(quoted_words(claim.text) for claim in claims)
    return len(claims) <= MOST_QUOTATIONS and words <= LONGEST_SENTENCE


def _only_claim(view: DraftView) -> Claim:
    return next(iter(view.claims.values()))[0]


def _as_listed(claim: Claim) -> bool:
    """Whether it is an item that nobody "states": an undertaking, a bare noun."""
    loose = _INFINITIVE.match(claim.text) or not has_finite_clause(tag(claim.text))
    return claim.item and bool(loose)


def _opening_words(text: str) -> str:
    """The first two words of a sentence, as a reader notices them."""
    return " ".join(text.split()[:2]).casefold()


def _monotonous(openings: Sequence[str], text: str) -> bool:
    """Whether the sentence would open like the last one."""
    return bool(openings) and openings[-1] == _opening_words(text)


def _sentence(
    group: Sequence[DraftView],
    binder: Binder,
    bound: Mapping[int, View],
    theme: str,
    holders: Mapping[str, Holder],
    turn: int,
    scope: int,
) -> Sentence:
    draft = _draft(group, binder, bound, theme, holders, turn, scope)
    if any(view.settled for view in group):
        draft = replace(draft, generator=by_person(CORRECTED, draft.generator))
    return binder.view_sentence(draft, [(bound[id(v)], v) for v in group], theme)


def _draft(
    group: Sequence[DraftView],
    binder: Binder,
    bound: Mapping[int, View],
    theme: str,
    holders: Mapping[str, Holder],
    turn: int,
    scope: int,
) -> Draft:
    """The words for one view, or for two of one holder.

    ``turn`` rotates the forms, ``scope`` how it is said that a concept is wanted somewhere.
    """
    view = group[0]
    if len(view.claims) > 1:
        word = binder.word(view.holders, theme, [bound[id(view)].id], view.stance)
        draft = shared_sentence(
            with_scope(view.clause, scope) if view.concept and not view.settled else view.clause,
            [holders[h] for h in view.holders],
            word,
            len(binder.addressed[theme]),
            turn,
            identical=view.identical,
            may_run=_is_clear(view.holders, holders),
            noun=noun_of(view),
        )
        return replace(draft, generator=PARAPHRASE) if view.paraphrased else draft
    holder = holders[view.holders[0]]
    claim = view.claims[holder.id][0]
    reports = [v.reported for v in group if v.reported is not None]
    if reports:
        return single_sentence(reports, holder, turn, noun_of(view))
    return quotation_sentence(
        [_only_claim(one).text for one in group],
        holder,
        claim.language,
        binder.language,
        listed=_as_listed(claim),
        spoken=claim.source_kind is SourceKind.INTERVENTION,
    )


def noun_of(view: DraftView) -> DegreeNoun:
    """What its holders are called: see :func:`conspectus.engine.degree.noun_of_sources`."""
    return noun_of_sources(
        (claim.source_kind, claim.source_channel)
        for claims in view.claims.values()
        for claim in claims
    )


def _is_clear(members: Sequence[str], holders: Mapping[str, Holder]) -> bool:
    """Whether "A and B" cannot be taken for another holder, such as the two jointly."""
    if len(members) > 3:
        return True
    running = names_phrase([holders[member] for member in members], running=True).text
    return not any(
        printed_name(other, article=True) in running or printed_name(other) in running
        for other in holders.values()
        if other.id not in members and other.kind is HolderKind.JOINT
    )
