"""What `synthesis` keeps of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.erasure import erase_leaves
from conspectus.core.models import RecordedLeaf
from conspectus.core.personal_data import leaf_rows, row_of
from conspectus.core.personal_holders import ERASED, REASON, Part, Row, Whose, Wish
from conspectus.synthesis.models import (
    Comment,
    Contact,
    Correction,
    ImportedPaper,
    ImportedSentence,
    Letter,
    PaperVersion,
    ProposedWording,
    Reply,
    Translation,
)
from conspectus.synthesis.services.commenting import comment_path

HELD: Final = {
    "synthesis.Comment.answered_by": "papers",
    "synthesis.Comment.email": "comments",
    "synthesis.Contact.email": "contacts",
    "synthesis.Contact.person": "contacts",
    "synthesis.Correction.by": "papers",
    "synthesis.ImportedPaper.asked_by": "papers",
    "synthesis.PaperVersion.asked_by": "papers",
    "synthesis.ProposedWording.asked_by": "papers",
    "synthesis.Reply.answered_by": "papers",
    "synthesis.Translation.begun_by": "papers",
}
"""Column that names a person → the part that holds it, or why none does."""


def export(whose: Whose) -> list[Part]:
    """Comments, letters and answers to them, and what an account has done about papers."""
    comments = _comments(whose).order_by("pk")
    contacts = Contact.objects.filter(whose.has_address("email")).order_by("pk")
    letters = Letter.objects.filter(contact__in=contacts).select_related("contact").order_by("pk")
    replies = Reply.objects.filter(letter__in=letters).select_related("leaf").order_by("pk")
    return [
        Part("comments", _("Your comments on papers"), [_comment(one) for one in comments]),
        Part(
            "contacts",
            _("For whom you are asked what papers say of them"),
            [
                row_of(one, "cycle", "organisation", "person", "joint", "name", "email")
                | row_of(one, "language", "authorised", "no_mail")
                for one in contacts
            ],
        ),
        Part(
            "letters",
            _("What you were told of papers"),
            [row_of(one, "version", "name", "written", "answer_by", "opened") for one in letters],
        ),
        Part("replies", _("What you answered"), [_reply(one) for one in replies]),
        Part("papers", _("What you did about papers"), list(_done(whose))),
        Part(
            "record-papers",
            _("What the public record says of your comments and answers"),
            leaf_rows([*_leaves(comments), *_leaves(replies)]),
        ),
    ]


def prepare(whose: Whose, wish: str) -> None:
    """Nothing takes long here: papers are redacted with the contributions."""


def erase(whose: Whose, wish: str) -> None:
    """Addresses and names; comments unless they are to stay. Answers stay those of the holder."""
    _erase_comments(whose, wish)
    mine = Contact.objects.filter(whose.has_address("email"))
    keys = list(mine.values_list("pk", flat=True))
    Letter.objects.filter(contact__in=keys).update(expires=stamp())
    Contact.objects.filter(pk__in=keys, letters__isnull=True).delete()
    Contact.objects.filter(pk__in=keys).update(
        email=Concat(Value("erased-"), Cast("pk", CharField()), Value("@erased.invalid")),
        name=ERASED,
        no_mail=stamp(),
    )
    if whose.account is not None:
        Correction.objects.filter(by=whose.account).update(by_name=ERASED)
    if whose.name:
        Correction.objects.filter(undone_by=whose.name).update(undone_by=ERASED)
        ImportedSentence.objects.filter(by_name=whose.name).update(by_name=ERASED)
        Contact.objects.filter(authorised=whose.name).update(authorised=ERASED)
        of_drafts = Translation.objects.filter(published__isnull=True, translator=whose.name)
        of_drafts.update(translator=ERASED)


def _comments(whose: Whose) -> QuerySet[Comment]:
    found = Comment.objects.filter(whose.has_address("email"))
    return found.select_related("version__paper__cycle__scope", "leaf")


def _erase_comments(whose: Whose, wish: str) -> None:
    mine = _comments(whose)
    public = [one for one in mine if one.state == Comment.State.PUBLISHED]
    mine.exclude(state=Comment.State.PUBLISHED).delete()
    for one in public:
        Comment.objects.filter(pk=one.pk).update(email="")
        if wish == Wish.KEEP:
            continue
        with translation.override(one.language):
            Comment.objects.filter(pk=one.pk).update(
                name=_("Erased person"), organisation="", text=_("This comment was erased.")
            )
        if one.leaf is not None and one.leaf.erased_by_id is None:
            erase_leaves(
                list(RecordedLeaf.objects.filter(pk=one.leaf.pk)),
                subject=comment_path(one),
                reason=REASON,
            )


def _leaves(rows: Iterable[Comment] | Iterable[Reply]) -> list[RecordedLeaf]:
    return [one.leaf for one in rows if one.leaf is not None]


def _comment(one: Comment) -> Row:
    columns = ("version", "number", "paragraph", "sentence", "name", "organisation", "email")
    more = ("language", "text", "state", "refusal", "received", "published", "outcome", "answer")
    return {**row_of(one, *columns, *more), "address": comment_path(one) if one.number else ""}


def _reply(one: Reply) -> Row:
    columns = ("paper", "kind", "sentence", "was", "text", "note", "binding", "received")
    return row_of(one, *columns, "outcome", "answer", "answered", "superseded")


def _done(whose: Whose) -> Iterable[Row]:
    """One row for each thing that an account did, with what its columns say."""
    mine = whose.account or 0
    sought: tuple[tuple[str, QuerySet[Any], tuple[str, ...]], ...] = (
        (
            "corrected",
            Correction.objects.filter(by=mine),
            ("paper", "number", "kind", "text", "why", "by_name", "at"),
        ),
        (
            "asked for a version",
            PaperVersion.objects.filter(asked_by=mine),
            ("paper", "k", "created"),
        ),
        (
            "imported a paper",
            ImportedPaper.objects.filter(asked_by=mine),
            ("paper", "name", "created"),
        ),
        (
            "asked for a wording",
            ProposedWording.objects.filter(asked_by=mine),
            ("version", "sentence", "asked"),
        ),
        (
            "began a translation",
            Translation.objects.filter(begun_by=mine),
            ("version", "language", "begun"),
        ),
        (
            "answered a comment",
            Comment.objects.filter(answered_by=mine),
            ("version", "number", "answered"),
        ),
        (
            "answered a holder",
            Reply.objects.filter(answered_by=mine),
            ("paper", "sentence", "answered"),
        ),
    )
    for what, rows, columns in sought:
        for one in rows.order_by("pk"):
            yield {"what": what, **row_of(one, *columns)}
