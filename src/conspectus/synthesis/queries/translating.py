"""Translations as pages and files need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from conspectus.core.models import Scope
from conspectus.synthesis.contents import PaperPage
from conspectus.synthesis.models import Paper, PaperVersion, TranslatedText, Translation
from conspectus.synthesis.places import Piece, pieces, problem_of

ROWS: Final = 20
"""Sentences on a page of the form."""

FORMAT: Final = "conspectus-translation/1"
ALL, LEFT, STALE = "all", "left", "stale"


def translations_at_work(paper: Paper) -> QuerySet[Translation]:
    """The translations of a paper's versions with ``left``, ``stale``, ``total``; newest first."""
    return (
        counted(Translation.objects.filter(version__paper=paper))
        .select_related("version__paper")
        .defer("version__contents", "version__drawn_on")
        .order_by("-version__k", "language", "-edition")
    )


def counted(rows: QuerySet[Translation]) -> QuerySet[Translation]:
    """Each with ``left``: texts without translation, ``stale`` and ``total``; in the same query."""
    return rows.annotate(
        left=Count("texts", filter=Q(texts__text="")),
        stale=Count("texts", filter=Q(texts__stale=True)),
        total=Count("texts"),
    )


def texts_for_work(translation: Translation, which: str) -> QuerySet[TranslatedText]:
    """The texts of a translation in the order of the paper; ``which``: all, left or stale."""
    rows = translation.texts.select_related("sentence").order_by("order")
    if which == LEFT:
        return rows.filter(text="")
    return rows.filter(stale=True) if which == STALE else rows


def public_translation(
    scope: Scope, number: int, k: int, language: str, edition: int
) -> Translation | None:
    """A translation that is public, counted, with its version and paper; one query."""
    return (
        counted(Translation.objects.all())
        .filter(
            version__paper__cycle__scope=scope,
            version__paper__number=number,
            version__k=k,
            language=language,
            edition=edition,
            published__isnull=False,
        )
        .select_related("version__paper", "leaf")
        .defer("version__drawn_on", "leaf__content", "leaf__salt", "leaf__entry")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Translated:
    """A sentence, title or heading for its readers.

    ``pieces``: in the translation, or in the original where there is none (``is_original``).
    ``beside``: the original, where it has changed since it was translated.
    """

    sentence: str
    pieces: list[Piece]
    is_original: bool
    beside: str = ""
    has_evidence: bool = False
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class TranslatedParagraph:
    """A numbered paragraph."""

    number: str
    sentences: list[Translated]


@dataclass(slots=True)
class TranslatedPage:
    """One page of a translation: headings by their original, the paragraphs."""

    headings: dict[str, Translated] = field(default_factory=dict)
    paragraphs: list[TranslatedParagraph] = field(default_factory=list)


def translated_page(translation: Translation, page: PaperPage | None) -> TranslatedPage:
    """Title and headings, and the paragraphs of one page of the version; one query."""
    wanted = Q(sentence__isnull=True)
    if page is not None:
        wanted |= Q(sentence__section=page.section)
    rows = list(translation.texts.filter(wanted).select_related("sentence").order_by("order"))
    found = TranslatedPage()
    found.headings = {row.original: _translated(row) for row in rows if row.sentence is None}
    held = [row for row in rows if row.sentence is not None]
    for number, group in groupby(held, key=_paragraph):
        sentences = [_translated(row) for row in group]
        found.paragraphs.append(TranslatedParagraph(number, sentences))
    if page is not None:
        numbers = [one.number for one in found.paragraphs]
        first, last = numbers.index(page.first), numbers.index(page.last)
        found.paragraphs = found.paragraphs[first : last + 1]
    return found


def _paragraph(row: TranslatedText) -> str:
    return row.sentence.paragraph if row.sentence else ""


def _translated(row: TranslatedText) -> Translated:
    data: Mapping[str, Any] = row.sentence.data if row.sentence else {}
    shown = _printed(row) if row.text else []
    return Translated(
        sentence=row.sentence.sentence if row.sentence else "",
        pieces=shown or [Piece(original_of(row))],
        is_original=not shown,
        beside=original_of(row) if shown and row.stale else "",
        has_evidence=bool(data.get("positions")),
        footnote=data.get("footnote") or "",
    )


def _printed(row: TranslatedText) -> list[Piece]:
    return [Piece(**one) for one in row.printed if isinstance(one, dict)]


def original_of(row: TranslatedText) -> str:
    """The sentence as the paper has it, or the heading."""
    return str(row.sentence.data["text"]) if row.sentence else row.original


def printed_now(row: TranslatedText, translation: Translation) -> list[dict[str, Any]]:
    """What a text becomes when it is published; nothing where its places are wrong."""
    if not row.text or problem_of(row.text, row.filling):
        return []
    made = pieces(
        row.text,
        row.filling,
        language=translation.language,
        original=translation.version.front["language"],
    )
    return [asdict(one) for one in made]


def document_of(translation: Translation, rows: Sequence[TranslatedText]) -> dict[str, Any]:
    """A public translation as open data; ``rows``: all of it, each with its sentence.

    The same bytes for the same rows: its SHA-256 is in the public record.
    """
    version = translation.version
    moment = translation.published.isoformat() if translation.published else None
    return {
        "format": FORMAT,
        "paper": {"title": version.front["title"], "version": version.k, "sha256": version.sha256},
        "original_language": version.front["language"],
        "language": translation.language,
        "edition": translation.edition,
        "translator": translation.translator,
        "machine": translation.is_machine,
        "published": moment,
        "texts": [
            {
                "sentence": row.sentence.sentence if row.sentence else None,
                "paragraph": row.sentence.paragraph if row.sentence else None,
                "original": original_of(row),
                "text": "".join(piece.text for piece in _printed(row)) or None,
                "stale": row.stale,
            }
            for row in rows
        ],
    }


def texts_of(translation: Translation) -> list[TranslatedText]:
    """All of a translation, in order; one query."""
    return list(translation.texts.select_related("sentence").order_by("order"))


def newest_public(paper: Paper) -> PaperVersion | None:
    """The version that a new translation is of; one query."""
    public = paper.versions.filter(published__isnull=False)
    return public.select_related("paper__cycle__scope").order_by("-k").first()
