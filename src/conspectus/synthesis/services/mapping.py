"""The map of a version: its views, passages and questions as rows, made with the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conspectus.engine.balance import sentences_of
from conspectus.engine.corpus import Capacity, Holder, HolderKind
from conspectus.engine.corrections import passage_key
from conspectus.engine.evidence import Sentence as PaperSentence
from conspectus.engine.names import printed_name
from conspectus.engine.paper import Paper as MadePaper
from conspectus.engine.paper_parts import Doubt, Passage, View
from conspectus.engine.questions import Asked, questions_about
from conspectus.synthesis.models import (
    MappedPassage,
    MappedTheme,
    MappedView,
    PaperVersion,
    Question,
)
from conspectus.synthesis.queries.papers import AROUND, beginning, ending
from conspectus.synthesis.services.asking import options_of
from conspectus.synthesis.services.forgetting import forget_map
from conspectus.synthesis.services.keeping import Read, target_of
from conspectus.synthesis.services.mapped_themes import (
    counts_of,
    disputed_definitions,
    mapped_themes,
    term_defined,
)
from conspectus.synthesis.services.mapped_words import share_of_wording, shared_words

BATCH = 500


def keep_map(version: PaperVersion, paper: MadePaper, read: Read) -> None:
    """The map of a version in place of that of the paper's earlier versions.

    A question that was answered or set aside is not asked again as long as its answer holds.
    """
    settled = {
        (one.kind, tuple(sorted(one.passages))): (one.state, one.answer_id)
        for one in Question.objects.filter(version__paper=version.paper_id)
        .exclude(state=Question.State.WAITING)
        .exclude(answer__undone__isnull=False)
    }
    forget_map(version.paper_id)
    world = _World(paper)
    views = list(_views(version, world))
    passages = list(_passages(version, world, read))
    MappedTheme.objects.bulk_create(mapped_themes(version, paper, views, passages))
    MappedView.objects.bulk_create(views, batch_size=BATCH)
    MappedPassage.objects.bulk_create(passages, batch_size=BATCH)
    Question.objects.bulk_create(_questions(version, world, settled), batch_size=BATCH)


class _World:
    """A paper with what rows look up in it."""

    def __init__(self, paper: MadePaper) -> None:
        self.paper = paper
        self.holders: Mapping[str, Holder] = {one.id: one for one in paper.holders}
        self.passages: Mapping[str, Passage] = {one.id: one for one in paper.passages}
        self.addressed = {theme.id: len(theme.addressed_by) for theme in paper.themes}
        self.languages = {source.id: source.language or "" for source in paper.sources}
        texts = {source.id: source.text for source in paper.sources}
        self.words = {one.id: texts[one.source][one.start : one.end] for one in paper.passages}
        self.views = {view.id: view for view in paper.views}
        self.printed: dict[str, PaperSentence] = {}
        self.spans: set[tuple[str, int, int]] = set()
        for sentence in sentences_of(paper.sections):
            for position in sentence.positions:
                if position.view is not None:
                    self.printed.setdefault(position.view, sentence)
                self.spans |= {(e.source, e.start, e.end) for e in position.evidence}
        self.listed = {
            sentence.id
            for section in paper.sections
            for paragraph in section.paragraphs
            if paragraph.kind == "list"
            for sentence in paragraph.sentences
        }
        self.disputed = disputed_definitions(paper.views)
        self.reasons = {row.view: row.reason for row in paper.positions if row.reason}
        self.opposed: dict[str, list[str]] = {}
        for pair in paper.oppositions:
            for one, other in (pair.views, reversed(pair.views)):
                self.opposed.setdefault(one, []).append(other)

    def name(self, holder: str) -> str:
        """A holder as the paper prints it."""
        return printed_name(self.holders[holder])

    def marks(self, view: View, traits: Sequence[Holder]) -> str:
        """The marks of a view, each between commas."""
        sentence = self.printed.get(view.id)
        found = {
            "shared": len(traits) > 1,
            "single": len(traits) == 1,
            "opposed": view.id in self.opposed,
            "list": sentence is not None and sentence.id in self.listed,
            "definition": any(term_defined(one) for one in view.wordings),
            "disputed": view.id in self.disputed,
            "campaign": any(one.kind is HolderKind.CAMPAIGN for one in traits),
            "unprinted": sentence is None,
        }
        return "".join(f",{mark}" for mark in MappedView.MARKS if found[mark]) + ","


def _views(version: PaperVersion, world: _World) -> Iterator[MappedView]:
    for view in world.paper.views:
        own = [world.passages[one] for one in view.passages]
        if any(world.holders[one.holder].is_nobody for one in own):
            continue  # said in a group: it stands in the text alone
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
            groups=counts_of(one.group for one in traits),
            regions=counts_of(one.region for one in traits),
            holders=[[one, world.name(one)] for one in ids],
            opposed=sorted(set(world.opposed.get(view.id, ()))),
            sentence=sentence.id if sentence else "",
            reason="" if sentence else world.reasons.get(view.id, "")[:300],
            weight=_weight(traits, printed=sentence is not None),
            why=_why(view, own, world),
            marks=world.marks(view, traits),
        )


def _why(view: View, own: Sequence[Passage], world: _World) -> list[list[Any]]:
    texts = {one.id: world.words[one.id] for one in own}
    found = shared_words(view.wordings, view.language, texts)
    return [[one.passage, one.beside, one.score, list(one.words)] for one in found]


def _weight(holders: Sequence[Holder], *, printed: bool) -> int:
    """By distinct holders, then groups, then regions; what is printed before what is not."""
    groups = len({one.group for one in holders})
    regions = len({one.region for one in holders})
    return 1000 * min(999, len(holders)) + 20 * min(20, groups) + 2 * min(9, regions) + printed


def _passages(version: PaperVersion, world: _World, read: Read) -> Iterator[MappedPassage]:
    for one in world.paper.passages:
        if world.holders[one.holder].is_nobody:
            continue
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
            kind=target.kind if target else "",
            address=target.address if target else "",
            source=one.source,
            before=ending(text[first : one.start], AROUND),
            words=text[one.start : one.end],
            after=beginning(text[one.end : last], AROUND),
            printed=(one.source, one.start, one.end) in world.spans,
            sure=_sure(one, world),
        )


def _sure(one: Passage, world: _World) -> int:
    view = world.views.get(one.view or "")
    if view is None:
        return 0
    return share_of_wording(view.wordings, world.words[one.id], view.language)


Settled = Mapping[tuple[str, tuple[str, ...]], tuple[str, int | None]]
"""Kind and sorted keys of a question → what became of it, and the correction that answered it."""


def _questions(version: PaperVersion, world: _World, settled: Settled) -> Iterator[Question]:
    view_of: dict[str, View] = {}
    for view in world.paper.views:
        for passage in view.passages:
            view_of.setdefault(passage_key(passage), view)
    holder_of = {passage_key(one.id): one.holder for one in world.paper.passages}
    asked = [*map(_as_asked, world.paper.doubts), *questions_about(world.paper)]
    valued = [(_value(one, view_of, holder_of, world), one) for one in asked]
    valued.sort(key=lambda pair: (-pair[0], pair[1].kind, pair[1].question, pair[1].passages))
    for number, (value, one) in enumerate(valued, start=1):
        keys = list(dict.fromkeys(passage_key(passage) for passage in one.passages))
        state, answer = settled.get((one.kind, tuple(sorted(keys))), (Question.State.WAITING, None))
        first = next((view_of[key] for key in keys if key in view_of), None)
        yield Question(
            version=version,
            order=number,
            kind=one.kind,
            theme=first.theme if first else "",
            text=one.question,
            passages=keys,
            options=options_of(one.kind, keys, one.theme),
            value=value,
            state=state,
            answer_id=answer,
        )


def _as_asked(doubt: Doubt) -> Asked:
    return Asked(
        kind=doubt.kind, question=doubt.question, passages=doubt.passages, score=doubt.score
    )


def _value(
    one: Asked, view_of: Mapping[str, View], holder_of: Mapping[str, str], world: _World
) -> float:
    """What an answer is worth: how unsure the engine is, times the holders whom it concerns.

    They are those of the views that its passages stand under, or of the passages themselves.
    """
    keys = {passage_key(passage) for passage in one.passages}
    wide = one.kind in {"merge?", "theme?"}
    views = {view_of[key].id for key in keys if wide and key in view_of}
    holders = {holder_of[key] for key in keys if key in holder_of}
    holders |= {world.passages[p].holder for view in views for p in world.views[view].passages}
    return round(one.score * max(1, len(holders)), 4)
