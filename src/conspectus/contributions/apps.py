"""The app ``contributions``."""

from django.apps import AppConfig

from conspectus.core.citable import register_provider
from conspectus.core.file_store import names_files
from conspectus.core.personal_holders import hold
from conspectus.core.retention import clears
from conspectus.core.secret_links import make_links


class ContributionsConfig(AppConfig):
    """From the call to the register."""

    name = "conspectus.contributions"
    label = "contributions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says where the texts of contributions are to be had."""
        make_links("contribution", "conspectus.contributions.services.links.whole_link")
        hold("contributions", "conspectus.contributions.services.personal_data")
        names_files("contributions", "conspectus.contributions.services.documents.names_file")
        clears("contributions", "conspectus.contributions.services.clearing.clear_all_drafts")
        register_provider("contribution", "conspectus.contributions.citable.published_texts")
