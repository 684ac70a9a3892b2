"""The map of a version: its views, passages and questions as rows, made with the paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from conspectus.engine.balance import sentences_of
from conspectus.engine.corpus import Capacity, Holder
from conspectus.engine.corrections import passage_key
from conspectus.engine.evidence import Sentence as PaperSentence
from conspectus.engine.names import printed_name
from conspectus.engine.paper import Paper as MadePaper
from conspectus.engine.paper_parts import Doubt, Passage, View
from conspectus.synthesis.models import MappedPassage, MappedView, PaperVersion, Question
from conspectus.synthesis.queries import AROUND, beginning, ending
from conspectus.synthesis.services.asking import options_of
from conspectus.synthesis.services.keeping import Read, target_of

BATCH = 500
_NOBODY = ""


def keep_map(version: PaperVersion, paper: MadePaper, read: Read) -> None:
    """The map of a version in place of that of the paper's earlier versions."""
    for model in (MappedView, MappedPassage, Question):
        model.objects.filter(version__paper=version.paper_id).delete()
    world = _World(paper)
    MappedView.objects.bulk_create(_views(version, world), batch_size=BATCH)
    MappedPassage.objects.bulk_create(_passages(version, world, read), batch_size=BATCH)
    Question.objects.bulk_create(_questions(version, world), batch_size=BATCH)


class _World:
    """A paper with what rows look up in it."""

    def __init__(self, paper: MadePaper) -> None:
        self.paper = paper
        self.holders: Mapping[str, Holder] = {one.id: one for one in paper.holders}
        self.passages: Mapping[str, Passage] = {one.id: one for one in paper.passages}
        self.addressed = {theme.id: len(theme.addressed_by) for theme in paper.themes}
        self.languages = {source.id: source.language or "" for source in paper.sources}
        self.printed: dict[str, PaperSentence] = {}
        self.spans: set[tuple[str, int, int]] = set()
        for sentence in sentences_of(paper.sections):
            for position in sentence.positions:
                if position.view is not None:
                    self.printed.setdefault(position.view, sentence)
                self.spans |= {(e.source, e.start, e.end) for e in position.evidence}
        self.reasons = {row.view: row.reason for row in paper.positions if row.reason}
        self.opposed: dict[str, list[str]] = {}
        for pair in paper.oppositions:
            for one, other in (pair.views, reversed(pair.views)):
                self.opposed.setdefault(one, []).append(other)

    def name(self, holder: str) -> str:
        """A holder as the paper prints it."""
        return printed_name(self.holders[holder])


def _views(version: PaperVersion, world: _World) -> Iterator[MappedView]:
    for view in world.paper.views:
        own = [world.passages[one] for one in view.passages]
        counted = [one for one in own if one.capacity is not Capacity.RELAYED]
        ids = sorted({one.holder for one in counted}, key=lambda one: (world.name(one), one))
        traits = [world.holders[one] for one in ids]
        sentence = world.printed.get(view.id)
        yield MappedView(
            version=version,
            view=view.id,
            theme=view.theme,
            wording=view.wordings[0],
            language=view.language,
            stance=own[0].stance.value if own else "",
            n=len(ids),
            of=world.addressed.get(view.theme, len(ids)),
            degree=sentence.degree.word if sentence and sentence.degree else "",
            groups=_counts(one.group for one in traits),
            regions=_counts(one.region for one in traits),
            holders=[[one, world.name(one)] for one in ids],
            opposed=sorted(set(world.opposed.get(view.id, ()))),
            sentence=sentence.id if sentence else "",
            reason="" if sentence else world.reasons.get(view.id, "")[:300],
            weight=_weight(traits, printed=sentence is not None),
        )


def _counts(values: Iterable[str | None]) -> list[list[Any]]:
    counts = Counter(value or _NOBODY for value in values)
    return [[name, n] for name, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _weight(holders: Sequence[Holder], *, printed: bool) -> int:
    """By distinct holders, then groups, then regions; what is printed before what is not."""
    groups = len({one.group for one in holders})
    regions = len({one.region for one in holders})
    return 1000 * min(999, len(holders)) + 20 * min(20, groups) + 2 * min(9, regions) + printed


def _passages(version: PaperVersion, world: _World, read: Read) -> Iterator[MappedPassage]:
    for one in world.paper.passages:
        text = read.texts[one.source]
        target = target_of(read, one.source, one.start)
        holder = world.holders[one.holder]
        first = target.start if target else max(0, one.start - AROUND)
        last = max(one.end, target.end) if target else one.end + AROUND
        yield MappedPassage(
            version=version,
            passage=one.id,
            key=passage_key(one.id),
            view=one.view or "",
            theme=one.theme or "",
            holder=one.holder,
            name=world.name(one.holder)[:500],
            group=holder.group or "",
            region=holder.region or "",
            capacity=one.capacity.value,
            stance=one.stance.value,
            language=world.languages[one.source],
            contribution_id=target.contribution if target else None,
            contribution_version_id=target.version if target else None,
            paragraph=target.paragraph if target else 0,
            source=one.source,
            before=ending(text[first : one.start], AROUND),
            words=text[one.start : one.end],
            after=beginning(text[one.end : last], AROUND),
            printed=(one.source, one.start, one.end) in world.spans,
        )


def _questions(version: PaperVersion, world: _World) -> Iterator[Question]:
    order = partial(_value, world=world)
    doubts = sorted(world.paper.doubts, key=lambda one: (-order(one), one.kind, one.question))
    view_of: dict[str, View] = {}
    for view in world.paper.views:
        for passage in view.passages:
            view_of.setdefault(passage_key(passage), view)
    for number, doubt in enumerate(doubts, start=1):
        keys = [passage_key(one) for one in doubt.passages]
        views = {view_of[key].id: view_of[key] for key in keys if key in view_of}
        theme = next(iter(views.values())).theme if views else ""
        yield Question(
            version=version,
            order=number,
            kind=doubt.kind,
            theme=theme,
            text=doubt.question,
            passages=list(dict.fromkeys(keys)),
            options=options_of(doubt.kind, list(dict.fromkeys(keys))),
            value=order(doubt),
        )


def _value(doubt: Doubt, *, world: _World) -> float:
    """What an answer is worth: how unsure the engine is, and how many holders it is about."""
    keys = {passage_key(one) for one in doubt.passages}
    holders = {one.holder for one in world.paper.passages if passage_key(one.id) in keys}
    return round(doubt.score * (1 + len(holders)), 4)
