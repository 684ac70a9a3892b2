"""What the forum was given to do, and what its words mean: mandate and glossary."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.formats.intake.folding import slug as slug_of
from conspectus.forums.models import Forum, GlossaryEntry, MandateParagraph


@transaction.atomic
def save_mandate_paragraph(
    forum: Forum,
    *,
    instrument: str,
    number: str,
    texts: Mapping[str, str],
    paragraph: MandateParagraph | None = None,
) -> MandateParagraph:
    """A new paragraph of the mandate, or another wording of one that is there; recorded.

    Raises:
        SiteError: the paragraph of this instrument and number is there already.
    """
    slug = slug_of(f"{instrument} {number}", fallback="mandate")
    same = forum.mandate.filter(slug=slug).first()
    if same is not None and same != paragraph:
        raise SiteError(
            _("%(number)s of this instrument is there already; change it instead.")
            % {"number": number},
            field="number",
        )
    made = paragraph or MandateParagraph(forum=forum, slug=slug, order=forum.mandate.count())
    made.instrument = instrument
    made.number = number
    made.texts = dict(texts)
    made.save()
    record(
        "decision",
        f"/{forum.slug}/mandate/{made.slug}/",
        {"decision": "mandate", "instrument": instrument, "number": number, "texts": dict(texts)},
    )
    mark_changed(forum.scope)
    return made


@transaction.atomic
def save_glossary_entry(
    forum: Forum, *, language: str, term: str, meaning: str, entry: GlossaryEntry | None = None
) -> GlossaryEntry:
    """A term with its meaning; the same term in the same language gets the new meaning."""
    if entry is None:
        entry = forum.glossary.filter(language=language, term=term).first()
    made = entry or GlossaryEntry(forum=forum)
    made.language = language
    made.term = term
    made.meaning = meaning
    clash = forum.glossary.filter(language=language, term=term).exclude(pk=made.pk)
    if clash.exists():
        raise SiteError(
            _("%(term)s stands in the glossary already; change it there.") % {"term": term},
            field="term",
        )
    made.save()
    mark_changed(forum.scope)
    return made


@transaction.atomic
def remove_glossary_entry(entry: GlossaryEntry) -> None:
    """Takes a term out of the glossary."""
    forum = entry.forum
    entry.delete()
    mark_changed(forum.scope)
