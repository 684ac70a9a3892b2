"""The app ``site``: base templates, static files, catalogues of the interface."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """What joins the apps."""

    name = "conspectus.site"
    label = "conspectus_site"
