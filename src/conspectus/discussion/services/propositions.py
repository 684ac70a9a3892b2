"""Propositions and what participants answer. Nobody votes: answers make groups of opinion."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.plain import plain
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.secret_links import link_mark
from conspectus.discussion import rules
from conspectus.discussion.models import Category, OpinionDrawing, Proposition, Response
from conspectus.discussion.paths import category_path
from conspectus.discussion.services.links import KIND as LINK
from conspectus.discussion.services.links import participant_of
from conspectus.discussion.services.posting import is_open
from conspectus.discussion.services.publishing import sha256
from conspectus.discussion.tasks import make_map

KIND = "responding"
"""The kind of mails with a participant's link."""

MOST_OF_ONE = 5
"""Propositions of one participant within an hour, in a category."""

State = Proposition.State


@transaction.atomic
def invite(category: Category, *, email: str, language: str, at: dt.datetime) -> None:
    """Mails the link with which an address responds; the same link each time.

    Raises:
        SiteError: the address has had many mails this hour.
    """
    since = at - dt.timedelta(hours=1)
    sent = Mail.objects.filter(kind=KIND, to__iexact=email, created__gte=since)
    if sent.count() >= rules.MOST_LINKS:
        raise SiteError(
            _("This address has had many messages within an hour: try again later."),
            field="email",
        )
    scope = category.cycle.scope
    with translation.override(language):
        subject = _("Your link to respond to propositions")
        text = _("With this link you respond, and change what you have responded:")
    # The mark holds no link: only what is sent does (core.secret_links).
    mark = link_mark(LINK, f"respond/{category.pk}/{language}/{participant_of(scope, email)}")
    said = f"{text}\n{mark}\n"
    queue_mail(scope, to=email, subject=subject, text=said, kind=KIND, language=language)


@transaction.atomic
def respond(
    category: Category, *, participant: str, number: int, answer: int, at: dt.datetime
) -> Response:
    """One answer of a participant to a proposition; a later one takes its place.

    Raises:
        SiteError: it is closed, or there is no such proposition or answer.
    """
    if not is_open(category, None, at=at):
        raise NotAllowedError(_("The online forum takes no answers here now."))
    rows = Proposition.objects.select_for_update().filter(state=State.PUBLISHED)
    proposition = rows.filter(category=category, number=number).first()
    if proposition is None or answer not in (-1, 0, 1):
        raise SiteError(_("There is no such proposition."))
    response, _new = Response.objects.update_or_create(
        proposition=proposition, participant=participant, defaults={"answer": answer, "at": at}
    )
    count_responses(proposition)
    ask_for_map(category)
    mark_changed(category.cycle.scope)
    return response


def ask_for_map(category: Category) -> None:
    """One job makes the map of all answers that have come until it begins."""
    drawing, _new = OpinionDrawing.objects.get_or_create(category=category)
    if not drawing.waiting:
        OpinionDrawing.objects.filter(pk=drawing.pk).update(waiting=True)
        make_map.enqueue(category.pk)


def count_responses(proposition: Proposition) -> None:
    """The numbers of answers that stand with a proposition, from its answers."""
    counted = proposition.responses.aggregate(
        agreed=Count("id", filter=Q(answer=1)),
        disagreed=Count("id", filter=Q(answer=-1)),
        passed=Count("id", filter=Q(answer=0)),
    )
    Proposition.objects.filter(pk=proposition.pk).update(**counted)


@transaction.atomic
def propose(
    category: Category, *, participant: str, text: str, language: str, at: dt.datetime
) -> Proposition:
    """A new proposition, public at once where posts are.

    Raises:
        SiteError: it is closed, says nothing, is there already, or its author proposed many.
    """
    if not is_open(category, None, at=at):
        raise NotAllowedError(_("The online forum takes no propositions here now."))
    text = " ".join(plain(text).split())
    if not any(map(str.isalnum, text)):
        raise SiteError(_("Write something."), field="text")
    known = Proposition.objects.filter(category=category, text__iexact=text)
    if known.exists():
        raise SiteError(_("This proposition is there already: respond to it."), field="text")
    since = at - dt.timedelta(hours=1)
    own = Proposition.objects.filter(category=category, author=participant, received__gt=since)
    if own.count() >= MOST_OF_ONE:
        raise SiteError(_("You have made many propositions within an hour: try again later."))
    made = Proposition.objects.create(
        category=category, text=text[:280], language=language, author=participant, received=at
    )
    if category.moderation == Category.Moderation.AFTER:
        return publish_proposition(made)
    return made


@transaction.atomic
def publish_proposition(proposition: Proposition) -> Proposition:
    """Gives it its number.

    Raises:
        SiteError: it does not wait.
    """
    category = Category.objects.select_for_update(of=("self",)).get(pk=proposition.category_id)
    proposition.refresh_from_db(fields=["state"])  # who else decides at this moment was first
    if proposition.state != State.WAITING:
        raise SiteError(_("This proposition does not wait for a decision."))
    given = Proposition.objects.filter(category=category).aggregate(last=Max("number"))
    proposition.number = (given["last"] or 0) + 1
    proposition.state, proposition.published = State.PUBLISHED, stamp()
    scope = category.cycle.scope
    proposition.leaf = record(
        "proposition",
        f"{category_path(scope, category)}propositions/{proposition.number}/",
        {"text_sha256": sha256(proposition.text), "language": proposition.language},
    )
    proposition.save()
    mark_changed(scope)
    return proposition


@transaction.atomic
def refuse_proposition(proposition: Proposition, *, reason: str) -> Proposition:
    """Does not show it, or not any more: its number stays its own.

    Raises:
        SiteError: it is refused already, or the reason is none of the list.
    """
    rows = Proposition.objects.select_for_update(of=("self",))
    proposition = rows.select_related("category__cycle__scope").get(pk=proposition.pk)
    if proposition.state in (State.REFUSED, State.ERASED):
        raise SiteError(_("This proposition does not wait for a decision."))
    if reason not in rules.REASONS:
        raise SiteError(_("Choose a reason of the list."), field="reason")
    was_public = proposition.state == State.PUBLISHED
    proposition.state, proposition.reason = State.REFUSED, reason
    proposition.save(update_fields=["state", "reason"])
    if was_public:
        category = proposition.category
        path = f"{category_path(category.cycle.scope, category)}propositions/{proposition.number}/"
        record("proposition hidden", path, {"reason": reason})
        ask_for_map(category)
        mark_changed(category.cycle.scope)
    return proposition
