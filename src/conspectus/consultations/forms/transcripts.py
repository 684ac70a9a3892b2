"""Forms of transcripts: the file, and who its speakers are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Speaker, Transcript
from conspectus.consultations.services.importing import HEARD
from conspectus.consultations.services.publishing import AS_WRITTEN, DOUBTFUL
from conspectus.core.forms import PlainForm, language_name
from conspectus.core.text import LANGUAGES

_HOW: dict[str, str | Promise] = {
    "the same letters": _("the same letters"),
    "the same words in another order": _("the same words in another order"),
    "the family name": _("the family name"),
    "the first name": _("the first name"),
    "the initials": _("the initials"),
    "nearly the same letters": _("nearly the same letters"),
    "alike": _("alike"),
    HEARD: _("so called in another file of this meeting"),
}


class UploadForm(PlainForm):
    """A transcript's file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Captions (VTT, SRT), Word, a web page, Markdown or text with names and colons."
        ),
    )
    language = forms.ChoiceField(label=_("Language"))

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        files: Any = None,  # noqa: ANN401 - Django's
        *,
        languages: list[str],
    ) -> None:
        super().__init__(data, files)
        codes = dict.fromkeys([*languages, *LANGUAGES])
        chosen: Any = self.fields["language"]
        chosen.choices = [(code, language_name(code)) for code in codes]


class SpeakersForm(forms.Form):
    """Who each speaker of a transcript is; one list, one button."""

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        transcript: Transcript,
    ) -> None:
        super().__init__(data)
        self._speakers = {f"speaker_{one.pk}": one for one in transcript.speakers.all()}
        for name, one in self._speakers.items():
            self.fields[name] = forms.ChoiceField(
                label=_called(one),
                help_text=f"“{one.sample}”" if one.sample else "",
                choices=list(_choices(one)),
                initial=_chosen(one),
            )

    def choices(self) -> dict[int, str]:
        """Key of a speaker → who it is."""
        return {one.pk: self.cleaned_data[name] for name, one in self._speakers.items()}


def _called(one: Speaker) -> str:
    name = f"{one.name} ({one.written})" if one.written else one.name
    turns = ngettext("%(num)s intervention", "%(num)s interventions", one.turns)
    return f"{name}: {turns % {'num': one.turns}}"


def _choices(one: Speaker) -> Iterator[tuple[str, str]]:
    yield AS_WRITTEN, gettext("As written, nobody whom the site knows")
    for proposal in one.proposals:
        how = _HOW.get(proposal["how"], "")
        yield proposal["key"], f"{proposal['name']} ({how})"
    yield DOUBTFUL, gettext("Not certain: no evidence for papers")


def _chosen(one: Speaker) -> str:
    if one.person_id:
        return f"person:{one.person_id}"
    if one.organisation_id:
        return f"organisation:{one.organisation_id}"
    if one.doubtful:
        return DOUBTFUL
    return next((proposal["key"] for proposal in one.proposals if proposal["certain"]), AS_WRITTEN)
