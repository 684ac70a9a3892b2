"""Why a sentence of a paper changed from one public version to the next, as the change log says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from conspectus.synthesis.models import Comment, Correction, PaperVersion, Reply

NEW_EVIDENCE = "new evidence"
EVIDENCE_GONE = "evidence withdrawn"
LONGEST = 300
_NAMED = re.compile(r"(?:comment \d+|reply of .+)")
"""What a correction may give as its reason, word for word, to be named as the cause."""


class Causes:
    """The causes of the changes between a version and the public one before it.

    Reads its tables once, however many changes there are.
    """

    def __init__(self, version: PaperVersion, *, more: bool) -> None:
        self._more = more
        before = version.previous
        self._by_sentence: dict[str, list[str]] = {}
        self._by_key: dict[str, list[str]] = {}
        if before is None:
            return
        for sentence, cause in (*_comments(before), *_replies(before)):
            self._by_sentence.setdefault(sentence, []).append(cause)
        for row in _corrections(version, before):
            cause = row.why if _NAMED.fullmatch(row.why) else f"correction {row.number}"
            if row.undone is not None:
                cause = f"correction {row.number} undone"
            for key in {*map(_key, row.passages), _key(row.view_of), row.of} - {""}:
                self._by_key.setdefault(key, []).append(cause)
            if row.sentence:
                self._by_sentence.setdefault(row.sentence, []).append(cause)

    def of(self, change: Mapping[str, Any]) -> str:
        """The causes of one change (see `publication_run`), joined; empty where none is known."""
        found = [
            *(cause for one in self._names(change) for cause in self._by_sentence.get(one, ())),
            *(cause for key in change["keys"] for cause in self._by_key.get(key, ())),
        ]
        # A sentence that only counts, and has no evidence of its own, follows what came in.
        if change["fresh"] or (self._more and not found and not change["keys"]):
            found.append(NEW_EVIDENCE)
        if change["taken"]:
            found.append(EVIDENCE_GONE)
        return "; ".join(dict.fromkeys(found))[:LONGEST]

    def _names(self, change: Mapping[str, Any]) -> Iterator[str]:
        yield from {change["was"]: None, change["sentence"]: None}


def _comments(before: PaperVersion) -> Iterator[tuple[str, str]]:
    taken = (Comment.Outcome.TAKEN_UP, Comment.Outcome.PARTLY)
    rows = before.comments.filter(outcome__in=taken, number__isnull=False).exclude(sentence="")
    for row in rows.order_by("number"):
        yield row.sentence, f"comment {row.number}"


def _replies(before: PaperVersion) -> Iterator[tuple[str, str]]:
    rows = Reply.objects.filter(letter__version=before, outcome=Reply.Outcome.CHANGED)
    for row in rows.exclude(sentence="").select_related("letter").order_by("pk"):
        yield row.sentence, f"reply of {row.letter.name}"


def _corrections(version: PaperVersion, before: PaperVersion) -> Iterator[Correction]:
    """Those that are in the version and were not in the one before, or the other way round."""
    for row in version.paper.corrections.filter(number__lte=version.corrected):
        is_new = row.number > before.corrected
        was_undone = row.undone is not None and row.undone <= before.created
        is_undone = row.undone is not None and row.undone <= version.created
        if (is_new and not is_undone) or (not is_new and is_undone and not was_undone):
            yield row


def _key(passage: str) -> str:
    """Source and hash of a passage's id, as `engine.corrections.passage_key` makes it."""
    return ":".join(passage.split(":")[:2])
