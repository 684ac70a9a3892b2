"""What strangers send to tools, feeds, search, forms: an answer, and nothing unpublished."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from conspectus.consultations.models import Meeting
from conspectus.consultations.services.captions import Heard, begin, take_caption
from conspectus.discussion.models import Category
from conspectus.discussion.services.moderating import stop_post
from conspectus.site.api.cursors import written
from conspectus.site.api.reading_tools import call, reading_tools
from tests.factories_discussion import a_category, a_post
from tests.factories_meetings import a_meeting
from tests.factories_queue import an_open_queue
from tests.factories_registration import terms
from tests.factories_site import a_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

API = "/api/v1/forums/igf/cycles/2026"
SITE = "/en/igf/2026"
ANSWERS = {200, 304, 400, 404, 410, 422}
HOSTILE = (
    "",
    "\0",
    "\x08\x1b[2J",
    "\u202egnp.exe",
    "\ud800",
    "../../me",
    "%2e%2e/%00",
    "a" * 100_000,
    "9" * 5_000,
    "-1",
    "[" * 5_000,
    "NaN",
    {"a": [1]},
    [1, "x"],
    True,
    None,
    1e308,
    10**400,
    10**5_000,
)
CURSORS = (
    written([2**63]),
    written([-1]),
    written([10**15]),
    written(["x" * 100]),
    written([1, 2, 3, 4]),
    "e" * 600,
    "[" * 300,
    "-" * 7,
)


@pytest.fixture
def world():
    """A contribution, a thread and a meeting that goes on."""
    contribution = a_contribution()
    cycle = contribution.cycle
    meeting = a_meeting(cycle)
    begin(meeting)
    a_post(a_category(cycle))
    return meeting


@pytest.mark.long
@pytest.mark.usefixtures("world")
def test_every_tool_answers_whatever_it_is_asked():
    known = {"forum": "igf", "cycle": "2026", "number": 1, "version": 1, "meeting": "first"}
    for tool in reading_tools().values():
        names = list(tool.schema["properties"])
        for value in HOSTILE:
            for name in [*names, "unknown"]:
                asked = {one: known[one] for one in names if one in known} | {name: value}
                status, words = call(tool, asked)
                assert status in ANSWERS, (tool.name, name, repr(type(value)), words[:200])


@pytest.mark.usefixtures("world")
def test_every_list_answers_whatever_its_cursor_is():
    known = {"forum": "igf", "cycle": "2026", "number": 1, "version": 1, "meeting": "first"}
    known |= {"q": "access"}
    for tool in reading_tools().values():
        names = tool.schema["properties"]
        for cursor in CURSORS if "cursor" in names else ():
            asked = {one: known[one] for one in names if one in known} | {"cursor": cursor}
            status, words = call(tool, asked)
            assert status in ANSWERS, (tool.name, cursor[:40], words[:200])


@pytest.mark.usefixtures("world")
def test_search_answers_whatever_is_looked_for(client):
    words = (
        "\0",
        '"' * 200,
        "“" * 199,
        "ﷺ" * 200,
        "中" * 200,
        "a* OR b NOT",
        "{title}: x",
        "'\"();",
    )
    for said in (
        *words,
        "\u202e",
        "x\x08y",
        "place:s1",
        "-" * 200,
        "NEAR(a b)",
        "\\",
        "%_",
        "é" * 200,
    ):
        for path in (f"{SITE}/search/", f"{API}/search", "/en/search/", "/api/v1/search"):
            answer = client.get(path, {"q": said, "page": "9" * 20, "written_in": "\0"})
            assert answer.status_code in ANSWERS, (path, said[:20])
            answer = client.get(path, {"q": said})
            assert answer.status_code in ANSWERS, (path, said[:20])


def test_what_is_not_published_is_found_nowhere(client):
    cycle = a_contribution().cycle
    waits = a_post(
        a_category(cycle, moderation=Category.Moderation.BEFORE),
        title="Zanzibarred",
        text="Xylographed.",
    )
    hidden = a_post(a_category(cycle, slug="other"), title="Quokkaesque", text="Yttriferous.")
    stop_post(hidden, reason="off-topic", note="", by=None)
    secret = a_meeting(cycle, slug="secret", titles={"en": "Wombatical"}, is_public=False)
    assert (waits.number, secret.published) == (None, None)
    words = ("Zanzibarred", "Xylographed", "Quokkaesque", "Yttriferous", "Wombatical")
    paths = [f"{API}/search?q={word}" for word in words]
    paths += [f"{SITE}/search/?q={word}" for word in words]
    paths += [f"{SITE}/meetings/", f"{SITE}/meetings/secret/", f"{SITE}/meetings/secret/live/"]
    paths += [f"{SITE}/meetings/secret/{one}" for one in ("live/events", "queue/", "register/")]
    paths += [f"{API}/meetings/secret/{one}" for one in ("live", "live/captions", "minutes")]
    paths += [f"{SITE}/discussion/", f"{SITE}/feed.atom", "/api/v1/record/leaves.atom"]
    paths += [f"{SITE}/meetings/secret/participants/", f"{SITE}/calendar.ics"]
    for path in paths:
        said = client.get(path).content.decode()
        shown = said.replace(path.partition("q=")[2] or "\0", "")
        assert not any(word in shown for word in words), path
    for tool in reading_tools().values():
        asked = {
            "forum": "igf",
            "cycle": "2026",
            "meeting": "secret",
            "number": 1,
            "q": "Wombatical",
        }
        names = tool.schema["properties"]
        _status, said = call(tool, {one: asked[one] for one in names if one in asked})
        assert not any(word in said for word in words), tool.name


@pytest.mark.long
def test_the_new_forms_answer_whatever_is_sent(client, world):
    terms(world)
    an_open_queue(world)
    Meeting.objects.update(starts=world.starts.replace(year=2999), ends=None)
    base = f"{SITE}/meetings/first/"
    registering = "key name email capacity organisation group country channel needs listed"
    asking = "key name channel kind capacity on_behalf_of text group item precedence"
    names = {f"{base}register/": registering.split(), f"{base}queue/ask/": asking.split()}
    good = {"key": "k", "name": "Ana", "email": "ana@example.org", "capacity": "personal"}
    good |= {"channel": "room", "kind": "intervention"}
    for path, fields in names.items():
        for field in fields:
            for value in ("", *HOSTILE[1:5], "a" * 100_000, "9" * 5_000):
                said = value.encode("utf-8", "replace").decode()
                answer = client.post(path, {**good, "key": f"{field} {said}"[:64], field: said})
                assert answer.status_code in {200, 302, 400}, (path, field, said[:30])
    rows = [*world.registrations.all(), *world.queue.requests.all()]
    said = " ".join(f"{one.name} {one.capacity}" for one in rows)
    assert not any(sign in said for sign in "\0\x08\x1b\u202e")


def test_captions_of_a_hostile_captioner_turn_no_page(world, client):
    heard = Heard(text="\u202eright \x1b[2J<b>", speaker="A\u2066na\0", key="k", channel="bogus")
    take_caption(world, heard)
    page = client.get(f"{SITE}/meetings/first/live/").content.decode()
    assert "&lt;b&gt;" in page
    said = json.dumps(client.get(f"{API}/meetings/first/live/captions").json())
    for sign in ("\u202e", "\u2066", "\x1b"):
        assert sign not in page
        assert json.dumps(sign)[1:-1] not in said


@pytest.mark.usefixtures("world")
def test_each_feed_is_one_for_everybody_and_well_formed(client, signed_in):
    for name in ("papers", "calls"):
        path = f"{API}/{name}.atom"
        before = client.get(path)
        etree.fromstring(before.content)
        assert client.get(path, headers={"If-None-Match": before["ETag"]}).status_code == 304
        assert client.get(f"{path}?language=\0").status_code == 422
        assert client.get(f"{path}?x={'9' * 5000}").status_code == 200


def test_no_tag_of_an_answer_tells_one_role_what_another_reads(client, world, signed_in):
    work = f"{SITE}/meetings/work/first/live/"
    strange = client.get(work)
    assert strange.status_code == 302
    assert "ETag" not in strange
    assert client.get(work, headers={"If-None-Match": "*"}).status_code == 302
    notes = f"{SITE}/meetings/work/first/minutes/items/0/state/"
    assert client.get(notes, headers={"If-None-Match": '"0"'}).status_code in {302, 404}
