"""Forms of the right of correction."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm, keys_of, language_name
from conspectus.core.text import LANGUAGES
from conspectus.synthesis.models import Reply
from conspectus.synthesis.services.replying import ON_A_SENTENCE, ON_THE_PAPER

Kind = Reply.Kind

LABELS = {
    Kind.CONFIRM: _("This is right"),
    Kind.OBJECT: _("This is wrong"),
    Kind.PROPOSE: _("I propose another wording"),
    Kind.VERBATIM: _("Our own words instead"),
    Kind.WITHOUT_NAME: _("Take our name out"),
    Kind.MISSING: _("Something is missing"),
}
"""What a holder can answer."""

OUTCOMES = {
    Reply.Outcome.CHANGED: _("changed"),
    Reply.Outcome.KEPT: _("kept as it is"),
    Reply.Outcome.DONE: _("done"),
    Reply.Outcome.STOPPED: _("not printed"),
}

LONGEST = 4_000


class AnswerForm(PlainForm):
    """What a holder says of a sentence, or of the whole paper."""

    kind = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("What is wrong, your wording, your own words from the passage, or what lacks."),
    )
    note = forms.CharField(
        label=_("Note, at most 60 words"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Printed with the sentence if its wording is kept."),
    )

    def __init__(self, *args: object, about_a_sentence: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds: Sequence[Kind] = ON_A_SENTENCE if about_a_sentence else ON_THE_PAPER
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind.value, LABELS[kind]) for kind in kinds]
        if not about_a_sentence:
            del self.fields["note"]
            self.fields["text"].help_text = _("What is missing, in your words.")


class WriteForm(PlainForm):
    """How long holders have to answer, and how soon they are answered."""

    days_to_answer = forms.IntegerField(
        label=_("Days to answer"), initial=30, min_value=1, max_value=365
    )
    days_to_be_answered = forms.IntegerField(
        label=_("Days until they are answered"), initial=30, min_value=1, max_value=365
    )


class ContactForm(PlainForm):
    """A contact of a holder."""

    holder = forms.CharField(
        label=_("Holder"),
        max_length=500,
        help_text=_("As in the register; a joint contribution as the paper cites it."),
    )
    email = forms.EmailField(label=_("Address of mail"), max_length=254)
    name = forms.CharField(label=_("Name of the contact"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"))
    authorised = forms.BooleanField(
        label=_("May speak for it"),
        required=False,
        help_text=_("Its answers bind; those of others are received, unconfirmed."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(code, language_name(code)) for code in LANGUAGES]
        field.initial = "en"


class ContactsFileForm(forms.Form):
    """Contacts from a file."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Columns: holder, email, name, language, authorised (yes or no)."),
    )


class DecisionForm(PlainForm):
    """What the rapporteur answers."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[
            (outcome.value, OUTCOMES[outcome])
            for outcome in (Reply.Outcome.CHANGED, Reply.Outcome.KEPT)
        ],
    )
    acts = forms.CharField(
        label=_("Corrections that change it"),
        required=False,
        max_length=100,
        help_text=_("Their numbers, with spaces between them."),
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=LONGEST, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )

    def numbers(self) -> list[int]:
        """The corrections that were named."""
        return keys_of(self.cleaned_data["acts"].replace(",", " ").split())


class SecondLookForm(PlainForm):
    """What somebody else found."""

    name = forms.CharField(label=_("Your name, as it is shown"), max_length=200)
    text = forms.CharField(
        label=_("What you found"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
