"""Writing to the holders of a public version: one held mail to each contact, with its own link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.moments import day_in_words
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.secret_links import without_marks
from conspectus.people.models import Account
from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import Contact, Letter, PaperVersion
from conspectus.synthesis.services.addressing import VOICES, Addressed, addressed
from conspectus.synthesis.services.papers import paper_path
from conspectus.synthesis.services.reply_links import mailed_link, secret_of, token_of
from conspectus.synthesis.services.reply_standing import keep_standing

MAIL_KIND = "correction"
LONGEST_DAYS = 365


@transaction.atomic
def write_to_holders(
    version: PaperVersion, *, by: Account | None, days_to_answer: int, days_to_be_answered: int
) -> int:
    """Writes to every contact of every holder that has no letter on this version yet; how many.

    The mails are held in the outbox until somebody lets them go.

    Raises:
        SiteError: the version is not public, or a number of days makes no sense.
    """
    version = (
        PaperVersion.objects.select_for_update(of=("self",))
        .select_related("paper__cycle__scope", "paper__cycle__forum")
        .get(pk=version.pk)
    )
    if version.published is None:
        raise SiteError(_("This version is not public: make it public first."))
    for name, days in (
        ("days_to_answer", days_to_answer),
        ("days_to_be_answered", days_to_be_answered),
    ):
        if not 1 <= days <= LONGEST_DAYS:
            raise SiteError(_("Give a number of days from 1 to 365."), field=name)
    version.days_to_answer, version.days_to_be_answered = days_to_answer, days_to_be_answered
    version.save(update_fields=["days_to_answer", "days_to_be_answered"])
    entries = [one.data for one in version.annex_entries.filter(annex=HOLDERS)]
    written = [
        letter for holder in addressed(version, entries) for letter in _letters(version, holder)
    ]
    if written:
        keep_standing(version, _cited_by(entries, {one.holder for one in written}))
        _record(version, written, by)
        mark_changed(version.paper.cycle.scope)
    return len(written)


def _cited_by(entries: Sequence[dict[str, object]], holders: set[str]) -> list[str]:
    found: dict[str, None] = {}
    for entry in entries:
        sentences = entry["sentences"]
        if entry["id"] in holders and isinstance(sentences, list):
            found.update(dict.fromkeys(sentences))
    return list(found)


def _letters(version: PaperVersion, holder: Addressed) -> Iterable[Letter]:
    for one in holder.to:
        if one.letter is None:
            contact = _kept(one.contact)
            if contact.no_mail is None:
                yield _letter(version, holder, contact)


def _kept(contact: Contact) -> Contact:
    """The contact's row; what the secretariat has changed of one that was there before stands."""
    if contact.pk:
        return contact
    same = Contact.objects.filter(
        cycle=contact.cycle_id,
        organisation=contact.organisation_id,
        person=contact.person_id,
        joint=contact.joint,
        email__iexact=contact.email,
    ).first()
    if same is None:
        contact.save()
    return same or contact


def _letter(version: PaperVersion, holder: Addressed, contact: Contact) -> Letter:
    now = stamp()
    answer_by = now + dt.timedelta(days=version.days_to_answer)
    letter = Letter(
        version=version,
        holder=holder.holder,
        name=holder.name,
        contact=contact,
        reflected=holder.reflected,
        binding=bool(contact.authorised) and holder.kind in VOICES,
        written=now,
        answer_by=answer_by,
        expires=answer_by + dt.timedelta(days=version.days_to_be_answered),
    )
    letter.token = token_of(secret_of(letter))
    letter.save()
    letter.mail = _mail(letter)
    letter.save(update_fields=["mail"])
    return letter


def _mail(letter: Letter) -> Mail:
    version, contact = letter.version, letter.contact
    cycle = version.paper.cycle
    with translation.override(contact.language):
        values = {
            "title": without_marks(str(version.front["title"])),
            "name": without_marks(letter.name),
            "date": day_in_words(letter.answer_by),
            "days": version.days_to_be_answered,
        }
        cited = _("“%(title)s” is public, and some of its sentences cite %(name)s.")
        left = _("“%(title)s” is public, and no sentence of it cites %(name)s.")
        lines = [
            (cited if letter.reflected else left) % values,
            "",
            _("See what it says and on which words it rests; confirm, object, propose a wording,"),
            _("have your own words instead, have the name taken out, or say what is missing:"),
            mailed_link(letter, contact.language),
            "",
            _("No account is needed. The link is for you alone."),
            _("Please answer by %(date)s; you are answered within %(days)s days.") % values,
            _("No answer is not taken for agreement."),
            "",
            _("No more of these messages:"),
            mailed_link(letter, contact.language, "no-mail"),
        ]
        return queue_mail(
            cycle.scope,
            to=contact.email,
            subject=_("How “%(title)s” reflects you") % values,
            text="\n".join(lines) + "\n",
            kind=MAIL_KIND,
            language=contact.language,
            about=paper_path(version),
            held=True,
            unsubscribe=mailed_link(letter, contact.language, "no-mail"),
        )


def _record(version: PaperVersion, letters: Sequence[Letter], by: Account | None) -> None:
    record(
        "right of correction",
        f"{paper_path(version)}replies/",
        {
            "holders": len({one.holder for one in letters}),
            "days_to_answer": version.days_to_answer,
            "days_to_be_answered": version.days_to_be_answered,
            "written": letters[0].written.isoformat(),
            "by": "the secretariat" if by is not None else "the installation",
        },
    )


@transaction.atomic
def revoke_letter(letter: Letter) -> None:
    """Its link leads nowhere from now on; a mail that has not gone does not go."""
    revoked = Letter.objects.filter(pk=letter.pk, revoked__isnull=True).update(revoked=stamp())
    if revoked and letter.mail_id is not None:
        discard_mails(Mail.objects.filter(pk=letter.mail_id).values_list("pk", flat=True))
    if revoked:
        entry = letter.version.annex_entries.filter(annex=HOLDERS, data__id=letter.holder).first()
        keep_standing(letter.version, entry.data["sentences"] if entry else [])
        mark_changed(letter.version.paper.cycle.scope)


def discard_mails(keys: Iterable[int]) -> None:
    """Mails that wait are not sent any more."""
    waiting = (Mail.State.HELD, Mail.State.WAITING)
    Mail.objects.filter(pk__in=list(keys), state__in=waiting).update(state=Mail.State.DISCARDED)


def open_letter(letter: Letter) -> None:
    """Records that its link was opened for the first time."""
    if letter.opened is None:
        letter.opened = stamp()
        Letter.objects.filter(pk=letter.pk, opened__isnull=True).update(opened=letter.opened)


@transaction.atomic
def stop_mail(letter: Letter) -> None:
    """Its contact asked for no mail: none is written to this address, and what waits is discarded.

    The link goes on working.
    """
    email = letter.contact.email
    Contact.objects.filter(email__iexact=email, no_mail__isnull=True).update(no_mail=stamp())
    kinds = (MAIL_KIND, f"{MAIL_KIND} confirm")
    discard_mails(
        Mail.objects.filter(to__iexact=email, kind__in=kinds).values_list("pk", flat=True)
    )
