"""The app ``site``: base templates, static files, catalogues of the interface."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from conspectus.site.chinese import read_catalogues_of_libraries


class SiteConfig(AppConfig):
    """What joins the apps."""

    name = "conspectus.site"
    label = "conspectus_site"

    def ready(self) -> None:
        """Reads each app's ``panels.py``, if it has one: what it adds to pages of others."""
        read_catalogues_of_libraries()
        autodiscover_modules("panels")
