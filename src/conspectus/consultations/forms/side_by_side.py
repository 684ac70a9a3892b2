"""Which transcript is the original."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Transcript
from conspectus.core.forms import PlainForm, language_name


class OriginalForm(PlainForm):
    """An original, or a translation of another transcript of the meeting."""

    original = forms.ChoiceField(label=_("This transcript is"), required=False)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        transcript: Transcript,
    ) -> None:
        now = str(transcript.translation_of_id or "")
        super().__init__(data, initial={"original": now})
        others = Transcript.objects.filter(meeting=transcript.meeting_id).exclude(pk=transcript.pk)
        self._others = {str(one.pk): one for one in others.defer("removed", "disclaimers")}
        said = gettext("a translation of file %(number)s (%(language)s)")
        chosen: Any = self.fields["original"]
        chosen.choices = [
            ("", gettext("an original: papers may draw on it")),
            *(
                (key, said % {"number": one.k, "language": language_name(one.language)})
                for key, one in self._others.items()
            ),
        ]

    def chosen(self) -> Transcript | None:
        """What it is a translation of."""
        return self._others.get(self.cleaned_data["original"])
