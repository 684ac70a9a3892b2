"""What was read of a text is the same whether an earlier run read it or this one."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from conspectus.engine import remembered as module
from conspectus.engine.grammar.reporting import report
from conspectus.engine.remembered import CACHE_KIND, Remembered, remembering
from conspectus.engine.theme_terms import read

SENTENCES = (
    "While costs grow, governments should keep networks open, including in rural areas.",
    "We call on operators to publish their prices.",
    "",
    "各国政府应保护隐私。",
    "You should know that.",
)


class Kept:
    """A cache in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.entries.get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.entries[kind, key] = value


class Reader:
    """A function of a text that counts how often it reads."""

    def __init__(self) -> None:
        self.__qualname__ = "reader"
        self.texts: list[str] = []

    def __call__(self, text: str, *, limit: int = 0) -> tuple[str, ...]:
        self.texts.append(text)
        return tuple(text.split()[limit:])


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> tuple[Reader, Remembered[Any, tuple[str, ...]]]:
    own = Reader()
    function = Remembered(own, list, tuple)
    monkeypatch.setattr(module, "_FUNCTIONS", [function])
    return own, function


def test_a_second_run_reads_new_texts_only(reader):
    own, function = reader
    cache = Kept()
    with remembering(cache):
        first = [function("a view"), function("a view"), function("another view", limit=1)]
    with remembering(cache):
        again = [function("a view"), function("another view", limit=1), function("a new view")]
    assert first == [("a", "view"), ("a", "view"), ("view",)]
    assert again == [("a", "view"), ("view",), ("a", "new", "view")]
    assert own.texts == ["a view", "another view", "a new view"]


def test_without_a_cache_nothing_is_kept(reader):
    own, function = reader
    with remembering(None):
        assert function("a view") == function("a view")
    assert own.texts == ["a view", "a view"]


def test_after_a_run_nothing_is_held(reader):
    own, function = reader
    with remembering(Kept()):
        function("a view")
    function("a view")
    assert own.texts == ["a view", "a view"]


@pytest.mark.parametrize("damage", [b"[]", b"{", b"\xff"])
def test_what_something_else_wrote_is_read_again(reader, damage):
    own, function = reader
    cache = Kept()
    with remembering(cache):
        function("a view")
    cache.entries = dict.fromkeys(cache.entries, damage)
    with remembering(cache):
        assert function("a view") == ("a", "view")
    assert own.texts == ["a view", "a view"]


def test_a_value_that_cannot_be_unpacked_is_read_again(reader):
    own, function = reader
    cache = Kept()
    with remembering(cache):
        function("a view")
    for place, stored in cache.entries.items():
        cache.entries[place] = json.dumps(dict.fromkeys(json.loads(stored), 5)).encode()
    with remembering(cache):
        assert function("a view") == ("a", "view")
    assert own.texts == ["a view", "a view"]


def test_a_table_that_grew_large_keeps_what_this_run_asked(reader, monkeypatch):
    own, function = reader
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    cache = Kept()
    for text in ("an old view", "a new view", "a new view", "an old view"):
        with remembering(cache):
            function(text)
    assert own.texts == ["an old view", "a new view", "an old view"]


def test_the_bytes_kept_do_not_depend_on_the_order_of_asking(reader):
    _, function = reader
    kept = []
    for texts in (SENTENCES, SENTENCES[::-1]):
        cache = Kept()
        with remembering(cache):
            for text in texts:
                function(text)
        kept.append(cache.entries)
    assert kept[0] == kept[1]


@pytest.mark.parametrize("text", SENTENCES)
def test_readings_survive_being_written(text):
    cache = Kept()
    answers = []
    for _ in range(2):
        read.cache_clear()
        with remembering(cache):
            answers.append((read(text, "en"), report(text, ("Open Paths",))))
    read.cache_clear()
    assert answers[0] == answers[1] == (read(text, "en"), report(text, ("Open Paths",)))
    assert all(dataclasses.is_dataclass(one[0]) for one in answers)
    assert {kind for kind, _ in cache.entries} == {CACHE_KIND}


class KeptWhole(Kept):
    """One that keeps tables as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, dict[str, object]] = {}


def test_a_cache_in_memory_keeps_tables_as_they_are(reader, monkeypatch):
    own, function = reader
    cache = KeptWhole()
    for _ in range(2):
        with remembering(cache):
            assert function("one two three", limit=1) == ("two", "three")
    assert own.texts == ["one two three"]
    assert cache.entries == {}
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    with remembering(cache):
        function("four")
    assert [list(table.values()) for table in cache.tables.values()] == [[["four"]]]
