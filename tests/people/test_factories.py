"""The factories that all tests of the site share."""

from __future__ import annotations

import pytest

from conspectus.people.rules import is_secretariat
from tests.factories_site import TEXT, a_contribution, a_cycle, an_account

pytestmark = pytest.mark.django_db


def test_a_published_contribution_has_its_text_in_numbered_paragraphs():
    version = a_contribution().current
    document = version.documents.get()
    spans = [document.text[row.start : row.end] for row in version.paragraphs.all()]
    assert spans == TEXT.split("\n\n")


def test_contributions_of_a_call_are_numbered_in_turn():
    first = a_contribution()
    assert [first.number, a_contribution(first.call, published=False).number] == [1, 2]


def test_an_account_holds_its_role_in_the_scope_that_was_asked_for():
    cycle = a_cycle()
    account = an_account(role="secretariat", scope=cycle.scope)
    assert is_secretariat(account, cycle.scope)
    assert not is_secretariat(account, cycle.forum.scope)
