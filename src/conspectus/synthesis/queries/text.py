"""The text of a draft as the rapporteur works on it: each sentence with its mark and its acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery

from conspectus.core.models import Scope
from conspectus.engine.ids import passage_id
from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.contents import PaperPage, pages_of
from conspectus.synthesis.models import Correction, PaperVersion, Reply, Sentence
from conspectus.synthesis.queries.papers import versions_in

BY_PERSON = "human:"
REWORDING = (ActKind.REWORD, ActKind.VERBATIM, ActKind.WITHOUT_NAME, ActKind.NOTE)
"""Acts after which a sentence reads otherwise than the engine had drafted it."""


def draft_of(scope: Scope, number: int) -> PaperVersion | None:
    """The newest version of a paper that is ready: what its rapporteur works on; one query."""
    ready = versions_in(scope).filter(paper__number=number, state=PaperVersion.State.READY)
    return ready.last()


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done to a paper: the acts on its text that hold or wait, in their order.

    ``last``: the number of the last correction of any kind that holds: what its reader has seen.
    """

    acts: tuple[Correction, ...]
    last: int


def done_to(version: PaperVersion) -> Done:
    """The acts on the text of a draft's paper; one query."""
    rows = list(version.paper.corrections.filter(undone__isnull=True).order_by("number"))
    kinds = {kind.value for kind in ActKind}
    last = rows[-1].number if rows else 0
    return Done(acts=tuple(row for row in rows if row.kind in kinds), last=last)


def replies_to(version: PaperVersion) -> list[Reply]:
    """What holders have answered on sentences of the paper and has not been superseded."""
    rows = Reply.objects.filter(paper=version.paper, superseded__isnull=True).exclude(of="")
    return list(rows.select_related("letter").order_by("pk"))


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


def text_page(version: PaperVersion, place: int, acts: Sequence[Correction]) -> TextPage | None:
    """A page of the draft; ``None`` where there is none of that number; two queries."""
    pages = pages_of(version.contents)
    if not 1 <= place <= len(pages):
        return None
    page = pages[place - 1]
    rows = list(version.sentences.filter(section=page.section).order_by("order"))
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
    section = version.sentences.filter(sentence=sentence).values("section")[:1]
    return list(version.sentences.filter(section=Subquery(section)).order_by("order"))


def page_with(version: PaperVersion, rows: Sequence[Sentence], row: Sentence) -> int:
    """The number of the page on which a sentence stands; ``rows``: those of its section."""
    numbers = [one.paragraph for one in rows]
    where, found = numbers.index(row.paragraph), 1
    for place, page in enumerate(pages_of(version.contents), start=1):
        if page.section == row.section and numbers.index(page.first) <= where:
            found = place
    return found
