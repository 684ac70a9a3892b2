"""Forms of posts and threads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm
from conspectus.core.text import in_language
from conspectus.discussion.models import Post
from conspectus.discussion.rules import LONGEST
from conspectus.discussion.services.posting import Author, Written
from conspectus.discussion.words import LABELS
from conspectus.people.models import Account, StakeholderGroup


class PostTextForm(PlainForm):
    """The words of a post and what its author says of it."""

    text = forms.CharField(
        label=_("Your post"),
        max_length=LONGEST,
        help_text=_("Empty lines part paragraphs; > begins a quotation; *strong* and _emphasis_."),
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
    )
    labels = forms.MultipleChoiceField(
        label=_("What you say of it yourself"),
        required=False,
        choices=list(LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
    )


class PostForm(PostTextForm):
    """A post, and who writes it. Whoever has an account is not asked for an address."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    to = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**9)
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )
    capacity = forms.ChoiceField(
        label=_("You write"),
        choices=[
            (Post.Capacity.PERSONAL, _("in a personal capacity")),
            (Post.Capacity.ORGANISATION, _("for an organisation")),
        ],
        initial=Post.Capacity.PERSONAL,
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "organization"}),
    )
    on_behalf_of = forms.CharField(
        label=_("On behalf of others"),
        required=False,
        max_length=300,
        help_text=_("Who has asked you to speak for them, if anybody has."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    group = forms.ChoiceField(label=_("Stakeholder group"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link to confirm it. It is not published."),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        groups: Iterable[StakeholderGroup],
        account: Account | None = None,
        is_new: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self._groups = {group.slug: group for group in groups}
        self._account = account
        chosen = self.fields["group"]
        chosen.choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", "–"),
            *((slug, in_language(one.names)[0] or slug) for slug, one in self._groups.items()),
        ]
        if account is not None:
            del self.fields["email"]
        if is_new:
            title = forms.CharField(
                label=gettext("Title of the thread"),
                max_length=200,
                widget=forms.TextInput({"dir": "auto"}),
            )
            self.fields = {"title": title, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Who writes for an organisation names it."""
        given = super().clean()
        is_for = given.get("capacity") == Post.Capacity.ORGANISATION
        if is_for and not given.get("organisation"):
            self.add_error("organisation", gettext("Name the organisation."))
        return given

    def written(self, reply_to: Post | None) -> Written:
        """What was typed."""
        given = self.cleaned_data
        account = self._account
        is_for = given["capacity"] == Post.Capacity.ORGANISATION
        author = Author(
            email=account.email if account else given["email"].lower(),
            name=given["name"],
            organisation=given["organisation"] if is_for else "",
            on_behalf_of=given["on_behalf_of"],
            capacity=given["capacity"],
            group=self._groups.get(given["group"]),
            account=account,
        )
        return Written(
            author=author,
            text=given["text"],
            title=given.get("title", ""),
            language=get_language() or "en",
            labels=given["labels"],
            reply_to=reply_to,
        )
