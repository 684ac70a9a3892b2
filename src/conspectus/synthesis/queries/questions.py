"""The engine's questions in the language of the page.

The engine asks in English, with wordings, names and themes in its sentence. Here the sentence is
taken apart again: what is the engine's own is translated, what is quoted stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext, gettext_noop
from markupsafe import Markup

ASKED: Final = (
    gettext_noop("Are these one view? “%(one)s” / “%(two)s”"),
    gettext_noop("Does this belong to the theme %(theme)s? “%(view)s”"),
    gettext_noop("Is this its own view, or does it tell what others hold?"),
    gettext_noop("Does this state a view, or only what was?"),
    gettext_noop("Does this criticise %(name)s, and should the paper say so?"),
    gettext_noop("Does this passage say that %(view)s?"),
    gettext_noop("Do those who hold that %(one)s exclude that %(two)s?"),
    gettext_noop(
        "“%(one)s” and “%(two)s” were said to exclude each other; give both a wording that can "
        "stand after “that”, and they will be printed as an opposition."
    ),
    gettext_noop(
        "“%(one)s” and “%(two)s” were said to exclude each other, but somebody holds both; say "
        "which passages are not of these views, and they will be printed as an opposition."
    ),
    gettext_noop(
        "%(issue)s: This passage takes a side in words that cannot be reported shortly; "
        "under which wording does it stand?"
    ),
    gettext_noop("%(issue)s: This passage seems to stand on both sides; on which do they stand?"),
    gettext_noop(
        "%(issue)s: These passages of one contributor seem to stand on both sides; "
        "on which do they stand?"
    ),
    gettext_noop("%(issue)s: This passage takes a side on a condition; on which do they stand?"),
    gettext_noop(
        "%(issue)s: This passage may take a side, by an ambiguous word; on which do they stand?"
    ),
    gettext_noop("%(one)s contradicts %(two)s, which is later and holds."),
    gettext_noop(
        "%(one)s names what no text contains now: %(missing)s; it is kept and holds again when it "
        "comes back."
    ),
    gettext_noop(
        "%(one)s is about words of a group: nobody holds them, so they stand in no view of others."
    ),
    gettext_noop("%(one)s names a theme that the paper does not have; write its name or id."),
    gettext_noop(
        "No. %(number)s is told as a report of what others said and never names %(name)s, so "
        "nothing in it counts as its view. If it is, add the body that speaks in it as an alias "
        "of the contributor."
    ),
)
"""What the engine asks, of which each has its place for what it quotes."""


def _pattern(message: str) -> re.Pattern[str]:
    pieces = re.split(r"%\((\w+)\)s", message)
    # Pieces at even places are the engine's own words, the others the names of parts.
    return re.compile(
        "".join(
            f"(?P<{piece}>.*)" if place % 2 else re.escape(piece)
            for place, piece in enumerate(pieces)
        ),
        re.DOTALL,
    )


_PATTERNS: Final = tuple((message, _pattern(message)) for message in ASKED)


def in_words(question: str) -> Markup:
    """A question as the page shows it; one that is none of `ASKED` in the engine's English."""
    for message, pattern in _PATTERNS:
        found = pattern.fullmatch(question)
        if found is not None:
            parts = {
                name: Markup("<bdi>{}</bdi>").format(words)
                for name, words in found.groupdict().items()
            }
            return Markup(gettext(message)) % parts  # noqa: S704 - ours, and its parts are escaped
    return Markup('<span lang="en" dir="auto">{}</span>').format(question)
