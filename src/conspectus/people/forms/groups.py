"""Forms about stakeholder groups and areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import LinesField, TextsForm
from conspectus.core.text import LANGUAGES
from conspectus.people.models import Area, StakeholderGroup


class GroupForm(TextsForm):
    """A stakeholder group: its name in the forum's languages, its parent, its place."""

    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=StakeholderGroup.objects.none(),
        required=False,
        empty_label="–",
    )
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        group: StakeholderGroup,
        languages: Sequence[str],
    ) -> None:
        super().__init__(data, initial={"parent": group.parent_id, "order": group.order})
        self.add_texts("names", str(_("Name")), languages, texts=group.names, required=True)
        field = self.fields["parent"]
        if isinstance(field, forms.ModelChoiceField):
            # Two levels: a group that has parts is no part of another.
            others = StakeholderGroup.objects.filter(tree=group.tree_id, parent=None)
            field.queryset = others.exclude(pk=group.pk) if group.pk else others
        self.order_fields([name for name in self.fields if name.startswith("names_")])


class AreaForm(TextsForm):
    """Labels, regional group, other names and note of an area."""

    un_group = forms.CharField(label=_("UN regional group"), max_length=60, required=False)
    other_names = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("One a line; by each of them the area is found."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, area: Area) -> None:
        super().__init__(data, initial={"un_group": area.un_group, "other_names": area.other_names})
        self.add_texts("names", str(_("Name")), LANGUAGES, texts=area.names)
        self.add_texts("footnote", str(_("Note")), LANGUAGES, texts=area.footnote, lines=2)
        self.order_fields([name for name in self.fields if name.startswith("names_")])
