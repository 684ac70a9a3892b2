"""Forms of meetings."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Meeting
from conspectus.consultations.rules import agenda_of
from conspectus.consultations.services.meetings import Announced
from conspectus.consultations.words import ADMISSIONS, FLOORS, KINDS, MODES
from conspectus.core.forms import PlainForm, RowsField, SlugField, TextsForm, ZonedDateTimeField
from conspectus.core.moments import zone_named
from conspectus.forums.models import Cycle, CycleDocument

_PLAIN = ("time_zone", "held_by", "chair", "place", "remote", "recording")
_SAID = ("quotable", "objected")
_COLUMNS = ("kind", "mode", "admission", "floor", *_SAID, "starts", "ends", *_PLAIN)


class MeetingForm(TextsForm):
    """A meeting in the forum's languages; its times are read in the zone that the form names."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    mode = forms.ChoiceField(
        label=_("Mode"),
        choices=list(MODES.items()),
        help_text=_("Without attribution no speaker is kept, not even here."),
    )
    admission = forms.ChoiceField(
        label=_("Who may follow it"),
        choices=list(ADMISSIONS.items()),
        required=False,
        help_text=_("The link to take part from afar is public only where anybody may."),
    )
    floor = forms.ChoiceField(
        label=_("Who may take the floor"),
        choices=[("", _("as the mode has it")), *FLOORS.items()],
        required=False,
    )
    quotable = forms.BooleanField(
        label=_("Papers may cite what is said without attribution"),
        required=False,
        help_text=_("Word for word as said in the group, with no name and no number."),
    )
    objected = forms.BooleanField(label=_("Somebody there objects to being cited"), required=False)
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=60, widget=forms.TextInput({"dir": "ltr"})
    )
    held_by = forms.CharField(label=_("Group whose meeting it is"), required=False, max_length=200)
    chair = forms.CharField(
        label=_("Chair"),
        required=False,
        max_length=300,
        help_text=_("Several are parted by commas."),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    remote = forms.URLField(
        label=_("Link to take part from afar"), required=False, assume_scheme="https"
    )
    recording = forms.URLField(label=_("Recording"), required=False, assume_scheme="https")
    documents = RowsField(
        label=_("Documents"),
        required=False,
        queryset=CycleDocument.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    public = forms.BooleanField(
        label=_("Public"), required=False, help_text=_("What was public once stays public.")
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        cycle: Cycle,
        meeting: Meeting | None = None,
    ) -> None:
        usual = meeting.time_zone if meeting else cycle.forum.time_zone
        super().__init__(data, initial=_initial(meeting, usual))
        zone = zone_named((data or {}).get("time_zone") or usual).key
        self.fields["starts"] = ZonedDateTimeField(zone=zone, label=gettext("Begins"))
        self.fields["ends"] = ZonedDateTimeField(zone=zone, label=gettext("Ends"), required=False)
        documents: Any = self.fields["documents"]
        documents.queryset = CycleDocument.objects.filter(cycle=cycle)
        languages = cycle.forum.languages or ["en"]
        given = meeting.titles if meeting else None
        self.add_texts("title", gettext("Title"), languages, texts=given, required=True)
        given = meeting.descriptions if meeting else None
        self.add_texts("description", gettext("Description"), languages, texts=given, lines=4)
        given = _agenda_lines(meeting) if meeting else None
        label = gettext("Agenda, one item a line")
        self.add_texts("agenda", label, languages, texts=given, lines=8)
        texts = [name for name in self.fields if name.startswith(("title_", "description_"))]
        places = ["kind", "mode", *_SAID, "admission", "floor", *texts, "starts", "ends", *_PLAIN]
        self.order_fields(places)
        if meeting is None:
            self.fields = {"slug": SlugField(example="open-consultation"), **self.fields}

    def clean_admission(self) -> str:
        """Anybody, where nothing is said."""
        return self.cleaned_data["admission"] or Meeting.Admission.EVERYBODY

    def clean_time_zone(self) -> str:
        """A name of the IANA's data base of zones."""
        name = str(self.cleaned_data["time_zone"])
        if name not in available_timezones():
            raise forms.ValidationError(
                gettext("“%(name)s” is no time zone: write one such as Europe/Paris or UTC.")
                % {"name": name}
            )
        return name

    def said(self) -> Announced:
        """What the services take."""
        written = self.texts("agenda")
        lines = {
            code: [line.strip()[:300] for line in text.splitlines() if line.strip()]
            for code, text in written.items()
        }
        return Announced(
            **{name: self.cleaned_data[name] for name in _COLUMNS},
            titles=self.texts("title"),
            descriptions=self.texts("description"),
            agenda=agenda_of(lines),
        )


def _initial(meeting: Meeting | None, zone: str) -> dict[str, Any]:
    if meeting is None:
        return {"time_zone": zone}
    return {
        **{name: getattr(meeting, name) for name in _COLUMNS},
        "documents": list(meeting.documents.values_list("pk", flat=True)),
        "public": meeting.published is not None,
    }


def _agenda_lines(meeting: Meeting) -> dict[str, str]:
    """Items by language; one that is missing in a language stands there in the first."""
    codes = sorted({code for item in meeting.agenda for code in item})
    return {
        code: "\n".join(item.get(code) or next(iter(item.values()), "–") for item in meeting.agenda)
        for code in codes
    }


class SourcesForm(PlainForm):
    """Whether papers draw on a meeting."""

    drawn_on = forms.TypedChoiceField(
        label=_("Papers"),
        choices=[("yes", _("draw on this meeting")), ("no", _("do not draw on this meeting"))],
        coerce=lambda value: value == "yes",
        help_text=_("What was said there is a source like contributions, from the next draft on."),
    )


class EraseForm(PlainForm):
    """Why the words of an intervention go for good."""

    why = forms.CharField(
        label=_("Reason of the erasure"),
        max_length=300,
        help_text=_("It stays in the public record: write no personal data."),
    )
