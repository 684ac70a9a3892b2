"""Register and positions as JSON-LD, Parquet and Atom, and the tools for language models."""

from __future__ import annotations

import io
import json

import pytest
from lxml import etree

from conspectus.contributions.services.register import enter_versions
from conspectus.site.api import exports
from conspectus.site.api.reading_tools import call, reading_tools
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import a_call, a_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

CYCLE = "/api/v1/forums/igf/cycles/2026"
POSITIONS = f"{CYCLE}/papers/1/versions/1/exports/positions"


@pytest.fixture
def contribution():
    made = a_contribution(a_call())
    version = made.versions.select_related("contribution__cycle__scope").get()
    enter_versions([version], version.paragraphs.all(), [])
    a_paper_version(made)
    return made


def names_in(value):
    if isinstance(value, dict):
        yield from value
        for key, one in value.items():
            if key != "@context":
                yield from names_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from names_in(one)


@pytest.mark.usefixtures("contribution")
@pytest.mark.parametrize(
    "address", [f"{CYCLE}/exports/contributions.jsonld", f"{POSITIONS}.jsonld"]
)
def test_json_ld_explains_every_name_itself(client, address):
    said = json.loads(client.get(address).getvalue())
    context = said["@context"]
    assert {name for name in names_in(said) if name[0] != "@"} <= set(context)
    roots = {one for one in context.values() if isinstance(one, str) and "://" in one}
    assert len(roots) == 3  # schema.org, Dublin Core, our own; no address to be fetched
    terms = [one["@id"] if isinstance(one, dict) else one for one in context.values() if one != 1.1]
    assert all("://" in one or one.partition(":")[0] in context for one in terms)
    assert said["hasPart"]


@pytest.mark.usefixtures("contribution")
def test_parquet_holds_the_same_rows(client):
    parquet = pytest.importorskip("pyarrow.parquet")
    answer = client.get(f"{POSITIONS}.parquet")
    table = parquet.read_table(io.BytesIO(answer.content)).to_pylist()
    shown = client.get(f"{CYCLE}/papers/1/versions/1/positions").json()["items"]
    assert [one["wording"] for one in table] == [one["wording"] for one in shown]
    assert list(table[0]) == list(exports.POSITIONS)


@pytest.mark.usefixtures("contribution")
def test_where_the_library_is_absent_a_sentence_says_so(client, monkeypatch):
    monkeypatch.setattr(exports.importlib.util, "find_spec", lambda _name: None)
    answer = client.get(f"{CYCLE}/exports/contributions.parquet")
    assert answer.status_code == 406
    assert "JSON-LD" in answer.json()["detail"]


@pytest.mark.usefixtures("contribution")
def test_a_feed_has_an_entry_for_each_thing_with_its_address(client):
    feed = etree.fromstring(client.get(f"{CYCLE}/papers.atom?language=fr").content)
    entry = feed.find("{*}entry")
    assert entry.find("{*}link").get("href").endswith("/fr/igf/2026/papers/1/v1/")
    assert entry.find("{*}id").text.endswith(":8000/igf/2026/papers/1/v1/")


@pytest.mark.usefixtures("contribution")
def test_a_tool_gives_what_its_operation_gives(client):
    tools = reading_tools()
    assert {"forums", "evidence", "search", "receipt"} <= set(tools)
    assert not {"me", "contribute", "received", "own_contributions"} & set(tools)
    at = {"forum": "igf", "cycle": "2026", "limit": 1}
    status, words = call(tools["contributions"], at)
    assert status == 200
    assert json.loads(words) == client.get(f"{CYCLE}/contributions?limit=1").json()
    assert call(tools["forum"], {"forum": "../../me"})[0] == 404
    assert call(tools["contributions"], {**at, "limit": 0})[0] == 422


@pytest.mark.long
@pytest.mark.usefixtures("home")
def test_a_language_model_finds_the_tools_over_stdio(tmp_path):
    anyio = pytest.importorskip("anyio")
    mcp = pytest.importorskip("mcp")
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from mcp.client.stdio import stdio_client  # noqa: PLC0415

    program = str(Path(sys.executable).with_name("conspectus"))
    home = str(tmp_path / "installation")
    subprocess.run([program, "init", "--home", home], check=True)

    async def ask():
        given = mcp.StdioServerParameters(command=program, args=["mcp", "--home", home])
        async with stdio_client(given) as streams, mcp.ClientSession(*streams) as session:
            await session.initialize()
            tools = await session.list_tools()
            found = await session.call_tool("forums", {"limit": 5})
            return len(tools.tools), json.loads(found.content[0].text)

    count, said = anyio.run(ask)
    assert count > 40
    assert said == {"items": [], "next": None}
