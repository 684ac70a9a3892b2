"""Several papers of a cycle: of everything, of some calls, of a theme, of regions."""

from __future__ import annotations

import pytest

from conspectus.people.models import Area
from conspectus.people.rules import Role
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.services.correcting import Given, correct
from conspectus.synthesis.services.making import make_version
from tests.factories_site import a_call, a_contribution, an_account, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ADDRESS = "/en/igf/2026/manage/papers/"
OTHER = "Cables should be laid along the old canal of the town by the people who use them."


@pytest.fixture
def rapporteur(call, signed_in):
    return signed_in(an_account(role=Role.RAPPORTEUR, scope=call.cycle.scope))


@pytest.fixture
def other(call):
    """A second call of the cycle with one contribution."""
    made = a_call(call.cycle, "second")
    a_contribution(made, text=OTHER, organisation=an_organisation("Kestrel Union"))
    return made


def made_by(client, **sent) -> PaperVersion:
    done = client.post(ADDRESS, {"title": "A further paper", **sent})
    assert done.status_code == 302, done.content.decode()
    version = PaperVersion.objects.latest("pk")
    make_version(version.pk)
    version.refresh_from_db()
    return version


def printed(version: PaperVersion) -> str:
    return " ".join(row.data["text"] for row in version.sentences.all())


@pytest.mark.usefixtures("other")
def test_a_stock_taking_paper_reads_all_calls_and_has_its_own_title(rapporteur):
    version = made_by(rapporteur, title="Taking stock")
    assert version.front["title"] == "Taking stock"
    assert len(version.drawn_on) == 7
    assert "old canal" in printed(version)
    assert "moonlit heron" in printed(version)


@pytest.mark.usefixtures("other")
def test_a_paper_of_one_call_reads_only_that(rapporteur):
    version = made_by(rapporteur, calls=["second"])
    assert set(version.drawn_on.values()) == {"/igf/2026/contributions/7/v1/"}
    assert "moonlit heron" not in printed(version)


def test_a_paper_of_a_region_has_no_other_voice(call, rapporteur):
    norway = Area.objects.filter(code="NO").first() or Area.objects.create(
        code="NO", kind=Area.Kind.COUNTRY, names={"en": "Norway"}
    )
    for contribution in call.contributions.filter(number__in=(1, 3)):
        contribution.versions.update(country=norway)
    version = made_by(rapporteur, regions=["Europe"])
    assert version.state == PaperVersion.State.READY, version.error
    assert sorted(version.drawn_on) == ["1", "3"]
    nobody = made_by(rapporteur, regions=["Oceania"])
    assert nobody.state == PaperVersion.State.FAILED
    assert "widen it" in nobody.error


def test_a_paper_of_a_theme_prints_only_that(rapporteur):
    version = made_by(rapporteur, themes=["access"])
    themes = {page["heading"] for page in version.contents}
    assert "Access" in themes
    assert "General comments" not in themes


def test_corrections_are_taken_over_from_another_paper(version, rapporteur):
    row = next(one for one in version.sentences.all() if "moonlit heron" in one.data["text"])
    evidence = row.data["positions"][0]["evidence"][0]
    of = f"{evidence['source']}:{evidence['sha256'][:12]}"
    given = Given(kind="leave_out", of=of, was=row.data["text"], why="said elsewhere")
    correct(version.paper, given, by=None, base=0)
    further = made_by(rapporteur, corrections_of=str(version.paper.number))
    assert [one.kind for one in further.paper.corrections.all()] == ["leave_out"]
    assert "moonlit heron" not in printed(further)


def test_the_list_leads_to_each_paper_and_a_paper_without_title_is_refused(call, rapporteur):
    made = Paper.objects.create(cycle=call.cycle, number=1, title="The first")
    page = rapporteur.get(ADDRESS).content.decode()
    assert f"/en/igf/2026/papers/{made.number}/work/versions/" in page
    refused = rapporteur.post(ADDRESS, {"title": " "})
    assert refused.status_code == 200
    assert Paper.objects.count() == 1
