"""A translation of a public version: a draft, and one that is public."""

from __future__ import annotations

from conspectus.synthesis.models import PaperVersion, TranslatedText, Translation
from conspectus.synthesis.services.translating import begin_translation, publish_translation


def a_translation(
    version: PaperVersion, *, language: str = "fr", published: bool = False
) -> Translation:
    """Into a language; where it is public its first sentence and title are translated."""
    made = begin_translation(
        version, language=language, translator="Ana Example", is_machine=False, by=None
    )
    if published:
        for row in [made.texts.filter(sentence=None)[0], made.texts.exclude(sentence=None)[0]]:
            places = " ".join(f"{{{place}}}" for place in row.filling)
            row.text = f"En français {places}".strip()
            row.save()
        made = publish_translation(made)
    return made


def more_translations(translation: Translation, count: int) -> None:
    """So many further drafts of the version, and texts of this one, each stale."""
    for n in range(count):
        Translation.objects.create(
            version=translation.version,
            language=f"{translation.language}-x{n}",
            edition=1,
            translator=f"Translator {n}",
            begun=translation.begun,
        )
        TranslatedText.objects.create(
            translation=translation,
            order=10_000 + n,
            original=f"Heading {n} of the paper",
            text=f"Titre {n}",
            was=f"Heading {n} of the paper as it was",
            stale=True,
        )
