"""The text of a draft as the rapporteur works on it: each sentence with its mark and its acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, IntegerField, Q, QuerySet, Subquery, TextField

from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared
from conspectus.engine.ids import passage_id
from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.contents import PaperPage, pages_of
from conspectus.synthesis.models import Correction, PaperVersion, Reply, Sentence
from conspectus.synthesis.queries.papers import versions_in

BY_PERSON = "human:"
REWORDING = (ActKind.REWORD, ActKind.VERBATIM, ActKind.WITHOUT_NAME, ActKind.NOTE)
"""Acts after which a sentence reads otherwise than the engine had drafted it."""


def _newest() -> QuerySet[PaperVersion]:
    ready = versions_in(Given(0, BigIntegerField())).filter(state=PaperVersion.State.READY)
    return ready.filter(paper__number=Given(1, IntegerField())).order_by("-k")


_draft = Prepared(_newest)


def draft_of(scope: Scope, number: int) -> PaperVersion | None:
    """The newest version of a paper that is ready: what its rapporteur works on; one query."""
    return _draft.first(scope.pk, number)


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done to a paper: the acts on its text that hold or wait, in their order.

    ``last``: the number of the last correction of any kind that holds: what its reader has seen.
    """

    acts: tuple[Correction, ...]
    last: int


_ACTS = frozenset(kind.value for kind in ActKind)


def _holding() -> QuerySet[Correction]:
    rows = Correction.objects.filter(paper=Given(0, BigIntegerField()), undone__isnull=True)
    last = rows.order_by("-number").values("pk")[:1]
    return rows.filter(Q(kind__in=sorted(_ACTS)) | Q(pk=Subquery(last))).order_by("number")


_acts_and_last = Prepared(_holding)


def done_to(version: PaperVersion) -> Done:
    """The acts on the text of a draft's paper; one query."""
    rows = _acts_and_last.objects(version.paper_id)
    last = rows[-1].number if rows else 0
    return Done(acts=tuple(row for row in rows if row.kind in _ACTS), last=last)


def _answers() -> QuerySet[Reply]:
    rows = Reply.objects.filter(paper=Given(0, BigIntegerField()), superseded__isnull=True)
    return rows.exclude(of="").select_related("letter").order_by("pk")


_replies = Prepared(_answers)


def replies_to(version: PaperVersion) -> list[Reply]:
    """What holders have answered on sentences of the paper and has not been superseded."""
    return _replies.objects(version.paper_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedSentence:
    """A sentence of the draft with what concerns it.

    ``of`` and ``was``: how an act names it (``engine.revision.Act``). ``mark``: "view", "topic",
    "frame", "own" or "reworded"; ``by``: who has reworded it. ``act``: the correction that added
    it, where it is the rapporteur's own. ``acts``: what was done to it; those that the draft does
    not have yet are ``waiting``, those that may not stand ``stopped``.
    """

    row: Sentence
    of: str
    was: str
    mark: str
    by: str = ""
    act: Correction | None = None
    acts: tuple[Correction, ...] = ()
    replies: tuple[Reply, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """The sentence as the bundle has it."""
        data: dict[str, Any] = self.row.data
        return data

    @property
    def stopped(self) -> list[Correction]:
        """Acts that the verifier has stopped."""
        return [one for one in self.acts if one.state == Correction.State.STOPPED]

    @property
    def waiting(self) -> list[Correction]:
        """Acts that the next draft will have."""
        return [one for one in self.acts if one.state == Correction.State.NEW]


def worked(
    rows: Iterable[Sentence], acts: Sequence[Correction], replies: Sequence[Reply]
) -> Iterator[WorkedSentence]:
    """The sentences with their acts and replies; no query."""
    for row in rows:
        keys = _keys(row)
        last = next((a for a in reversed(acts) if _made(a, row)), None)
        added = last if last is not None and last.kind == ActKind.ADD else None
        of, was = (last.of, last.was) if last is not None and added is None else ("", "")
        of, was = of or min(keys, default=row.sentence), was or row.data["text"]
        mark, by = _mark(row)
        yield WorkedSentence(
            row=row,
            of=of,
            was=was,
            mark=mark,
            by=by,
            act=added,
            acts=tuple(
                a for a in acts if a is added or (a.of == of and a.was == was) or _goes(a, row)
            ),
            replies=tuple(
                one for one in replies if one.of in keys and one.was in {was, row.data["text"]}
            ),
        )


def _goes(act: Correction, row: Sentence) -> bool:
    """Whether a holder of the sentence is taken out of the whole paper."""
    if act.kind != ActKind.WITHOUT_NAME or act.of:
        return False
    return act.holder in {position["holder"] for position in row.data["positions"]}


def _made(act: Correction, row: Sentence) -> bool:
    """Whether the sentence reads as it does by this act."""
    return act.sentence == row.sentence and act.kind in {*REWORDING, ActKind.ADD}


def _keys(row: Sentence) -> set[str]:
    """The keys of the passages that a sentence rests on (``engine.revision.anchors``)."""
    return {
        passage_id(item["source"], item["quote"])
        for position in row.data["positions"]
        for item in position["evidence"]
    }


def _mark(row: Sentence) -> tuple[str, str]:
    generator = str(row.data.get("generator", ""))
    by = generator.removeprefix(BY_PERSON).split(" (template:", 1)[0]
    if not generator.startswith(BY_PERSON):
        return row.kind, ""
    return ("reworded" if row.data["positions"] else "own"), by


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedParagraph:
    """A numbered paragraph of the draft; in a list nothing is moved."""

    number: str
    is_list: bool
    sentences: tuple[WorkedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """One page of a draft's text with all that concerns its sentences.

    ``theme``: id of the section's theme, "" where it has none.
    """

    page: PaperPage
    place: int
    count: int
    paragraphs: tuple[WorkedParagraph, ...]
    theme: str

    def all(self) -> list[WorkedSentence]:
        """Its sentences in order."""
        return [one for paragraph in self.paragraphs for one in paragraph.sentences]


def _section(section: Given | Subquery) -> QuerySet[Sentence]:
    rows = Sentence.objects.filter(version=Given(0, BigIntegerField()), section=section)
    return rows.order_by("order")


def _section_with() -> QuerySet[Sentence]:
    one = Sentence.objects.filter(
        version=Given(0, BigIntegerField()), sentence=Given(1, TextField())
    )
    return _section(Subquery(one.values("section")[:1]))


_in_section = Prepared(lambda: _section(Given(1, IntegerField())))
_beside = Prepared(_section_with)


def text_page(version: PaperVersion, place: int, acts: Sequence[Correction]) -> TextPage | None:
    """A page of the draft; ``None`` where there is none of that number; two queries."""
    pages = pages_of(version.contents)
    if not 1 <= place <= len(pages):
        return None
    page = pages[place - 1]
    rows = _in_section.objects(version.pk, page.section)
    found: dict[str, list[WorkedSentence]] = {}
    for one in worked(rows, acts, replies_to(version)):
        found.setdefault(one.row.paragraph, []).append(one)
    numbers = list(found)
    here = numbers[numbers.index(page.first) : numbers.index(page.last) + 1]
    paragraphs = tuple(
        WorkedParagraph(number=number, is_list=number in page.lists, sentences=tuple(found[number]))
        for number in here
    )
    return TextPage(
        page=page,
        place=place,
        count=len(pages),
        paragraphs=paragraphs,
        theme=page.theme,
    )


def around(version: PaperVersion, sentence: str) -> list[Sentence]:
    """All sentences of the section in which one stands, in order; one query."""
    return _beside.objects(version.pk, sentence)


def page_with(version: PaperVersion, rows: Sequence[Sentence], row: Sentence) -> int:
    """The number of the page on which a sentence stands; ``rows``: those of its section."""
    numbers = [one.paragraph for one in rows]
    where, found = numbers.index(row.paragraph), 1
    for place, page in enumerate(pages_of(version.contents), start=1):
        if page.section == row.section and numbers.index(page.first) <= where:
            found = place
    return found
