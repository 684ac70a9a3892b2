"""What `contributions` keeps of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conspectus.contributions.models import (
    Contribution,
    DeskItem,
    Document,
    Event,
    Version,
    VersionTranslation,
)
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.clearing import delete_drafts
from conspectus.contributions.services.erasing import erase_contribution
from conspectus.contributions.services.files import safe_name
from conspectus.contributions.services.withdrawing import withdraw_contribution
from conspectus.core.erasure import leaves_of
from conspectus.core.file_store import drop_file
from conspectus.core.models import Mail
from conspectus.core.personal_data import leaf_rows, row_of
from conspectus.core.personal_holders import ERASED, REASON, Part, Row, Whose, Wish
from conspectus.core.secret_links import text_to_show
from conspectus.people.models import Person

HELD: Final = {
    "contributions.Contribution.account": "contributions",
    "contributions.Contribution.email": "contributions",
    "contributions.DeskItem.decided_by": "desk",
    "contributions.Party.person": "contributions",
    "contributions.VersionTranslation.begun_by": "translations-of-others",
}
"""Column that names a person → the part that holds it, or why none does."""

_NEVER_PUBLIC: Final = frozenset({State.NOT_PUBLISHED, State.REFUSED})
_WRITTEN_NAMES: Final = frozenset({"typed", "person", "organisations", "on_behalf_of"})
_WAITING: Final = frozenset({State.RECEIVED, State.NEEDS_ATTENTION})


def of_link(contribution: Contribution) -> Whose:
    """For whoever holds the private link of a contribution: that one, and nothing else."""
    return Whose(contribution=contribution.pk)


def export(whose: Whose) -> list[Part]:
    """Contributions and drafts with their words and files, mails by link, what was decided."""
    mine = list(
        _of(whose)
        .select_related("cycle__scope", "call")
        .prefetch_related("versions__documents", "versions__parties", "events", "desk")
    )
    files: dict[str, str] = {}
    rows = [_contribution(one, files) for one in mine]
    numbered = [one for one in mine if one.number is not None]
    leaves = [leaf for one in numbered for leaf in leaves_of(contribution_path(one))]
    decided = DeskItem.objects.filter(decided_by=whose.account or 0).order_by("pk")
    return [
        Part("contributions", _("Your contributions and drafts"), rows, files),
        Part(
            "record-contributions",
            _("What the public record says of your contributions"),
            leaf_rows(leaves),
        ),
        *_mails_by_link(whose, mine),
        Part(
            "desk",
            _("What you decided at the desk of the secretariat"),
            [row_of(one, "cycle", "kind", "state", "decided") for one in decided],
        ),
        Part(
            "translations-of-others",
            _("Translations that you made of contributions"),
            [
                row_of(one, "version", "language", "edition", "translator", "begun", "text")
                for one in VersionTranslation.objects.filter(begun_by=whose.account or 0)
            ],
        ),
    ]


def prepare(whose: Whose, wish: str) -> None:
    """Ends contributions as the person wishes, each by itself; what was never public is erased."""
    for one in _of(whose).filter(number__isnull=False).exclude(state=State.ERASED):
        ends = wish == Wish.ERASE or one.state in _NEVER_PUBLIC
        if ends or (wish == Wish.WITHDRAW and one.state in _WAITING):
            erase_contribution(one, by="contributor", reason=REASON)
        elif wish == Wish.WITHDRAW and one.state == State.PUBLISHED:
            _withdraw(one)


def erase(whose: Whose, wish: str) -> None:  # noqa: ARG001 - what every app is told
    """Drafts with their files; of what stays, all that was never to be published."""
    mine = list(_of(whose))
    delete_drafts(
        list(
            Version.objects.filter(contribution__in=mine, received__isnull=True).select_related(
                "contribution"
            )
        )
    )
    for one in Contribution.objects.filter(pk__in=[each.pk for each in mine]):
        Mail.objects.filter(text__contains=one.key).delete()
        _strip(one)
    begun = VersionTranslation.objects.filter(edition=None)
    of_own_words = Q(version__contribution__in=mine, by_contributor=True)
    begun.filter(Q(begun_by=whose.account or 0) | of_own_words).delete()
    _forget_acts(whose)


@transaction.atomic
def _withdraw(contribution: Contribution) -> None:
    """Without its mail: nobody is written to who wants to be forgotten."""
    rows, email = Contribution.objects.filter(pk=contribution.pk), contribution.email
    rows.update(email="")
    withdraw_contribution(contribution, by="contributor")
    rows.update(email=email)


def _of(whose: Whose) -> QuerySet[Contribution]:
    if whose.contribution is not None:
        return Contribution.objects.filter(pk=whose.contribution)
    of_account = Q(account=whose.account) if whose.account else Q(pk__in=())
    return Contribution.objects.filter(of_account | whose.has_address("email")).order_by("pk")


def _strip(contribution: Contribution) -> None:
    """Address and link; what was typed and not signed; originals from which something was cut."""
    Contribution.objects.filter(pk=contribution.pk).update(email="", account=None, token=None)
    for version in contribution.versions.all():
        dropped = {"typed"}
        if version.capacity == Version.Capacity.ORGANISATION:
            dropped.add("person")
        kept = {key: value for key, value in version.as_written.items() if key not in dropped}
        Version.objects.filter(pk=version.pk).update(as_written=kept)
        if version.publish != Publish.NAMED and version.capacity == Version.Capacity.PERSONAL:
            _strip_name(version)
        _strip_documents(version)


def _strip_name(version: Version) -> None:
    """A name that was withheld; the person stays one, so that papers count the same holders."""
    kept = {key: value for key, value in version.as_written.items() if key not in _WRITTEN_NAMES}
    Version.objects.filter(pk=version.pk).update(signed=ERASED, holder_sort="", as_written=kept)
    for one in Person.objects.filter(parties__version=version).distinct():
        if not one.parties.filter(version__publish=Publish.NAMED).exists():
            Person.objects.filter(pk=one.pk).update(name=ERASED, slug=f"erased-{one.pk}")
            one.skeletons.all().delete()


def _strip_documents(version: Version) -> None:
    closed = Document.objects.filter(version=version, file_closed=True)
    files = sorted(set(closed.exclude(file="").values_list("file", flat=True)))
    closed.update(file="", file_name="")
    for document in Document.objects.filter(version=version):
        # What the reader got may hold what was blackened afterwards.
        Document.objects.filter(pk=document.pk).update(extracted=document.text)
    for path in files:
        transaction.on_commit(partial(drop_file, path))


def _forget_acts(whose: Whose) -> None:
    """Names and addresses of staff in the histories of others' contributions."""
    names = {*whose.addresses, whose.name} - {""}
    Event.objects.filter(by__in=names).update(by=ERASED)


def _mails_by_link(whose: Whose, mine: Sequence[Contribution]) -> list[Part]:
    """Who has the link of one contribution sees the mails about that one."""
    if whose.contribution is None:
        return []
    columns = ("to", "language", "subject", "kind", "state", "created", "sent")
    rows = [
        {**row_of(mail, *columns), "text": text_to_show(mail.text)}
        for one in mine
        for mail in Mail.objects.filter(text__contains=one.key).order_by("pk")
    ]
    return [Part("mails", _("Mails to you, with […] in place of private links"), rows)]


def _contribution(one: Contribution, files: dict[str, str]) -> Row:
    columns = ("cycle", "call", "number", "state", "late", "via", "email", "email_verified")
    times = ("created", "received", "published", "withdrawn")
    return {
        **row_of(one, *columns, *times, "refusal"),
        "address": contribution_path(one) if one.number else "",
        "versions": [_version(version, one, files) for version in one.versions.all()],
        "history": [row_of(event, "kind", "at", "note") for event in one.events.all()],
        "questions_about_it": [
            row_of(item, "kind", "question", "state", "created") for item in one.desk.all()
        ],
    }


def _version(version: Version, contribution: Contribution, files: dict[str, str]) -> Row:
    named = contribution.number or f"draft-{contribution.pk}"
    columns = ("k", "title", "summary", "language", "signed", "capacity", "group", "country")
    more = ("region", "publish", "licence", "date", "as_written", "confirmed", "received")
    return {
        **row_of(version, *columns, *more, "published"),
        "parties": [{**row_of(one, "part"), "name": str(one)} for one in version.parties.all()],
        "answers": [row_of(one, "question", "stance") for one in version.answers.all()],
        "documents": [
            _document(one, f"files/{contribution.cycle.scope.path}/{named}/v{version.k}", files)
            for one in version.documents.all()
        ],
    }


def _document(document: Document, folder: str, files: dict[str, str]) -> Row:
    columns = ("title", "date", "language", "file_name", "media_type", "size", "sha256", "text")
    found = row_of(document, *columns)
    if document.file:
        found["file"] = f"{folder}/{document.pk}-{safe_name(document.file_name)}"
        files[found["file"]] = document.file
    return found
