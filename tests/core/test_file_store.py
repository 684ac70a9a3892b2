from __future__ import annotations

import hashlib
import io

import pytest

from conspectus.contributions.services.files import keep_file
from conspectus.core.errors import SiteError
from conspectus.core.file_store import FolderStore, file_store
from conspectus.core.home import files_folder
from tests.core.s3_server import s3_server

TEXT = b"%PDF-1.7 " + b"words " * 300_000


@pytest.fixture(params=["folder", pytest.param("objects", marks=pytest.mark.long)])
def store(request, home, settings, tmp_path):
    if request.param == "folder":
        yield file_store()
        return
    pytest.importorskip("storages", reason="the extra s3 is not installed")
    (tmp_path / "bucket").mkdir()
    with s3_server(tmp_path / "bucket") as (address, handler):
        settings.FILES = f"s3://bucket/of/{tmp_path.name}"
        settings.FILES_ENDPOINT, settings.FILES_REGION = address, "nowhere-1"
        settings.FILES_KEY = settings.FILES_SECRET = tmp_path.name
        found = file_store()
        found.server = handler
        yield found


def test_what_was_sent_is_kept_read_laid_and_dropped(store, home, tmp_path):
    kept = keep_file(io.BytesIO(TEXT), name="position.pdf")
    digest = hashlib.sha256(TEXT).hexdigest()
    assert kept.path == f"{digest[:2]}/{digest}"
    assert keep_file(io.BytesIO(TEXT), name="again.pdf").path == kept.path
    assert store.has(kept.path)
    with store.open(kept.path) as content:
        assert content.read() == TEXT
    store.lay(kept.path, tmp_path / "laid.pdf")
    assert (tmp_path / "laid.pdf").read_bytes() == TEXT
    there = [place for place in files_folder().rglob("*") if place.is_file()]
    assert len(there) == isinstance(store, FolderStore)
    store.drop(kept.path)
    store.drop(kept.path)
    assert not store.has(kept.path)
    assert store.open(kept.path) is None


@pytest.mark.long
@pytest.mark.parametrize("store", ["objects"], indirect=True)
def test_what_the_object_store_does_not_take_is_not_received(store):
    store.server.down = True
    with pytest.raises(Exception, match="503"):
        keep_file(io.BytesIO(TEXT), name="position.pdf")
    assert [place for place in files_folder().rglob("*") if place.is_file()] == []


def test_another_kind_of_store_is_refused_in_a_sentence(settings):
    settings.FILES = "ftp://bucket"
    with pytest.raises(SiteError, match="must be empty or s3://"):
        file_store()
