"""A database from before citations led to posts keeps where its sentences lead."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from conspectus.synthesis.models import Citation
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import a_contribution

BEFORE = "0001_up_to_0015"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("home")
def test_old_rows_lead_where_they_led(client):
    a_paper_version(a_contribution())
    before = Citation.objects.values().get()
    says = "/en/igf/2026/papers/1/v1/s/0123456789/"
    page = client.get(says).content
    assert b"/contributions/1/v1/p1/" in page
    call_command("migrate", "synthesis", BEFORE, verbosity=0)
    with connection.cursor() as cursor:
        columns = {
            one.name
            for one in connection.introspection.get_table_description(cursor, "synthesis_citation")
        }
    assert "kind" not in columns
    call_command("migrate", "synthesis", verbosity=0)
    assert Citation.objects.values().get() == before
    assert client.get(says).content == page
