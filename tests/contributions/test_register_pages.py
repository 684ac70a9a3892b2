from __future__ import annotations

import csv
import io
import random
import re
import zipfile

import pytest

from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.register import RegisterFilter
from conspectus.contributions.queries.tally import BALANCE, tally
from conspectus.contributions.services.publishing import publish_version, publish_versions
from conspectus.contributions.services.withdrawing import mark_duplicate, withdraw_contribution
from conspectus.core.remembered import forget_everything
from conspectus.people.models import Area
from conspectus.people.services.groups import create_tree
from tests.factories_site import a_call, a_contribution, a_cycle, a_forum, an_organisation

pytestmark = pytest.mark.django_db
BASE = "/en/igf/2026/contributions/"


@pytest.fixture
def call(home):
    create_tree("igf")
    return a_call(a_cycle(a_forum()))


@pytest.fixture
def published(call):
    """Publishes contributions: ``published(3, text=…)``."""

    def publish(count=1, *, country="", group="", publish=Publish.NAMED, **fields):
        made = []
        for _ in range(count):
            version = a_contribution(call=call, published=False, **fields).versions.get()
            version.publish = publish
            version.country = Area.objects.filter(code=country).first()
            version.group = call.cycle.forum.group_tree.groups.filter(slug=group).first()
            version.save()
            made.append(version)
        publish_versions(made, by="secretariat")
        return made

    return publish


def _page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_register_counts_lists_and_shows_the_balance(client, published):
    isoc = an_organisation()
    published(2, organisation=isoc, country="KE", group="civil-society")
    published(1, signed="Other Body", country="FR", group="governments")
    page = _page(client, BASE)
    assert "3 contributions, 3 documents, 2 contributors" in page
    assert page.count('<li><a href="/en/igf/2026/contributions/') == 3
    assert '<a href="/en/igf/organisations/internet-society/">' in page
    assert re.search(r'<th scope="row">Civil society</th><td class="num">2</td>', page)
    assert re.search(r'<th scope="row">Africa</th><td class="num">2</td>', page)
    assert "do not imply" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"group": "civil-society"},
        {"country": "FR"},
        {"region": "002", "language": "en"},
        {"theme": "x"},
    ],
)
def test_counts_are_the_same_whether_the_whole_was_counted_before(call, published, asked):
    isoc = an_organisation()
    published(2, organisation=isoc, country="KE", group="civil-society")
    published(1, signed="Other Body", country="FR", group="governments")
    published(1, signed="Nobody", publish=Publish.NOT_PUBLISHED)
    wanted = RegisterFilter(**asked)
    _, at_once = tally(call.cycle, wanted)
    forget_everything()
    tally(call.cycle, RegisterFilter())
    _, later = tally(call.cycle, wanted)
    for name in ("contributions", "documents", "contributors", "hidden"):
        assert getattr(later, name) == getattr(at_once, name)
    assert {name: later.facets[name] for name in BALANCE} == {
        name: at_once.facets[name] for name in BALANCE
    }


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("group=civil-society", [1]),
        ("country=FR", [2]),
        ("region=002", [1]),
        ("language=fr", [2]),
        ("holder=LIBRARY", [1]),
        ("theme=access", [2]),
        ("since=2026-01-01&until=2026-01-01", [1, 2]),
        ("until=2025-12-31", []),
        ("since=nonsense&sort=nonsense&page=nonsense", [1, 2]),
        ("sort=newest", [2, 1]),
        ("sort=contributor", [1, 2]),
        ("group=civil-society&country=FR", []),
    ],
)
def test_filters_and_orders(client, call, published, query, numbers):
    published(signed="Amber library", country="KE", group="civil-society")
    (second,) = [
        a_contribution(call=call, published=False, signed="Zebra", language="fr").versions.get()
    ]
    second.country = Area.objects.get(code="FR")
    second.save()
    theme = call.cycle.themes.create(slug="access", names={"en": "Access"})
    second.documents.get().themes.add(theme)
    publish_version(second, by="secretariat")
    page = _page(client, f"{BASE}?{query}")
    found = re.findall(rf'<li><a href="{BASE}(\d+)/"', page)
    assert [int(number) for number in found] == numbers


@pytest.mark.parametrize("count", [1, 50])
def test_a_register_page_costs_two_queries(client, published, count, django_assert_num_queries):
    published(count, country="KE", group="civil-society")
    with django_assert_num_queries(3):
        client.get(f"{BASE}?group=civil-society&region=002")


def test_unnamed_and_hidden_contributions_are_told_without_a_name(client, published):
    published(signed="Jane Roe", publish=Publish.WITHOUT_NAME, text="I am Jane Roe.")
    published(signed="Mister X", publish=Publish.NOT_PUBLISHED, text="Secret.")
    page = _page(client, BASE)
    assert "Jane" not in page
    assert "without name" in page
    assert "1 more is not published" in page
    assert "Mister X" not in page
    own = _page(client, f"{BASE}1/v1/")
    assert "████ ███" in own
    assert "Jane" not in own
    _page(client, f"{BASE}2/", 404)
    _page(client, f"{BASE}2/v1/", 404)


def test_a_contribution_has_an_address_for_every_paragraph(client, published):
    draw = random.Random(7)
    text = "\n\n".join(
        " ".join(f"{draw.randrange(10**9):x}" for _ in range(300)) for _ in range(12)
    )
    published(text=text)
    assert client.get(f"{BASE}1/").headers["Location"] == f"{BASE}1/v1/"
    first = _page(client, f"{BASE}1/v1/")
    last = client.get(f"{BASE}1/v1/p12/").headers["Location"]
    assert re.fullmatch(rf"{BASE}1/v1/part/\d+/#p12", last)
    assert client.get(f"{BASE}1/v1/p1/").headers["Location"] == f"{BASE}1/v1/#p1"
    assert 'id="p1"' in first
    assert 'id="p12"' not in first
    assert 'id="p12"' in _page(client, last.partition("#")[0])
    _page(client, f"{BASE}1/v1/p13/", 404)
    _page(client, f"{BASE}1/v1/part/99/", 404)


@pytest.mark.parametrize("documents", [1, 6])
def test_a_contribution_page_costs_three_queries(
    client, published, documents, django_assert_num_queries
):
    (version,) = published(organisation=an_organisation())
    for number in range(1, documents):
        version.documents.create(title=f"More {number}", order=number)
    with django_assert_num_queries(3):
        client.get(f"{BASE}1/v1/")


def test_an_older_version_says_so_and_stays(client, published):
    (first,) = published(text="Old words.")
    second = first.contribution.versions.create(k=2, signed="Internet Society", title="Again")
    second.documents.create(text="New words.")
    publish_version(second, by="secretariat")
    assert client.get(f"{BASE}1/").headers["Location"] == f"{BASE}1/v2/"
    old = _page(client, f"{BASE}1/v1/")
    assert "Old words." in old
    assert "A newer version" in old


def test_what_was_withdrawn_answers_410_everywhere(client, published):
    (version,) = published(text="Words about kelp.")
    withdraw_contribution(version.contribution, by="contributor")
    for address in (f"{BASE}1/", f"{BASE}1/v1/", f"{BASE}1/v1/p1/"):
        page = _page(client, address, 410)
        assert "withdrawn" in page
        assert "kelp" not in page
    assert "kelp" not in _page(client, "/en/search/?q=kelp").partition("<main")[2].replace(
        'value="kelp"', ""
    )
    assert 'href="/en/igf/2026/contributions/1/"' not in _page(client, BASE)


def test_a_duplicate_points_to_the_other_and_is_not_listed(client, published):
    first, second = published(2)
    mark_duplicate(second.contribution, of=first.contribution, by="secretariat")
    assert "1 contribution," in _page(client, BASE)
    assert 'href="../../1/"' in _page(client, f"{BASE}2/v1/")


def test_a_file_is_handed_out_as_it_was_sent_and_never_shown(client, home, call):
    version = a_contribution(call=call, published=False).versions.get()
    content = b"<script>alert(1)</script>"
    (home / "files" / "ab").mkdir(parents=True)
    (home / "files" / "ab" / "abc").write_bytes(content)
    version.documents.update(
        file="ab/abc", file_name="“x”.html", sha256="abc", media_type="text/html", size=25
    )
    assert client.get(f"{BASE}1/files/“x”.html").status_code == 404
    publish_version(version, by="secretariat")
    answer = client.get(f"{BASE}1/files/“x”.html")
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_organisations_have_a_page_where_they_signed_something_public(client, published):
    isoc = an_organisation()
    an_organisation("Silent Body")
    published(organisation=isoc, title="Our views")
    page = _page(client, "/en/igf/organisations/internet-society/")
    assert "Our views" in page
    _page(client, "/en/igf/organisations/silent-body/", 404)
    published(organisation=an_organisation("Shy"), publish=Publish.WITHOUT_NAME)
    _page(client, "/en/igf/organisations/shy/", 404)


def test_the_whole_register_can_be_taken_away(client, published):
    published(organisation=an_organisation("=HYPERLINK(1)"), title="+cmd", country="KE")
    published(signed="Jane Roe", publish=Publish.WITHOUT_NAME)
    text = client.get(f"{BASE}export.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["number"] for row in rows] == ["1", "2"]
    assert rows[0]["contributor"] == "'=HYPERLINK(1)"
    assert rows[0]["title"] == "'+cmd"
    assert rows[1]["contributor"] == ""
    told = client.get(f"{BASE}export.json").json()
    assert told["format"] == "conspectus-register/1"
    assert told["contributions"][0]["country"] == "Kenya"
    archive = b"".join(client.get(f"{BASE}export.zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = opened.namelist()
        assert opened.testzip() is None
        assert opened.read("texts/1/v1/1.txt").decode().startswith("Access should")
    assert names[:2] == ["register.csv", "register.json"]


def test_the_feed_holds_the_newest_first(client, published):
    published(title="First")
    published(title="Second")
    feed = _page(client, f"{BASE}feed.atom")
    assert feed.index("2. Second") < feed.index("1. First")


def test_search_marks_words_and_leads_to_the_paragraph(client, published):
    published(text="First words.\n\nThe spectrum is <b>shared</b>.", title="On air")
    for address in ("/en/search/", "/en/igf/search/", "/en/igf/2026/search/"):
        page = _page(client, f"{address}?q=spectrums")
        assert 'href="/en/igf/2026/contributions/1/v1/p2/"' in page
        assert "The <mark>spectrum</mark> is &lt;b&gt;shared&lt;/b&gt;." in page
    assert "Nothing was found" in _page(client, "/en/search/?q=zebra")
    assert "nearly every text" in _page(client, "/en/search/?q=the")
    assert "<ol" not in _page(client, "/en/search/")


def test_text_of_a_contribution_is_data(client, published):
    payload = '"><script>alert(1)</script>{{ 7*7 }}'
    published(title=payload, signed=payload, text=payload)
    for address in (BASE, f"{BASE}1/v1/", "/en/search/?q=alert", f"{BASE}feed.atom"):
        page = _page(client, address)
        assert "<script>alert" not in page
        assert "49" not in page.partition("alert(1)")[2][:60]


def test_what_is_not_published_is_in_no_list(client, call):
    a_contribution(call=call, published=False, title="Received only")
    refused = a_contribution(call=call, published=False)
    refused.state = State.REFUSED
    refused.save()
    page = _page(client, BASE)
    assert "Received only" not in page
    assert "Nothing has been published yet." in page
    assert "not accepted" in _page(client, f"{BASE}{refused.number}/", 410)  # as the record says


@pytest.mark.parametrize("record", ["meeting", "list"])
def test_the_record_of_a_meeting_or_list_is_a_contribution_and_no_contributor(
    client, call, published, record
):
    published(1, organisation=an_organisation(), country="KE", group="civil-society")
    published(2, signed="", as_written={"record_of": record})
    assert "3 contributions, 3 documents, 1 contributor" in _page(client, BASE)
    forget_everything()
    _, asked = tally(call.cycle, RegisterFilter(language="en"))
    tally(call.cycle, RegisterFilter())
    assert (asked.contributions, asked.contributors) == (3, 1)
    forget_everything()
    tally(call.cycle, RegisterFilter())
    _, asked = tally(call.cycle, RegisterFilter(language="en"))
    assert (asked.contributions, asked.contributors) == (3, 1)
