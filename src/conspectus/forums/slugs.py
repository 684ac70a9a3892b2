"""Which words a forum, a cycle or what lies in it may have as its address (DESIGN §8)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError

RESERVED = frozenset(
    "account accounts api calendar calls contribute contributions desk discussion documents drafts "
    "export exports feed feeds files glossary groups healthz import mandate manage media meetings "
    "new organisations outbox papers people phases programme readyz receipts record register "
    "robots search sitemap static themes withdraw".split()
)
"""First or next words of the site's own addresses."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_CODES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
        "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
        "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
        "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl "
        "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
        "vi vo wa wo xh yi yo za zh zu "
    ).split()
)
"""ISO 639-1: the first segment of every address is one of them."""


def checked_slug(slug: str, *, below: bool = False) -> str:
    """The slug, if it may stand in an address.

    ``below``: it stands behind a word of its own ("calls/first"), where nothing is reserved.

    Raises:
        SiteError: it has other signs than a-z, 0-9 and single hyphens, or it is a reserved word
            or the code of a language.
    """
    if not _SLUG.fullmatch(slug):
        raise SiteError(
            _("An address has only the letters a to z, digits and hyphens, such as igf-2026."),
            field="slug",
        )
    if not below and (slug in RESERVED or slug in LANGUAGE_CODES):
        raise SiteError(
            _("The word %(word)s is used by the site itself; choose another.") % {"word": slug},
            field="slug",
        )
    return slug
