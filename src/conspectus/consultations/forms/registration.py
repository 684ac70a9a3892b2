"""Forms of registration: by whoever takes part, and by the secretariat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Meeting, Registration, RegistrationTerms
from conspectus.consultations.services.registration import Terms, Wish
from conspectus.contributions.holders import region_of
from conspectus.core.forms import PlainForm, WholeNumberInput, ZonedDateTimeField
from conspectus.core.text import in_language
from conspectus.people.models import Area, StakeholderGroup
from conspectus.people.services.areas import find_area

CHANNELS = {
    Registration.Channel.ROOM: _("in the room"),
    Registration.Channel.REMOTE: _("from afar"),
}


class WishForm(PlainForm):
    """Who takes part, and how."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )
    capacity = forms.ChoiceField(
        label=_("You take part"),
        choices=[
            (Registration.Capacity.PERSONAL, _("in a personal capacity")),
            (Registration.Capacity.ORGANISATION, _("for an organisation")),
        ],
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "organization"}),
    )
    group = forms.ChoiceField(label=_("Stakeholder group"), required=False)
    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "country-name"}),
    )
    channel = forms.ChoiceField(label=_("Where"), choices=list(CHANNELS.items()))
    needs = forms.CharField(
        label=_("What you need in order to take part"),
        required=False,
        max_length=1000,
        help_text=_(
            "Access, interpretation, captions. Only the secretariat reads it, and it is deleted "
            "after the meeting."
        ),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    listed = forms.BooleanField(
        label=_("Show my name in the public list of participants"), required=False
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        groups: Iterable[StakeholderGroup],
        meeting: Meeting,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self._groups = {group.slug: group for group in groups}
        self._area: Area | None = None
        chosen = self.fields["group"]
        chosen.choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", "–"),
            *((slug, in_language(one.names)[0] or slug) for slug, one in self._groups.items()),
        ]
        terms = getattr(meeting, "registration_terms", None)
        if not meeting.is_attributed or terms is None or not terms.lists:
            del self.fields["listed"]

    def clean_country(self) -> str:
        """A name that the table of areas knows, in any language."""
        said = str(self.cleaned_data["country"]).strip()
        self._area = find_area(said) if said else None
        if said and self._area is None:
            raise forms.ValidationError(
                gettext("“%(name)s” is not in the table of countries: write its name in full.")
                % {"name": said}
            )
        return said

    def clean(self) -> dict[str, Any]:
        """Who takes part for an organisation names it."""
        given = super().clean()
        is_for = given.get("capacity") == Registration.Capacity.ORGANISATION
        if is_for and not given.get("organisation"):
            self.add_error("organisation", gettext("Name the organisation."))
        return given

    def wish(self) -> Wish:
        """What the services take."""
        given = self.cleaned_data
        return Wish(
            name=given["name"],
            organisation=given["organisation"],
            capacity=given["capacity"],
            group=self._groups.get(given["group"]),
            country=self._area,
            region=region_of(self._area),
            channel=given["channel"],
            needs=given["needs"].strip(),
            listed=bool(given.get("listed")),
        )


class RegisterForm(WishForm):
    """The same, and where the mail goes; whoever has an account is not asked for an address."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link to confirm it. It is not published."),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
    )

    def __init__(self, data: Any = None, *, has_account: bool, **given: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(data, **given)
        if has_account:
            del self.fields["email"]


def as_written(one: Registration) -> dict[str, Any]:
    """What the form shows of a registration."""
    columns = ("name", "organisation", "capacity", "channel", "needs", "listed")
    return {
        **{name: getattr(one, name) for name in columns},
        "group": one.group.slug if one.group else "",
        "country": in_language(one.country.names)[0] if one.country else "",
    }


class TermsForm(PlainForm):
    """Under what people register; times in the meeting's zone."""

    seats = forms.IntegerField(
        label=_("Places in the room"),
        required=False,
        min_value=0,
        max_value=10**6,
        widget=WholeNumberInput,
        help_text=_("Empty: as many as come."),
    )
    remote_seats = forms.IntegerField(
        label=_("Places from afar"),
        required=False,
        min_value=0,
        max_value=10**6,
        widget=WholeNumberInput,
    )
    lists = forms.BooleanField(
        label=_("List those who agree"),
        required=False,
        help_text=_("In a meeting without attribution nobody is listed."),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        meeting: Meeting,
        terms: RegistrationTerms | None,
    ) -> None:
        columns = ("opens", "closes", "seats", "remote_seats", "lists")
        initial = {name: getattr(terms, name) for name in columns} if terms else {"lists": True}
        super().__init__(data, initial=initial)
        zone = meeting.time_zone
        self.fields["opens"] = ZonedDateTimeField(zone=zone, label=gettext("Opens"), required=False)
        self.fields["closes"] = ZonedDateTimeField(
            zone=zone, label=gettext("Closes"), required=False
        )
        self.order_fields(columns)

    def terms(self) -> Terms:
        """What the service takes."""
        columns = ("opens", "closes", "seats", "remote_seats", "lists")
        return Terms(**{name: self.cleaned_data[name] for name in columns})
