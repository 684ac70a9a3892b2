"""Opening a call for contributions: its words, its questions, its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.contributions.models import Call, Question
from conspectus.contributions.models.calls import Publish
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.engine.corpus import ForumSettings
from conspectus.forums.models import Cycle, Phase, Theme
from conspectus.forums.rules import check_word
from conspectus.forums.services.phases import add_phase, edit_phase


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as the secretariat writes it; ``key``: of the row that it changes, if any."""

    texts: Mapping[str, str]
    asks_stance: bool = False
    required: bool = False
    key: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallText:
    """Everything a call says but for its address and its dates."""

    titles: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    consents: Mapping[str, str] = field(default_factory=dict)
    themes: Sequence[Theme] = ()
    languages: Sequence[str] = ()
    licence: str = "CC BY 4.0"
    publish_default: str = Publish.NAMED
    asks_stance: bool = False
    drafts_kept: int = 30
    questions: Sequence[AskedQuestion] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when until when a call takes contributions, and until when late ones."""

    opens: dt.datetime
    closes: dt.datetime | None = None
    late_until: dt.datetime | None = None


@transaction.atomic
def create_call(cycle: Cycle, *, slug: str, text: CallText, window: Window | None = None) -> Call:
    """A new call, seen by the secretariat only until it is published.

    Without a ``window`` the form takes nothing (an import by the secretariat needs none).

    Raises:
        SiteError: the slug may not stand in an address or is taken; the dates are out of order.
    """
    check_word(slug)
    # "new" stands behind calls/ in the addresses of the management.
    if slug == "new" or cycle.calls.filter(slug=slug).exists():
        raise SiteError(
            _("There is a call at %(slug)s already; choose another address.") % {"slug": slug},
            field="slug",
        )
    call = Call(cycle=cycle, slug=slug)
    _write(call, text)
    if window is not None:
        set_window(call, window=window)
    return call


@transaction.atomic
def edit_call(call: Call, *, text: CallText, window: Window | None = None) -> Call:
    """Changes a call; one that is published is recorded again, with its new words.

    Raises:
        SiteError: the dates are out of order, or a question that was answered is left out.
    """
    _write(call, text)
    if window is not None:
        set_window(call, window=window)
    if call.published is not None:
        _record_call(call, "changed")
    return call


@transaction.atomic
def publish_call(call: Call) -> Call:
    """Makes the call public.

    Raises:
        SiteError: it is public already.
    """
    if call.published is not None:
        raise SiteError(_("This call is public already; nothing is left to do."))
    call.published = stamp()
    call.save(update_fields=["published"])
    _record_call(call, "published")
    return call


@transaction.atomic
def set_window(call: Call, *, window: Window) -> Phase:
    """The dates of a call: a phase of its cycle, recorded with each change.

    Raises:
        SiteError: the dates are out of order.
    """
    phase = phase_of(call)
    if phase is None:
        return add_phase(
            call.cycle,
            action=Phase.Action.SUBMIT,
            subject=call.subject,
            names=call.titles,
            opens=window.opens,
            closes=window.closes,
            late_until=window.late_until,
        )
    if Window(opens=phase.opens, closes=phase.closes, late_until=phase.late_until) == window:
        return phase
    return edit_phase(phase, opens=window.opens, closes=window.closes, late_until=window.late_until)


def phase_of(call: Call) -> Phase | None:
    """The phase with the dates of a call; one query."""
    return Phase.objects.filter(
        cycle=call.cycle_id, action=Phase.Action.SUBMIT, subject=call.subject
    ).first()


@transaction.atomic
def ensure_call(
    cycle: Cycle, slug: str, settings: ForumSettings, *, window: Window | None = None
) -> Call:
    """The call with this slug; made and published from the settings of a forum.toml.

    Raises:
        SiteError: as for `create_call`.
    """
    call = cycle.calls.filter(slug=slug).first()
    if call is not None:
        return call
    language = settings.language
    text = CallText(
        titles={language: settings.title or _("Call for contributions")},
        themes=list(cycle.themes.all()),
        languages=settings.languages,
        questions=[AskedQuestion(texts={language: text}) for text in settings.questions],
    )
    return publish_call(create_call(cycle, slug=slug, text=text, window=window))


def _write(call: Call, text: CallText) -> None:
    call.titles = dict(text.titles)
    call.texts = dict(text.texts)
    call.consents = dict(text.consents)
    call.languages = list(text.languages) or list(call.cycle.forum.languages)
    call.licence = text.licence
    call.publish_default = text.publish_default
    call.asks_stance = text.asks_stance
    call.drafts_kept = text.drafts_kept
    call.save()
    call.themes.set(text.themes)
    _write_questions(call, text.questions)


def _write_questions(call: Call, asked: Sequence[AskedQuestion]) -> None:
    kept = {question.pk: question for question in call.questions.all()}
    for order, question in enumerate(asked):
        row = kept.pop(question.key, None) if question.key else None
        row = row or Question(call=call)
        row.order = order
        row.texts = dict(question.texts)
        row.asks_stance = question.asks_stance
        row.required = question.required
        row.save()
    for left in kept.values():
        if left.answers.exists():
            raise SiteError(
                _("“%(question)s” has been answered; it can be reworded, not taken out.")
                % {"question": left}
            )
        left.delete()


def _record_call(call: Call, act: str) -> None:
    record(
        "announcement",
        f"/{call.cycle.scope.path}/{call.subject}/",
        {
            "act": act,
            "titles": call.titles,
            "texts": call.texts,
            "consents": call.consents,
            "licence": call.licence,
            "languages": call.languages,
            "themes": sorted(call.themes.values_list("slug", flat=True)),
            "questions": [question.texts for question in call.questions.all()],
        },
    )
    mark_changed(call.cycle.scope)
