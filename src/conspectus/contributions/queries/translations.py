"""Translations of contributions as pages, files and programs need them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import (
    Case,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable, Expression
from django.db.models.functions import Concat, Left, Substr

from conspectus.contributions.models import (
    Contribution,
    Paragraph,
    RegisterEntry,
    TranslatedParagraph,
    Version,
    VersionTranslation,
)
from conspectus.contributions.models.calls import Publish
from conspectus.core.models import Scope
from conspectus.forums.models import Cycle

FORMAT: Final = "conspectus-contribution-translation/1"
BESIDE: Final = 300
"""Characters of a translation that stand beside a quotation."""
MACHINE: Final = "m"
"""Before the words of a machine in `beside_quotation`; before those of a person stands a space."""

PUBLIC = Q(published__isnull=False)
SHOWN = Q(published__isnull=False, ended__isnull=True)


@dataclass(frozen=True, slots=True)
class Paired:
    """A paragraph of a translation. ``original``: the same of the original, "" where not aligned.

    ``language``: of the document of the original that holds it.
    """

    number: int
    kind: str
    level: int
    list_mark: str
    text: str
    original: str
    language: str


def public_translation(
    scope: Scope, number: int, k: int, language: str, edition: int | None = None
) -> VersionTranslation | None:
    """A public edition (the newest, if none is named) with version and contribution; one query.

    ``newest``: the number of the newest public version of the contribution; ``newest_edition``: of
    the translations into this language; ``parts``: how many pages its text has.
    """
    newest = Version.objects.filter(
        contribution=OuterRef("version__contribution"), published__isnull=False
    )
    editions = VersionTranslation.objects.filter(
        version=OuterRef("version"), language=OuterRef("language"), published__isnull=False
    )
    last = TranslatedParagraph.objects.filter(translation=OuterRef("pk")).order_by("-number")
    rows = VersionTranslation.objects.filter(
        PUBLIC,
        version__contribution__cycle__scope=scope,
        version__contribution__number=number,
        version__k=k,
        language=language,
    )
    if edition is not None:
        rows = rows.filter(edition=edition)
    return (
        rows.select_related("version__contribution", "leaf")
        .defer("text", "leaf__content", "leaf__salt", "leaf__entry")
        .annotate(
            newest=Subquery(newest.order_by("-k").values("k")[:1]),
            newest_edition=Subquery(editions.order_by("-edition").values("edition")[:1]),
            parts=Subquery(last.values("part")[:1]),
        )
        .order_by("-edition")
        .first()
    )


def paired_paragraphs(translation: VersionTranslation, part: int | None) -> list[Paired]:
    """The paragraphs of one page, or all, each with its original where aligned; one query."""
    rows = translation.paragraphs.order_by("number")
    if part is not None:
        rows = rows.filter(part=part)
    columns: list[str | Combinable] = ["number", "kind", "level", "mark", "text"]
    if not translation.aligned:
        columns += [Value("", TextField()), Value("", TextField())]
        return [Paired(*row) for row in rows.values_list(*columns)]
    original = Paragraph.objects.filter(version=translation.version_id, number=OuterRef("number"))
    words = Substr("document__text", F("start") + 1, F("end") - F("start"))
    columns.append(Subquery(original.values_list(words)[:1], output_field=TextField()))
    columns.append(Subquery(original.values("document__language")[:1]))
    found = rows.values_list(*columns)
    return [Paired(*row[:-2], *(words or "" for words in row[-2:])) for row in found]


def originals_of(version: Version) -> list[tuple[str, str]]:
    """(kind, text) of the paragraphs of a public version, by number; one query."""
    words = Substr("document__text", F("start") + 1, F("end") - F("start"))
    return list(version.paragraphs.order_by("number").values_list("kind", words))


def document_of(
    translation: VersionTranslation, paragraphs: Sequence[tuple[int, str]]
) -> dict[str, Any]:
    """A translation as open data. ``paragraphs``: (number, text) of all of it, in order."""
    version = translation.version
    return {
        "format": FORMAT,
        "of": {"number": version.contribution.number, "version": version.k},
        "original_language": version.language,
        "language": translation.language,
        "title": translation.title,
        "translator": translation.translator,
        "machine": translation.is_machine,
        "by_contributor": translation.by_contributor,
        "aligned": translation.aligned,
        "paragraphs": [{"number": number, "text": text} for number, text in paragraphs],
    }


def translation_json(document: dict[str, Any]) -> bytes:
    """The file translation.json: `document_of`, the same bytes whenever it is asked for."""
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def hash_of(document: dict[str, Any]) -> str:
    """SHA-256 of the file translation.json."""
    return hashlib.sha256(translation_json(document)).hexdigest()


def line_of(translation: VersionTranslation) -> dict[str, Any]:
    """What the register keeps of a public translation."""
    ended = "contributor" if translation.ended_by_contributor else "forum"
    return {
        "language": translation.language,
        "k": translation.version.k,
        "edition": translation.edition,
        "title": translation.title,
        "translator": translation.translator,
        "machine": translation.is_machine,
        "ended": ended if translation.ended else "",
    }


def lines_with(
    lines: Mapping[str, dict[str, Any]], new: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """The register's lines with a new one, if none of a later edition is there."""
    key = f"{new['k']}/{new['language']}"
    known = lines.get(key)
    if known is not None and known["edition"] > new["edition"]:
        return dict(lines)
    return {**lines, key: new}


def translations_of(contribution: Contribution) -> QuerySet[VersionTranslation]:
    """All of a contribution's, drafts too, the newest version's first."""
    return (
        VersionTranslation.objects.filter(version__contribution=contribution)
        .select_related("version")
        .defer("text")
        .order_by("-version__k", "language", "-edition", "pk")
    )


def refused_before(draft: VersionTranslation) -> VersionTranslation | None:
    """The newest edition into its language, if the contributor has ended it; one query."""
    rows = VersionTranslation.objects.filter(
        version=draft.version_id, language=draft.language, edition__isnull=False
    )
    newest = rows.defer("text").order_by("-edition").first()
    return newest if newest is not None and newest.ended_by_contributor else None


def shown_in(cycle: Cycle) -> QuerySet[VersionTranslation]:
    """The public translations of the public contributions of a cycle, by number."""
    return (
        VersionTranslation.objects.filter(SHOWN, version__contribution__entry__cycle=cycle)
        .select_related("version__contribution")
        .order_by("version__contribution__number", "version__k", "language", "edition")
    )


def text_with_head(translation: VersionTranslation) -> str:
    """As a plain text that says whose it is, so that nobody takes it for the contributor's."""
    version = translation.version
    kind = "Machine translation" if translation.is_machine else "Translation"
    return (
        f"{kind} by {translation.translator} of contribution {version.contribution.number},"
        f" version {version.k}. The original is authoritative.\n\n"
        f"{translation.title}\n\n{translation.text}\n"
    )


def newest_public(contribution: Contribution) -> Version | None:
    """The version that a new translation is of; one query."""
    rows = contribution.versions.filter(published__isnull=False)
    return rows.exclude(publish=Publish.NOT_PUBLISHED).order_by("-k").first()


def to_translate(scope: Scope) -> QuerySet[RegisterEntry]:
    """The public contributions of a cycle, the newest first."""
    return RegisterEntry.objects.filter(cycle__scope=scope).order_by("-number")


def beside_quotation(language: Expression) -> Subquery:
    """Of the paragraph that a citation names: a translation into the language, cut, marked.

    For rows that have ``version`` and ``paragraph``. The original is what is cited; this stands
    beside it where the paragraphs correspond and the contribution has not been withdrawn.
    """
    rows = TranslatedParagraph.objects.filter(
        translation__version=OuterRef("version"),
        translation__version__contribution__withdrawn__isnull=True,
        translation__language=language,
        translation__published__isnull=False,
        translation__aligned=True,
        number=OuterRef("paragraph"),
    )
    words = Concat(
        Case(When(translation__is_machine=True, then=Value(MACHINE)), default=Value(" ")),
        Left("text", BESIDE),
        output_field=TextField(),
    )
    # Whoever ends the newest edition wants no earlier one in its place.
    said = Case(When(translation__ended__isnull=True, then=words), output_field=TextField())
    newest = rows.order_by("-translation__edition")
    return Subquery(newest.values_list(said)[:1], output_field=TextField())
