"""The app ``consultations``."""

import importlib

from django.apps import AppConfig

from conspectus.core.citable import register_provider
from conspectus.core.personal_holders import hold


class ConsultationsConfig(AppConfig):
    """Meetings and what was said in them."""

    name = "conspectus.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says where texts of interventions are to be had, and who forgets words."""
        hold("consultations", "conspectus.consultations.services.personal_data")
        register_provider(
            "intervention", "conspectus.consultations.citable.published_interventions"
        )
        importlib.import_module("conspectus.consultations.services.erasing")
