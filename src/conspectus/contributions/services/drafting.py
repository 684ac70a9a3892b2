"""A draft, step by step: each step is saved as it comes, also where something in it is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from conspectus.contributions.models import Answer, Call, Contribution, Document, Question, Version
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.services.documents import check_draft, write_pasted
from conspectus.contributions.services.letters import MOST_AN_HOUR, mail_draft_link
from conspectus.contributions.services.links import key_of_form, secret_of, token_of
from conspectus.contributions.signing import signed_as
from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError
from conspectus.core.models import Mail
from conspectus.formats.intake.folding import fold
from conspectus.people.models import StakeholderGroup

LONGEST_TYPED = 100_000
"""Code points of one field that are kept of a step with an error."""

MOST_DRAFTS = 20
"""Drafts that are begun under one address within an hour and not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who signs, as typed. ``person``: the signer where the capacity is personal, else contact."""

    person: str = ""
    capacity: str = Version.Capacity.ORGANISATION
    organisations: Sequence[str] = ()
    on_behalf_of: Sequence[str] = ()
    country: str = ""
    group: StakeholderGroup | None = None

    @property
    def signers(self) -> list[str]:
        """The names that are printed, in the order signed."""
        if self.capacity == Version.Capacity.PERSONAL:
            return [self.person] if self.person else []
        return list(self.organisations)


@dataclass(frozen=True, slots=True)
class Draft:
    """A contributor's version under work and the secret of its link."""

    version: Version
    secret: str


def start_draft(call: Call, *, form_key: str, email: str, who: Who, language: str) -> Draft:
    """A draft with its first step; the same form sent again gives the same draft.

    A link that goes on with it is mailed, unless the address has had many already.

    Raises:
        NotAllowedError: `MOST_DRAFTS` wait under this address, all of the last hour. Only of the
            last: else whoever types a stranger's address would keep that stranger out.
    """
    key = key_of_form(form_key)
    secret = secret_of(key)
    try:
        with transaction.atomic():
            contribution = Contribution.objects.create(
                cycle=call.cycle, call=call, key=key, token=token_of(secret), email=email
            )
            version = Version(contribution=contribution, language=language)
            write_who(version, who)
            version.publish, version.licence = call.publish_default, call.licence
            version.save()
            _check_few(email)
            if not _had_many(email):
                mail_draft_link(contribution, language=language)
    except IntegrityError:
        version = Version.objects.get(contribution__key=key, k=1)
    return Draft(version, secret)


def write_who(version: Version, who: Who) -> None:
    """Sets what the register reads of who signs; does not save.

    Organisations, persons and the country are looked up after receipt
    (`contributions.services.settling`): a contributor does not wait for that.
    """
    version.capacity = who.capacity
    version.group = who.group
    version.signed = signed_as(who.signers, who.on_behalf_of)[:500]
    version.holder_sort = fold(version.signed)[:500]
    version.as_written = {
        **version.as_written,
        "person": who.person,
        "organisations": list(who.organisations),
        "on_behalf_of": list(who.on_behalf_of),
        "country": who.country,
    }


@transaction.atomic
def save_who(version: Version, *, email: str, who: Who) -> None:
    """The first step. Another address than before has to be verified anew."""
    check_draft(version)
    contribution = version.contribution
    if email.lower() != contribution.email.lower():
        contribution.email, contribution.email_verified = email, None
        contribution.save(update_fields=["email", "email_verified"])
    write_who(version, who)
    _forget_typed(version, "who")
    version.save()


@transaction.atomic
def save_what(version: Version, *, title: str, summary: str, language: str) -> None:
    """The second step, without its documents."""
    check_draft(version)
    version.title, version.summary, version.language = title, summary, language
    _forget_typed(version, "what")
    version.save()


@transaction.atomic
def save_answer(version: Version, *, question: Question, text: str, stance: str) -> None:
    """An answer: its text is a document of its own, titled by the question; empty removes it."""
    check_draft(version)
    from_before = Answer.objects.filter(version=version, question=question).first()
    document = from_before.document if from_before else None
    if not text.strip():
        if document is not None:
            document.delete()
            document = None
        if not stance:
            Answer.objects.filter(version=version, question=question).delete()
            return
    else:
        document = _answer_document(version, question, document, text)
    Answer.objects.update_or_create(
        version=version, question=question, defaults={"stance": stance, "document": document}
    )


@transaction.atomic
def save_terms(version: Version, *, publish: str) -> None:
    """How it is to be published; what was agreed to is kept with the version."""
    check_draft(version)
    version.publish = publish if publish in Publish.values else Publish.NOT_PUBLISHED
    version.licence = version.contribution.call.licence
    version.save(update_fields=["publish", "licence"])


@transaction.atomic
def keep_typed(version: Version, *, step: str, typed: Mapping[str, str]) -> None:
    """Keeps a step that has an error as it was typed, so that it is there after a break."""
    check_draft(version)
    kept = {name: value[:LONGEST_TYPED] for name, value in typed.items()}
    version.as_written = {
        **version.as_written,
        "typed": {**version.as_written.get("typed", {}), step: kept},
    }
    version.save(update_fields=["as_written"])


def typed_of(version: Version, step: str) -> dict[str, str] | None:
    """What was typed at a step that had an error; ``None`` where it had none."""
    typed: dict[str, str] | None = version.as_written.get("typed", {}).get(step)
    return typed


def draft_of(contribution: Contribution) -> Version | None:
    """The version that is under work, if there is one."""
    return contribution.versions.filter(received__isnull=True).order_by("-k").first()


def _forget_typed(version: Version, step: str) -> None:
    typed = {
        name: kept for name, kept in version.as_written.get("typed", {}).items() if name != step
    }
    version.as_written = {**version.as_written, "typed": typed}


def _answer_document(
    version: Version, question: Question, document: Document | None, text: str
) -> Document:
    title = question.texts.get(version.language) or question.texts.get("en") or str(question)
    made = document or Document(version=version, order=1000 + question.order)
    made.title, made.language = title[:300], version.language
    if made.pk is None or made.extracted != text:
        write_pasted(made, text)
    else:
        made.save()
    return made


def _check_few(email: str) -> None:
    begun = Version.objects.filter(
        k=1,
        received__isnull=True,
        contribution__email__iexact=email,
        created__gt=stamp() - dt.timedelta(hours=1),
    )
    if begun.count() > MOST_DRAFTS:
        raise NotAllowedError(
            _("%(count)s drafts were begun with this address within an hour; go on with one.")
            % {"count": MOST_DRAFTS},
            field="email",
        )


def _had_many(email: str) -> bool:
    since = stamp() - dt.timedelta(hours=1)
    sent = Mail.objects.filter(
        Q(kind="draft") | Q(kind="verification"), to__iexact=email, created__gte=since
    )
    return sent.count() >= MOST_AN_HOUR
