"""The app ``consultations``."""

import importlib

from django.apps import AppConfig

from conspectus.core.citable import register_provider, register_teller
from conspectus.core.file_store import names_files
from conspectus.core.personal_holders import hold
from conspectus.core.retention import clears
from conspectus.core.secret_links import make_links


class ConsultationsConfig(AppConfig):
    """Meetings and what was said in them."""

    name = "conspectus.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says where texts of interventions are to be had, and who forgets words."""
        hold("consultations", "conspectus.consultations.services.personal_data")
        hold("minutes", "conspectus.consultations.services.minutes_personal_data")
        make_links(
            "registration", "conspectus.consultations.services.registration_links.whole_link"
        )
        clears(
            "consultations: registrations",
            "conspectus.consultations.services.clearing_registrations.clear_registrations",
        )
        names_files("consultations", "conspectus.consultations.services.publishing.names_file")
        clears(
            "consultations: notes", "conspectus.consultations.services.clearing_notes.clear_notes"
        )
        clears("consultations", "conspectus.consultations.services.queue.close_forgotten")
        register_provider(
            "intervention", "conspectus.consultations.citable.published_interventions"
        )
        register_teller("intervention", "conspectus.consultations.telling.INTERVENTIONS")
        register_provider("group", "conspectus.consultations.citable_groups.published_group_words")
        register_teller("group", "conspectus.consultations.telling.GROUPS")
        importlib.import_module("conspectus.consultations.services.erasing")
