from __future__ import annotations

import os

from conspectus.core.flushing import flush_folder


def test_every_file_and_folder_is_flushed_and_the_name_of_the_folder(tmp_path, monkeypatch):
    (tmp_path / "out" / "sources").mkdir(parents=True)
    (tmp_path / "out" / "paper.json").write_text("{}")
    (tmp_path / "out" / "sources" / "1.txt").write_text("words")
    flushed = []
    real = os.fsync

    def seen(handle):
        flushed.append(os.path.realpath(f"/proc/self/fd/{handle}"))
        real(handle)

    monkeypatch.setattr(os, "fsync", seen)
    flush_folder(tmp_path / "out")
    below = {str(path) for path in (tmp_path / "out").rglob("*")}
    assert set(flushed) == below | {str(tmp_path / "out"), str(tmp_path)}
