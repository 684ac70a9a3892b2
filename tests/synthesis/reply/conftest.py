"""A public paper whose contributors have verified their addresses, and the letters on it."""

from __future__ import annotations

import re

import pytest

from conspectus.contributions.models import Contribution
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.synthesis.models import Letter, PaperVersion
from conspectus.synthesis.services.letters import write_to_holders
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from tests.factories_site import BEFORE
from tests.synthesis.conftest import a_corpus

SHARED = "libraries"
"""A word of a sentence that three hold: Arda Union, Dune Cities, Fennmark."""


def address_of(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@example.org"


def link_in(mail: Mail, step: str = "") -> str:
    """The path of a link in a mail as it is sent; ``step``: what follows the secret."""
    paths = re.findall(r"https?://[^/\s]+(/\S*)", text_to_send(mail.text))
    return next(p for p in paths if re.fullmatch(rf"/\w\w/correct/[^/]+/{step}", p))


def link_of(letter: Letter) -> str:
    return link_in(letter.mail)


def of(name: str) -> Letter:
    return Letter.objects.select_related("mail", "contact", "version__paper").get(name=name)


def again(version):
    """The next draft."""
    made = ask_for_paper(version.paper.call, by=None)
    assert make_version(made.pk)
    made.refresh_from_db()
    return made


def a_public_paper() -> None:
    call = a_corpus()
    for one in Contribution.objects.all():
        one.email = address_of(one.current.signed)
        one.email_verified = BEFORE
        one.save(update_fields=["email", "email_verified"])
    made = ask_for_paper(call, by=None)
    assert make_version(made.pk)
    made.refresh_from_db()
    publish_paper(made, status="working draft")


@pytest.fixture
def asked(home, db, kept):
    """Version 1, public, with verified contributors; nobody has been written to."""
    kept.bring("public paper", home, a_public_paper)
    return PaperVersion.objects.get()


@pytest.fixture
def written(asked):
    """The same after the secretariat has written to holders."""
    assert write_to_holders(asked, by=None, days_to_answer=30, days_to_be_answered=30) == 6
    return asked
