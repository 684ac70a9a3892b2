"""The rapporteur's pages of a draft's text: a page of it, a sentence, other ways to put it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis import map_words
from conspectus.synthesis.contents import pages_of, themes_of
from conspectus.synthesis.forms.text import (
    AddedForm,
    BehindForm,
    HeadingForm,
    LeaveOutForm,
    SentenceForm,
)
from conspectus.synthesis.models import Correction, PaperVersion, Reply
from conspectus.synthesis.queries.papers import who_says_so
from conspectus.synthesis.queries.text import (
    Around,
    Beside,
    Done,
    TextPage,
    WorkedSentence,
    around,
    done_to,
    draft_of,
    page_with,
    replies_to,
    text_page,
    worked,
)
from conspectus.synthesis.services import writing
from conspectus.synthesis.services.checking_text import Checked, make_ready, others, proposed
from conspectus.synthesis.services.correcting import ConflictError, name_of, undo
from conspectus.synthesis.services.rewording import language_model
from conspectus.synthesis.services.writing import Hand

WRITERS: Final = (Role.SECRETARIAT, Role.RAPPORTEUR)
MOST_CHOICES: Final = 30
"""Sentences behind which one can be put by name; further ones are reached step by step."""
CODES: Final = {
    "V1": gettext_lazy("Names and evidence"),
    "V2": gettext_lazy("Quotation"),
    "V3": gettext_lazy("Figure or name"),
    "V4": gettext_lazy("Denial or strength"),
    "V5": gettext_lazy("Not in the words"),
    "V6": gettext_lazy("How many"),
    "V8": gettext_lazy("Verb"),
}
"""What a finding is about, by the code of the check."""
MARKS: Final = {
    "view": gettext_lazy("view"),
    "topic": gettext_lazy("topic"),
    "frame": gettext_lazy("introduces"),
    "own": gettext_lazy("rapporteur's own"),
    "reworded": gettext_lazy("reworded"),
}


@only_for(*WRITERS)
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, *, forum: str, cycle: str, number: int, page: int) -> HttpResponse:
    """A page of the draft's text; moves a sentence, names the section."""
    draft = _draft(request, number)
    done = done_to(draft)
    shown = text_page(draft, page, done.acts)
    if shown is None:
        raise Http404
    heading = HeadingForm(
        request.POST if request.POST.get("do") == "heading" else None,
        initial={"heading": shown.page.heading},
    )
    if request.method == "POST" and _page_changed(request, draft, shown, heading):
        at = reverse("work-text", args=(forum, cycle, number, page))
        return redirect(f"{at}#s-{_moved(request)}" if _moved(request) else at)
    context = {
        "version": draft,
        "shown": shown,
        "contents": themes_of(pages_of(draft.contents)),
        "heading": heading,
        "base": done.last,
        "marks": MARKS,
        "kinds": map_words.CORRECTIONS,
        "states": map_words.STATES,
        "codes": CODES,
        "findings": writing.kept_findings,
        "number": number,
        "next": writing.as_they_will_read(draft, shown.all()),
    }
    return render(request, "synthesis/text/text.html", context)


def _moved(request: HttpRequest) -> str:
    return str(request.POST.get("up") or request.POST.get("down") or "")


def _page_changed(
    request: HttpRequest, draft: PaperVersion, shown: TextPage, heading: HeadingForm
) -> bool:
    """Whether what was asked for is done; else the page says why."""
    hand = _hand(request, draft)
    try:
        if request.POST.get("do") == "heading":
            if not heading.is_valid():
                return False
            writing.name_section(hand, shown.theme, heading.cleaned_data["heading"])
        else:
            writing.move(hand, shown.paragraphs, _moved(request), up="up" in request.POST)
    except ConflictError as conflict:
        messages.error(request, f"{conflict} {_told(conflict.theirs)}")
    except SiteError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Recorded: the next draft has it."))
    return True


@dataclass(slots=True)
class _Page:
    """A sentence's page while it is answered: forms, what the verifier says, a conflict."""

    draft: PaperVersion
    one: WorkedSentence
    section: Around
    place: int
    done: Done
    forms: dict[str, Any]
    checked: Checked | None = None
    added: Checked | None = None
    conflict: ConflictError | None = None
    refused: str = ""


@only_for(*WRITERS)
@require_http_methods(["GET", "POST"])
def sentence(
    request: HttpRequest, *, forum: str, cycle: str, number: int, sentence: str
) -> HttpResponse:
    """A sentence with its evidence: other words, a place, a sentence behind it, or none."""
    page = _page(request, _draft(request, number), sentence)
    if request.method == "POST":
        if _answered(request, page):
            return redirect(
                "work-sentence", forum=forum, cycle=cycle, number=number, sentence=sentence
            )
    else:
        _begin(request, page)
    context = {
        "version": page.draft,
        "page": page,
        "one": page.one,
        "said": who_says_so(page.one.row, scope_of(request).path),
        "base": page.conflict.theirs.number if page.conflict else page.done.last,
        "marks": MARKS,
        "kinds": map_words.CORRECTIONS,
        "states": map_words.STATES,
        "codes": CODES,
        "findings": writing.kept_findings,
        "number": number,
        "next": writing.as_they_will_read(page.draft, [page.one]),
        "machine": bool(language_model()),
    }
    return render(
        request, "synthesis/text/sentence.html", context, status=409 if page.conflict else 200
    )


def _page(request: HttpRequest, draft: PaperVersion, sentence: str) -> _Page:
    section = around(draft, sentence)
    at = section.place_of(sentence)
    if at is None:
        raise Http404
    done = done_to(draft)
    one = next(worked([section.read(sentence)], done.acts, replies_to(draft)))
    near = section.all[max(0, at - MOST_CHOICES // 2) : at + MOST_CHOICES // 2]
    data, do = request.POST, request.POST.get("do", "")
    behind = [(each.sentence, _short(each)) for each in near if each.sentence != sentence]
    return _Page(
        draft=draft,
        one=one,
        section=section,
        place=page_with(draft, section, one.row),
        done=done,
        forms={
            "text": SentenceForm(data if do in {"check", "save"} else None),
            "added": AddedForm(data if do in {"check-added", "add"} else None),
            "out": LeaveOutForm(data if do == "leave-out" else None),
            "behind": BehindForm(data if do == "put" else None, choices=behind),
        },
    )


def _short(one: Beside) -> str:
    words = one.said
    return f"{one.paragraph}. {words[:70].rsplit(' ', 1)[0]} …" if len(words) > 70 else words


def _begin(request: HttpRequest, page: _Page) -> None:
    """The field holds what was written last; of what waits the verifier says how it stands."""
    make_ready()
    words = page.one.data["text"]
    proposal = _proposal(request, page)
    if proposal:
        try:
            words = proposed(page.draft, page.one.data, proposal)
            page.checked = writing.look(_hand(request, page.draft), page.one, words)
        except SiteError as refused:
            page.refused = str(refused)
        page.forms["text"] = SentenceForm(initial={"text": words})
        return
    written = [one for one in (*page.one.waiting, *page.one.stopped) if one.kind == "reword"]
    if written:
        last = max(written, key=lambda one: one.number)
        try:
            page.checked = writing.look(_hand(request, page.draft), page.one, last.text)
        except SiteError as refused:
            page.refused = str(refused)
        else:
            words = page.checked.text or last.text
    page.forms["text"] = SentenceForm(initial={"text": words})


def _proposal(request: HttpRequest, page: _Page) -> str:
    """The wording that a holder proposes for this sentence, where the address names its answer."""
    key = keys_of([request.GET.get("proposed", "")])
    found = Reply.objects.filter(
        pk__in=key,
        paper=page.draft.paper_id,
        kind=Reply.Kind.PROPOSE,
        was=page.one.was,
        binding=True,
        superseded__isnull=True,
    ).first()
    return found.text if found else ""


def _answered(request: HttpRequest, page: _Page) -> bool:
    """Does what was asked for; whether something is recorded."""
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Http404
    try:
        made = act(request, page)
    except ConflictError as conflict:
        page.conflict = conflict
        return False
    except SiteError as refused:
        page.refused = str(refused)
        return False
    if made is None:
        return False
    if made.state == Correction.State.STOPPED:
        messages.warning(
            request,
            _("Kept with a warning: it is not in the paper until it is mended."),
        )
    else:
        messages.success(request, _("Recorded: the next draft has it."))
    return True


def _check(request: HttpRequest, page: _Page) -> None:
    form = page.forms["text"]
    if form.is_valid():
        hand = _hand(request, page.draft)
        page.checked = writing.look(hand, page.one, form.cleaned_data["text"])


def _save(request: HttpRequest, page: _Page) -> Correction | None:
    form = page.forms["text"]
    if not form.is_valid():
        return None
    return writing.reword(_hand(request, page.draft), page.one, form.cleaned_data["text"])


def _check_added(request: HttpRequest, page: _Page) -> None:
    form = page.forms["added"]
    if form.is_valid():
        hand = _hand(request, page.draft)
        page.added = writing.look_new(hand, form.cleaned_data["text"], theme=_theme(page))


def _add(request: HttpRequest, page: _Page) -> Correction | None:
    form = page.forms["added"]
    if not form.is_valid():
        return None
    words = form.cleaned_data["text"]
    return writing.add_behind(_hand(request, page.draft), page.one, words, theme=_theme(page))


def _leave_out(request: HttpRequest, page: _Page) -> Correction | None:
    form = page.forms["out"]
    if not form.is_valid():
        return None
    return writing.leave_out(_hand(request, page.draft), page.one, form.cleaned_data["why"])


def _put(request: HttpRequest, page: _Page) -> Correction | None:
    form = page.forms["behind"]
    if not form.is_valid():
        return None
    row = page.section.read(form.cleaned_data["behind"])
    behind = next(worked([row], page.done.acts, ()))
    return writing.put_behind(_hand(request, page.draft), page.one, behind)


def _take(request: HttpRequest, page: _Page) -> Correction | None:
    given = request.POST
    return writing.take(
        _hand(request, page.draft),
        page.one,
        kind=given.get("kind", ""),
        text=given.get("stored", ""),
        holder=given.get("holder", ""),
    )


def _undo(request: HttpRequest, page: _Page) -> Correction | None:
    wanted = keys_of([request.POST.get("act", "")])
    act = next((one for one in page.one.acts if one.number in wanted), None)
    if act is None:
        raise SiteError(_("This has been taken back already."))
    made = undo(act, by=_account(request))
    made.state = Correction.State.NEW
    return made


_ACTS: Final[Mapping[str, Callable[[HttpRequest, _Page], Correction | None]]] = {
    "check": _check,
    "save": _save,
    "check-added": _check_added,
    "add": _add,
    "leave-out": _leave_out,
    "put": _put,
    "take": _take,
    "undo": _undo,
}


def _theme(page: _Page) -> str:
    return text_theme(page.draft, page.place)


def text_theme(draft: PaperVersion, place: int) -> str:
    """The theme of a page's section, as the version keeps it."""
    return str(draft.contents[place - 1].get("theme", ""))


@only_for(*WRITERS)
def other(
    request: HttpRequest, *, forum: str, cycle: str, number: int, sentence: str
) -> HttpResponse:
    """Other ways to put a sentence, side by side."""
    del forum, cycle
    page = _page(request, _draft(request, number), sentence)
    by = name_of(_account(request))
    found, refused = [], ""
    if page.one.mark != "own":
        try:
            found = list(others(page.draft, page.one.data, by=by, drafted=page.one.was))
        except SiteError as error:
            refused = str(error)
    context = {
        "version": page.draft,
        "one": page.one,
        "others": found,
        "refused": refused,
        "base": page.done.last,
        "number": number,
    }
    return render(request, "synthesis/text/other.html", context)


def _draft(request: HttpRequest, number: int) -> PaperVersion:
    found = draft_of(scope_of(request), number)
    if found is None:
        raise Http404
    return found


def _hand(request: HttpRequest, draft: PaperVersion) -> Hand:
    seen = keys_of([request.POST.get("base", "")])
    return Hand(draft=draft, by=_account(request), base=seen[0] if seen else 0)


def draft_at(request: HttpRequest, number: int) -> PaperVersion:
    """The draft of a paper, for other pages of its sentences; 404 where there is none."""
    return _draft(request, number)


def hand_of(request: HttpRequest, draft: PaperVersion) -> Hand:
    """Who works on it."""
    return _hand(request, draft)


def sentence_of(draft: PaperVersion, sentence: str) -> tuple[WorkedSentence, int]:
    """A sentence of a draft, and the number of the last correction; 404 where it has none."""
    done = done_to(draft)
    rows = draft.sentences.filter(sentence=sentence)
    one = next(worked(rows, done.acts, ()), None)
    if one is None:
        raise Http404
    return one, done.last


def _account(request: HttpRequest) -> Account:
    return cast("Account", request.user)


def _told(act: Correction) -> str:
    """What somebody else did, in short."""
    kind = map_words.CORRECTIONS.get(act.kind, act.kind)
    return f"{act.by_name}: {kind} {act.shown or act.why}".strip()
