"""The mails to a contributor.

They hold no words of the contribution: an address that is not verified may be a stranger's.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from conspectus.contributions.models import Contribution, Version, VersionTranslation
from conspectus.contributions.services.links import address_code, mailed_link
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.receipts import public_key
from conspectus.core.secret_links import without_marks
from conspectus.core.text import LANGUAGES, in_language

MOST_AN_HOUR = 6
"""Mails about drafts to one address within an hour: nobody's mailbox is to be flooded."""


def language_for(contribution: Contribution, here: str = "") -> str:
    """The language of mails about a contribution.

    That of its account; else ``here``, in which the contributor is reading at this moment; else the
    language of its text, else the forum's, where the site has it.
    """
    account = contribution.account if contribution.account_id else None
    if account is not None:
        return account.language
    known = [here] if here else _written_in(contribution)
    return next((one for one in known if one in LANGUAGES), "en")


def _written_in(contribution: Contribution) -> list[str]:
    """The language of its latest text, then those of the forum."""
    texts = contribution.versions.order_by("-k").values_list("language", flat=True)
    return [*texts[:1], *contribution.cycle.forum.languages]


def mail_draft_link(contribution: Contribution, *, language: str) -> Mail:
    """The link under which a draft goes on, which also verifies the address."""
    with override(language):
        subject = _("Your draft")
        text = _("You have begun a contribution to “%(call)s”. Go on here, from any device:")
    return _write(contribution, "draft", subject, text, _verify_step(contribution), language)


def mail_received(version: Version, *, language: str) -> Mail:
    """Number, time and fingerprint, and the link to the receipt, a new version and withdrawal."""
    contribution = version.contribution
    verified = contribution.email_verified is not None
    subject, text = _received(language, is_late=bool(contribution.late), is_verified=verified)
    for name, value in (
        ("number", str(contribution.number)),
        ("version", str(version.k)),
        ("time", f"{version.received:%Y-%m-%d %H:%M:%S.%f}"),
    ):
        subject = subject.replace(f"%({name})s", value)
        text = text.replace(f"%({name})s", value)
    step = "" if verified else _verify_step(contribution)
    mail_end = _to_check_with(language, public_key(), settings.PUBLIC_ADDRESS)
    return _write(contribution, "receipt", subject, text, step, language, end=mail_end)


@lru_cache(maxsize=64)
def _received(language: str, *, is_late: bool, is_verified: bool) -> tuple[str, str]:
    """Subject and text in a language, with the places of what differs."""
    with override(language):
        lines = [
            _("Your contribution to “%(call)s” has been received."),
            _("Number: %(number)s"),
            _("Version: %(version)s"),
            _("Received: %(time)s (UTC)"),
        ]
        if is_late:
            lines.append(_("It came after the end of the call and is marked as late."))
        lines.append("")
        lines.append(
            _("Receipt, new version, withdrawal:")
            if is_verified
            else _("Please confirm your address; until then it is not published:")
        )
        return _("Received: contribution no. %(number)s"), "\n".join(lines)


@lru_cache(maxsize=64)
def _to_check_with(language: str, key: str, site: str) -> str:
    """What proves a receipt when this site is gone: the key, from elsewhere than the site."""
    if not key:
        return ""
    with override(language):
        lines = (
            _("Keep this mail, and download the receipt. Public key of the record:"),
            key,
            _("With both anybody can check the receipt, also when this site is gone. How:"),
            f"{site}/{language}/record/",
        )
    return "\n" + "".join(f"{line}\n" for line in lines)


def mail_withdrawn(contribution: Contribution, *, language: str) -> Mail:
    """That it was withdrawn, in case somebody else did it."""
    with override(language):
        subject = _("Withdrawn: contribution no. %(number)s") % {"number": contribution.number}
        text = _("Your contribution to “%(call)s” has been withdrawn. If this was not you:")
    return _write(contribution, "withdrawal", subject, text, "", language)


def mail_refused(contribution: Contribution, *, reason: str, language: str) -> Mail:
    """That it was refused, and the reason from the public list, which is there in English."""
    with override(language):
        subject = _("Not accepted: contribution no. %(number)s") % {"number": contribution.number}
        text = "\n".join(
            [_("Your contribution to “%(call)s” was not accepted, for this reason:"), _(reason)]
        )
    return _write(contribution, "refusal", subject, text, "", language)


def mail_translated(translation: VersionTranslation) -> Mail:
    """To the contributor: where a translation is read, and refused at one press.

    In the language of the contribution, where the site speaks it.
    """
    version = translation.version
    language = version.language if version.language in LANGUAGES else "en"
    with override(language):
        subject = _("Translated: contribution no. %(number)s")
        subject = subject % {"number": version.contribution.number}
        text = _(
            "A translation of your contribution to “%(call)s” has been published beside it. If it"
            " does not say what you said, you can say so here, and it is taken away at once:"
        )
    step = "translations/"
    return _write(version.contribution, "translation", subject, text, step, language)


def _verify_step(contribution: Contribution) -> str:
    return f"verify/{address_code(contribution.key, contribution.email)}/"


def _write(
    contribution: Contribution,
    kind: str,
    subject: str,
    text: str,
    step: str,
    language: str,
    *,
    end: str = "",
) -> Mail:
    """``end``: what stands below the link."""
    cycle = contribution.cycle
    number = contribution.number
    call = without_marks(in_language(contribution.call.titles, language)[0])
    link = mailed_link(contribution, scope=cycle.scope.path, language=language, step=step)
    return queue_mail(
        cycle.scope,
        to=contribution.email,
        subject=subject,
        text=f"{text.replace('%(call)s', call)}\n{link}\n{end}",
        kind=kind,
        language=language,
        about=f"/{cycle.scope.path}/contributions/{number}/" if number else "",
    )
