"""Fields and forms that more than one app needs: texts in several languages, times with a zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from conspectus.core.errors import SiteError
from conspectus.core.plain import plain
from conspectus.core.text import direction


class PlainForm(forms.Form):
    """A form whose words can stand in a page, a feed, a spreadsheet and a document."""

    def clean(self) -> dict[str, Any]:
        """What was typed, as text (`core.plain`); control characters alone are nothing."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in given.items():
            if isinstance(value, str):
                given[name] = plain(value)
            elif isinstance(value, list) and all(isinstance(one, str) for one in value):
                given[name] = [words for one in value if (words := plain(one).strip())]
        for name, value in list(given.items()):
            field = self.fields.get(name)
            if field is not None and field.required and value in ("", []):
                self.add_error(name, str(field.error_messages["required"]))
        return given


class WholeNumberInput(forms.TextInput):
    """Shows again what was typed, number or not; an input of the type "number" empties itself."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", **(attrs or {})})


class TextsForm(PlainForm):
    """A form some of whose fields are asked in each of several languages."""

    def add_texts(
        self,
        name: str,
        label: str,
        languages: Sequence[str],
        *,
        texts: Mapping[str, str] | None = None,
        required: bool = False,
        lines: int = 1,
    ) -> None:
        """Fields ``name_en``, ``name_ar`` …; the first language is the one that is required."""
        for place, language in enumerate(languages):
            attrs = {"lang": language, "dir": direction(language)}
            widget: forms.Widget = (
                forms.Textarea({**attrs, "rows": lines}) if lines > 1 else forms.TextInput(attrs)
            )
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=f"{label} ({language_name(language)})" if len(languages) > 1 else label,
                required=required and place == 0,
                initial=(texts or {}).get(language, ""),
                widget=widget,
                max_length=300 if lines == 1 else 60_000,
            )

    def texts(self, name: str) -> dict[str, str]:
        """What was written, by language; languages without a text are left out."""
        start = f"{name}_"
        return {
            key.removeprefix(start): value
            for key, value in self.cleaned_data.items()
            if key in self.fields and key.startswith(start) and value
        }


class ZonedDateTimeField(forms.DateTimeField):
    """A time as read on a clock of the forum, whatever the server's or the reader's zone is."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def __init__(self, *, zone: str, label: str, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(label=f"{label} ({zone})", **kwargs)
        self.zone = ZoneInfo(zone)

    def clean(self, value: object) -> dt.datetime | None:
        """The moment that the clock of the zone shows."""
        with timezone.override(self.zone):
            cleaned: dt.datetime | None = super().clean(value)
        return cleaned

    def prepare_value(self, value: object) -> object:
        """What the clock of the zone shows at this moment."""
        with timezone.override(self.zone):
            return super().prepare_value(value)


class DayField(forms.DateField):
    """A day of the calendar."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class LinesField(forms.CharField):
    """One thing a line; gives a list."""

    widget = forms.Textarea({"rows": 4})

    def clean(self, value: object) -> list[str]:
        """The lines that hold something, each without spaces around it."""
        text = super().clean(value)
        return [line.strip() for line in str(text).splitlines() if line.strip()]

    def prepare_value(self, value: object) -> object:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


def _address_words(example: str) -> str:
    return gettext("Small letters, digits and hyphens, such as %(example)s. It stays for ever.") % {
        "example": example
    }


_address_help = lazy(_address_words, str)
"""In the language of the page: a lazy string loses its laziness where something is put into it."""


class SlugField(forms.CharField):
    """The word in an address. The service says what is wrong with it."""

    def __init__(self, *, example: str) -> None:
        super().__init__(
            label=_("Word in the address"),
            max_length=60,
            help_text=_address_help(example),
            widget=forms.TextInput({"dir": "ltr", "autocapitalize": "none"}),
        )

    def clean(self, value: object) -> str:
        """In small letters."""
        return str(super().clean(value)).strip().lower()


def keys_of(values: Iterable[str]) -> list[int]:
    """Keys of rows that were ticked; what no row can have ("²", a number of 30 digits) is none."""
    return [int(one) for one in values if one.isascii() and one.isdigit() and len(one) < 19]


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # of any model
    """Rows to tick; a key that no row can have is refused like any other that is not offered."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's
        """The rows."""
        strange = [one for one in value or () if one.isdigit() and not keys_of([one])]
        if strange:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": strange[0][:20]},
            )
        return super().clean(value)


def saved(form: forms.Form, save: Callable[[], object]) -> bool:
    """Whether the form is complete and the service took it.

    Where the service refuses, its sentence stands beside the field that it names, or above all.
    """
    if not form.is_valid():
        return False
    try:
        save()
    except SiteError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True


def language_name(code: str) -> str:
    """A language's name in the language of the page; its code where nobody knows a name."""
    return str(Locale.parse(get_language() or "en", sep="-").languages.get(code, code))
