"""Chinese for what the libraries say: messages of forms, of signing in, of passwords.

The address says ``zh``; the catalogues of Django and allauth are called ``zh_Hans``, and Django
does not look from one to the other. Without this a page in Chinese says in English that a field
is required.
"""

from __future__ import annotations

import gettext
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.utils.translation import trans_real

OURS, LIBRARIES = "zh", "zh_Hans"


def read_catalogues_of_libraries() -> None:
    """Puts the libraries' Chinese beneath the site's own, which wins where both have a string."""
    chinese = trans_real.translation(OURS)
    folders = [Path(django.__file__).parent / "conf" / "locale"]
    folders += [Path(app.path) / "locale" for app in apps.get_app_configs()]
    for folder in folders:
        if (folder / LIBRARIES).is_dir():
            chinese.merge(gettext.translation("django", folder, [LIBRARIES]))
    for own in settings.LOCALE_PATHS:
        chinese.merge(gettext.translation("django", own, [OURS]))
