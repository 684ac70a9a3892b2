"""Papers that people wrote as their pages need them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from conspectus.contributions.models import Contribution, Paragraph
from conspectus.contributions.models.contributions import State
from conspectus.core.models import Scope
from conspectus.synthesis.models import ImportedPaper, ImportedSentence

A_PAGE = 15
NEAREST = 5
MOST_PARAGRAPHS = 2_000
_WORD = re.compile(r"[^\W\d_]{4,}")
SHOWN = ("waiting", "refused", "all", "kept")


def imported_in(scope: Scope) -> QuerySet[ImportedPaper]:
    """The papers of a cycle that people wrote, the newest first."""
    found = ImportedPaper.objects.filter(paper__cycle__scope=scope).select_related("paper")
    return found.order_by("-pk")


def imported_of(scope: Scope, number: int) -> ImportedPaper | None:
    """The import that a paper came from; one query."""
    return imported_in(scope).filter(paper__number=number).first()


def waiting(rows: QuerySet[ImportedSentence]) -> QuerySet[ImportedSentence]:
    """Sentences that are not decided, or decided and in no draft: newly, or by the verifier."""
    return rows.filter(
        Q(decision=ImportedSentence.Decision.OPEN)
        | ~Q(decision=ImportedSentence.Decision.OUT) & Q(sentence="")
    )


def counts_of(imported: ImportedPaper) -> dict[str, int]:
    """Sentences by what became of them; one query."""
    open_ = Q(decision=ImportedSentence.Decision.OPEN)
    out = Q(decision=ImportedSentence.Decision.OUT)
    return imported.sentences.aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=open_),
        refused=Count("pk", filter=~open_ & ~out & ~Q(findings=[])),
        undrafted=Count("pk", filter=~open_ & ~out & Q(sentence="")),
        kept=Count("pk", filter=out),
        drafted=Count("pk", filter=~Q(sentence="")),
    )


def shown_sentences(imported: ImportedPaper, shown: str) -> QuerySet[ImportedSentence]:
    """Sentences in the order of the paper; ``shown``: one of ``SHOWN``."""
    rows = imported.sentences.order_by("order")
    if shown == "waiting":
        return rows.filter(decision=ImportedSentence.Decision.OPEN)
    if shown == "refused":
        return waiting(rows).exclude(decision=ImportedSentence.Decision.OPEN)
    if shown == "kept":
        return rows.filter(decision=ImportedSentence.Decision.OUT)
    return rows


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph of a holder's contribution that a sentence may rest on."""

    number: str
    paragraph: int
    words: str


def nearest(imported: ImportedPaper, numbers: Sequence[str], text: str) -> list[Near]:
    """The paragraphs of these contributions that share most words with ``text``; one query."""
    whole = [int(one) for one in numbers if one.isascii() and one.isdigit()]
    current = Contribution.objects.filter(
        cycle=imported.paper.cycle_id, number__in=whole, state=State.PUBLISHED
    ).values("current")
    rows = (
        Paragraph.objects.filter(version__in=current)
        .select_related("document", "version__contribution")
        .order_by("version", "number")[:MOST_PARAGRAPHS]
    )
    wanted = _words(text)
    found = []
    for row in rows:
        words = row.document.text[row.start : row.end]
        share = len(wanted & _words(words))
        if share:
            number = row.version.contribution.number
            found.append((-share, number or 0, row.number, Near(str(number), row.number, words)))
    found.sort(key=lambda one: one[:3])
    return [one[3] for one in found[:NEAREST]]


def _words(text: str) -> set[str]:
    return {one[:6] for one in _WORD.findall(text.casefold())}
