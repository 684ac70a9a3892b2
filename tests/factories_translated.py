"""A translation of a public version of a contribution: a draft, and one that is public."""

from __future__ import annotations

from conspectus.contributions.models import Contribution, TranslatedParagraph, VersionTranslation
from conspectus.contributions.services.translations import (
    begin_translation,
    publish_translation,
    write_translation,
)

TEXT = "L’accès devrait être abordable pour tous.\n\nLes bibliothèques d’abord."


def a_translated_contribution(
    contribution: Contribution,
    *,
    language: str = "fr",
    text: str = TEXT,
    title: str = "Nos vues",
    translator: str = "Ana Example",
    is_machine: bool = False,
    by_contributor: bool = False,
    published: bool = True,
) -> VersionTranslation:
    """Of its current version."""
    made = begin_translation(
        contribution.current,
        language=language,
        translator=translator,
        is_machine=is_machine,
        by_contributor=by_contributor,
    )
    made = write_translation(
        made, title=title, translator=translator, is_machine=is_machine, text=text
    )
    return publish_translation(made) if published else made


def more_translated(contribution: Contribution, count: int) -> None:
    """So many further translations of the version, and paragraphs of those that it has."""
    held = list(VersionTranslation.objects.filter(version=contribution.current_id))
    for n in range(count):
        VersionTranslation.objects.create(
            version=contribution.current,
            language=f"x{n}",
            edition=1,
            translator=f"Translator {n}",
            begun=contribution.received,
            published=contribution.received,
        )
        for one in held:
            TranslatedParagraph.objects.create(
                translation=one, number=1_000 + n, text=f"Paragraphe {n}"
            )
