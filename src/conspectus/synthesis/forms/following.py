"""Which earlier paper a paper follows."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm


def follows_field(earlier: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """A choice of one of the public versions before, as (key, what it is), or of none."""
    return forms.ChoiceField(
        label=str(_("Follows the earlier paper")),
        required=False,
        choices=[("", _("no other paper")), *earlier],
        help_text=_("Each draft then says which views are new, gone, stronger or weaker since."),
    )


class FollowingForm(PlainForm):
    """The choice, of a paper that is there already."""

    def __init__(
        self, data: object = None, *, earlier: Sequence[tuple[str, str]], now: int | None
    ) -> None:
        super().__init__(data, initial={"follows": str(now or "")})  # type: ignore[arg-type]
        self.fields["follows"] = follows_field(earlier)

    def chosen(self) -> int | None:
        """The key of the version, or ``None``."""
        return int(self.cleaned_data["follows"]) if self.cleaned_data["follows"] else None
