"""The form with which the secretariat writes a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import Call
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.services.calls import AskedQuestion, CallText, Window, phase_of
from conspectus.core.clock import stamp
from conspectus.core.forms import RowsField, SlugField, TextsForm, language_name
from conspectus.core.text import LANGUAGES
from conspectus.forums.forms.manage_cycle import add_window
from conspectus.forums.models import Cycle, Theme

EMPTY_QUESTIONS = 3
"""Rows for new questions below those that are there; after saving there are as many again."""

PUBLISH_NAMES = {
    Publish.NAMED: _("With the name of the contributor"),
    Publish.WITHOUT_NAME: _("Without the name"),
    Publish.NOT_PUBLISHED: _("Not published"),
}


class CallForm(TextsForm):
    """Everything about a call on one page; only title, address and opening are asked for."""

    slug = SlugField(example="taking-stock")
    themes = RowsField(
        label=_("Themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which contributions can be made"),
        widget=forms.CheckboxSelectMultiple,
    )
    licence = forms.CharField(label=_("Licence"), max_length=100)
    publish_default = forms.ChoiceField(
        label=_("Publication that is proposed to contributors"),
        choices=list(PUBLISH_NAMES.items()),
        widget=forms.RadioSelect,
    )
    asks_stance = forms.BooleanField(
        label=_("Ask for and against on the whole contribution"), required=False
    )
    drafts_kept = forms.IntegerField(
        label=_("Days for which drafts are kept"),
        help_text=_("After the call has ended. What was not sent by then is deleted."),
        min_value=1,
        max_value=3650,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, cycle: Cycle, call: Call | None = None
    ) -> None:
        self.cycle = cycle
        super().__init__(data, initial=_initial(cycle, call))
        languages = cycle.forum.languages
        titles, texts, consents = (call.titles, call.texts, call.consents) if call else ({},) * 3
        self.add_texts("titles", str(_("Title")), languages, texts=titles, required=True)
        self.add_texts("texts", str(_("Text of the call")), languages, texts=texts, lines=8)
        add_window(self, zone=cycle.forum.time_zone)
        self.add_texts(
            "consents", str(_("What contributors consent to")), languages, texts=consents, lines=3
        )
        self._offer()
        self._ask(call)
        if call is not None:
            del self.fields["slug"]

    def _offer(self) -> None:
        themes, languages = self.fields["themes"], self.fields["languages"]
        if isinstance(themes, forms.ModelMultipleChoiceField):
            themes.queryset = self.cycle.themes.all()
            if not themes.queryset.exists():
                del self.fields["themes"]
        if isinstance(languages, forms.MultipleChoiceField):
            codes = dict.fromkeys([*self.cycle.forum.languages, *LANGUAGES])
            languages.choices = [(code, language_name(code)) for code in codes]

    def _ask(self, call: Call | None) -> None:
        """Rows for the questions that are there, and some for new ones."""
        asked = list(call.questions.all()) if call else []
        self.questions = [*asked, *[None] * EMPTY_QUESTIONS]
        for place, question in enumerate(self.questions):
            label = str(_("Question %(number)s")) % {"number": place + 1}
            texts = question.texts if question else {}
            self.add_texts(f"question{place}", label, self.cycle.forum.languages, texts=texts)
            for name, text in (
                ("required", _("An answer is required")),
                ("stance", _("Ask for and against")),
            ):
                old = {"required": "required", "stance": "asks_stance"}[name]
                self.fields[f"{name}{place}"] = forms.BooleanField(
                    label=f"{label}: {text}",
                    required=False,
                    initial=bool(question) and getattr(question, old),
                )

    def text(self) -> CallText:
        """What the call says. An emptied question is one that is taken out."""
        given = self.cleaned_data
        return CallText(
            titles=self.texts("titles"),
            texts=self.texts("texts"),
            consents=self.texts("consents"),
            themes=list(given.get("themes", ())),
            languages=given["languages"],
            licence=given["licence"],
            publish_default=given["publish_default"],
            asks_stance=given["asks_stance"],
            drafts_kept=given["drafts_kept"],
            questions=[
                AskedQuestion(
                    texts=texts,
                    required=given[f"required{place}"],
                    asks_stance=given[f"stance{place}"],
                    key=question.pk if question else None,
                )
                for place, question in enumerate(self.questions)
                if (texts := self.texts(f"question{place}"))
            ],
        )

    def window(self) -> Window:
        """From when until when."""
        given = self.cleaned_data
        return Window(opens=given["opens"], closes=given["closes"], late_until=given["late_until"])


_KEPT = ("languages", "licence", "publish_default", "drafts_kept")


def _initial(cycle: Cycle, call: Call | None) -> dict[str, object]:
    """What the form shows at first: all themes, the forum's languages, an open licence."""
    if call is None:
        return {
            "themes": [theme.pk for theme in cycle.themes.all()],
            "languages": cycle.forum.languages,
            "licence": "CC BY 4.0",
            "publish_default": Publish.NAMED,
            "drafts_kept": Call().drafts_kept,
            "opens": stamp().replace(second=0, microsecond=0),
        }
    phase = phase_of(call)
    dates = ("opens", "closes", "late_until")
    return {
        "themes": list(call.themes.values_list("pk", flat=True)),
        **{name: getattr(call, name) for name in _KEPT},
        "asks_stance": call.asks_stance,
        **({name: getattr(phase, name) for name in dates} if phase else {}),
    }
