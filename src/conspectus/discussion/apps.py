"""The app ``discussion``."""

import importlib

from django.apps import AppConfig

from conspectus.core.citable import register_provider, register_teller
from conspectus.core.personal_holders import hold
from conspectus.core.retention import clears
from conspectus.core.secret_links import make_links


class DiscussionConfig(AppConfig):
    """The online forum."""

    name = "conspectus.discussion"
    label = "discussion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says where texts of posts are to be had, who makes links, who forgets words."""
        make_links("post", "conspectus.discussion.services.links.whole_link")
        mail = importlib.import_module("conspectus.core.mail")  # has models
        for kind in ("post", "following", "post-each", "post-digest"):
            mail.add_headers(kind, "conspectus.discussion.services.headers.headers")
        hold("discussion", "conspectus.discussion.services.personal_data")
        clears("discussion", "conspectus.discussion.services.clearing.clear_unconfirmed")
        register_provider("post", "conspectus.discussion.citable.published_posts")
        register_teller("post", "conspectus.discussion.telling.POSTS")
        importlib.import_module("conspectus.discussion.services.erasing")
