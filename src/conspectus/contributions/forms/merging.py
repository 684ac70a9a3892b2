"""The form that says of which other organisation this is another name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conspectus.people.models import Organisation
from conspectus.people.services.organisations import find_organisation, propose_organisations

LIKELY = 8
"""How many look-alikes are offered."""


class MergeForm(forms.Form):
    """The other organisation: one that looks alike, or one by its name."""

    likely = forms.ChoiceField(
        label=_("The same as"), required=False, widget=forms.RadioSelect, choices=[]
    )
    name = forms.CharField(
        label=_("Or the name of another organisation"),
        max_length=300,
        required=False,
        help_text=_("As it is listed, or any of its other names."),
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self._organisation = organisation
        alike = propose_organisations(organisation.name, limit=LIKELY + 1)
        others = [one for one in alike if one.pk != organisation.pk][:LIKELY]
        field = self.fields["likely"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.slug, one.name) for one in others]
        if not others:
            del self.fields["likely"]
            self.fields["name"].label = _("Name of the other organisation")

    def clean(self) -> dict[str, Any]:
        """One other organisation, however it was named."""
        data = super().clean() or {}
        name = str(data.get("name") or "").strip()
        slug = str(data.get("likely") or "")
        if name:
            found = find_organisation(name)
            where = "name"
        else:
            found = Organisation.objects.filter(slug=slug).first() if slug else None
            where = "likely" if "likely" in self.fields else "name"
        if found is None:
            said = (
                _("No organisation has this name.") if name else _("Choose one, or write a name.")
            )
            raise ValidationError({where: said})
        if found.pk == self._organisation.pk:
            raise ValidationError({where: _("This is the organisation itself; choose another.")})
        return {**data, "into": found}
