"""Two processes read what one reads, whatever becomes of the second."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from conspectus.engine import ahead, beside, reading
from conspectus.engine.corpus import Corpus
from conspectus.engine.synthesis import synthesize
from conspectus.formats.bundle.writing import paper_json
from conspectus.formats.intake import load_folder
from conspectus.sample import data_folder


class Kept:
    """A cache in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.entries.get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.entries[kind, key] = value


def _name(work: object) -> str:
    """What a copy was begun for."""
    return str(getattr(getattr(work, "func", work), "__qualname__", ""))


@pytest.fixture(scope="module")
def sample() -> Corpus:
    return load_folder(data_folder()).corpus


@pytest.fixture(scope="module")
def alone(sample: Corpus) -> bytes:
    return paper_json(synthesize(sample))


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORTH_A_COPY", 0)


@pytest.mark.parametrize("cached", [False, True])
def test_a_paper_made_with_a_copy_is_that_of_one_process(
    sample: Corpus, alone: bytes, monkeypatch: pytest.MonkeyPatch, *, cached: bool
) -> None:
    begun = []
    started = beside._started  # noqa: SLF001 - to see that there were copies
    monkeypatch.setattr(beside, "_started", lambda work: begun.append(work) or started(work))
    cache = Kept() if cached else None
    assert paper_json(synthesize(sample, cache=cache, jobs=2)) == alone
    assert [_name(work) for work in begun] == ["_read_beside"]
    assert paper_json(synthesize(sample, cache=cache, jobs=2)) == alone
    assert [_name(work) for work in begun[1:]] == ["Ahead._all" if cached else "_read_beside"]


def test_a_copy_that_is_killed_or_cannot_be_made_changes_nothing(
    sample: Corpus, alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reading._read_beside  # noqa: SLF001 - what the copy runs

    def killed(*given: object) -> Iterator[object]:
        for number, sent in enumerate(whole(*given)):
            if number == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            yield sent

    monkeypatch.setattr(reading, "_read_beside", killed)
    monkeypatch.setattr(ahead.Ahead, "_all", lambda _self: iter([1 / 0]))
    cache = Kept()
    assert paper_json(synthesize(sample, cache=cache, jobs=2)) == alone
    assert paper_json(synthesize(sample, cache=cache, jobs=2)) == alone
    monkeypatch.setattr(beside, "_started", lambda _work: None)
    assert paper_json(synthesize(sample, cache=Kept(), jobs=2)) == alone
