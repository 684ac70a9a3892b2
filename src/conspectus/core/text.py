"""Text that exists in several languages: a JSON object from language code to text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages of the site: the six of the United Nations."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


class TextInLanguages(models.JSONField):
    """``{"en": "Access", "ar": "النفاذ"}``; empty where nothing was written."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class InSmallLetters(Lower):
    """A column as Python's ``lower`` gives it; on SQLite, of ASCII only."""

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:  # noqa: ANN401 - Django's own
        """By the database's own rule: that of our columns knows ASCII only."""
        return self.as_sql(
            compiler, connection, template='LOWER(%(expressions)s COLLATE "default")'
        )


def in_language(texts: Mapping[str, str], wanted: str | None = None) -> tuple[str, str]:
    """The text in the wanted (default: current) language and the language it is in.

    Without one in that language: English, else the first by code; ``("", wanted)`` where none.
    """
    language = (wanted or get_language() or "en").split("-")[0]
    for code in (language, "en", *sorted(texts)):
        if texts.get(code):
            return texts[code], code
    return "", language


def direction(language: str) -> str:
    """ "rtl" or "ltr", for the ``dir`` attribute of a text in this language."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
