"""The app ``synthesis``."""

from importlib import import_module

from django.apps import AppConfig

from conspectus.core.personal_holders import hold
from conspectus.core.retention import clears
from conspectus.core.secret_links import make_links


class SynthesisConfig(AppConfig):
    """Papers and their evidence."""

    name = "conspectus.synthesis"
    label = "synthesis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who makes the links in mails; papers forget the words of what is erased."""
        make_links("comment", "conspectus.synthesis.services.commenting.whole_link")
        hold("synthesis", "conspectus.synthesis.services.personal_data")
        clears("synthesis", "conspectus.synthesis.services.clearing.clear_unconfirmed")
        clears(
            "synthesis: corrigenda",
            "conspectus.synthesis.services.corrigenda.look_at_what_was_left",
        )
        make_links("correction", "conspectus.synthesis.services.reply_links.whole_link")
        # After the registry of apps: this module has models.
        import_module("conspectus.synthesis.services.redacting")
        import_module("conspectus.synthesis.services.forgetting_replies")
        import_module("conspectus.synthesis.services.forgetting_handwritten")
        import_module("conspectus.synthesis.services.rewording")
