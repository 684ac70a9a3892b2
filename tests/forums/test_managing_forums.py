"""Forums and cycles are opened and described by the secretariat, on pages without script."""

from __future__ import annotations

import json

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf, Scope
from conspectus.forums.models import Cycle, Forum
from conspectus.forums.services.cycles import CycleFacts, create_cycle
from conspectus.forums.services.forums import create_forum
from conspectus.forums.services.themes import (
    ThemeText,
    add_theme,
    carry_themes,
    edit_theme,
    order_themes,
)
from tests.factories_site import a_cycle, a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def secretariat(signed_in):
    return signed_in(an_account("chief@example.org", role="secretariat"))


def decisions():
    leaves = RecordedLeaf.objects.filter(kind="decision").order_by("pk")
    return [(leaf.subject, json.loads(bytes(leaf.content))["decision"]) for leaf in leaves]


def a_theme(cycle, name, **more):
    return add_theme(cycle, text=ThemeText(names={"en": name}, authority="Chair, para. 1", **more))


def test_a_forum_starts_with_groups_and_its_own_scope():
    forum = create_forum("igf", names={"en": "Internet Forum"}, languages=["en", "fr"])
    assert forum.scope.path == "igf"
    assert forum.scope.parent.path == ""
    assert forum.group_tree.groups.count() == 6
    assert decisions() == [("/igf/", "forum opened")]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"slug": "ar"}, "slug"),
        ({"slug": "manage"}, "slug"),
        ({"slug": "igf"}, "slug"),
        ({"slug": "new-forum", "time_zone": "Atlantis/Centre"}, "time_zone"),
    ],
)
def test_a_forum_that_cannot_be_opened_leaves_nothing(fields, field):
    create_forum("igf", names={"en": "Internet Forum"})
    before = Scope.objects.count()
    with pytest.raises(SiteError) as refused:
        create_forum(names={"en": "Other"}, **{"time_zone": "UTC", **fields})
    assert refused.value.field == field
    assert (Forum.objects.count(), Scope.objects.count()) == (1, before)


def test_what_was_typed_stays_when_the_address_is_refused(secretariat):
    given = {"name": "The <b>Forum</b>", "language": "fr", "slug": "ar", "time_zone": "UTC"}
    page = secretariat.post("/en/manage/forums/new/", given).content.decode()
    assert 'href="#id_slug"' in page
    assert 'value="The &lt;b&gt;Forum&lt;/b&gt;"' in page
    assert 'value="ar"' in page
    assert '<option value="fr" selected>' in page


def test_an_empty_installation_says_what_comes_first(secretariat):
    page = secretariat.get("/en/manage/").content.decode()
    assert "There is no forum yet" in page
    a_forum()
    assert "There is no forum yet" not in secretariat.get("/en/manage/").content.decode()


def test_a_forum_says_its_name_in_each_of_its_languages(secretariat):
    forum = a_forum(languages=["en", "ar"])
    given = {
        "names_en": "Internet Forum",
        "names_ar": "منتدى الإنترنت",
        "languages": ["en", "ar", "fr"],
        "time_zone": "Europe/Geneva",
        "title_chair": "Moderator",
    }
    page = secretariat.post("/en/igf/manage/forum/", given).content.decode()
    assert "Europe/Geneva" in page  # there is no such zone
    before = Scope.objects.get(path="igf").generation
    given["time_zone"] = "Europe/Zurich"
    assert secretariat.post("/en/igf/manage/forum/", given).status_code == 302
    forum.refresh_from_db()
    assert forum.names == {"en": "Internet Forum", "ar": "منتدى الإنترنت"}
    assert forum.languages == ["en", "ar", "fr"]
    assert forum.role_titles == {"chair": "Moderator"}
    assert Scope.objects.get(path="igf").generation > before
    page = secretariat.get("/ar/igf/manage/forum/").content.decode()
    assert 'name="names_fr"' in page


def test_themes_are_carried_over_on_somebodys_authority(secretariat):
    forum = a_forum()
    last = a_cycle(forum, "2025")
    access, security = a_theme(last, "Access"), a_theme(last, "Security")
    given = {"names_en": "Fourth meeting", "slug": "2026", "carry": [security.pk, access.pk]}
    page = secretariat.post("/en/igf/manage/cycles/new/", given).content.decode()
    assert 'href="#id_authority"' in page
    assert not Cycle.objects.filter(slug="2026").exists()
    given["authority"] = "Chair's summary, para. 12"
    secretariat.post("/en/igf/manage/cycles/new/", given)
    carried = Cycle.objects.get(slug="2026").themes.all()
    assert [theme.carried_from for theme in carried] == [access, security]
    assert {theme.authority for theme in carried} == {"Chair's summary, para. 12"}
    assert decisions()[-2:] == [
        ("/igf/2026/themes/access/", "theme carried over"),
        ("/igf/2026/themes/security/", "theme carried over"),
    ]


def test_a_theme_needs_an_authority_and_each_change_is_recorded():
    cycle = a_cycle()
    with pytest.raises(SiteError, match="Say who decided it"):
        add_theme(cycle, text=ThemeText(names={"en": "Access"}, authority="  "))
    theme = a_theme(cycle, "Access")
    edit_theme(theme, text=ThemeText(names={"en": "Access and use"}, authority="Chair"))
    assert theme.slug == "access"
    assert [decision for _, decision in decisions()] == ["theme added", "theme changed"]


def test_themes_with_one_name_and_words_of_addresses_get_slugs_of_their_own():
    cycle = a_cycle()
    slugs = [a_theme(cycle, name).slug for name in ("Access", "Access", "New", "Carry", "النفاذ")]
    assert slugs[:4] == ["access", "access-2", "new-2", "carry-2"]
    assert slugs[4].startswith("theme-")


def test_themes_are_put_in_order_by_numbers(secretariat):
    cycle = a_cycle()
    first, second, third = (a_theme(cycle, name) for name in ("One", "Two", "Three"))
    places = {f"place_{first.pk}": "3", f"place_{second.pk}": "x", f"place_{third.pk}": "1"}
    secretariat.post("/en/igf/manage/cycles/2026/themes/", places)
    assert list(cycle.themes.all()) == [third, second, first]
    order_themes(cycle, numbers={})
    assert list(cycle.themes.all()) == [third, second, first]


def test_a_cycle_does_not_end_before_it_starts(secretariat):
    a_cycle()
    given = {"names_en": "Meeting", "starts": "2026-11-20", "ends": "2026-11-18"}
    page = secretariat.post("/en/igf/manage/cycles/2026/cycle/", given).content.decode()
    assert 'href="#id_ends"' in page
    assert 'value="2026-11-18"' in page


def test_the_secretariat_of_one_cycle_manages_that_cycle_only(signed_in):
    forum = a_forum()
    ours = a_cycle(forum, "2026")
    a_cycle(forum, "2025")
    client = signed_in(an_account("cycle@example.org", role="secretariat", scope=ours.scope))
    addresses = ("cycles/2026/", "cycles/2026/themes/new/", "cycles/2025/", "", "cycles/new/")
    answers = [client.get(f"/en/igf/manage/{address}").status_code for address in addresses]
    assert answers == [200, 200, 403, 403, 403]
    assert "/en/igf/manage/cycles/2026/" in client.get("/en/accounts/").content.decode()


def test_a_cycle_of_one_forum_is_not_found_in_another(secretariat):
    a_cycle(a_forum("igf"), "2026")
    a_forum("other-forum")
    assert secretariat.get("/en/other-forum/manage/cycles/2026/").status_code == 404


def test_a_carried_theme_is_not_offered_again(secretariat):
    forum = a_forum()
    last, now = a_cycle(forum, "2025"), a_cycle(forum, "2026")
    theme = a_theme(last, "Access")
    address = "/en/igf/manage/cycles/2026/themes/carry/"
    assert "Access" in secretariat.get(address).content.decode()
    other = a_theme(last, "Diversity")
    carry_themes(now, themes=[theme], authority="Chair")
    assert "Access" not in secretariat.get(address).content.decode()
    carry_themes(now, themes=[other], authority="Chair")
    page = secretariat.get(address).content.decode()
    assert "No other cycle has a theme that is not here already." in page
    assert "Who decided on these themes" not in page


def test_a_cycle_may_be_opened_with_the_least(secretariat):
    a_forum()
    made = create_cycle(Forum.objects.get(), slug="2026", facts=CycleFacts(names={"en": "2026"}))
    assert made.scope.path == "igf/2026"
    assert secretariat.get("/en/igf/manage/cycles/2026/").status_code == 200
