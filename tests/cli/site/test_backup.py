from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
import tarfile
import threading

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.restoring import restore
from tests.cli.site.conftest import Installation, copied
from tests.postgres.databases import SERVER

RECORD_MORE = """
from conspectus.core.recording import record
from conspectus.core.sequencer import settle
for n in range({count}):
    record("role", "/", {{"n": n}})
settle()
"""

KNOWN = """
from conspectus.core.models import RecordedLeaf
from conspectus.core.receipts import receipt_file
rows = list(RecordedLeaf.objects.order_by("id"))
print(len(rows), sum(receipt_file(row) is not None for row in rows))
"""


def vendor():
    return "postgresql" if os.environ.get(SERVER) else "sqlite"


def leaves(installation):
    """How many rows there are, and for how many there is a receipt."""
    return tuple(map(int, installation.python(KNOWN).split()))


def elsewhere(installation, name="restored"):
    return Installation(installation.home.parent / name)


def test_what_was_there_is_there_again(installation, tmp_path):
    installation.python(RECORD_MORE.format(count=300))
    (installation.home / "files" / "ab").mkdir(parents=True)
    (installation.home / "files" / "ab" / "abcd").write_bytes(b"%PDF words")
    done = installation.run_by_itself("backup", tmp_path / "kept.tar.gz", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] == (tmp_path / "kept.tar.gz").stat().st_size
    assert stat.S_IMODE((tmp_path / "kept.tar.gz").stat().st_mode) == 0o600
    copy = elsewhere(installation)
    done = copy.run_by_itself("restore", tmp_path / "kept.tar.gz")
    assert done.returncode == 0, done.stderr
    assert (copy.home / "files" / "ab" / "abcd").read_bytes() == b"%PDF words"
    assert leaves(copy) == leaves(installation)
    assert stat.S_IMODE(copy.home.stat().st_mode) == 0o700
    copy.python(RECORD_MORE.format(count=3))
    done = copy.run("verify-record", "--since", installation.home / "record" / "checkpoint")
    assert done.returncode == 0, done.stdout
    try:
        copy.serve()
        assert "<html" in copy.get("/en/")
    finally:
        copy.end()


@pytest.mark.long
def test_a_backup_of_a_running_site_is_consistent(installation, tmp_path):
    installation.serve()
    stop = threading.Event()

    def load():
        while not stop.is_set():
            installation.python(RECORD_MORE.format(count=40))

    thread = threading.Thread(target=load)
    thread.start()
    try:
        for n in range(3):
            done = installation.run("backup", tmp_path / f"{n}.tar.gz")
            assert done.returncode == 0, done.stderr
    finally:
        stop.set()
        thread.join()
    for n in range(3):
        copy = elsewhere(installation, f"restored-{n}")
        done = copy.run("restore", tmp_path / f"{n}.tar.gz")
        assert done.returncode == 0, done.stderr
        copy.python(RECORD_MORE.format(count=5))
        rows, receipts = leaves(copy)
        assert rows == receipts
        assert copy.run("verify-record").returncode == 0


def test_a_damaged_backup_is_not_restored(installation, tmp_path):
    kept = tmp_path / "kept.tar.gz"
    installation.run("backup", kept)
    content = kept.read_bytes()
    for damaged in (content[: len(content) // 2], b"no archive", changed(content)):
        kept.write_bytes(damaged)
        done = elsewhere(installation).run("restore", kept)
        assert done.returncode == 2
        assert "damaged" in done.stderr
        assert not elsewhere(installation).home.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_empty_directory_is_filled_and_emptied_where_it_stands(installation, tmp_path):
    """Its parent may be closed to the site, and the volume of a container has no other name."""
    kept = tmp_path / "kept.tar.gz"
    assert installation.run("backup", kept).returncode == 0
    copy = elsewhere(installation)
    copy.home.mkdir()
    volume = copy.home.stat().st_ino
    whole = kept.read_bytes()
    kept.write_bytes(changed(whole))
    assert "damaged" in copy.run("restore", kept).stderr
    assert list(copy.home.iterdir()) == []
    kept.write_bytes(whole)
    done = copy.run("restore", kept)
    assert done.returncode == 0, done.stderr
    assert copy.home.stat().st_ino == volume
    assert {path.name for path in copy.home.iterdir()} >= {"keys", "record"}
    assert [path for path in copy.home.iterdir() if path.name.startswith(".")] == []


def changed(content):
    """The same archive with one other file in it."""
    packed = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(content)) as old,
        tarfile.open(fileobj=packed, mode="w:gz") as new,
    ):
        for member in old:
            found = old.extractfile(member).read()
            found = found[::-1] if member.name == "record/key" else found
            new.addfile(member, io.BytesIO(found))
    return packed.getvalue()


def test_nothing_is_written_over(installation, tmp_path):
    kept = tmp_path / "kept.tar.gz"
    assert installation.run("backup", kept).returncode == 0
    done = installation.run("backup", kept)
    assert (done.returncode, "already" in done.stderr) == (2, True)
    done = installation.run("restore", kept)
    assert (done.returncode, "is not empty" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["../escaped", "/escaped"])
def test_an_archive_does_not_write_outside(installation, tmp_path, name):
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as tar:
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"evil"))
    assert elsewhere(installation).run("restore", evil).returncode == 2
    assert not (tmp_path / "escaped").exists()


def archive(place, members, **manifest):
    """A backup as somebody made it by hand; ``members``: (name, content, size that is said)."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content, _ in members}
    about = {"format": "conspectus-backup/1", "version": "1", "sha256": hashes, **manifest}
    packed = json.dumps({key: value for key, value in about.items() if value is not None}).encode()
    with tarfile.open(place, "w:gz") as tar:
        for name, content, size in [*members, ("manifest.json", packed, len(packed))]:
            info = tarfile.TarInfo(name)
            info.size = size
            tar.addfile(info, io.BytesIO(content) if size == len(content) else None)
    return place


DATABASE = ("conspectus.sqlite3", b"", 0)
NO_DATABASE = ("conspectus.sqlite3", b"no database" * 100, 1100)
HOSTILE = {
    "without a database": ([("keys/secret-key", b"abc", 3)], {}, "no database"),
    "with another kind of file for it": ([NO_DATABASE], {}, "damaged"),
    "with rendered pages": ([DATABASE, ("pages/1/ab/cd.page", b"evil", 4)], {}, "pages"),
    "with a file larger than the disk": ([("files/aa/aa", b"", 1 << 60)], {}, "no room"),
    "of no version": ([DATABASE], {"version": None}, "damaged"),
    "whose manifest is a list": ([DATABASE], {"sha256": []}, "damaged"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_backup_is_refused_in_a_sentence_and_leaves_nothing(tmp_path, what):
    members, manifest, said = HOSTILE[what]
    kept = archive(tmp_path / "kept.tar.gz", members, **manifest)
    with pytest.raises(SiteError, match=said):
        restore(kept, tmp_path / "restored")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.tar.gz"]


def test_verify_record_tells_what_is_wrong(installation, tmp_path):
    installation.python(RECORD_MORE.format(count=5))
    assert installation.run("verify-record").returncode == 0
    copy = shutil.copytree(installation.home / "record", tmp_path / "copy")
    (copy / "tile" / "0" / "000.p" / "5").write_bytes(bytes(160))
    done = installation.run("verify-record", copy, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"] == [
        "tile/0/000.p/5: this tile is not what the entries give."
    ]
    assert installation.run("verify-record", tmp_path / "absent").returncode == 2


def test_doctor_tells_in_what_condition_an_installation_is(installation):
    def findings():
        done = installation.run("doctor", "--json")
        told = json.loads(done.stdout)
        return done.returncode, {one["name"]: one["found"] for one in told["findings"]}

    code, found = findings()
    assert code == 0
    assert found["public record"] == "verified"
    assert found["database"] == f"{vendor()}, of this version"
    assert found["mail server"] is None
    (installation.home / "record" / "key").write_text("other\n")
    code, found = findings()
    assert (code, found["public record"]) == (1, None)


def test_an_installation_without_contributions_is_exported(installation, tmp_path):
    done = installation.run("export", tmp_path / "open", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cycles"] == []
    assert (tmp_path / "open" / "record" / "checkpoint").is_file()


ONE = """
from tests.factories_site import a_call, a_contribution
from conspectus.core.recording import record
from conspectus.core.sequencer import settle
one = a_contribution(a_call(), text="Words of the moonlit heron.")
version = one.versions.get()
version.leaf = record("publication", "/igf/2026/contributions/1/v1/", {"title": "Heron"})
version.save()
settle()
"""
ERASE = """
from conspectus.contributions.models import Contribution
from conspectus.contributions.services.erasing import erase_contribution
erase_contribution(Contribution.objects.get(), by="a", reason="By order of a court")
from conspectus.core.sequencer import settle
settle()
"""
STATE = """
from conspectus.contributions.models import Contribution, Document
print(Contribution.objects.get().state, Document.objects.count())
"""


def test_what_was_erased_since_is_erased_again(installation, tmp_path):
    installation.python(ONE)
    assert installation.run("backup", tmp_path / "kept.tar.gz").returncode == 0
    installation.python(ERASE)
    copy = elsewhere(installation)
    newer = installation.home / "record"
    done = copy.run("restore", tmp_path / "kept.tar.gz", "--record", newer, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["erased_again"] == ["/igf/2026/contributions/1/"]
    assert copy.python(STATE) == "erased 0"
    done = copy.run("verify-record", "--since", newer / "checkpoint")
    assert done.returncode == 0, done.stdout


def test_a_restore_without_the_newer_record_says_what_comes_back(installation, tmp_path):
    installation.python(ONE)
    assert installation.run("backup", tmp_path / "kept.tar.gz").returncode == 0
    installation.python(ERASE)
    copy = elsewhere(installation)
    done = copy.run("restore", tmp_path / "kept.tar.gz")
    assert done.returncode == 0, done.stderr
    assert "is here again" in done.stderr
    assert copy.python(STATE) == "published 1"


def test_a_record_of_another_installation_is_refused(installation, made_once, tmp_path):
    installation.python(ONE)
    assert installation.run("backup", tmp_path / "kept.tar.gz").returncode == 0
    other = copied(made_once, tmp_path / "other" / "home")
    shutil.rmtree(other.home / "keys")
    shutil.rmtree(other.home / "record")
    assert other.run("init").returncode == 0
    other.python(RECORD_MORE.format(count=5))
    copy = elsewhere(installation)
    done = copy.run("restore", tmp_path / "kept.tar.gz", "--record", other.home / "record")
    assert done.returncode != 0
    assert "nothing was restored" in done.stderr
    assert not copy.home.exists()
