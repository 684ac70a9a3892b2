"""Translating a public version: begun from what is translated already, written, made public.

The original stays authoritative. Names of holders and quotations are places (synthesis.places), so
a translation can neither change who said something nor the words that were said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.people.models import Account
from conspectus.synthesis.contents import pages_of
from conspectus.synthesis.degree_words import has_words, with_who
from conspectus.synthesis.models import (
    Change,
    PaperVersion,
    Sentence,
    TranslatedText,
    Translation,
)
from conspectus.synthesis.places import problem_of, with_places
from conspectus.synthesis.queries.translating import document_of, printed_now, texts_of
from conspectus.synthesis.services.papers import paper_path

BATCH: Final = 500


def translation_path(translation: Translation) -> str:
    """The permanent address of a translation, without language of the site."""
    at = paper_path(translation.version)
    return f"{at}translations/{translation.language}/{translation.edition}/"


@transaction.atomic
def begin_translation(
    version: PaperVersion, *, language: str, translator: str, is_machine: bool, by: Account | None
) -> Translation:
    """A draft of a translation, with everything that the newest into this language has already.

    What is worded as it was is taken over; what has changed since is taken over as stale.

    Raises:
        SiteError: the version is not public or is in this language, nobody is named, or a draft
            into this language has been begun.
    """
    # Two at once: the second waits here, and finds the draft of the first.
    version = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    _refuse(version, language, translator)
    known = version.translations.filter(language=language)
    if known.filter(published__isnull=True).exists():
        raise SiteError(_("A translation into this language has been begun."), field="tongue")
    last = known.aggregate(last=Max("edition"))["last"] or 0
    carried = _newest(version, language)
    made = Translation.objects.create(
        version=version,
        language=language,
        edition=last + 1,
        translator=translator.strip()[:300],
        is_machine=is_machine,
        carried_from=carried,
        begun=stamp(),
        begun_by=by,
    )
    known_texts = _Known(carried, version) if carried else None
    TranslatedText.objects.bulk_create(_texts(made, known_texts), batch_size=BATCH)
    return made


def _refuse(version: PaperVersion, language: str, translator: str) -> None:
    if version.published is None:
        raise SiteError(_("Only a public version is translated."))
    if language == version.front.get("language"):
        raise SiteError(_("The paper is in this language."), field="tongue")
    if not translator.strip():
        raise SiteError(_("Say who translates."), field="translator")


def _newest(version: PaperVersion, language: str) -> Translation | None:
    """The translation of the nearest version up to this one, its newest edition."""
    rows = Translation.objects.filter(
        version__paper=version.paper_id, version__k__lte=version.k, language=language
    )
    return rows.select_related("version").order_by("-version__k", "-edition").first()


class _Known:
    """What has been translated of an earlier version, or edition."""

    def __init__(self, carried: Translation, version: PaperVersion) -> None:
        rows = texts_of(carried)
        self.by_original = {row.original: row for row in rows}
        self.by_id = {row.sentence.sentence: row for row in rows if row.sentence}
        self.by_view = {
            (row.sentence.kind, view): row
            for row in reversed(rows)
            if row.sentence
            for view in _views(row.sentence)
        }
        by_text = {row.sentence.data["text"]: row for row in rows if row.sentence}
        changes = Change.objects.filter(version=version).exclude(before="").exclude(after="")
        self.by_change = {
            one.sentence: by_text[one.before] for one in changes if one.before in by_text
        }

    def of(self, sentence: Sentence | None, original: str) -> TranslatedText | None:
        """The text that was a sentence's, or whose words these are."""
        if sentence is None:
            return self.by_original.get(original)
        views = [(sentence.kind, view) for view in _views(sentence)]
        return (
            self.by_id.get(sentence.sentence)
            or self.by_original.get(original)
            or self.by_change.get(sentence.sentence)
            or next((self.by_view[view] for view in views if view in self.by_view), None)
        )


def _views(sentence: Sentence) -> list[str]:
    found = {one.get("view") for one in sentence.data["positions"]}
    return sorted(view for view in found if view)


def _texts(made: Translation, known: _Known | None) -> Iterator[TranslatedText]:
    """The title, each heading once, each sentence; with what is known of it."""
    version = made.version
    headings = [version.front["title"], *(page.heading for page in pages_of(version.contents))]
    order = 0
    for heading in dict.fromkeys(headings):
        yield _text(made, known, order, None, heading, {})
        order += 1
    counts = version.front["language"] == "en" and has_words(made.language)
    names = dict(version.holders.values_list("holder", "name"))
    rows = version.sentences.order_by("order").prefetch_related("citations")
    for sentence in rows:
        quoted = [(one.words, one.language) for one in sentence.citations.all()]
        holders = [names.get(one["holder"], "") for one in sentence.data["positions"]]
        original, filling = with_places(sentence.data["text"], filter(None, holders), quoted)
        written = known is not None and original in known.by_original
        if counts and not written:  # what was translated with its degree word stays so
            degree = sentence.data.get("degree")
            original, filling = with_who(original, filling, degree, made.language)
        yield _text(made, known, order, sentence, original, filling)
        order += 1


def _text(
    made: Translation,
    known: _Known | None,
    order: int,
    sentence: Sentence | None,
    original: str,
    filling: Mapping[str, object],
) -> TranslatedText:
    row = TranslatedText(
        translation=made, sentence=sentence, order=order, original=original, filling=dict(filling)
    )
    before = known.of(sentence, original) if known else None
    if before is not None and before.text:
        row.text = before.text
        row.stale = before.stale or before.original != original
        row.was = (before.was if before.stale else before.original) if row.stale else ""
    return row


@dataclass(frozen=True, slots=True)
class Written:
    """What a translator sends for one text. ``seen``: the revision that the page showed."""

    text: str
    seen: int
    still_right: bool = False


@transaction.atomic
def write_texts(translation: Translation, *, written: Mapping[int, Written]) -> dict[int, str]:
    """Keeps what was written, by key of the text; (key → what is wrong) of what is not kept.

    Raises:
        SiteError: the translation is public.
    """
    translation = Translation.objects.select_for_update(of=("self",)).get(pk=translation.pk)
    if translation.published is not None:
        raise SiteError(_("This translation is public: begin a new edition."))
    wrong: dict[int, str] = {}
    changed = []
    for row in translation.texts.filter(pk__in=written.keys()):
        given = written[row.pk]
        text = " ".join(given.text.split())
        if text == row.text and not (given.still_right and row.stale):
            continue
        if problem := _problem(row, given, text):
            wrong[row.pk] = problem
            continue
        row.text, row.stale, row.was = text, False, ""
        row.revision += 1
        changed.append(row)
    TranslatedText.objects.bulk_update(changed, ["text", "stale", "was", "revision"])
    return wrong


def _problem(row: TranslatedText, given: Written, text: str) -> str:
    if given.seen != row.revision:
        said = _("Somebody else wrote here in the meantime: %(text)s. Save again to keep yours.")
        return said % {"text": row.text or "–"}
    place = problem_of(text, row.filling) if text else ""
    if not place:
        return ""
    if place.strip("{}") in row.filling:
        return _("Keep %(place)s as it is, once.") % {"place": place}
    return _("%(place)s stands for nothing here.") % {"place": place}


@transaction.atomic
def publish_translation(translation: Translation) -> Translation:
    """Makes a translation public beside its version: frozen, recorded, at an address for ever.

    Raises:
        SiteError: it is public already, or nothing is translated.
    """
    # The list of translations stands with the version: two at once would lose one of them.
    version = PaperVersion.objects.select_for_update(of=("self",)).get(pk=translation.version_id)
    translation = Translation.objects.select_for_update(of=("self",)).get(pk=translation.pk)
    translation.version = version
    if translation.published is not None:
        raise SiteError(_("This translation is public already."))
    if not translation.texts.exclude(text="").exists():
        raise SiteError(_("Nothing is translated yet."))
    translation.published = stamp()
    rows = texts_of(translation)
    for row in rows:
        row.printed = printed_now(row, translation)
    TranslatedText.objects.bulk_update(rows, ["printed"], batch_size=BATCH)
    _record(translation)
    translation.save()
    _tell(version)
    mark_changed(version.paper.cycle.scope)
    return translation


def renew_translations(version: PaperVersion) -> None:
    """After an erasure: sentences that are gone have gone with their translation (by the database).

    What had been carried over from such a sentence goes too. What is left of a public translation
    is recorded as what stands at the address from now on.
    """
    touched = {one.pk: one for one in version.translations.filter(published__isnull=False)}
    headings = {version.front["title"], *(page.heading for page in pages_of(version.contents))}
    lost = TranslatedText.objects.filter(translation__version=version, sentence__isnull=True)
    lost.exclude(original__in=headings).delete()
    for row in _carried_from_nothing(version.paper_id):
        row.text, row.was, row.stale, row.printed = "", "", False, []
        row.save(update_fields=["text", "was", "stale", "printed"])
        if row.translation.published is not None:
            touched[row.translation_id] = row.translation
    for translation in touched.values():
        translation.redacted = stamp()
        _record(translation)
        translation.save()


def _carried_from_nothing(paper: int) -> list[TranslatedText]:
    """Stale texts whose former original stands in no version of the paper any more."""
    rows = TranslatedText.objects.filter(translation__version__paper=paper)
    kept = set(rows.values_list("original", flat=True))
    stale = rows.filter(stale=True).select_related("translation__version__paper__cycle__scope")
    return [row for row in stale if row.was not in kept]


def _record(translation: Translation) -> None:
    body = translation_json(translation)
    translation.sha256 = hashlib.sha256(body).hexdigest()
    translation.leaf = record(
        "translation",
        translation_path(translation),
        {
            "of": paper_path(translation.version),
            "language": translation.language,
            "translator": translation.translator,
            "machine": translation.is_machine,
            "sha256": translation.sha256,
            **({"redacted": True} if translation.redacted else {}),
        },
    )


def translation_json(translation: Translation) -> bytes:
    """The file translation.json."""
    made = document_of(translation, texts_of(translation))
    return (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _tell(version: PaperVersion) -> None:
    """The version's pages list its translations, the newest edition of each language."""
    newest = {
        one.language: one
        for one in version.translations.filter(published__isnull=False).order_by("edition")
    }
    version.front["translations"] = [
        {"language": code, "number": one.edition, "by": one.translator, "machine": one.is_machine}
        for code, one in sorted(newest.items())
    ]
    version.save(update_fields=["front"])
