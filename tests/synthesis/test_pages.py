"""The pages of a paper: what a reader, the secretariat and nobody else sees."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from conspectus.contributions.models import Contribution
from conspectus.contributions.reflections import reflections_of
from conspectus.core.clock import stamp
from conspectus.core.home import papers_folder
from conspectus.people.rules import Role
from conspectus.synthesis.annexes import ANNEXES
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.services.papers import ask_for_paper
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PAPER = "/en/igf/2026/papers/1/v1/"
LONGEST = 14_000
CSS = Path(__file__).parents[2] / "src/conspectus/site/static/site.css"


def weight(page) -> int:
    """Bytes of a page and its style sheet as they are sent."""
    return len(gzip.compress(page.content, 6)) + len(gzip.compress(CSS.read_bytes(), 6))


def addresses(version: PaperVersion, start: str) -> list[str]:
    """Every page of a version."""
    parts = [f"{start}part/{number + 1}/" for number in range(len(version.contents))]
    annexes = [f"{start}annexes/{name}/1/" for name, n in version.front["annexes"].items() if n]
    says = [f"{start}s/{row.sentence}/" for row in version.sentences.all()]
    return [start, *parts, *annexes, *says]


def a_view(version: PaperVersion):
    return next(row for row in version.sentences.all() if "libraries" in row.data["text"])


def test_every_page_of_a_public_version_is_there_in_few_queries_and_light(
    public, client, django_assert_max_num_queries
):
    client.get(PAPER)
    for address in addresses(public, PAPER):
        with django_assert_max_num_queries(3):
            page = client.get(address)
        assert page.status_code == 200, address
        assert weight(page) <= LONGEST, address
        assert "Set-Cookie" not in page.headers


def test_the_title_block_says_what_the_paper_is(public, client):
    page = client.get(PAPER).content.decode()
    for words in (public.front["title"], "working draft", "Original language", public.sha256):
        assert words in page


def test_the_pages_hold_every_sentence_once_in_order(public, client):
    pages = [
        client.get(f"{PAPER}part/{number + 1}/").content.decode()
        for number in range(len(public.contents))
    ]
    text = " ".join(pages)
    places = [text.index(f'id="s-{row.sentence}"') for row in public.sentences.all()]
    assert places == sorted(places)
    assert text.count('id="s-') == len(places)


def test_who_says_so_marks_each_holders_words_and_leads_to_the_paragraph(public, client):
    row = a_view(public)
    page = client.get(f"{PAPER}s/{row.sentence}/").content.decode()
    holders = {one["holder"] for one in row.data["positions"]}
    assert len(holders) == 3
    assert page.count("<mark>Public libraries must offer free connections") == 3
    assert "/en/igf/2026/contributions/1/v1/p2/" in page
    assert "Arda Union" in page
    assert "withdrawn since" not in page


def test_a_contribution_withdrawn_since_is_marked(public, client):
    Contribution.objects.filter(number=1).update(withdrawn=stamp())
    page = client.get(f"{PAPER}s/{a_view(public).sentence}/").content.decode()
    assert page.count("withdrawn since") == 1


@pytest.mark.usefixtures("public")
def test_the_frame_is_in_the_readers_language_and_the_text_in_its_own(client):
    page = client.get(f"{PAPER.replace('/en/', '/ar/')}part/1/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<article lang="en" dir="ltr">' in page


def test_annexes_list_contributions_and_lead_to_them(public, client):
    page = client.get(f"{PAPER}annexes/submissions/1/").content.decode()
    assert len(re.findall(r"/en/igf/2026/contributions/\d+/", page)) == 6
    assert client.get(f"{PAPER}annexes/submissions/2/").status_code == 404
    assert client.get(f"{PAPER}annexes/nothing/1/").status_code == 404
    assert set(public.front["annexes"]) == set(ANNEXES)


def test_files_come_as_downloads(public, client):
    for name in ("paper.pdf", "paper.json", "positions.csv", "verify.py", "sources/1.txt"):
        page = client.get(f"{PAPER}files/{name}")
        assert page.status_code == 200, name
        assert page.headers["Content-Disposition"].startswith("attachment"), name
        served = b"".join(page.streaming_content)
        assert served == (papers_folder() / public.folder / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["queue.csv", "sources/../paper.json", "sources/.hidden", "../../db.sqlite3"]
)
@pytest.mark.usefixtures("public")
def test_no_other_file_is_served(client, name):
    assert client.get(f"{PAPER}files/{name}").status_code == 404


def test_a_draft_has_no_public_page(version, client):
    for address in (*addresses(version, PAPER), f"{PAPER}files/paper.pdf"):
        assert client.get(address).status_code == 404, address
    assert client.get("/en/igf/2026/papers/1/").status_code == 404
    assert "Call first" not in client.get("/en/igf/2026/papers/").content.decode()


def test_the_newest_public_version_stands_at_the_papers_address(public, client):
    ask_for_paper(public.paper.call, by=None)
    assert client.get("/en/igf/2026/papers/1/").headers["Location"] == PAPER
    assert public.front["title"] in client.get("/en/igf/2026/papers/").content.decode()


def test_the_secretariat_reads_a_draft_whole_and_publishes_it(version, signed_in):
    client = signed_in(an_account(role=Role.SECRETARIAT, scope=version.paper.cycle.scope))
    start = f"/en/igf/2026/manage/papers/{version.pk}/"
    for address in (*addresses(version, start), f"{start}files/paper.pdf"):
        assert client.get(address).status_code == 200, address
    done = client.post(f"{start}progress/", {"status": "revised"})
    assert done.headers["Location"] == PAPER
    version.refresh_from_db()
    assert version.status == "revised"


def test_the_secretariat_asks_for_a_paper_once_at_a_time(call, signed_in):
    client = signed_in(an_account(role=Role.SECRETARIAT, scope=call.cycle.scope))
    address = "/en/igf/2026/manage/calls/first/synthesis/"
    done = client.post(address)
    assert done.headers["Location"].endswith("/progress/")
    assert b"per cent" in client.get(done.headers["Location"]).content
    again = client.post(address)
    assert again.status_code == 409
    assert b"is being made" in again.content


def test_a_contribution_knows_where_public_papers_reflect_it(
    version, signed_in, django_assert_num_queries
):
    contribution = Contribution.objects.get(number=1)
    assert reflections_of(contribution.pk) == []
    client = signed_in(an_account(role=Role.SECRETARIAT, scope=version.paper.cycle.scope))
    client.post(f"/en/igf/2026/manage/papers/{version.pk}/progress/", {"status": "final"})
    with django_assert_num_queries(1):
        found = reflections_of(contribution.pk)
    cites = [
        row
        for row in version.sentences.all()
        if '"source": "1"' in json.dumps(row.data["positions"])
    ]
    assert [one.text for one in found] == [row.data["text"] for row in cites]
    assert all(client.get(f"/en{one.path}").status_code == 200 for one in found)
