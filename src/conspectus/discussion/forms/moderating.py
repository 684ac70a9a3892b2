"""Forms of moderators, and of who reports a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm, SlugField, TextsForm
from conspectus.core.text import in_language
from conspectus.discussion.models import Category, Proposition
from conspectus.discussion.words import REASONS
from conspectus.forums.models import Cycle, Theme


class FlagForm(PlainForm):
    """Why a post should be looked at."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "–"), *REASONS.items()])
    note = forms.CharField(
        label=_("What the moderators should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class StopForm(PlainForm):
    """Why a post is refused or hidden; the author reads both."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "–"), *REASONS.items()])
    note = forms.CharField(
        label=_("To the author"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class HearForm(PlainForm):
    """What becomes of an appeal."""

    note = forms.CharField(
        label=_("Answer"),
        max_length=1000,
        help_text=_("The author reads it."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class CategoryForm(TextsForm):
    """A category in the forum's languages."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    moderation = forms.ChoiceField(
        label=_("Moderation"),
        choices=[
            (Category.Moderation.AFTER, _("Posts are public at once")),
            (Category.Moderation.BEFORE, _("Each post is looked at first")),
        ],
    )
    closed = forms.BooleanField(label=_("Closed: nothing more can be posted"), required=False)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        cycle: Cycle,
        category: Category | None = None,
    ) -> None:
        initial = {}
        if category is not None:
            theme = category.theme.slug if category.theme else ""
            initial = {
                "theme": theme,
                "moderation": category.moderation,
                "closed": category.closed,
            }
        super().__init__(data, initial=initial)
        self._themes = {one.slug: one for one in Theme.objects.filter(cycle=cycle)}
        self.fields["theme"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", "–"),
            *((slug, in_language(one.names)[0]) for slug, one in self._themes.items()),
        ]
        if category is None:
            self.fields = {"slug": SlugField(example="access"), **self.fields}
            del self.fields["closed"]
        languages = cycle.forum.languages or ["en"]
        given = category.names if category else None
        self.add_texts("name", gettext("Name"), languages, texts=given, required=True)
        given = category.descriptions if category else None
        self.add_texts("description", gettext("Description"), languages, texts=given, lines=3)

    def settings(self) -> dict[str, Any]:
        """What the services take."""
        given = self.cleaned_data
        return {
            "names": self.texts("name"),
            "descriptions": self.texts("description"),
            "theme": self._themes.get(given["theme"]),
            "moderation": given["moderation"],
        }


class ThreadForm(PlainForm):
    """What the secretariat settles about a thread."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.none(), to_field_name="slug"
    )
    closed = forms.BooleanField(label=_("Closed: nothing more can be posted"), required=False)
    drawn_on = forms.BooleanField(
        label=_("Papers draw on this thread"),
        required=False,
        help_text=_("Its posts are sources like contributions, from the next draft on."),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        categories: QuerySet[Category],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]


class EraseForm(PlainForm):
    """Why the words of a post go for good."""

    why = forms.CharField(
        label=_("Reason of the erasure"),
        max_length=300,
        help_text=_("It stays in the public record: write no personal data."),
    )


class PropositionForm(PlainForm):
    """A proposition that waits: public, or refused where a reason is given."""

    proposition = forms.ModelChoiceField(queryset=Proposition.objects.none())
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("make it public")), *REASONS.items()]
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        propositions: QuerySet[Proposition],
    ) -> None:
        super().__init__(data)
        self.fields["proposition"].queryset = propositions  # type: ignore[attr-defined]
