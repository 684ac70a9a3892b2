"""What is kept between runs: claims of a source and answers about pairs of texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine import known_stems, language
from conspectus.engine.code_version import code_version
from conspectus.engine.corpus import Holder, HolderKind, Source, SourceKind
from conspectus.engine.document import Block, BlockKind
from conspectus.engine.known_claims import (
    claims_bytes,
    claims_from_bytes,
    keep_claims,
    recalled_claims,
)
from conspectus.engine.known_stems import keep_stems, recall_stems
from conspectus.engine.passages import claims_of
from conspectus.engine.verdicts import Verdicts

WORDS = (("governing", "en"), ("organised", "en"), ("droits", "fr"), ("права", "ru"))
TEXT = (
    "Governments should protect privacy and ensure free expression. Many people believe that "
    "nothing should change. El acceso debe ser asequible para todos los habitantes."
)
HOLDERS = {"a": Holder(id="a", kind=HolderKind.ORGANISATION, name="Open Paths")}
SOURCE = Source(
    id="1",
    ref="1",
    kind=SourceKind.CONTRIBUTION,
    number="1",
    title="",
    text=TEXT,
    blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(TEXT)),),
    holders=("a",),
    language="en",
)


class Kept:
    """A cache in memory that counts what is stored."""

    def __init__(self):
        self.entries = {}
        self.stored = 0

    def get(self, kind, key):
        return self.entries.get((kind, key))

    def put(self, kind, key, value):
        self.entries[kind, key] = value
        self.stored += 1


def known_claims(source, cache):
    found = recalled_claims(source, HOLDERS, ("en",), cache)
    if found is None:
        found = claims_of(source, HOLDERS, ("en",))
        keep_claims(found, source, HOLDERS, ("en",), cache)
    return found


def test_claims_survive_being_written():
    claims = claims_of(SOURCE, HOLDERS, ("en", "es"))
    assert claims
    assert claims_from_bytes(claims_bytes(claims), SOURCE) == claims


def test_known_claims_are_those_of_a_first_reading():
    cache = Kept()
    first = known_claims(SOURCE, cache)
    assert known_claims(SOURCE, cache) == first
    assert first == claims_of(SOURCE, HOLDERS, ("en",))
    assert cache.stored == 1


@pytest.mark.parametrize(
    "changed",
    [replace(SOURCE, text=f"{TEXT} "), replace(SOURCE, language="es"), replace(SOURCE, id="2")],
    ids=["text", "language", "id"],
)
def test_another_source_is_read_anew(changed):
    cache = Kept()
    known_claims(SOURCE, cache)
    known_claims(changed, cache)
    assert cache.stored == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b'[["x"]]', b"\xff"])
def test_a_damaged_entry_is_read_anew(damage):
    cache = Kept()
    first = known_claims(SOURCE, cache)
    assert recalled_claims(SOURCE, HOLDERS, ("en",), cache) == first
    cache.entries = dict.fromkeys(cache.entries, damage)
    assert recalled_claims(SOURCE, HOLDERS, ("en",), cache) is None
    assert known_claims(SOURCE, cache) == first


def test_a_verdict_is_asked_for_once_and_kept():
    cache, asked = Kept(), []

    def answer():
        asked.append(1)
        return True

    for _ in range(2):
        verdicts = Verdicts(cache, "forum")
        assert verdicts.ask("carries", "one", "two", answer)
        assert verdicts.ask("carries", "one", "two", answer)
        verdicts.keep()
    assert (len(asked), cache.stored) == (1, 1)


def test_verdicts_tell_questions_texts_and_tables_apart():
    cache = Kept()
    verdicts = Verdicts(cache, "forum")
    assert verdicts.ask("carries", "one", "two", lambda: True)
    assert not verdicts.ask("carries", "two", "one", lambda: False)
    assert not verdicts.ask("atom", "one", "two", lambda: False)
    verdicts.keep()
    assert not Verdicts(cache, "other").ask("carries", "one", "two", lambda: False)
    assert Verdicts(cache, "forum").ask("carries", "one", "two", lambda: False)


def test_stems_of_an_earlier_run_are_not_worked_out_again(monkeypatch):
    monkeypatch.setattr(language, "STEMS", {})
    monkeypatch.setattr(known_stems, "STEMS", language.STEMS)
    cache = Kept()
    known = recall_stems(cache)
    language.stem.cache_clear()
    found = {word: language.stem(word, code) for word, code in WORDS}
    keep_stems(cache, known)
    language.STEMS.clear()
    assert recall_stems(cache) == len(WORDS)
    language.stem.cache_clear()
    assert {word: language.stem(word, code) for word, code in WORDS} == found
    keep_stems(cache, len(language.STEMS))
    assert cache.stored == 1


def test_a_table_of_something_else_gives_no_stems(monkeypatch):
    monkeypatch.setattr(known_stems, "STEMS", {})
    cache = Kept()
    cache.put("stems", code_version(), b"a\tb\n\nenglish\tx\ty\tz\n")
    assert recall_stems(cache) == 0
