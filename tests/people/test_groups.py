"""Stakeholder groups with their history."""

from __future__ import annotations

import json

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import GroupDeclaration
from conspectus.people.services.groups import confirm_group, create_tree, declare_group
from tests.factories_site import a_forum, an_account, an_organisation

pytestmark = pytest.mark.django_db


def test_a_new_tree_has_the_six_groups_in_order_and_in_six_languages():
    groups = list(create_tree("igf").groups.all())
    assert [group.slug for group in groups] == [
        "governments",
        "intergovernmental-and-international-organizations",
        "private-sector",
        "civil-society",
        "technical-community",
        "academia",
    ]
    assert all(len(group.names) == 6 for group in groups)


def test_a_tree_that_is_there_is_left_as_it_is():
    tree = create_tree("igf")
    tree.groups.filter(slug="academia").delete()
    assert create_tree("igf").groups.count() == 5


def test_a_declared_group_counts_until_another_is_confirmed():
    forum, organisation = a_forum(), an_organisation()
    groups = {group.slug: group for group in create_tree("igf-groups").groups.all()}
    first = declare_group(organisation, group=groups["academia"], by="form")
    assert organisation.group == groups["academia"]
    second = declare_group(organisation, group=groups["civil-society"], by="form")
    assert organisation.group == groups["civil-society"]
    confirm_group(first, by=an_account(), scope=forum.scope)
    declare_group(organisation, group=groups["private-sector"], by="form")
    organisation.refresh_from_db()
    assert organisation.group == groups["academia"]
    assert second.confirmed is None
    assert GroupDeclaration.objects.filter(organisation=organisation).count() == 3


def test_a_confirmation_is_recorded_and_happens_once():
    forum, organisation = a_forum(), an_organisation()
    group = create_tree("igf-groups").groups.get(slug="academia")
    declaration = declare_group(organisation, group=group, by="form")
    confirm_group(declaration, by=an_account(), scope=forum.scope)
    leaf = RecordedLeaf.objects.get()
    assert leaf.subject == "/igf/organisations/internet-society/"
    assert json.loads(bytes(leaf.content))["group"] == "academia"
    with pytest.raises(SiteError, match="confirmed before"):
        confirm_group(declaration, by=an_account("other@example.org"), scope=forum.scope)
