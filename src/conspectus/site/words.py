"""The interface's words for templates: looked up once a process and language, then kept.

A list page says a few strings fifty times over; Django's own lookup costs more than the rest of a
cell. The catalogues do not change while the program runs.
"""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

from conspectus.core.quantities import written

_plain: defaultdict[str | None, dict[str, Markup]] = defaultdict(dict)
_pattern: defaultdict[str | None, dict[str, Markup]] = defaultdict(dict)


def words_of(message: str, /, **values: object) -> Markup:
    """The string in the page's language with its values, which are escaped.

    As Jinja's "newstyle" calls are: a percent sign of the text itself is written twice.
    """
    language = get_language()
    if not values:
        known = _plain[language].get(message)
        if known is None:
            known = _plain[language][message] = Markup(gettext(message)) % {}  # noqa: S704 - ours
        return known
    pattern = _pattern[language].get(message)
    if pattern is None:
        pattern = _pattern[language][message] = Markup(gettext(message))  # noqa: S704 - ours
    return pattern % written(values)


def counted_words(one: str, several: str, num: int, /, **values: object) -> Markup:
    """The string in its form for a number, which stands in it as ``num``."""
    pattern = Markup(ngettext(one, several, num))  # noqa: S704 - ours
    return pattern % written({"num": num, **values})
