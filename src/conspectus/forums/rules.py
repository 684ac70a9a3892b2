"""What a phase opens at a moment, and which words can be no slug. Pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError


class Standing(StrEnum):
    """What a gate says at a moment."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


class Window(Protocol):
    """What of a phase counts here."""

    opens: dt.datetime
    closes: dt.datetime | None
    late_until: dt.datetime | None


def standing_in(window: Window, at: dt.datetime) -> Standing:
    """What one phase says at a stamp. It opens at ``opens``; the moment ``closes`` is outside."""
    if at < window.opens:
        return Standing.CLOSED
    if window.closes is None or at < window.closes:
        return Standing.OPEN
    if window.late_until is not None and at < window.late_until:
        return Standing.LATE
    return Standing.CLOSED


def standing(windows: Iterable[Window], at: dt.datetime) -> Standing:
    """What several phases of one action say together: one open gate is enough."""
    said = {standing_in(window, at) for window in windows}
    for word in (Standing.OPEN, Standing.LATE):
        if word in said:
            return word
    return Standing.CLOSED


RESERVED = frozenset(
    """
    account accounts admin api calendar calls contribute contributions correct cycles desk
    discussion documents drafts export exports feed feeds files forum forums glossary groups healthz
    import mandate manage media meetings new organisations outbox p papers people phases
    privacy programme readyz receipts record register robots s search sessions sitemap static themes
    v withdraw
    """.split()
)
"""Words of addresses (DESIGN §8): no forum and no cycle may be called so."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2}|-[a-z]{4}|-[0-9]{3})?")
_KNOWN_CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()
)
"""ISO 639-1. Three-letter codes are no codes here: "igf" is a forum, and the site's are of two."""


def is_language_code(slug: str) -> bool:
    """Whether a slug reads as a language: a two-letter code, also with a script or a region."""
    return bool(_LANGUAGE_CODE.fullmatch(slug)) and slug.split("-", maxsplit=1)[0] in _KNOWN_CODES


def check_word(slug: str, *, field: str = "slug") -> str:
    """The slug, if it may stand behind a word of the site's own ("calls/first").

    Raises:
        SiteError: it is no slug.
    """
    if not _SLUG.fullmatch(slug):
        raise SiteError(
            _(
                'An address cannot have "%(word)s": use small Latin letters, digits and hyphens, '
                "such as igf-2026."
            )
            % {"word": slug},
            field=field,
        )
    return slug


def check_slug(slug: str, *, field: str = "slug") -> str:
    """The slug, if a forum or a cycle may have it.

    Raises:
        SiteError: it is no slug, a word of the site's addresses, or a language code.
    """
    check_word(slug, field=field)
    if slug in RESERVED or is_language_code(slug):
        raise SiteError(
            _(
                '"%(word)s" is a word of the site\'s own addresses or a language code: choose '
                "another."
            )
            % {"word": slug},
            field=field,
        )
    return slug
