"""A reader's pages: filters, order, tables to take away, how to cite; on rows made by hand."""

from __future__ import annotations

import csv
import io
import re

import pytest

from conspectus.contributions.models import Contribution, RegisterEntry
from conspectus.contributions.services.register import enter_versions
from conspectus.core.models import RecordedLeaf
from conspectus.core.published import PUBLISHED
from conspectus.core.recording import record
from conspectus.synthesis.contents import PaperPage, page_with
from conspectus.synthesis.models import PaperVersion, PositionRow
from conspectus.synthesis.views import papers
from tests.factories_paper_rows import HOLDER, SENTENCE, a_paper_version
from tests.factories_site import a_call, a_contribution, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

AT = "/en/igf/2026/papers/1/v1/"
ENTRIES = 4
EVERY_PAGE = (
    *("", "part/1/", f"s/{SENTENCE}/", "sentences/", "sentences/?theme=access&region=Africa"),
    *("positions/", "positions/?q=brel&sort=-view", "holders/", "holders/?q=arda"),
    *(f"holders/{HOLDER}/", "coverage/", "balance/"),
)


@pytest.fixture
def contribution() -> Contribution:
    made = a_contribution(a_call(), organisation=an_organisation("Arda Union"))
    version = made.versions.select_related("contribution__cycle__scope").get()
    enter_versions([version], version.paragraphs.all(), [])
    return made


@pytest.fixture
def version(contribution) -> PaperVersion:
    """A public paper: Arda Union (civil society, Africa) in four sentences, Brel 1 to 3 in one."""
    return a_paper_version(contribution, entries=ENTRIES)


def page(client, path: str) -> str:
    answer = client.get(f"{AT}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def table(client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{AT}positions/table.csv{query}")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def names(text: str) -> list[str]:
    """The holders in the table of positions, from its first line on."""
    return re.findall(r'holders/[\w-]+/">([^<]+)</a></td>', text)


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_costs_three_statements_and_leaves_no_cookie(
    client, path, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        answer = client.get(f"{AT}{path}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("version")
def test_a_filter_shows_what_it_says_and_counts_what_it_leaves_out(client):
    assert "4 of 4 sentences" in page(client, "sentences/")
    governments = page(client, "sentences/?group=governments")
    assert "3 of 4 sentences" in governments
    assert "Left out: 1 others." in governments
    assert "The Arda Union holds a view." not in governments
    assert "Brel 2 hold view 2." in governments
    assert "2 of 4" in page(client, "sentences/?only=oppositions")
    assert "1 of 4" in page(client, "sentences/?only=oppositions&region=Europe")
    assert "4 of 4" in page(client, "sentences/?theme=access")


@pytest.mark.parametrize("query", ["group=nobody", "theme=none", "page=99", "region=%00"])
@pytest.mark.usefixtures("version")
def test_a_filter_that_nothing_meets_is_a_page_too(client, query):
    for path in ("sentences/", "positions/", "holders/"):
        assert client.get(f"{AT}{path}?{query}").status_code == 200


@pytest.mark.usefixtures("version")
def test_who_is_asked_for_in_two_traits_must_have_both(client):
    assert "0 of 4" in page(client, "sentences/?group=governments&region=Africa")


@pytest.mark.usefixtures("version")
def test_positions_are_sorted_by_each_column_in_both_directions(client):
    by_name = names(page(client, "positions/?sort=holder"))
    assert by_name == [*["Arda Union"] * 3, "Brel 1", "Brel 3"]
    assert names(page(client, "positions/?sort=-holder")) == by_name[::-1]
    assert names(page(client, "positions/?sort=rm+-rf")) == names(page(client, "positions/"))
    assert 'aria-sort="descending"' in page(client, "positions/?sort=-stance")
    stances = [row["stance"] for row in table(client, "?sort=stance")]
    assert stances == ["against", "against", "for", "for", "for"]
    assert table(client, "?sort=paragraph")[0]["sentence"] == SENTENCE


@pytest.mark.usefixtures("version")
def test_positions_are_filtered_by_stance_name_and_what_the_text_gives(client):
    assert names(page(client, "positions/?stance=against")) == ["Brel 1", "Brel 3"]
    assert names(page(client, "positions/?q=BREL")) == ["Brel 1", "Brel 3"]
    assert names(page(client, "positions/?only=printed")) == ["Arda Union"]
    assert len(names(page(client, "positions/?only=table"))) == ENTRIES
    assert names(page(client, "positions/?only=oppositions")) == ["Arda Union", "Brel 1"]
    assert names(page(client, f"positions/?holder={HOLDER}")) == ["Arda Union"] * 3
    assert "no room" in page(client, "positions/?only=table")


def test_the_table_to_take_away_is_what_is_shown_on_all_pages(client, version):
    rows = table(client, "?q=brel&sort=-holder")
    assert [row["name"] for row in rows] == ["Brel 3", "Brel 1"]
    assert len(table(client)) == ENTRIES + 1 == version.front["reader"]["positions"]
    PositionRow.objects.filter(order=0).update(wording="=1+1", reason="\t@x")
    first = table(client)[0]
    assert (first["wording"], first["reason"]) == ("'=1+1", "'\t@x")


@pytest.mark.usefixtures("version")
def test_a_holder_reads_what_cites_it_what_is_only_in_the_table_and_what_is_not_reflected(client):
    text = page(client, f"holders/{HOLDER}/")
    assert text.count("<blockquote>") == ENTRIES
    assert text.count("Access number") == 2
    assert "no room" in text
    assert f"{AT}positions/?holder={HOLDER}" in text
    assert "/en/igf/2026/contributions/1/" in text
    assert f'{AT}holders/joint/">' in text
    assert "No sentence cites it." in page(client, "holders/joint/")
    assert "Brel" not in page(client, "holders/?q=arda")
    assert client.get(f"{AT}holders/nobody/").status_code == 404


def test_a_contribution_withdrawn_since_is_marked_on_the_page_of_its_holder(
    client, version, contribution
):
    assert "withdrawn since" not in page(client, f"holders/{HOLDER}/")
    Contribution.objects.filter(pk=contribution.pk).update(withdrawn=version.published)
    assert page(client, f"holders/{HOLDER}/").count("withdrawn since") == ENTRIES


@pytest.mark.usefixtures("version")
def test_the_page_of_an_organisation_leads_to_how_it_is_reflected(client):
    own = client.get("/en/igf/organisations/arda-union/").content.decode()
    assert "/en/igf/organisations/arda-union/papers/" in own
    reflected = client.get("/en/igf/organisations/arda-union/papers/").content.decode()
    assert f"{AT}holders/{HOLDER}/" in reflected
    assert client.get("/en/igf/organisations/nobody/papers/").status_code == 404


def test_what_was_published_without_a_name_is_not_on_the_page_of_its_organisation(client, version):
    RegisterEntry.objects.update(unnamed="organisation", holder="")
    reflected = client.get("/en/igf/organisations/arda-union/papers/").content.decode()
    assert f"{AT}holders/" not in reflected
    assert version.front["title"] not in reflected


@pytest.mark.usefixtures("version")
def test_who_says_so_leads_to_the_page_of_each_holder(client):
    assert f'{AT}holders/{HOLDER}/">' in page(client, f"s/{SENTENCE}/")


def test_a_draft_has_none_of_these_pages(client, contribution):
    a_paper_version(contribution, published=False)
    for path in EVERY_PAGE:
        assert client.get(f"{AT}{path}").status_code == 404, path
    reflected = client.get("/en/igf/organisations/arda-union/papers/").content.decode()
    assert "holders/" not in reflected


def test_how_to_cite_gives_address_version_paragraph_and_entry_of_the_record(
    client, version, settings
):
    settings.PUBLIC_ADDRESS = "https://forum.example"
    version.leaf = record("paper", "/igf/2026/papers/1/v1/", {"title": "A paper"})
    version.save()
    RecordedLeaf.objects.update(index=41)
    text = page(client, f"s/{SENTENCE}/")
    assert f"https://forum.example/igf/2026/papers/1/v1/s/{SENTENCE}/" in text
    assert "Public record, entry 41" in text
    assert "paragraph 1" in text
    assert "https://forum.example/igf/2026/papers/1/v1/</span>" in page(client, "")
    assert client.get(f"/igf/2026/papers/1/v1/s/{SENTENCE}/", follow=True).status_code == 200


def test_a_page_from_before_the_record_has_the_version_is_not_kept(rf, version):
    version.leaf = record("paper", "/igf/2026/papers/1/v1/", {"title": "A paper"})
    version.save()
    address = {"forum": "igf", "cycle": "2026", "number": 1, "version": 1}
    kept = []
    for index in (None, 7):
        RecordedLeaf.objects.update(index=index)
        request = rf.get(AT)
        papers.paper(request, **address)
        kept.append(request.META[PUBLISHED].until)
    assert kept[0] > 0
    assert kept[1] == 0


@pytest.mark.usefixtures("version")
def test_charts_have_a_table_that_says_the_same(client):
    for path, parts in (("balance/", 1), ("coverage/", 1)):
        text = page(client, path)
        assert text.count("<svg") == parts
        assert text.count('aria-labelledby="chart-') == parts
        shares = re.findall(r"(\d+\xa0%)</text>", text)
        assert shares
        for share in shares:
            assert f'<td class="num">{share}</td>' in text


@pytest.mark.usefixtures("version")
def test_in_arabic_the_bars_start_at_the_right(client):
    text = client.get(f"{AT.replace('/en/', '/ar/')}balance/").content.decode()
    assert 'text-anchor="end"' in text


@pytest.mark.usefixtures("version")
def test_a_page_of_the_text_leads_to_every_section(client):
    text = page(client, "part/2/")
    assert f'{AT}part/1/">' in text
    assert f'{AT}part/2/" aria-current="page"' in text


def a_page(section, *numbers):
    return PaperPage(
        heading="",
        part="",
        section=section,
        first=numbers[0],
        last=numbers[-1],
        continued=False,
        numbers=numbers,
    )


def test_paragraphs_put_in_later_are_found_on_their_page():
    pages = [a_page(0, "1"), a_page(1, "12", "12 bis"), a_page(1, "12 ter", "3"), a_page(1, "13")]
    found = [page_with(pages, 1, one) for one in ("12", "12 bis", "12 ter", "3", "13")]
    assert found == [2, 2, 3, 3, 4]
