"""The Jinja2 environment of all pages: compiled templates, escaped by default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import StrictUndefined
from markupsafe import Markup

from conspectus.core.moments import day, moment, short_day, short_moment
from conspectus.core.panels import links_of
from conspectus.core.quantities import listed, quantity
from conspectus.core.text import direction, in_language
from conspectus.forums.models import Cycle, Forum
from conspectus.people.designations import DESIGNATIONS
from conspectus.site.compiled import CompiledTemplates
from conspectus.site.prose import prose
from conspectus.site.rendering import QuickEnvironment
from conspectus.site.static_files import static_address
from conspectus.site.words import counted_words, words_of

Way = tuple[str | Promise, str, bool]


def address(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named page, in the current language."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def absolute(path: str) -> str:
    """The full address of a path: from the setting, never from the request."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def lang_attributes(texts: Mapping[str, str]) -> Markup:
    """``lang`` and ``dir`` for a text that is not in the page's language; else nothing."""
    language = in_language(texts)[1]
    if not language or language == (get_language() or "en"):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def language_name(code: str, shown_in: str | None = None) -> str:
    """The name of a language in itself, or in another; the code where nobody knows it."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(shown_in or code)
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def environment(**options: Any) -> QuickEnvironment:  # noqa: ANN401 - Django's own options
    """What every template may use beside ``page_context``.

    ``url(name, …)``, ``static(name)``, ``absolute(path)``, ``direction(language)``,
    ``language_name(code)``, ``_``;
    filters on texts in languages ``|text``, ``|text_language``, ``|lang_attributes`` and on
    times ``|moment(zone)``, ``|short_moment(zone)``, ``|day``; ``|quantity`` for
    numbers, ``|listed`` for names in a row; ``|prose`` for Markdown of the secretariat's texts.
    """
    made = QuickEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=options["loader"],
        auto_reload=False,
        bytecode_cache=CompiledTemplates(),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        url=address,
        static=static_address,
        absolute=absolute,
        direction=direction,
        language_name=language_name,
    )
    made.globals["oidc_name"] = lambda: settings.OIDC_NAME
    made.globals["designations"] = lambda: str(DESIGNATIONS)
    made.filters["text"] = lambda texts: in_language(texts)[0]
    made.filters["text_language"] = lambda texts: in_language(texts)[1]
    made.filters["lang_attributes"] = lang_attributes
    made.filters["moment"] = moment
    made.filters["day"] = day
    made.filters["short_day"] = short_day
    made.globals["short_day"] = short_day
    made.filters["short_moment"] = short_moment
    made.filters["quantity"] = quantity
    made.filters["listed"] = listed
    made.filters["prose"] = prose
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    # Called as Jinja's own would be, only quicker.
    made.globals.update(gettext=words_of, _=words_of, ngettext=counted_words)
    return made


def page_context(request: HttpRequest) -> dict[str, object]:
    """What the frame needs of a request; the views' own names win nothing here, so none is used.

    ``language``, ``page_direction``; ``here``: forum and cycle of the address where a gate has
    read its scope; ``switcher``: (code, name, address of this page in that language);
    ``ways(forum, cycle)``: the navigation; ``notices()``: messages for this person.
    """
    language = get_language() or "en"
    scope = getattr(request, "scope", None)
    cycle = getattr(scope, "cycle", None) if scope is not None else None
    # A cycle's scope has no forum of its own, and asking for it costs a statement.
    forum = cycle.forum if cycle is not None else getattr(scope, "forum", None)

    def ways(of_forum: Forum, of_cycle: Cycle | None) -> Iterator[Way]:
        return _ways(request.path, language, of_forum, of_cycle)

    return {
        "language": language,
        "page_direction": direction(language),
        "here": {"cycle": cycle, "forum": forum},
        "switcher": list(_switcher(request.get_full_path(), language)),
        "ways": ways,
        "notices": lambda: _notices(request),
    }


def _notices(request: HttpRequest) -> Iterable[object]:
    """Messages for this person. A page that is the same for everybody never touches them."""
    if getattr(request, "is_published", False):
        return ()
    stored = get_messages(request)
    # Reading sets a cookie, also where there is nothing to read.
    return stored if "messages" in request.COOKIES or getattr(stored, "added_new", False) else ()


def _switcher(path: str, language: str) -> Iterator[tuple[str, str, str]]:
    """This page in each language. A page without a language in its address leads to the front."""
    prefix = f"/{language}/"
    rest = path.removeprefix(prefix) if path.startswith(prefix) else ""
    for code, name in settings.LANGUAGES:
        yield code, name, f"/{code}/{rest}"


def _ways(path: str, language: str, forum: Forum, cycle: Cycle | None) -> Iterator[Way]:
    """(label, address, whether it is this page's part) of each entry of the navigation.

    A page prints labels as they are: it knows the words of its language already.
    """
    place = "cycle" if cycle else "forum"
    base = f"/{language}/{forum.slug}/" + (f"{cycle.slug}/" if cycle else "")
    yield gettext("Overview"), base, path == base
    for link in links_of(place):
        target = base + link.path
        yield link.label, target, path.startswith(target)
