"""The call of tests/synthesis with groups and countries, two that disagree; its public paper."""

from __future__ import annotations

import pytest

from conspectus.contributions.models import Call, Version
from conspectus.people.models import StakeholderGroup
from conspectus.people.services.areas import find_area
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from tests.factories_site import a_contribution, an_organisation
from tests.synthesis.conftest import a_corpus

TRAITS = {
    "Arda Union": ("civil society", "Kenya"),
    "Brel Society": ("civil society", "France"),
    "Corum Institute": ("academia", "Ghana"),
    "Dune Cities": ("governments", "France"),
    "Fennmark": ("governments", "Kenya"),
    "Juniper Network": ("technical community", "Japan"),
    "Kelp Works": ("private sector", "Japan"),
    "Lindow Forum": ("civil society", "Ghana"),
}
"""Who signs → (stakeholder group, country); the last two disagree with each other."""

DISAGREE = {
    "Kelp Works": "Content filters should be mandatory for every school network in the country.",
    "Lindow Forum": (
        "Content filters should not be mandatory for every school network in the country."
    ),
}


def a_corpus_that_disagrees() -> None:
    call = a_corpus()
    for name, text in DISAGREE.items():
        a_contribution(call, text=text, organisation=an_organisation(name))
    tree = call.cycle.forum.group_tree
    for name, (group, country) in TRAITS.items():
        kept, _ = StakeholderGroup.objects.get_or_create(
            tree=tree, slug=group.replace(" ", "-"), names={"en": group}
        )
        Version.objects.filter(parties__organisation__name=name).update(
            group=kept, country=find_area(country)
        )


@pytest.fixture
def call(home, db, kept) -> Call:
    kept.bring("corpus that disagrees", home, a_corpus_that_disagrees)
    return Call.objects.get()


@pytest.fixture
def public(call, home, kept) -> PaperVersion:
    """Version 1 of the call's paper, public."""

    def make():
        made = ask_for_paper(call, by=None)
        assert make_version(made.pk)
        publish_paper(made, status="working draft")

    kept.bring("public paper that disagrees", home, make)
    return PaperVersion.objects.get()
