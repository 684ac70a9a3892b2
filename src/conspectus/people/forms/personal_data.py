"""The form by which somebody asks to be erased."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm
from conspectus.core.personal_holders import Wish

WISHES = {
    Wish.KEEP: _("They stay as they are, with the name that is printed"),
    Wish.WITHDRAW: _("They are marked as withdrawn"),
    Wish.ERASE: _("Their words are erased too, also where papers quote them"),
}


class ErasureForm(PlainForm):
    """What is to become of what was published, and that it is meant."""

    wish = forms.ChoiceField(
        label=_("Your published contributions, posts and comments"),
        choices=list(WISHES.items()),
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("I know that it cannot be undone"))
