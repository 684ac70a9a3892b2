"""A forum.toml makes what is missing, and the site's tables say the same to the engine."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import pytest

from conspectus.contributions.services.calls import ensure_call
from conspectus.core.models import RecordedLeaf
from conspectus.engine.corpus import Correction
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.formats.intake.settings import load_settings
from conspectus.forums.models import Forum
from conspectus.forums.queries.settings import settings_of
from conspectus.forums.services.from_toml import (
    ensure_cycle,
    ensure_forum,
    forget_corrections,
    keep_corrections,
)
from tests.factories_site import a_cycle

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told():
    with resources.as_file(resources.files("conspectus.sample").joinpath("data")) as folder:
        return load_settings(folder / "forum.toml").settings


def test_the_engine_is_told_what_the_file_says(told):
    cycle = ensure_cycle(ensure_forum("mif", told), "2026", told)
    same = replace(
        told,
        glossary=tuple(sorted(told.glossary, key=lambda entry: entry.term)),
        languages=tuple(sorted(told.languages)),
    )
    assert settings_of(cycle) == same


def test_a_second_time_makes_nothing(told):
    for _ in range(2):
        forum = ensure_forum("mif", told)
        cycle = ensure_cycle(forum, "2026", told)
        ensure_call(cycle, "contributions", told)
        leaves = RecordedLeaf.objects.count()
    ensure_forum("mif", told)
    assert Forum.objects.count() == 1
    assert cycle.themes.count() == len(told.themes)
    assert forum.glossary.count() == len(told.glossary)
    assert cycle.calls.count() == 1
    assert RecordedLeaf.objects.count() == leaves


def test_what_the_secretariat_changed_is_kept(told):
    forum = ensure_forum("mif", told)
    cycle = ensure_cycle(forum, "2026", told)
    cycle.themes.filter(slug="access").update(names={"en": "Access and use"})
    cycle.themes.filter(slug="security").delete()
    ensure_cycle(forum, "2026", told)
    assert cycle.themes.get(slug="access").names == {"en": "Access and use"}
    assert cycle.themes.filter(slug="security").exists()


def test_a_call_from_a_file_is_public_and_asks_for_all_themes(told):
    cycle = ensure_cycle(ensure_forum("mif", told), "2026", told)
    call = ensure_call(cycle, "contributions", told)
    assert call.published is not None
    assert call.themes.count() == len(told.themes)
    assert not cycle.phases.exists()


def test_what_was_settled_about_an_erased_source_or_its_signer_goes_with_it():
    cycle = a_cycle()
    alias = Correction(kind="alias", value="Library Circle", names=("Ana Sousa (Library Circle)",))
    moved = Correction(kind="theme", passages=("7:0123456789ab",), value="access")
    turn = Correction(kind="exclude", source="9-2", value="off the record")
    words = Act(id="1", kind=ActKind.REWORD, of="7:0123456789ab", was="x", text="y")
    keep_corrections(cycle, [alias, moved, turn], [words])
    forget_corrections(cycle, source="8", names={"Bo Lind"})
    assert len(cycle.settings["corrections"]) == 3
    forget_corrections(cycle, source="9", names=set())
    forget_corrections(cycle, source="7", names={"Ana Sousa"})
    cycle.refresh_from_db()
    assert cycle.settings["corrections"] == []
    assert cycle.settings["acts"] == []
