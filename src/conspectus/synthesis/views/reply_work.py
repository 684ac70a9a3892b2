"""The secretariat writes to holders, keeps their contacts; the rapporteur answers them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.core.models import Scope
from conspectus.core.prepared import Given
from conspectus.core.published import scope_of
from conspectus.core.quantities import quantity
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis.forms.reply import (
    LABELS,
    OUTCOMES,
    ContactForm,
    ContactsFileForm,
    DecisionForm,
    SecondLookForm,
    WriteForm,
)
from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import Contact, Letter, Paper, PaperVersion, Reply
from conspectus.synthesis.queries.papers import paper_of
from conspectus.synthesis.queries.reply import contacts_of, replies_by
from conspectus.synthesis.queries.text import draft_of
from conspectus.synthesis.services.addressing import (
    NO_ADDRESS,
    NO_MAIL,
    NOT_VERIFIED,
    addressed,
)
from conspectus.synthesis.services.contacts import add_contact, authorise, import_contacts
from conspectus.synthesis.services.correcting import name_of
from conspectus.synthesis.services.deciding_replies import (
    answer,
    is_answered,
    look_again,
    to_answer,
    vouch,
)
from conspectus.synthesis.services.letters import revoke_letter, write_to_holders

WORKERS = (Role.SECRETARIAT, Role.RAPPORTEUR)
ROWS = 50
WHY_NOT = {
    NO_ADDRESS: _("no address is known"),
    NOT_VERIFIED: _("the address is not verified"),
    NO_MAIL: _("asked for no mail"),
}


def _live(of: Given) -> QuerySet[Reply]:
    return Reply.objects.filter(paper=of, superseded__isnull=True)


_LISTED = {
    "waiting": replies_by(lambda of: to_answer(cast("Paper", of)).order_by("due", "pk")),
    "all": replies_by(lambda of: _live(of).order_by("pk")),
    "unconfirmed": replies_by(lambda of: _live(of).filter(binding=False).order_by("pk")),
}


@only_for(*WORKERS)
def replies(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """What holders answered: what waits for an answer first."""
    del forum, cycle
    found = _paper(request, number)
    wanted = request.GET.get("show", "waiting")
    shown = wanted if wanted in _LISTED else "waiting"
    # A page of these, which Django does not ask for more than what `Rows` has.
    page = Paginator(cast("Any", _LISTED[shown](found)), ROWS).get_page(request.GET.get("page"))
    context = {
        "paper": found,
        "page": page,
        "shown": shown,
        "labels": {kind: str(label) for kind, label in LABELS.items()},
        "outcomes": {outcome: str(label) for outcome, label in OUTCOMES.items()},
        "now": stamp(),
    }
    return render(request, "synthesis/reply/replies.html", context)


@only_for(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, forum: str, cycle: str, number: int, key: int) -> HttpResponse:
    """One answer of a holder: the rapporteur's answer, a second look, the secretariat's word."""
    row = (
        Reply.objects.filter(
            pk=key, paper__cycle__scope__path=f"{forum}/{cycle}", paper__number=number
        )
        .select_related("paper", "letter__contact", "letter__version", "answered_by__person")
        .first()
    )
    if row is None:
        raise Http404
    row.letter.version.paper = row.paper
    by = _account(request)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    decision = DecisionForm(
        request.POST if doing == "answer" else None, initial={"acts": _since(row)}
    )
    again = SecondLookForm(request.POST if doing == "look" else None, initial={"name": name_of(by)})
    error, done = "", False
    if doing == "answer":
        done = saved(decision, lambda: _answer(row, decision, by))
    elif doing == "look":
        done = saved(again, lambda: look_again(row, **again.cleaned_data, by=by))
    elif doing == "vouch":
        try:
            vouch(row)
            done = True
        except SiteError as refused:
            error = str(refused)
    if done:
        return redirect("work-reply", forum=forum, cycle=cycle, number=number, key=key)
    context = {
        "paper": row.paper,
        "reply": row,
        "decision": decision,
        "again": again,
        "error": error,
        "labels": LABELS,
        "outcomes": OUTCOMES,
        "in_draft": _in_draft(scope_of(request), row),
        "to_answer": is_answered(row) and row.binding and row.superseded is None,
        "acts": list(row.paper.corrections.filter(number__in=row.acts)),
        "first": name_of(row.answered_by),
        "is_first": row.answered_by_id == by.pk,
    }
    return render(request, "synthesis/reply/reply.html", context, status=409 if error else 200)


def _since(row: Reply) -> str:
    """The numbers of what was done to the sentence since the answer came: the likely ones."""
    acts = row.paper.corrections.filter(was=row.was, at__gte=row.received, undone__isnull=True)
    numbers = acts.exclude(was="").order_by("number").values_list("number", flat=True)
    return " ".join(map(str, numbers[:10]))


def _in_draft(scope: Scope, row: Reply) -> str:
    """The id of the sentence where the newest draft has it unchanged, else nothing."""
    draft = draft_of(scope, row.paper.number) if row.sentence else None
    if draft is None or not draft.sentences.filter(sentence=row.sentence).exists():
        return ""
    return row.sentence


def _answer(row: Reply, form: DecisionForm, by: Account) -> None:
    given = form.cleaned_data
    answer(row, outcome=given["outcome"], text=given["answer"], corrections=form.numbers(), by=by)


@only_for(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """Who will get a letter on the newest public version, who not and why; writes, revokes."""
    found = (
        PaperVersion.objects.filter(
            paper__cycle__scope__path=f"{forum}/{cycle}",
            paper__number=number,
            published__isnull=False,
        )
        .select_related("paper")
        .order_by("-k")
        .first()
    )
    if found is None:
        raise Http404
    usual = {
        "days_to_answer": found.days_to_answer,
        "days_to_be_answered": found.days_to_be_answered,
    }
    revoked = request.POST.get("revoke", "")
    form = WriteForm(
        request.POST if request.method == "POST" and not revoked else None, initial=usual
    )
    if revoked:
        for letter in Letter.objects.filter(pk__in=keys_of([revoked]), version=found):
            revoke_letter(letter)
        return redirect("work-letters", forum=forum, cycle=cycle, number=number)
    if request.method == "POST" and saved(form, lambda: _write(request, found, form)):
        return redirect("work-letters", forum=forum, cycle=cycle, number=number)
    at = _page_number(request)
    entries = found.annex_entries.filter(annex=HOLDERS)
    kept = [one.data for one in entries[(at - 1) * ROWS : at * ROWS + 1]]
    context = {
        "paper": found.paper,
        "version": found,
        "form": form,
        "holders": addressed(found, kept[:ROWS]),
        "why_not": WHY_NOT,
        "place": at,
        "more": len(kept) > ROWS,
    }
    return render(request, "synthesis/reply/letters.html", context)


def _write(request: HttpRequest, version: PaperVersion, form: WriteForm) -> None:
    """Writes, and says how many mails wait, or why none does."""
    made = write_to_holders(version, by=_account(request), **form.cleaned_data)
    if made:
        said = ngettext(
            "%(count)s mail waits in the outbox.", "%(count)s mails wait in the outbox.", made
        )
        messages.success(request, said % {"count": quantity(made)})
    elif Letter.objects.filter(version=version).exists():
        messages.warning(
            request, _("No mail was written: every holder with an address has a letter already.")
        )
    else:
        messages.warning(
            request,
            _("No mail was written: there is no holder to whom one can be sent; see why below."),
        )


def _page_number(request: HttpRequest) -> int:
    return max(1, next(iter(keys_of([request.GET.get("page", "")[:6]])), 1))


@only_for(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """The contacts of a cycle's holders: enter, import, authorise."""
    found = _paper(request, number)
    of_cycle = scope_of(request).cycle
    by = name_of(_account(request)) or "the secretariat"
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    form = ContactForm(request.POST if doing == "add" else None)
    upload = ContactsFileForm(
        *((request.POST, request.FILES) if doing == "import" else (None, None))
    )
    done = False
    if doing == "add":
        done = saved(
            form,
            lambda: add_contact(
                of_cycle,
                **{
                    **form.cleaned_data,
                    "authorised": by if form.cleaned_data["authorised"] else "",
                },
            ),
        )
    elif doing == "import":
        done = saved(
            upload,
            lambda: import_contacts(of_cycle, upload.cleaned_data["file"].read(), by=by),
        )
    elif doing:
        word, _space, key = doing.partition(" ")
        for contact in Contact.objects.filter(pk__in=keys_of([key]), cycle=of_cycle):
            authorise(contact, by=by if word == "authorise" else "")
        done = True
    if done:
        return redirect("work-contacts", forum=forum, cycle=cycle, number=number)
    rows = cast("Any", contacts_of(of_cycle))
    context = {
        "paper": found,
        "form": form,
        "upload": upload,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "synthesis/reply/contacts.html", context)


def _paper(request: HttpRequest, number: int) -> Paper:
    found = paper_of(scope_of(request), number)
    if found is None:
        raise Http404
    return found


def _account(request: HttpRequest) -> Account:
    """The gate lets nobody else in."""
    return cast("Account", request.user)
