"""The index of published texts: one entry a text, found by the tokens of its words.

An entry is a whole text, not a paragraph: at 10,000 contributions of 30 paragraphs a common word
is in ten thousand texts but in a hundred thousand paragraphs, each of which would be ranked. The
paragraph to show is looked up in the tokens of the fifty texts of a page
(docs/decisions/0024-search.md has the figures).

Where the tokens lie, in which database, is the business of `core.search_store`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from conspectus.core.models import Scope, SearchEntry
from conspectus.core.search_store import Line, delete_lines, sweep_lines, write_lines
from conspectus.core.search_tokens import line_of, tokens_of

BETWEEN = "\x1e"
"""What stands between two paragraphs of an entry's text (no text has it of its own)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedText:
    """A text to be found. ``key``: its permanent address without language.

    ``paragraphs``: found one by one, at ``key`` + ``p1/``, ``p2/`` … or at ``anchors``.
    """

    kind: str
    key: str
    scope: Scope
    language: str
    title: str
    paragraphs: Sequence[str]
    holder: str = ""
    anchors: Sequence[str] = ()


def index_text(
    kind: str, key: str, scope: Scope, language: str, title: str, text: str, *, holder: str = ""
) -> None:
    """Puts a text into the index, in the place of an older one of this kind and key.

    Paragraphs of ``text`` are parted by empty lines.
    """
    index_texts(
        [
            IndexedText(
                kind=kind,
                key=key,
                scope=scope,
                language=language,
                title=title,
                paragraphs=text.split("\n\n"),
                holder=holder,
            )
        ]
    )


@transaction.atomic
def index_texts(texts: Iterable[IndexedText]) -> None:
    """Puts texts into the index, each in the place of an older one of its kind and key."""
    wanted = list(texts)
    for kind in sorted({text.kind for text in wanted}):
        forget_texts(kind, [text.key for text in wanted if text.kind == kind])
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            kind=text.kind,
            key=text.key,
            scope=text.scope,
            language=text.language[:12],
            title=text.title,
            holder=text.holder,
            text=BETWEEN.join(paragraph.replace(BETWEEN, " ") for paragraph in text.paragraphs),
            anchors=list(text.anchors),
        )
        for text in wanted
    )
    above = _scopes_above(text.scope for text in wanted)
    write_lines(
        [
            Line(
                entry=entry.pk,
                title=" ".join(tokens_of(text.title, text.language)),
                holder=" ".join(tokens_of(text.holder, text.language)),
                text=line_of(text.paragraphs, text.language),
                place=" ".join(_place(text, above[text.scope.pk])),
            )
            for entry, text in zip(entries, wanted, strict=True)
        ]
    )


def forget_text(kind: str, key: str) -> None:
    """Takes a text out of the index; nothing happens where there is none."""
    forget_texts(kind, [key])


@transaction.atomic
def forget_texts(kind: str, keys: Sequence[str]) -> None:
    """Takes texts out of the index."""
    found = SearchEntry.objects.filter(kind=kind, key__in=keys)
    numbers = list(found.values_list("pk", flat=True))
    if not numbers:
        return
    delete_lines(numbers)
    found.delete()


def forget_texts_below(kind: str, subject: str) -> None:
    """Takes out of the index what stands at an address and below it."""
    found = SearchEntry.objects.filter(kind=kind, key__startswith=subject)
    forget_texts(kind, list(found.values_list("key", flat=True)))


def sweep_index() -> None:
    """Writes the index anew, without what was taken out of it: for an erasure."""
    sweep_lines()


def place_of_scope(scope: int) -> str:
    """The token of everything in a scope (its primary key)."""
    return f"s{scope}"


def place_of_language(language: str) -> str:
    """The token of everything in a language."""
    return f"l{''.join(filter(str.isalnum, language.lower()))}"


def _place(text: IndexedText, scopes: Iterable[int]) -> list[str]:
    return [*map(place_of_scope, scopes), place_of_language(text.language), f"k{text.kind}"]


def _scopes_above(scopes: Iterable[Scope]) -> dict[int, list[int]]:
    """The primary keys of each scope and those above it."""
    found: dict[int, list[int]] = {}
    for scope in scopes:
        at: Scope | None = scope
        if scope.pk in found:
            continue
        found[scope.pk] = []
        while at is not None:
            found[scope.pk].append(at.pk)
            at = at.parent
    return found
