"""Wordings that a language model proposes for a sentence: asked for, looked at, taken."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of
from conspectus.people.gates import only_for
from conspectus.synthesis.models import Correction
from conspectus.synthesis.queries.text import WorkedSentence
from conspectus.synthesis.services.rewording import (
    ask,
    language_model,
    proposed_for,
    take_proposed,
)
from conspectus.synthesis.services.writing import Hand
from conspectus.synthesis.views.text import CODES, WRITERS, draft_at, hand_of, sentence_of

REASONS: Final = {
    "form": gettext_lazy("It keeps no form of a sentence."),
    "unchanged": gettext_lazy("It gives back the words that the sentence has."),
    "words": gettext_lazy("It has words that nobody uses."),
    "names": gettext_lazy("It names somebody."),
    "marks": gettext_lazy("It changes what is denied, how strongly, or how much."),
    "reading": gettext_lazy("It does not stand by itself."),
    "order": gettext_lazy("It puts the words together anew."),
    "meaning": gettext_lazy("It says something else."),
}
"""What a wording does not pass, by the code of the check."""


@only_for(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def rewording(
    request: HttpRequest, *, forum: str, cycle: str, number: int, sentence: str
) -> HttpResponse:
    """What was proposed for a sentence; asks for another wording, takes one."""
    draft = draft_at(request, number)
    one, base = sentence_of(draft, sentence)
    hand = hand_of(request, draft)
    if request.method == "POST":
        try:
            to = _done(request, hand, one)
        except SiteError as refused:
            messages.error(request, str(refused))
            to = "work-rewording"
        return redirect(to, forum=forum, cycle=cycle, number=number, sentence=sentence)
    context = {
        "version": draft,
        "one": one,
        "proposed": proposed_for(hand, one),
        "configured": bool(language_model()),
        "reasons": REASONS,
        "codes": CODES,
        "base": base,
        "number": number,
    }
    return render(request, "synthesis/text/rewording.html", context)


def _done(request: HttpRequest, hand: Hand, one: WorkedSentence) -> str:
    """Does what was asked for; the route that shows it."""
    if request.POST.get("do") != "take":
        ask(hand, one)
        return "work-rewording"
    made = take_proposed(hand, one, (keys_of([request.POST.get("key", "")]) or [0])[0])
    if made.state == Correction.State.STOPPED:
        messages.warning(
            request, _("Kept with a warning: it is not in the paper until it is mended.")
        )
    else:
        messages.success(request, _("Recorded: the next draft has it."))
    return "work-sentence"
