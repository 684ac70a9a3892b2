"""Forms of minutes: notes as they are typed, points, publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Meeting, MinutesPoint
from conspectus.consultations.services.minutes import Typed
from conspectus.consultations.services.minutes_points import AS_PRINTED, KNOWN, Written
from conspectus.consultations.services.minutes_publishing import Said
from conspectus.consultations.words import POINTS
from conspectus.core.forms import DayField, PlainForm, language_name
from conspectus.core.text import in_language

_MOST = 2**31 - 1
"""Of a number that is kept."""


class NotesForm(PlainForm):
    """The notes of one item, with what a page knows of them."""

    text = forms.CharField(
        label=_("Notes"),
        required=False,
        strip=False,
        help_text=_(
            "A line between paragraphs is left empty; “# ” begins a heading, “- ” an item of a "
            "list, “> ” a quotation."
        ),
        widget=forms.Textarea({"rows": 18, "dir": "auto"}),
    )
    base = forms.IntegerField(min_value=0, max_value=_MOST, widget=forms.HiddenInput)
    tab = forms.CharField(max_length=40, widget=forms.HiddenInput)
    aside = forms.IntegerField(
        required=False, min_value=0, max_value=_MOST, widget=forms.HiddenInput
    )

    def typed(self) -> Typed:
        """What the service takes."""
        given = self.cleaned_data
        aside = given["aside"] or 0
        return Typed(text=given["text"], base=given["base"], tab=given["tab"], aside=aside)


class PointForm(PlainForm):
    """A decision, or what somebody is to do."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(POINTS.items()))
    item = forms.TypedChoiceField(label=_("Agenda item"), coerce=int)
    text = forms.CharField(
        label=_("What was decided, or is to be done"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    owner = forms.CharField(
        label=_("Owner"),
        required=False,
        max_length=300,
        help_text=_("The person, organisation or group, as it is to be printed."),
    )
    owner_is = forms.ChoiceField(
        label=_("The owner is"),
        choices=[
            (AS_PRINTED, _("as printed, tied to nobody")),
            (KNOWN, _("the one whom the site knows by this name")),
        ],
    )
    due = DayField(label=_("Due"), required=False)
    done = DayField(label=_("Done"), required=False)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        meeting: Meeting,
        point: MinutesPoint | None = None,
        item: int = 0,
    ) -> None:
        super().__init__(data, initial=_initial(point, item))
        chosen: Any = self.fields["item"]
        chosen.choices = [
            (0, gettext("The meeting as a whole")),
            *(
                (number, f"{number}. {in_language(titles)[0]}")
                for number, titles in enumerate(meeting.agenda, start=1)
            ),
        ]

    def written(self) -> Written:
        """What the services take."""
        return Written(**{name: self.cleaned_data[name] for name in self.fields})


def _initial(point: MinutesPoint | None, item: int) -> dict[str, Any]:
    if point is None:
        return {"item": item, "kind": MinutesPoint.Kind.ACTION, "owner_is": AS_PRINTED}
    is_tied = point.person_id or point.organisation_id
    return {
        **{name: getattr(point, name) for name in ("kind", "item", "text", "owner")},
        **{name: getattr(point, name) for name in ("due", "done")},
        "owner_is": KNOWN if is_tied else AS_PRINTED,
    }


class PublishForm(PlainForm):
    """Notes become the next version of the minutes."""

    language = forms.ChoiceField(label=_("Language"))
    prepared_by = forms.CharField(label=_("Prepared by"), max_length=300)
    note = forms.CharField(
        label=_("What has changed since the last version"), required=False, max_length=500
    )
    knows_names = forms.BooleanField(
        label=_("I have looked at the names in the text; it can be published."), required=False
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        meeting: Meeting,
        prepared_by: str = "",
    ) -> None:
        super().__init__(data, initial={"prepared_by": prepared_by})
        languages = meeting.cycle.forum.languages or ["en"]
        chosen: Any = self.fields["language"]
        chosen.choices = [(code, language_name(code)) for code in languages]
        if not meeting.minutes_version:
            del self.fields["note"]
        if meeting.is_attributed:
            del self.fields["knows_names"]

    def said(self) -> Said:
        """What the service takes."""
        return Said(**{name: self.cleaned_data[name] for name in self.fields})
