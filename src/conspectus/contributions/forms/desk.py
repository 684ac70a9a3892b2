"""An answer to an item of the desk that is none of its buttons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import DeskItem, Document, Party, Version
from conspectus.contributions.options import Option
from conspectus.contributions.services.documents import text_for_box
from conspectus.core.text import direction, in_language
from conspectus.people.models import Organisation
from conspectus.people.queries.areas import area_choices
from conspectus.people.services.organisations import find_organisation

Kind = DeskItem.Kind


class AnswerForm(forms.Form):
    """By kind: any country, any group, any organisation by its name, or the text corrected."""

    def __init__(self, *args: Any, item: DeskItem, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self._item = item
        self.version: Version | None = None
        self.documents: list[Document] = []
        if item.contribution is not None:
            self.version = item.contribution.versions.order_by("-k").first()
        if item.kind == Kind.COUNTRY:
            self.fields["area"] = forms.ChoiceField(
                label=_("Country or region"), choices=area_choices
            )
        elif item.kind == Kind.GROUP:
            self.fields["group"] = forms.ChoiceField(
                label=_("Stakeholder group"), choices=self._groups
            )
        elif item.kind == Kind.ORGANISATION:
            self.fields["name"] = forms.CharField(
                label=_("Organisation"),
                max_length=300,
                help_text=_("Any name or acronym by which it is known here."),
            )
        elif item.kind in {Kind.EXTRACTION, Kind.FILE_MISSING}:
            self._add_texts()

    def _groups(self) -> list[tuple[int, str]]:
        tree = self._item.cycle.forum.group_tree
        return [(one.pk, in_language(one.names)[0]) for one in tree.groups.all()]

    def _add_texts(self) -> None:
        """The texts of a version that is not published; a published one is frozen."""
        if self.version is None or self.version.published is not None:
            return
        self.documents = list(self.version.documents.all())
        for document in self.documents:
            language = document.language or self.version.language
            self.fields[f"text_{document.pk}"] = forms.CharField(
                label=_("Text of %(name)s") % {"name": document},
                required=False,
                initial=text_for_box(document),
                widget=forms.Textarea({"rows": 20, "lang": language, "dir": direction(language)}),
            )

    def clean_name(self) -> str:
        """A name that is known."""
        name = str(self.cleaned_data["name"])
        if find_organisation(name) is None:
            raise forms.ValidationError(
                _("No organisation is known by this name; open its page to add the name first.")
            )
        return name

    def option(self) -> Option:
        """What was answered, as `answering` takes it."""
        if "area" in self.cleaned_data:
            return {"do": "country", "area": self.cleaned_data["area"]}
        if "group" in self.cleaned_data:
            return {"do": "group", "group": int(self.cleaned_data["group"])}
        if "name" in self.cleaned_data:
            return self._organisation(find_organisation(self.cleaned_data["name"]))
        return {"do": "leave"}

    def _organisation(self, chosen: Organisation | None) -> Option:
        """Who signed becomes the chosen one; where nobody is set down yet, the chosen one signs."""
        if chosen is None or self.version is None:
            return {"do": "leave"}
        said = self._item.proposal
        if "name" in said:
            who = {key: said[key] for key in ("name", "part", "order") if key in said}
            return {"do": "party", "organisation": chosen.pk, **who}
        signed = (
            self.version.parties.exclude(part=Party.Part.SUBMITS)
            .filter(organisation__name=self._item.question)
            .first()
        )
        if signed is None or signed.organisation_id is None:
            return {"do": "leave"}
        return {"do": "same", "organisation": signed.organisation_id, "as": chosen.pk}
