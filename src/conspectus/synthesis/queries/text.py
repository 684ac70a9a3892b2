"""The text of a draft as the rapporteur works on it: each sentence with its mark and its acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, IntegerField, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform

from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared, Unread
from conspectus.core.remembered import WhileUnchanged
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
class _Recorded:
    """Where the acts of a paper stand among its rows, by what they concern."""

    rows: Unread[Correction] | None = None
    made: dict[str, int] = field(default_factory=dict)
    on: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    everywhere: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0


def _recorded(paper: int) -> _Recorded:
    rows = _acts_and_last.unread(paper)
    numbers = rows.columns("number")
    found = _Recorded(rows, last=numbers[-1][0] if numbers else 0)
    for place, (kind, of, was, sentence, holder) in enumerate(
        rows.columns("kind", "of", "was", "sentence", "holder")
    ):
        if kind not in _ACTS:
            continue
        if kind in _SAID_BY:
            found.made[sentence] = place
        if kind == ActKind.WITHOUT_NAME and not of:
            found.everywhere.append((place, holder))
        found.on.setdefault((of, was), []).append(place)
    return found


class Acts:
    """The acts on a paper's text that hold or wait, in their order.

    Only those that concern a sentence are made into objects: a page shows some of hundreds.
    """

    def __init__(self, recorded: _Recorded | None = None) -> None:
        self._recorded = recorded or _Recorded()
        self._read: dict[int, Correction] = {}

    def _at(self, place: int) -> Correction:
        if place not in self._read and self._recorded.rows is not None:
            self._read[place] = self._recorded.rows.read(place)
        return self._read[place]

    def made(self, sentence: str) -> Correction | None:
        """The last act by which a sentence reads as it does."""
        place = self._recorded.made.get(sentence) if sentence else None
        return None if place is None else self._at(place)

    def concerning(
        self, of: str, was: str, *, added: Correction | None, row: Sentence
    ) -> tuple[Correction, ...]:
        """What was done to a sentence, or to a holder of it in the whole paper."""
        places = set(self._recorded.on.get((of, was), ()))
        if self._recorded.everywhere:
            holders = {position["holder"] for position in row.data["positions"]}
            places |= {place for place, holder in self._recorded.everywhere if holder in holders}
        found = {self._at(place) for place in places} | ({added} if added is not None else set())
        return tuple(sorted(found, key=lambda act: act.number))


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done to a paper.

    ``last``: the number of the last correction of any kind that holds: what its reader has seen.
    """

    acts: Acts
    last: int


_ACTS = frozenset(kind.value for kind in ActKind)
_SAID_BY = frozenset({*(kind.value for kind in REWORDING), ActKind.ADD.value})


def _holding() -> QuerySet[Correction]:
    rows = Correction.objects.filter(paper=Given(0, BigIntegerField()), undone__isnull=True)
    last = rows.order_by("-number").values("pk")[:1]
    return rows.filter(Q(kind__in=sorted(_ACTS)) | Q(pk=Subquery(last))).order_by("number")


_acts_and_last = Prepared(_holding)
_remembered: WhileUnchanged[_Recorded] = WhileUnchanged(most=4)


def done_to(version: PaperVersion) -> Done:
    """The acts on the text of a draft's paper; at most one query, remembered until a write."""
    paper = version.paper_id
    recorded = _remembered.get(paper, lambda: _recorded(paper))
    return Done(acts=Acts(recorded), last=recorded.last)


class Answer(NamedTuple):
    """What a holder has answered on a sentence, as the pages of the text show it."""

    of: str
    was: str
    name: str
    kind: str
    binding: bool
    outcome: str
    text: str


def _answers() -> QuerySet[Reply, tuple[Any, ...]]:
    rows = Reply.objects.filter(paper=Given(0, BigIntegerField()), superseded__isnull=True)
    shown = ("of", "was", "letter__name", "kind", "binding", "outcome", "text")
    return rows.exclude(of="").order_by("pk").values_list(*shown)


_replies: Prepared[Reply] = Prepared(_answers)


def replies_to(version: PaperVersion) -> list[Answer]:
    """What holders have answered on sentences of the paper and has not been superseded."""
    return [Answer(*row) for row in _replies.rows(version.paper_id)]


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
    replies: tuple[Answer, ...] = ()

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
    rows: Iterable[Sentence], acts: Acts, replies: Sequence[Answer]
) -> Iterator[WorkedSentence]:
    """The sentences with their acts and replies; no query."""
    for row in rows:
        keys = _keys(row)
        last = acts.made(row.sentence)
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
            acts=acts.concerning(of, was, added=added, row=row),
            replies=tuple(
                one for one in replies if one.of in keys and one.was in {was, row.data["text"]}
            ),
        )


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
    return rows.annotate(said=KeyTextTransform("text", "data")).order_by("order")


def _section_with() -> QuerySet[Sentence]:
    one = Sentence.objects.filter(
        version=Given(0, BigIntegerField()), sentence=Given(1, TextField())
    )
    return _section(Subquery(one.values("section")[:1]))


_in_section = Prepared(lambda: _section(Given(1, IntegerField())))
_beside = Prepared(_section_with)


def text_page(version: PaperVersion, place: int, acts: Acts) -> TextPage | None:
    """A page of the draft; ``None`` where there is none of that number; two queries."""
    pages = pages_of(version.contents)
    if not 1 <= place <= len(pages):
        return None
    page = pages[place - 1]
    rows = _in_section.unread(version.pk, page.section)
    of_rows = [number for (number,) in rows.columns("paragraph")]
    numbers = list(dict.fromkeys(of_rows))
    here = numbers[numbers.index(page.first) : numbers.index(page.last) + 1]
    found: dict[str, list[WorkedSentence]] = {number: [] for number in here}
    shown = [rows.read(at) for at, number in enumerate(of_rows) if number in found]
    for one in worked(shown, acts, replies_to(version)):
        found[one.row.paragraph].append(one)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A sentence of the same section: its id, its paragraph, its words."""

    sentence: str
    paragraph: str
    said: str


class Around:
    """All sentences of the section in which one stands, in order; read where they are asked for."""

    def __init__(self, rows: Unread[Sentence]) -> None:
        self._rows = rows
        named = rows.columns("sentence", "paragraph", "said")
        self.all = [Beside(sentence=id_, paragraph=at, said=text) for id_, at, text in named]
        self._places = {one.sentence: place for place, one in enumerate(self.all)}

    def place_of(self, sentence: str) -> int | None:
        """Where one stands among them; ``None`` where it does not."""
        return self._places.get(sentence)

    def read(self, sentence: str) -> Sentence:
        """One of them, whole."""
        return self._rows.read(self._places[sentence])


def around(version: PaperVersion, sentence: str) -> Around:
    """The section in which a sentence stands; one query."""
    return Around(_beside.unread(version.pk, sentence))


def page_with(version: PaperVersion, found: Around, row: Sentence) -> int:
    """The number of the page on which a sentence stands; ``found``: its section."""
    numbers = [one.paragraph for one in found.all]
    where, at = numbers.index(row.paragraph), 1
    for place, page in enumerate(pages_of(version.contents), start=1):
        if page.section == row.section and numbers.index(page.first) <= where:
            at = place
    return at
