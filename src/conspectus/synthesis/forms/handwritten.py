"""What is sent and decided of a paper that people wrote."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm
from conspectus.synthesis.services.handwritten import KINDS

LONGEST = 6_000


class ImportForm(PlainForm):
    """The file of a paper and its title."""

    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    file = forms.FileField(
        label=_("The paper"),
        widget=forms.FileInput({"accept": ",".join(f".{one}" for one in KINDS)}),
        help_text=_("In English; its sentences are looked for in the published contributions."),
    )


class SettleForm(PlainForm):
    """The words of a sentence and of its footnote."""

    prefix = "settle"
    text = forms.CharField(
        label=_("Sentence"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
    note = forms.CharField(
        label=_("Footnote"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class CiteForm(PlainForm):
    """Whose words in which contribution a sentence rests on."""

    prefix = "cite"
    holder = forms.CharField(label=_("Contributor"), max_length=500)
    number = forms.CharField(label=_("Number of the contribution"), max_length=20)
    words = forms.CharField(
        label=_("Its words"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Exactly as they stand there."),
    )
