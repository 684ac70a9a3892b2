"""Whoever writes to the holders is told what came of it, also where nothing did."""

from __future__ import annotations

import pytest

from conspectus.synthesis.models import Contact, Letter
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import a_call, a_contribution, a_cycle, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

LETTERS = "/en/igf/2026/papers/1/work/replies/letters/"
DAYS = {"days_to_answer": 30, "days_to_be_answered": 30}


def test_where_nobody_is_written_to_the_page_says_why(signed_in):
    version = a_paper_version(a_contribution(a_call(a_cycle(slug="2026"), "first")))
    client = signed_in(an_account("s@example.org", role="secretariat"))
    said = client.post(LETTERS, DAYS, follow=True).content.decode()
    assert "there is no holder to whom one can be sent" in said
    contact = Contact.objects.create(cycle=version.paper.cycle, email="a@example.org")
    at = version.published
    Letter.objects.create(
        version=version,
        contact=contact,
        written=at,
        answer_by=at,
        expires=at,
        token="t",  # noqa: S106 - of nothing
    )
    said = client.post(LETTERS, DAYS, follow=True).content.decode()
    assert "every holder with an address has a letter already" in said
