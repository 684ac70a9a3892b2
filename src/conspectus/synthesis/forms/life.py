"""What is asked when a version becomes public, and on its settings afterwards."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import LinesField, PlainForm, ZonedDateTimeField
from conspectus.synthesis.models import Comment, PaperVersion
from conspectus.synthesis.services.papers import Terms, statuses_after

STATUS_LABELS = {
    "working draft": _("working draft"),
    "open for comment": _("open for comment"),
    "revised": _("revised"),
    "final": _("final"),
    "Corr.": _("correction of the final version (Corr.)"),
    "Add.": _("addition to the final version (Add.)"),
    "Rev.": _("revision of the final version (Rev.)"),
}


class ConsultationsField(LinesField):
    """Links to consultations, one a line: the address, then the title."""

    def to_links(self, lines: list[str]) -> list[dict[str, str]]:
        """The lines as {"title", "url"}."""
        found = []
        for line in lines:
            url, _space, title = line.partition(" ")
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.netloc:
                raise ValidationError(gettext("Begin each line with an address (https://…)."))
            found.append({"url": url[:500], "title": title.strip()[:300] or url[:300]})
        return found

    def prepare_value(self, value: object) -> object:
        """Links as lines."""
        if isinstance(value, list):
            links = [one for one in value if isinstance(one, dict)]
            return "\n".join(f"{one['url']} {one['title']}" for one in links)
        return super().prepare_value(value)


class TermsForm(PlainForm):
    """Until when comments are taken, how they become public, what the paper was input to."""

    comments_at_once = forms.BooleanField(
        label=_("Show comments as soon as the address is verified"),
        required=False,
        help_text=_("Otherwise each waits for your decision."),
    )
    input_to = ConsultationsField(
        label=_("This paper was input to"),
        required=False,
        help_text=_("One consultation a line: its address, a space, its title."),
    )

    def __init__(self, data: object = None, *, version: PaperVersion) -> None:
        initial = {
            "comments_at_once": version.comments_at_once,
            "input_to": version.input_to,
            "comments_until": version.comments_until,
        }
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        until = ZonedDateTimeField(
            zone=version.paper.cycle.forum.time_zone,
            label=gettext("Open for comment until"),
            required=False,
        )
        self.fields = {"comments_until": until, **self.fields}

    def clean_input_to(self) -> list[dict[str, str]]:
        """Each line begins with an address."""
        field = self.fields["input_to"]
        lines = self.cleaned_data["input_to"]
        return field.to_links(lines) if isinstance(field, ConsultationsField) else []

    def terms(self) -> Terms:
        """What was chosen."""
        given = self.cleaned_data
        return Terms(
            why=given.get("why", ""),
            comments_until=given["comments_until"],
            comments_at_once=given["comments_at_once"],
            input_to=given["input_to"],
        )


class PublishForm(TermsForm):
    """Under which status a version becomes public, why, and on which terms."""

    def __init__(
        self, data: object = None, *, version: PaperVersion, newer: int | None = None
    ) -> None:
        super().__init__(data, version=version)
        choices = [(one, STATUS_LABELS[one]) for one in statuses_after(version.previous)]
        why = forms.CharField(
            label=_("Why there is this version"),
            required=False,
            max_length=4_000,
            widget=forms.Textarea({"rows": 3, "dir": "auto"}),
            help_text=_("The head of its list of changes."),
        )
        status = forms.ChoiceField(label=_("Status"), choices=choices)
        self.fields = {"status": status, "why": why, **self.fields}
        if newer is not None:
            self.fields["although"] = forms.BooleanField(
                label=gettext("Make this older version public although version %(number)s is ready")
                % {"number": newer},
                error_messages={"required": _("Tick this, or make the newer version public.")},
            )

    def clean(self) -> dict[str, object]:
        """A version that is open for comment says until when."""
        given = super().clean()
        if given.get("status") == "open for comment" and not given.get("comments_until"):
            self.add_error("comments_until", gettext("Say until when it is open for comment."))
        return given


class CommentForm(PlainForm):
    """A comment: no account, an address that is verified by a link and never shown."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link to confirm it. It is not published."),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=5_000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )


OUTCOMES = {
    Comment.Outcome.TAKEN_UP.value: _("taken up"),
    Comment.Outcome.PARTLY.value: _("partly taken up"),
    Comment.Outcome.NOT_TAKEN_UP.value: _("not taken up"),
}


class AnswerForm(PlainForm):
    """What becomes of a comment, and why; public."""

    outcome = forms.ChoiceField(label=_("What becomes of it"), choices=list(OUTCOMES.items()))
    answer = forms.CharField(
        label=_("Answer"),
        max_length=5_000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text=_("Everybody reads it. The author gets a mail."),
    )


class RefusalForm(PlainForm):
    """Why a comment is not shown; the author is told."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
