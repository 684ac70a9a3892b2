"""A further paper of a cycle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import Call
from conspectus.core.forms import PlainForm
from conspectus.core.text import in_language
from conspectus.forums.models import Theme
from conspectus.synthesis.forms.following import follows_field
from conspectus.synthesis.models import Paper

REGIONS = {
    "Africa": _("Africa"),
    "Asia": _("Asia"),
    "Europe": _("Europe"),
    "Latin America and the Caribbean": _("Latin America and the Caribbean"),
    "Northern America": _("Northern America"),
    "Oceania": _("Oceania"),
}
"""The regions of holders as papers print them."""


def _boxes(label: object) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=str(label), required=False, widget=forms.CheckboxSelectMultiple
    )


class NewPaperForm(PlainForm):
    """Title, what it is limited to, whose corrections it takes, which earlier paper it follows."""

    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )

    def __init__(
        self,
        data: object = None,
        *,
        calls: Sequence[Call],
        themes: Sequence[Theme],
        papers: Sequence[Paper],
        language: str,
        places: Sequence[tuple[str, str]] = (),
        earlier: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        choices: dict[str, list[tuple[str, Any]]] = {
            "calls": [(one.slug, in_language(one.titles, language)[0]) for one in calls],
            "places": list(places),
            "themes": [(one.slug, in_language(one.names, language)[0]) for one in themes],
            "regions": list(REGIONS.items()),
        }
        labels = {
            "calls": _("Only of these calls"),
            "places": _("Only these meetings and threads"),
            "themes": _("Only these themes"),
            "regions": _("Only contributors from these regions"),
        }
        for name, offered in choices.items():
            if offered:
                field = self.fields[name] = _boxes(labels[name])
                field.choices = offered
        if papers:
            self.fields["corrections_of"] = forms.ChoiceField(
                label=_("Take over the corrections of"),
                required=False,
                choices=[
                    ("", _("no other paper")),
                    *((str(one.number), f"{one.number}. {one.title}") for one in papers),
                ],
            )

        if earlier:
            self.fields["follows"] = follows_field(earlier)

    def limits(self) -> dict[str, list[str]]:
        """What was ticked."""
        names = ("calls", "places", "themes", "regions")
        return {name: list(self.cleaned_data.get(name) or ()) for name in names}
