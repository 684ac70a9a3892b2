"""The form about an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import LinesField
from conspectus.people.models import Area, Organisation
from conspectus.people.queries.areas import area_choices
from conspectus.people.services.organisations import OrganisationFacts, find_organisation

KINDS = {
    Organisation.Kind.GOVERNMENT: _("Government"),
    Organisation.Kind.INTERGOVERNMENTAL: _("Intergovernmental organisation"),
    Organisation.Kind.COMPANY: _("Company"),
    Organisation.Kind.ASSOCIATION: _("Association"),
    Organisation.Kind.ACADEMIC: _("Academic institution"),
    Organisation.Kind.TECHNICAL: _("Technical body"),
    Organisation.Kind.OTHER: _("Other"),
}


class OrganisationForm(forms.Form):
    """What is known of an organisation, with every name by which it is found."""

    name = forms.CharField(label=_("Name"), max_length=300, widget=forms.TextInput({"dir": "auto"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    country = forms.ChoiceField(label=_("Country"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    parent = forms.CharField(
        label=_("Part of"),
        max_length=300,
        required=False,
        help_text=_("A name of another organisation that is known."),
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", max_length=200
    )
    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("One a line: acronyms, spellings, names in other languages."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, organisation: Organisation) -> None:
        names = [alias.name for alias in organisation.aliases.all()]
        super().__init__(
            data,
            initial={
                "name": organisation.name,
                "kind": organisation.kind,
                "country": organisation.country.code if organisation.country else "",
                "region": organisation.region.code if organisation.region else "",
                "parent": organisation.parent.name if organisation.parent else "",
                "website": organisation.website,
                "aliases": [name for name in names if name != organisation.name],
            },
        )
        (countries, regions, values) = area_choices()
        for name, groups in (("country", [countries, values]), ("region", [regions, values])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "–"), *groups]

    def clean_parent(self) -> Organisation | None:
        """The organisation with the name that was written."""
        written = self.cleaned_data["parent"]
        found = find_organisation(written) if written else None
        if written and found is None:
            raise forms.ValidationError(
                _("No organisation has this name; write one that is known.")
            )
        return found

    def facts(self) -> OrganisationFacts:
        """What was written."""
        given = self.cleaned_data
        areas = Area.objects.in_bulk([given["country"], given["region"]], field_name="code")
        return OrganisationFacts(
            name=given["name"],
            kind=given["kind"],
            country=areas.get(given["country"]),
            region=areas.get(given["region"]),
            parent=given["parent"],
            website=given["website"],
            aliases=given["aliases"],
        )
