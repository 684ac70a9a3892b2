"""Who follows what, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm
from conspectus.core.text import in_language
from conspectus.discussion.models import Category, Subscription, Thread
from conspectus.people.models import Account

RHYTHMS = [
    (Subscription.Rhythm.EACH, _("each post as a mail")),
    (Subscription.Rhythm.DAILY, _("one mail a day")),
]


class RhythmForm(PlainForm):
    """How often."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=RHYTHMS)


class FollowForm(RhythmForm):
    """What of the online forum comes by mail. ``what``: "", "c-SLUG" or "t-NUMBER"."""

    what = forms.ChoiceField(label=_("What"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link to confirm it. It is not published."),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        categories: Iterable[Category],
        thread: Thread | None,
        account: Account | None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self._categories = {f"c-{one.slug}": one for one in categories}
        self._thread = thread
        choices = [("", gettext("everything"))]
        choices += [
            (key, in_language(one.names)[0] or one.slug) for key, one in self._categories.items()
        ]
        if thread is not None:
            choices.append((f"t-{thread.number}", thread.title or gettext("Without title")))
        self.fields["what"].choices = choices  # type: ignore[attr-defined] # a ChoiceField
        self.order_fields(["what", "rhythm", "email"])
        if account is not None:
            del self.fields["email"]

    def chosen(self) -> dict[str, Any]:
        """What the service takes."""
        what = self.cleaned_data["what"]
        return {
            "category": self._categories.get(what),
            "thread": self._thread if what.startswith("t-") else None,
            "rhythm": self.cleaned_data["rhythm"],
        }
