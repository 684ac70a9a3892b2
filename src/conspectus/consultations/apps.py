"""The app ``consultations``."""

import importlib

from django.apps import AppConfig

from conspectus.core.citable import register_provider
from conspectus.core.file_store import names_files
from conspectus.core.personal_holders import hold
from conspectus.core.retention import clears


class ConsultationsConfig(AppConfig):
    """Meetings and what was said in them."""

    name = "conspectus.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says where texts of interventions are to be had, and who forgets words."""
        hold("consultations", "conspectus.consultations.services.personal_data")
        names_files("consultations", "conspectus.consultations.services.publishing.names_file")
        clears("consultations", "conspectus.consultations.services.queue.close_forgotten")
        register_provider(
            "intervention", "conspectus.consultations.citable.published_interventions"
        )
        importlib.import_module("conspectus.consultations.services.erasing")
