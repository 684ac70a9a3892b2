"""The right of correction as pages need it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import BigIntegerField, Count, Prefetch, Q, QuerySet

from conspectus.core.citable import standing_of
from conspectus.core.home import papers_folder
from conspectus.core.prepared import Given, Prepared
from conspectus.forums.models import Cycle
from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import (
    Citation,
    Contact,
    Letter,
    Paper,
    PaperVersion,
    Reply,
    Sentence,
)
from conspectus.synthesis.queries.cited_places import place_of_row
from conspectus.synthesis.queries.papers import AROUND, Words, beginning, ending

Shown = TypeVar("Shown")

A_PAGE = 15
"""Sentences of a letter on one page."""

ROWS = 20
"""Answers on a public page: each may hold some hundred words, and the page fits 14,000 bytes."""

UNSAID_AROUND = 240
"""Characters of a passage on which no sentence rests."""

Kind = Reply.Kind


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence that cites the holder, its words there, and the answers on it, newest first."""

    row: Sentence
    words: list[Words]
    replies: list[Reply]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Words of the holder on which no sentence rests."""

    words: str
    language: str


@dataclass(slots=True)
class LetterPage:
    """One page of what a holder is shown. ``count``: of pages; ``whole``: answers on the paper."""

    sentences: list[CitedSentence]
    count: int
    total: int
    unsaid: list[Unsaid] = field(default_factory=list)
    whole: list[Reply] = field(default_factory=list)
    waiting: int = 0


def letter_page(letter: Letter, page: int) -> LetterPage:
    """A page of a letter, from 1; four queries."""
    version = letter.version
    entry = version.annex_entries.filter(annex=HOLDERS, data__id=letter.holder).first()
    data: Mapping[str, Any] = entry.data if entry is not None else {"sentences": [], "unsaid": []}
    ids = list(data["sentences"])
    shown = ids[(page - 1) * A_PAGE : page * A_PAGE]
    replies = list(
        Reply.objects.filter(
            letter__version=version, letter__holder=letter.holder, superseded__isnull=True
        )
        .filter(Q(binding=True) | Q(letter=letter))
        .order_by("-pk")
    )
    rows = cited_rows(letter, shown)
    made = LetterPage(
        sentences=[_cited(letter, row, replies) for row in rows],
        count=max(1, -(-len(ids) // A_PAGE)),
        total=len(ids),
        whole=[one for one in replies if not one.sentence],
        waiting=sum(not one.binding for one in replies),
    )
    if page == 1:
        made.unsaid = _unsaid(version, data["unsaid"])
    return made


def cited_rows(letter: Letter, sentences: Sequence[str]) -> list[Sentence]:
    """Sentences by their ids, with the places where their evidence stands; two queries."""
    return list(
        letter.version.sentences.filter(sentence__in=sentences)
        .order_by("order")
        .prefetch_related(
            Prefetch("citations", Citation.objects.annotate(standing=standing_of())),
            *("citations__contribution", "citations__version"),
        )
    )


def _cited(letter: Letter, row: Sentence, replies: Sequence[Reply]) -> CitedSentence:
    return CitedSentence(
        row=row,
        words=words_of(letter, row),
        replies=[one for one in replies if one.sentence == row.sentence],
    )


def words_of(letter: Letter, row: Sentence) -> list[Words]:
    """The holder's own words under a sentence, each in its paragraph."""
    own = {
        (item["start"], item["end"])
        for position in row.data["positions"]
        if position["holder"] == letter.holder
        for item in position["evidence"]
    }
    path = letter.version.paper.cycle.scope.path
    return [
        _words(one, path)
        for one in row.citations.all()
        if one.holder == letter.name and (one.start, one.end) in own
    ]


def _words(one: Citation, path: str) -> Words:
    return Words(
        before=ending(one.before, AROUND // 2),
        quoted=one.words,
        after=beginning(one.after, AROUND // 2),
        language=one.language,
        place=place_of_row(path, one),
    )


def _unsaid(version: PaperVersion, spans: Sequence[Sequence[Any]]) -> list[Unsaid]:
    """The words at these places of the version's sources, from the bundle's files."""
    texts: dict[str, str] = {}
    found = []
    for source, start, end in spans:
        if source not in texts:
            path = papers_folder() / version.folder / "sources" / f"{source}.txt"
            texts[source] = path.read_text("utf-8") if version.folder and path.is_file() else ""
        words = texts[source][start:end].strip()
        if words:
            found.append(Unsaid(beginning(words, UNSAID_AROUND), ""))
    return found


class ListedReply(NamedTuple):
    """An answer as a list shows it; ``k``: the version that it is on."""

    pk: int
    name: str
    kind: str
    k: int
    due: datetime
    binding: bool
    outcome: str


class ListedContact(NamedTuple):
    """A contact as a list shows it; ``holder``: its name, "" where it is not resolved."""

    pk: int
    organisation: str | None
    person: str | None
    joint: str
    email: str
    name: str
    language: str
    no_mail: datetime | None
    authorised: str

    @property
    def holder(self) -> str:
        """Whom it may speak for."""
        return self.organisation or self.person or self.joint


_OF = Given(0, BigIntegerField())
_OF_REPLY = ("letter__name", "kind", "letter__version__k", "due", "binding", "outcome")
_SHOWN = ("organisation__name", "person__name", "joint", "email", "name", "language", "no_mail")
_contacts: Prepared[Contact] = Prepared(
    lambda: (
        Contact.objects.filter(cycle=_OF).order_by("pk").values_list("pk", *_SHOWN, "authorised")
    )
)
_contacts_in_all: Prepared[Contact] = Prepared(
    lambda: (
        Contact.objects.filter(cycle=_OF)
        .order_by()
        .values("cycle")
        .annotate(n=Count("pk"))
        .values_list("n")
    )
)


@dataclass(frozen=True, slots=True)
class Rows(Generic[Shown]):
    """What a `Paginator` takes, of prepared queries; two statements for any page."""

    listed: Prepared[Any]
    counted: Prepared[Any]
    of: int
    shown: Callable[[Any], Shown]

    def count(self) -> int:
        """How many there are on all pages."""
        found = self.counted.rows(self.of)
        return int(found[0][0]) if found else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Shown]:
        start = part.start or 0
        rows = self.listed.rows(self.of, window=(part.stop - start, start))
        return [self.shown(row) for row in rows]


def contacts_of(cycle: Cycle) -> Rows[ListedContact]:
    """The contacts of a cycle's holders."""
    return Rows(_contacts, _contacts_in_all, cycle.pk, ListedContact._make)


def replies_by(
    rows: Callable[[Given], QuerySet[Reply]],
) -> Callable[[Paper], Rows[ListedReply]]:
    """The lists that a query of the answers on a paper gives; it is put into SQL once."""
    every = Prepared(lambda: rows(_OF).values_list("pk", *_OF_REPLY))
    counted = Prepared(
        lambda: rows(_OF).order_by().values("paper").annotate(n=Count("pk")).values_list("n")
    )
    return lambda paper: Rows(every, counted, paper.pk, ListedReply._make)


def statistics_of(version: PaperVersion) -> dict[str, int]:
    """How many holders were asked and what they said; one query, nothing where nobody was asked.

    ``asked``, ``answered``: holders; the others: answers that bind, ``unconfirmed`` those that
    do not; ``waiting``: objections without an answer.
    """
    live = Q(replies__superseded__isnull=True)
    binding = live & Q(replies__binding=True)

    def answers(*kinds: str, **more: object) -> Count:
        of_kind = Q(replies__kind__in=kinds)
        return Count("replies", filter=binding & of_kind & Q(**more), distinct=True)

    return Letter.objects.filter(version=version).aggregate(
        asked=Count("holder", filter=Q(revoked__isnull=True), distinct=True),
        answered=Count("holder", filter=binding, distinct=True),
        confirmed=answers(Kind.CONFIRM),
        objected=answers(Kind.OBJECT, Kind.PROPOSE),
        own_words=answers(Kind.VERBATIM),
        without_name=answers(Kind.WITHOUT_NAME),
        missing=answers(Kind.MISSING),
        changed=answers(*Kind, replies__outcome="changed"),
        kept=answers(*Kind, replies__outcome="kept"),
        waiting=Count(
            "replies",
            filter=binding
            & (
                Q(replies__kind__in=(Kind.OBJECT, Kind.PROPOSE, Kind.MISSING), replies__outcome="")
                | Q(replies__outcome=Reply.Outcome.STOPPED)
            ),
            distinct=True,
        ),
        unconfirmed=Count("replies", filter=live & Q(replies__binding=False), distinct=True),
    )


def public_replies(version: PaperVersion, page: int) -> list[Reply]:
    """A page of the answers that bind, and one more where there is another page; one query."""
    return list(
        Reply.objects.filter(letter__version=version, binding=True, superseded__isnull=True)
        .select_related("letter")
        .order_by("pk")[(page - 1) * ROWS : page * ROWS + 1]
    )
