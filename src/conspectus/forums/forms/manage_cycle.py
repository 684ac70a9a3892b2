"""Forms about a cycle: what it is, its themes, its phases, its documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import (
    DayField,
    LinesField,
    RowsField,
    SlugField,
    TextsForm,
    ZonedDateTimeField,
)
from conspectus.forums.models import Cycle, CycleDocument, Forum, MandateParagraph, Phase, Theme
from conspectus.forums.services.cycles import CycleFacts
from conspectus.forums.services.themes import ThemeText

Data = Mapping[str, Any] | None

ACTIONS = {
    Phase.Action.SUBMIT: _("Contributions can be submitted"),
    Phase.Action.COMMENT: _("Comments can be made"),
    Phase.Action.PROPOSE: _("Proposals can be made"),
    Phase.Action.NOMINATE: _("Candidates can be nominated"),
    Phase.Action.OBJECT: _("Objections can be made"),
    Phase.Action.DISCUSS: _("The online forum is open"),
}
THEME_KINDS = {
    Theme.Kind.THEME: _("Theme"),
    Theme.Kind.CROSS_CUTTING: _("Cross-cutting theme"),
    Theme.Kind.EMERGING: _("Emerging issue"),
}
DOCUMENT_KINDS = {
    CycleDocument.Kind.ANNOUNCEMENT: _("Announcement"),
    CycleDocument.Kind.AGENDA: _("Agenda"),
    CycleDocument.Kind.NOTE: _("Note"),
}


class CycleForm(TextsForm):
    """What a cycle says of itself."""

    host = forms.CharField(label=_("Host"), max_length=200, required=False)
    place = forms.CharField(label=_("Place of the meeting"), max_length=200, required=False)
    starts = DayField(label=_("First day of the meeting"), required=False)
    ends = DayField(label=_("Last day of the meeting"), required=False)
    co_chairs = LinesField(label=_("Co-chairs"), required=False, help_text=_("One name a line."))

    def __init__(self, data: Data, *, forum: Forum, cycle: Cycle | None = None) -> None:
        names = ("host", "place", "starts", "ends", "co_chairs")
        initial = {name: getattr(cycle, name) for name in names} if cycle else {}
        super().__init__(data, initial=initial)
        texts = cycle.names if cycle else {}
        self.add_texts("names", str(_("Name")), forum.languages, texts=texts, required=True)
        self.order_fields([name for name in self.fields if name.startswith("names")])

    def facts(self) -> CycleFacts:
        """What was written."""
        given = self.cleaned_data
        return CycleFacts(
            names=self.texts("names"),
            host=given["host"],
            place=given["place"],
            co_chairs=given["co_chairs"],
            starts=given["starts"],
            ends=given["ends"],
        )


class NewCycleForm(CycleForm):
    """A cycle that is to be opened; themes of the last one can be taken over at once."""

    slug = SlugField(example="2026")
    carry = RowsField(
        label=_("Themes taken over"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    authority = forms.CharField(
        label=_("Who decided on these themes"),
        max_length=300,
        required=False,
        help_text=_("And where that stands, such as: Chair's summary, para. 12"),
    )

    def __init__(self, data: Data, *, forum: Forum) -> None:
        super().__init__(data, forum=forum)
        last = forum.cycles.first()
        field = self.fields["carry"]
        if isinstance(field, forms.ModelMultipleChoiceField) and last is not None:
            field.queryset = last.themes.all()
        if last is None or not last.themes.exists():
            del self.fields["carry"], self.fields["authority"]

    def carried(self) -> list[Theme]:
        """The themes that were chosen, in their order."""
        return list(self.cleaned_data.get("carry") or ())


class CarryForm(forms.Form):
    """Themes of the forum's other cycles that this one takes over."""

    themes = RowsField(
        label=_("Themes"), queryset=Theme.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    authority = forms.CharField(
        label=_("Who decided on these themes"),
        max_length=300,
        help_text=_("And where that stands, such as: Chair's summary, para. 12"),
    )

    def __init__(self, data: Data, *, cycle: Cycle) -> None:
        super().__init__(data)
        field = self.fields["themes"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            others = Theme.objects.filter(cycle__forum=cycle.forum_id).exclude(cycle=cycle)
            field.queryset = others.exclude(carried_to__cycle=cycle).order_by("-cycle", "order")

    def has_themes(self) -> bool:
        """Whether there is any theme to choose."""
        field = self.fields["themes"]
        rows = field.queryset if isinstance(field, forms.ModelMultipleChoiceField) else None
        return rows is not None and rows.exists()

    def carried(self) -> list[Theme]:
        """The themes that were chosen, in their order."""
        return list(self.cleaned_data["themes"])


class ThemeForm(TextsForm):
    """A theme and the authority for it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(THEME_KINDS.items()))
    authority = forms.CharField(
        label=_("Who decided it"),
        max_length=300,
        help_text=_("And where that stands, such as: Chair's summary, para. 12"),
    )
    terms = LinesField(
        label=_("Words that tell it"),
        required=False,
        help_text=_("One a line; they help to find what contributions say about it."),
    )
    mandate = RowsField(
        label=_("Mandate"),
        queryset=MandateParagraph.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Data, *, cycle: Cycle, theme: Theme | None = None) -> None:
        initial: dict[str, object] = {}
        if theme is not None:
            initial = {name: getattr(theme, name) for name in ("kind", "authority", "terms")}
            initial["mandate"] = list(theme.mandate.values_list("pk", flat=True))
        super().__init__(data, initial=initial)
        languages = cycle.forum.languages
        names, texts = (theme.names, theme.descriptions) if theme else ({}, {})
        self.add_texts("names", str(_("Name")), languages, texts=names, required=True)
        self.add_texts("descriptions", str(_("Description")), languages, texts=texts, lines=3)
        field = self.fields["mandate"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = cycle.forum.mandate.all()
        self.order_fields([name for name in self.fields if name.startswith(("names", "desc"))])

    def text(self) -> ThemeText:
        """What was written."""
        given = self.cleaned_data
        return ThemeText(
            names=self.texts("names"),
            authority=given["authority"],
            kind=given["kind"],
            descriptions=self.texts("descriptions"),
            terms=given["terms"],
            mandate=list(given["mandate"]),
        )


class PhaseForm(TextsForm):
    """From when until when what can be done."""

    action = forms.ChoiceField(label=_("What can be done"), choices=list(ACTIONS.items()))

    def __init__(self, data: Data, *, cycle: Cycle, phase: Phase | None = None) -> None:
        names = ("opens", "closes", "late_until", "action")
        initial = {name: getattr(phase, name) for name in names} if phase else {}
        super().__init__(data, initial=initial)
        forum = cycle.forum
        texts = phase.names if phase else {}
        self.add_texts("names", str(_("Name")), forum.languages, texts=texts)
        add_window(self, zone=forum.time_zone)
        if phase is not None:
            # What a window opens never changes: its dates do.
            del self.fields["action"]


def add_window(form: forms.Form, *, zone: str) -> None:
    """The fields ``opens``, ``closes`` and ``late_until``, read on the forum's clock."""
    form.fields["opens"] = ZonedDateTimeField(zone=zone, label=str(_("Opens")))
    form.fields["closes"] = ZonedDateTimeField(
        zone=zone, label=str(_("Closes")), required=False, help_text=_("Empty: no end.")
    )
    form.fields["late_until"] = ZonedDateTimeField(
        zone=zone,
        label=str(_("Late ones accepted until")),
        required=False,
        help_text=_("They are marked as late. Empty: none is accepted after the end."),
    )


class DocumentForm(TextsForm):
    """A dated document of the cycle."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(DOCUMENT_KINDS.items()))
    date = DayField(label=_("Date"))

    def __init__(self, data: Data, *, cycle: Cycle, document: CycleDocument | None = None) -> None:
        initial = {"kind": document.kind, "date": document.date} if document else {}
        super().__init__(data, initial=initial)
        languages = cycle.forum.languages
        titles, texts = (document.titles, document.texts) if document else ({}, {})
        self.add_texts("titles", str(_("Title")), languages, texts=titles, required=True)
        self.add_texts("texts", str(_("Text")), languages, texts=texts, required=True, lines=8)
