"""The Jinja2 environment of all pages: compiled templates, escaped by default."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, pgettext
from jinja2 import Environment, StrictUndefined

from conspectus.core.text import direction, in_language
from conspectus.people.designations import DESIGNATIONS


def address(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named page, in the current language."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django's own options
    """What every template may use: ``url``, ``static``, ``direction``, ``_``, ``|text``."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=options["loader"],
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(url=address, static=static, direction=direction)
    made.globals["designations"] = lambda: str(DESIGNATIONS)
    made.filters["text"] = lambda texts: in_language(texts)[0]
    made.filters["text_language"] = lambda texts: in_language(texts)[1]
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext
    )
    return made


def page_context(_request: HttpRequest) -> dict[str, object]:
    """The language of the page and its direction."""
    language = get_language() or "en"
    return {"language": language, "page_direction": direction(language)}
