"""Nobody gets or erases what is kept of another by an address that looks or ends alike."""

from __future__ import annotations

from conspectus.core.models import Mail
from conspectus.core.personal_holders import Whose
from conspectus.people.services.personal_data import _is_told


def test_addresses_are_not_compared_in_capitals():
    whose = Whose(addresses=frozenset({"bob@mıcrosoft.example"}))
    said = str(Mail.objects.filter(whose.has_address("to")).query).upper()
    assert "LOWER(" in said
    assert "LIKE" not in said  # on PostgreSQL "iexact" compares in capitals: UPPER('ı') is 'I'


def test_an_address_is_found_whole():
    assert _is_told("ana@example.org", "{'email': 'ana@example.org'}")
    assert not _is_told("ana@example.org", "{'email': 'joana@example.org'}")
    assert not _is_told("ana@example.org", "{'email': 'ana@example.org.uk'}")
