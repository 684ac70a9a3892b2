"""Forms of the speaking queue: to ask, to choose its options, to do otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import SpeakingQueue
from conspectus.consultations.queue_words import CHANNELS, KINDS, WHO
from conspectus.consultations.queueing import Act
from conspectus.consultations.services.queue import Wish
from conspectus.consultations.services.queue_options import Chosen
from conspectus.core.forms import LinesField, PlainForm, WholeNumberInput
from conspectus.core.text import in_language
from conspectus.people.models import StakeholderGroup

LONGEST_S = 3600
MOST_CLASSES = 10


class AskForm(PlainForm):
    """Somebody asks to speak; a chair adds somebody with the same form."""

    name = forms.CharField(label=_("Name, as it is to be called"), max_length=200)
    channel = forms.ChoiceField(
        label=_("You take part"), choices=list(CHANNELS.items()), widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("You ask for"), choices=list(KINDS.items()))
    capacity = forms.CharField(label=_("Capacity"), required=False, max_length=200)
    on_behalf_of = forms.CharField(label=_("On behalf of"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Text to be read out"),
        required=False,
        max_length=10_000,
        help_text=_("For whoever takes part in writing. It becomes part of the record."),
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        queue: SpeakingQueue,
        groups: Sequence[StakeholderGroup],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self._groups = {str(one.pk): one for one in groups}
        if groups:
            names = [(key, in_language(one.names)[0]) for key, one in self._groups.items()]
            self.fields["group"] = _choice(gettext("Group"), names)
        if queue.classes:
            classes = [(one, one) for one in queue.classes]
            self.fields["precedence"] = _choice(gettext("Class"), classes)
        if queue.meeting.agenda:
            items = [
                (str(number), f"{number}. {in_language(item)[0]}"[:200])
                for number, item in enumerate(queue.meeting.agenda, start=1)
            ]
            self.fields["item"] = _choice(gettext("Agenda item"), items)
        self.order_fields(["name", "channel", "kind", "item", "group", "precedence"])

    def wish(self) -> Wish:
        """What the service takes."""
        given = self.cleaned_data
        item = given.get("item") or ""
        return Wish(
            **{name: given[name] for name in ("name", "channel", "kind", "capacity")},
            on_behalf_of=given["on_behalf_of"],
            group=self._groups.get(given.get("group") or ""),
            precedence=given.get("precedence") or "",
            item=int(item) if item else None,
            language=get_language() or "en",
            text=given["text"],
        )


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "–"), *choices])


def _seconds(label: Any, help_text: Any = "") -> forms.IntegerField:  # noqa: ANN401 - lazy words
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=LONGEST_S,
        initial=0,
        widget=WholeNumberInput,
        help_text=help_text,
    )


class OptionsForm(PlainForm):
    """What a meeting chooses before its queue opens."""

    who = forms.ChoiceField(label=_("Who may ask by a page"), choices=list(WHO.items()))
    first_turns = forms.BooleanField(label=_("First turns before all others"), required=False)
    shares = forms.BooleanField(
        label=_("The group that had the fewest turns comes first"), required=False
    )
    classes = LinesField(
        label=_("Classes of precedence"),
        required=False,
        help_text=_("One a line, the first comes first. Empty: there are none."),
    )
    limit_s = _seconds(_("Seconds of an intervention"), _("0: no limit."))
    short_limit_s = _seconds(_("Seconds of a point of order or reply"), _("0: no limit."))
    remote_delay_s = _seconds(
        _("Seconds by which those far away hear later"),
        _("Their requests, and those in writing, count so much earlier."),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        queue: SpeakingQueue | None,
    ) -> None:
        columns = list(Chosen.__dataclass_fields__)
        super().__init__(
            data, initial={name: getattr(queue, name) for name in columns} if queue else None
        )
        if queue is not None and queue.opened is not None:
            self.fields["reason"] = forms.CharField(
                label=gettext("Why the options change"),
                required=False,
                max_length=300,
                help_text=gettext("Everybody reads it."),
            )

    def clean_classes(self) -> list[str]:
        """Few, and short enough for a line of the list."""
        found = list(dict.fromkeys(one[:100] for one in self.cleaned_data["classes"]))
        if len(found) > MOST_CLASSES:
            raise forms.ValidationError(
                gettext("There can be %(number)s classes at most.") % {"number": MOST_CLASSES}
            )
        return found

    def chosen(self) -> Chosen:
        """What the service takes."""
        return Chosen(**{name: self.cleaned_data[name] for name in Chosen.__dataclass_fields__})


_ACTS = {
    Act.NOW: _("let speak now"),
    Act.MOVE: _("move to the place below"),
    Act.SKIP: _("skip: behind all others of this item"),
    Act.WITHDRAW: _("Take the request back"),
}


class OverrideForm(PlainForm):
    """A chair does otherwise than the order has it."""

    act = forms.ChoiceField(label=_("Do otherwise"), choices=list(_ACTS.items()))
    place = forms.IntegerField(
        label=_("Place among interventions"),
        min_value=1,
        max_value=9999,
        required=False,
        initial=1,
        widget=WholeNumberInput,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody reads it, for good.")
    )
