"""Comments on a version that is open for them: sent, verified, decided, answered."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.contributions.services.links import address_code, key_of_form
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.secret_links import link_mark, without_marks
from conspectus.people.models import Account
from conspectus.synthesis.models import Comment, Paper, PaperVersion
from conspectus.synthesis.services.papers import paper_path

KIND = "comment"
"""The kind of our mails and of the links in them."""

MOST_AN_HOUR = 6
"""Mails about comments to one address within an hour: nobody's mailbox is to be flooded."""

State = Comment.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the form holds. ``sentence``: empty where the whole paragraph is meant."""

    paragraph: str
    sentence: str
    name: str
    organisation: str
    email: str
    text: str
    language: str


def is_open(version: PaperVersion, *, at: dt.datetime) -> bool:
    """Whether comments on the version are taken at this moment."""
    until = version.comments_until
    return version.published is not None and until is not None and at < until


def receive_comment(
    version: PaperVersion, written: Written, *, form_key: str, at: dt.datetime
) -> Comment:
    """Keeps a comment until its author's address is verified, and mails the link for that.

    The same form sent again is the same comment, and no second mail.

    Raises:
        SiteError: comments are not taken now, or the address has had many mails this hour.
    """
    key = key_of_form(f"comment\0{form_key}")
    known = Comment.objects.filter(key=key).first()
    if known is not None:
        return known
    if not is_open(version, at=at):
        raise SiteError(_("This version is not open for comment any more."))
    if _had_many(written.email):
        raise SiteError(
            _("This address has had many messages within an hour: try again later."),
            field="email",
        )
    try:
        return _keep(version, written, key=key, at=at)
    except IntegrityError:  # the same form at this very moment
        return Comment.objects.get(key=key)


@transaction.atomic
def _keep(version: PaperVersion, written: Written, *, key: str, at: dt.datetime) -> Comment:
    comment = Comment.objects.create(
        version=version,
        paragraph=written.paragraph,
        sentence=written.sentence,
        name=written.name,
        organisation=written.organisation,
        email=written.email,
        text=written.text,
        language=written.language,
        key=key,
        received=at,
    )
    with translation.override(written.language):
        text = _("Please confirm your address; until then your comment is not looked at:")
        subject = _("Your comment")
    _mail(comment, subject, f"{text}\n{link_mark(KIND, str(comment.pk))}\n")
    return comment


def _had_many(email: str) -> bool:
    since = stamp() - dt.timedelta(hours=1)
    sent = Mail.objects.filter(kind=KIND, to__iexact=email, created__gte=since)
    return sent.count() >= MOST_AN_HOUR


def _mail(comment: Comment, subject: str, text: str) -> Mail:
    return queue_mail(
        comment.version.paper.cycle.scope,
        to=comment.email,
        subject=subject,
        text=text,
        kind=KIND,
        language=comment.language,
        about=comment_path(comment) if comment.number else "",
    )


def comment_path(comment: Comment) -> str:
    """The permanent address of a public comment, without language."""
    return f"{paper_path(comment.version)}comments/{comment.number}/"


def code_of(comment: Comment) -> str:
    """What only the mail to the author's address holds."""
    return address_code(f"comment {comment.key}", comment.email)


def whole_link(what: str) -> str:
    """The link for a mark in a mail: the key of a comment → its verifying page."""
    comment = Comment.objects.select_related("version__paper__cycle__scope").get(pk=int(what))
    path = paper_path(comment.version)
    step = f"comments/verify/{comment.pk}/{code_of(comment)}/"
    return f"{settings.PUBLIC_ADDRESS}/{comment.language}{path}{step}"


@transaction.atomic
def verify_comment(comment: Comment, *, code: str) -> Comment:
    """The author's address is verified; again, it changes nothing.

    Raises:
        SiteError: the code is another.
    """
    if not hmac.compare_digest(code_of(comment).encode(), code.encode()):
        raise SiteError(_("This link is not complete: copy it from the mail."))
    comment = _locked(comment)
    if comment.state == State.UNVERIFIED:
        comment.state = State.WAITING
        comment.save(update_fields=["state"])
        if comment.version.comments_at_once:
            return _publish(comment)
    return comment


@transaction.atomic
def publish_comment(comment: Comment) -> Comment:
    """Shows a comment; it gets its number and its permanent address.

    Raises:
        SiteError: its address is not verified, or it was decided already.
    """
    comment = _locked(comment)
    if comment.state != State.WAITING:
        raise SiteError(_("This comment does not wait for a decision."))
    return _publish(comment)


@transaction.atomic
def refuse_comment(comment: Comment, *, reason: str) -> Comment:
    """Does not show a comment; its author is told why.

    Raises:
        SiteError: no reason is given, or it does not wait for a decision.
    """
    comment = _locked(comment)
    if comment.state != State.WAITING:
        raise SiteError(_("This comment does not wait for a decision."))
    if not reason.strip():
        raise SiteError(_("Say why: the author is told."), field="reason")
    comment.state, comment.refusal = State.REFUSED, reason.strip()[:200]
    comment.save(update_fields=["state", "refusal"])
    with translation.override(comment.language):
        subject = _("Your comment was not accepted")
        text = _("Your comment was not accepted, for this reason:")
    _mail(comment, subject, f"{text}\n{without_marks(comment.refusal)}\n")
    return comment


@transaction.atomic
def answer_comment(comment: Comment, *, outcome: str, answer: str, by: Account | None) -> Comment:
    """Answers a public comment, in public; given again, the answer is replaced and recorded anew.

    Raises:
        SiteError: it is not public, or outcome or answer is missing.
    """
    comment = _locked(comment)
    if comment.state != State.PUBLISHED:
        raise SiteError(_("Publish the comment first: the answer is public."))
    if outcome not in {one.value for one in Comment.Outcome if one.value}:
        raise SiteError(_("Choose what becomes of it."), field="outcome")
    if not answer.strip():
        raise SiteError(_("Write the answer."), field="answer")
    comment.outcome, comment.answer = outcome, answer.strip()
    comment.answered, comment.answered_by = stamp(), by
    comment.save(update_fields=["outcome", "answer", "answered", "answered_by"])
    record(
        "answer",
        comment_path(comment),
        {
            "outcome": outcome,
            "answer_sha256": _sha256(comment.answer),
            "answered": comment.answered.isoformat(),
        },
    )
    _mail_answer(comment)
    mark_changed(comment.version.paper.cycle.scope)
    return comment


def _mail_answer(comment: Comment) -> None:
    with translation.override(comment.language):
        subject = _("Your comment has been answered")
        text = _("Comment %(number)s has been answered. Read the answer here:")
    address = f"{settings.PUBLIC_ADDRESS}/{comment.language}{comment_path(comment)}"
    _mail(comment, subject, f"{text % {'number': comment.number}}\n{address}\n")


def _publish(comment: Comment) -> Comment:
    # Two comments at once: the second waits here, and gets the next number.
    Paper.objects.select_for_update().get(pk=comment.version.paper_id)
    given = Comment.objects.filter(version__paper=comment.version.paper_id)
    comment.number = (given.aggregate(last=Max("number"))["last"] or 0) + 1
    comment.state, comment.published = State.PUBLISHED, stamp()
    comment.leaf = record(
        "comment",
        comment_path(comment),
        {
            "paragraph": comment.paragraph,
            "sentence": comment.sentence,
            "text_sha256": _sha256(comment.text),
            "received": comment.received.isoformat(),
        },
    )
    comment.save(update_fields=["number", "state", "published", "leaf"])
    mark_changed(comment.version.paper.cycle.scope)
    return comment


def _locked(comment: Comment) -> Comment:
    """As it is now; who else decides on it waits."""
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.select_related("version__paper__cycle__scope").get(pk=comment.pk)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
