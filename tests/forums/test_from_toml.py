"""A forum.toml makes what is missing, and the site's tables say the same to the engine."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import pytest

from conspectus.contributions.services.calls import ensure_call
from conspectus.core.models import RecordedLeaf
from conspectus.formats.intake.settings import load_settings
from conspectus.forums.models import Forum
from conspectus.forums.queries.settings import settings_of
from conspectus.forums.services.from_toml import ensure_cycle, ensure_forum

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def settings():
    with resources.as_file(resources.files("conspectus.sample").joinpath("data")) as folder:
        return load_settings(folder / "forum.toml").settings


def test_the_engine_is_told_what_the_file_says(settings):
    cycle = ensure_cycle(ensure_forum("mif", settings), "2026", settings)
    told = settings_of(cycle)
    same = replace(
        settings,
        glossary=tuple(sorted(settings.glossary, key=lambda entry: entry.term)),
        languages=tuple(sorted(settings.languages)),
    )
    assert told == same


def test_a_second_time_makes_nothing(settings):
    for _ in range(2):
        forum = ensure_forum("mif", settings)
        cycle = ensure_cycle(forum, "2026", settings)
        ensure_call(cycle, "contributions", settings)
        leaves = RecordedLeaf.objects.count()
    ensure_forum("mif", settings)
    assert Forum.objects.count() == 1
    assert cycle.themes.count() == len(settings.themes)
    assert forum.glossary.count() == len(settings.glossary)
    assert cycle.calls.count() == 1
    assert RecordedLeaf.objects.count() == leaves


def test_what_the_secretariat_changed_is_kept(settings):
    forum = ensure_forum("mif", settings)
    cycle = ensure_cycle(forum, "2026", settings)
    cycle.themes.filter(slug="access").update(names={"en": "Access and use"})
    cycle.themes.filter(slug="security").delete()
    ensure_cycle(forum, "2026", settings)
    assert cycle.themes.get(slug="access").names == {"en": "Access and use"}
    assert cycle.themes.filter(slug="security").exists()


def test_a_call_from_a_file_is_public_and_asks_for_all_themes(settings):
    cycle = ensure_cycle(ensure_forum("mif", settings), "2026", settings)
    call = ensure_call(cycle, "contributions", settings)
    assert call.published is not None
    assert call.themes.count() == len(settings.themes)
    assert not cycle.phases.exists()
