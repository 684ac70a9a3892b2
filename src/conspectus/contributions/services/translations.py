"""Translating a public version: begun, written, made public, taken back.

The original stays authoritative: a translation is no evidence of a paper, and the contributor of
the original ends it at one press.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from conspectus.contributions.blocks import clean_text, read_marked, shown_mark, stored
from conspectus.contributions.models import (
    RegisterEntry,
    TranslatedParagraph,
    Version,
    VersionTranslation,
)
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.parts import part_numbers, pieces_of
from conspectus.contributions.paths import edition_path, translation_path, version_path
from conspectus.contributions.queries.translations import (
    document_of,
    hash_of,
    line_of,
    lines_with,
    originals_of,
)
from conspectus.contributions.services.documents import check_words
from conspectus.contributions.services.letters import mail_translated
from conspectus.contributions.services.naming import blacked_out
from conspectus.contributions.services.register import TRANSLATION, index_translation
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.search_index import forget_text
from conspectus.people.models import Account

MOST: Final = 60
"""Translations of one version, drafts and earlier editions included."""


@transaction.atomic
def begin_translation(
    version: Version,
    *,
    language: str,
    translator: str,
    is_machine: bool,
    by_contributor: bool,
    by: Account | None = None,
) -> VersionTranslation:
    """A draft; with the text of the newest translation into this language, where there is one.

    Raises:
        SiteError: the version is not public or is in this language, nobody is named, a draft into
            this language has been begun, or there are very many.
    """
    version = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    _refuse(version, language, translator)
    known = version.translations.all()
    drafts = known.filter(language=language, by_contributor=by_contributor, edition=None)
    if drafts.exists():
        raise SiteError(_("A translation into this language has been begun."), field="tongue")
    if known.count() >= MOST:
        raise SiteError(_("This version has very many translations; correct one of them."))
    made = VersionTranslation.objects.create(
        version=version,
        language=language,
        translator=_named(version, translator),
        is_machine=is_machine,
        by_contributor=by_contributor,
        begun=stamp(),
        begun_by=by,
    )
    earlier = VersionTranslation.objects.filter(
        version__contribution=version.contribution_id, language=language, edition__isnull=False
    )
    carried = earlier.order_by("-version__k", "-edition").first()
    if carried is not None:
        # A version before may have named whom this one does not.
        made.title = _named(version, carried.title)
        _write(made, blacked_out(version, carried.text))
    return made


def _refuse(version: Version, language: str, translator: str) -> None:
    if version.published is None or version.publish == Publish.NOT_PUBLISHED:
        raise SiteError(_("Only a public version is translated."))
    if language == version.language:
        raise SiteError(_("The original is in this language."), field="tongue")
    if not translator.strip():
        raise SiteError(_("Say who translates."), field="translator")


def _named(version: Version, words: str) -> str:
    """In one line; without the contributor's name, where that is not published."""
    return blacked_out(version, " ".join(words.split()))[:300]


@transaction.atomic
def write_translation(
    translation: VersionTranslation, *, title: str, translator: str, is_machine: bool, text: str
) -> VersionTranslation:
    """Keeps a draft as it is now.

    Raises:
        SiteError: it is public, nobody is named, or the text has no words or too many.
    """
    translation = _locked(translation)
    _check_draft(translation)
    version = translation.version
    if not translator.strip():
        raise SiteError(_("Say who translates."), field="translator")
    translation.title = _named(version, title)
    translation.translator = _named(version, translator)
    translation.is_machine = is_machine
    _write(translation, blacked_out(version, check_words(clean_text(text))))
    return translation


def _write(translation: VersionTranslation, text: str) -> None:
    """The text and its paragraphs; parted so that a page with both languages is no heavier."""
    words, blocks = stored(read_marked(text))
    pieces = list(pieces_of(words, blocks))
    originals = originals_of(translation.version)
    translation.text = text
    translation.aligned = len(originals) == len(pieces)
    beside = [words for _kind, words in originals] if translation.aligned else [""] * len(pieces)
    texts = [words[piece.start : piece.end] for piece in pieces]
    both = [
        (piece.kind, f"{own}\n{other}")
        for piece, own, other in zip(pieces, texts, beside, strict=True)
    ]
    translation.save()
    translation.paragraphs.all().delete()
    TranslatedParagraph.objects.bulk_create(
        TranslatedParagraph(
            translation=translation,
            number=number,
            part=part,
            kind=piece.kind,
            level=piece.level,
            mark=shown_mark(piece.mark),
            text=own,
        )
        for number, (piece, part, own) in enumerate(
            zip(pieces, part_numbers(both), texts, strict=True), start=1
        )
    )


@transaction.atomic
def remove_draft(translation: VersionTranslation) -> None:
    """A draft goes without a trace.

    Raises:
        SiteError: it is public.
    """
    translation = _locked(translation)
    _check_draft(translation)
    translation.delete()


@transaction.atomic
def publish_translation(
    translation: VersionTranslation, *, by_secretariat: bool = False
) -> VersionTranslation:
    """Makes it public beside its original: frozen, recorded, listed, found.

    The contributor of the original is told where it can be refused.

    Raises:
        SiteError: it is public already, has no words, the original has been taken back, or its
            contributor has refused this text, or the last one and nobody of the secretariat has
            looked at this.
    """
    translation = _locked(translation)
    _check_draft(translation)
    version, contribution = translation.version, translation.version.contribution
    if contribution.state in {State.WITHDRAWN, State.ERASED}:
        raise SiteError(_("The original has been taken back."))
    paragraphs = list(translation.paragraphs.values_list("number", "text"))
    if not paragraphs:
        raise SiteError(_("Nothing is translated yet."), field="text")
    if not translation.by_contributor:
        _check_refusals(translation, by_secretariat=by_secretariat)
    translation.edition = (getattr(translation, "last", None) or 0) + 1
    translation.published = stamp()
    translation.sha256 = hash_of(document_of(translation, paragraphs))
    translation.leaf = record(
        TRANSLATION,
        edition_path(translation),
        {
            "of": version_path(version),
            "language": translation.language,
            "translator": translation.translator,
            "machine": translation.is_machine,
            "by_contributor": translation.by_contributor,
            "sha256": translation.sha256,
        },
    )
    translation.save()
    _list(translation)
    entry: RegisterEntry | None = getattr(contribution, "entry", None)
    if entry is not None and entry.k == version.k:
        index_translation(translation, entry.holder, [text for _number, text in paragraphs])
    if contribution.email and not translation.by_contributor:
        mail_translated(translation)
    mark_changed(contribution.cycle.scope)
    return translation


@transaction.atomic
def end_translation(
    translation: VersionTranslation, *, by_contributor: bool, note: str = ""
) -> VersionTranslation:
    """It is not shown any more; who ended it and why stands at its address at once.

    Raises:
        SiteError: it is not public, or has ended.
    """
    translation = _locked(translation)
    if translation.published is None or translation.ended is not None:
        raise SiteError(_("This translation is not shown."))
    translation.ended = stamp()
    translation.ended_by_contributor = by_contributor
    translation.note = _named(translation.version, note)
    record(
        "decision",
        edition_path(translation),
        {
            "decision": "refused by the contributor" if by_contributor else "withdrawn",
            "note": translation.note,
        },
    )
    translation.save()
    _list(translation)
    if translation.edition == getattr(translation, "last", None):
        forget_text(TRANSLATION, translation_path(translation))
    mark_changed(translation.version.contribution.cycle.scope)
    return translation


def black_out_translations(version: Version, words: Collection[str]) -> None:
    """What was blacked out of the original goes from its translations too, letter for letter.

    Numbers and addresses stand in a translation as in the original. What is public is recorded
    anew; its paragraphs are found anew with those of the original (`enter_versions`).
    """
    for translation in version.translations.select_related(
        "version__contribution__cycle__scope", "version__contribution__entry"
    ):
        if not any(one in f"{translation.title}\n{translation.text}" for one in words):
            continue
        translation.title = _without(translation.title, words)
        translation.text = _without(translation.text, words)
        rows = list(translation.paragraphs.order_by("number"))
        for row in rows:
            row.text = _without(row.text, words)
        TranslatedParagraph.objects.bulk_update(rows, ["text"], batch_size=100)
        if translation.published is not None:
            said = document_of(translation, [(row.number, row.text) for row in rows])
            translation.sha256 = hash_of(said)
            record(
                "decision",
                edition_path(translation),
                {"decision": "redacted", "texts": [translation.sha256]},
            )
            _list(translation)
        translation.save()


def _check_refusals(translation: VersionTranslation, *, by_secretariat: bool) -> None:
    """Who has said that a translation is wrong does not find it again the next minute."""
    if getattr(translation, "same", False):
        raise SiteError(
            _("The contributor has refused a translation with exactly this text."), field="text"
        )
    if getattr(translation, "refused", False) and not by_secretariat:
        raise SiteError(
            _(
                "The contributor has refused the last translation into this language. The draft is"
                " saved; somebody of the secretariat has to look at it and publish it."
            )
        )


def _without(text: str, words: Collection[str]) -> str:
    for one in sorted(words, key=len, reverse=True):
        text = text.replace(one, re.sub(r"\S", "█", one))
    return text


def _locked(translation: VersionTranslation) -> VersionTranslation:
    """As it is now, with all that publication asks for; one statement.

    ``last``: the number of the newest edition; ``refused``: whether its contributor ended it;
    ``same``: whether the contributor has ended one, of any version, that had this text.
    """
    editions = VersionTranslation.objects.filter(
        version=OuterRef("version"), language=OuterRef("language")
    ).order_by("-edition")
    rows = VersionTranslation.objects.select_for_update(of=("self",)).select_related(
        "version__contribution__cycle__scope__parent__parent",
        "version__contribution__call",
        "version__contribution__entry",
    )
    newest = editions.exclude(edition=None)
    same = VersionTranslation.objects.filter(
        version__contribution=OuterRef("version__contribution"),
        language=OuterRef("language"),
        text=OuterRef("text"),
        ended_by_contributor=True,
    )
    found: VersionTranslation = rows.annotate(
        last=Subquery(newest.values("edition")[:1]),
        refused=Subquery(newest.values("ended_by_contributor")[:1]),
        same=Exists(same),
    ).get(pk=translation.pk)
    return found


def _check_draft(translation: VersionTranslation) -> None:
    if translation.published is not None:
        raise SiteError(_("This translation is public: begin a new edition."))


def _list(translation: VersionTranslation) -> None:
    """In the register's entry, which the pages of the contribution read too."""
    entry: RegisterEntry | None = getattr(translation.version.contribution, "entry", None)
    if entry is not None:
        lines = lines_with(entry.translated, line_of(translation))
        RegisterEntry.objects.filter(pk=entry.pk).update(translated=lines)
