"""One contribution erased: its words nowhere in the papers, and what is left still holds."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

import pypdfium2
import pytest
from django.db import transaction

from conspectus.contributions.models import Contribution
from conspectus.contributions.services.erasing import erase_contribution
from conspectus.core.erasure import erase_words, prepare_erasure
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.keys import make_keys
from conspectus.core.recording import record
from conspectus.core.sequencer import sequencing
from conspectus.formats.bundle import check_bundle
from conspectus.synthesis.models import AnnexEntry, PaperVersion, Sentence
from conspectus.synthesis.services.correcting import Given, correct
from tests.factories_site import BEFORE
from tests.synthesis.conftest import OWN_WORDS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

ERASED = "/igf/2026/contributions/6/"


def erase(subject=ERASED):
    with transaction.atomic():
        erase_words(subject)


def everything(folder):
    """The bytes of every file, taken out of what is compressed."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
        if path.suffix in {".docx", ".odt", ".epub"}:
            with zipfile.ZipFile(path) as packed:
                yield path.name, b"".join(packed.read(name) for name in packed.namelist())
        if path.suffix == ".pdf":
            pages = pypdfium2.PdfDocument(path)
            text = " ".join(page.get_textpage().get_text_range() for page in pages)
            yield path.name, " ".join(text.split()).encode()


@pytest.mark.usefixtures("version")
def test_the_words_were_there_before():
    found = {name for name, data in everything(papers_folder()) if OWN_WORDS.encode() in data}
    assert {"paper.json", "6.txt", "paper.html", "paper.docx", "paper.pdf"} <= found


@pytest.mark.usefixtures("public")
def test_no_file_and_no_row_has_the_words_afterwards():
    erase()
    for name, data in everything(papers_folder()):
        for words in (OWN_WORDS, "Juniper", "moonlit"):
            assert words.encode() not in data, name
    for row in (*Sentence.objects.all(), *AnnexEntry.objects.all()):
        assert "moonlit" not in json.dumps(row.data)
        assert "Juniper" not in json.dumps(row.data)
    assert len(list(papers_folder().glob("*/*"))) == 1


def test_no_correction_keeps_the_words_and_what_is_of_others_holds(public):
    own = next(one for one in public.sentences.all() if "moonlit" in one.data["text"])
    passage = f"6:{'0' * 12}"
    given = [
        Given(kind="wording", view_of=passage, text="the moonlit heron should be run"),
        Given(kind="exclude", source="6", why="moonlit"),
        Given(kind="leave_out", of="1:aaa", was=own.data["text"], why="moonlit"),
        Given(kind="move", of="1:aaa", was="x", after=(passage, own.data["text"])),
        Given(kind="same", passages=[passage, "1:aaa", "2:bbb"], why="moonlit"),
        Given(kind="different", passages=[passage, "1:aaa"]),
        Given(kind="theme", passages=["2:bbb"], theme="access", why="of another"),
    ]
    for one in given:
        correct(public.paper, one, by=None, base=len(given))
    stopped = public.paper.corrections.create(
        number=99, kind="reword", of="1:aaa", text="moonlit", sentence=own.sentence, at=BEFORE
    )
    erase()
    rows = list(public.paper.corrections.order_by("number"))
    assert rows[-1] == stopped
    for row in public.paper.corrections.values():
        told = json.dumps(row, default=str)
        assert "moonlit" not in told, row["kind"]
        assert passage not in told, row["kind"]
    assert [row.kind for row in rows if row.undone is None] == ["same", "theme"]
    assert rows[4].passages == ["1:aaa", "2:bbb"]
    assert rows[6].why == "of another"


def test_a_redacted_version_stands_at_the_old_address_and_holds(public, client):
    old = public.sha256
    erase()
    public.refresh_from_db()
    folder = papers_folder() / public.folder
    assert check_bundle(folder) == []
    done = subprocess.run([sys.executable, "-I", str(folder / "verify.py")], check=False)
    assert done.returncode == 0
    assert public.redacted is not None
    assert public.sha256 != old
    assert json.loads(bytes(public.leaf.content))["redacted"] is True
    page = client.get("/en/igf/2026/papers/1/v1/")
    assert page.status_code == 200
    assert b"has been erased" in page.content


def test_other_sentences_keep_their_addresses_and_the_erased_one_is_gone(public, client):
    before = {row.sentence: row for row in public.sentences.all()}
    erase()
    after = {row.sentence: row for row in public.sentences.all()}
    gone = before.keys() - after.keys()
    assert gone
    assert {before[one].data["named"][0] for one in gone} == {"juniper-network"}
    assert all(after[one].data == before[one].data for one in after)
    assert all(after[one].paragraph == before[one].paragraph for one in after)
    for sentence in gone:
        assert client.get(f"/en/igf/2026/papers/1/v1/s/{sentence}/").status_code == 410
    kept = next(row for row in after.values() if row.kind == "view")
    page = client.get(f"/en/igf/2026/papers/1/v1/s/{kept.sentence}/")
    assert page.status_code == 200
    assert b"<mark>" in page.content


def test_what_others_share_with_it_goes_until_the_next_version(public):
    shared = next(row for row in public.sentences.all() if "libraries" in row.data["text"])
    erase("/igf/2026/contributions/1/")
    assert not Sentence.objects.filter(pk=shared.pk).exists()
    paper = json.loads((papers_folder() / fresh(public).folder / "paper.json").read_bytes())
    view = next(one for one in paper["views"] if "libraries" in one["wordings"][0])
    assert len(view["passages"]) == 2


def test_an_unpublished_version_is_redacted_too_and_not_recorded(version):
    erase()
    version.refresh_from_db()
    assert version.redacted is not None
    assert version.leaf is None


def test_erasures_follow_one_another(public):
    erase()
    erase("/igf/2026/contributions/2/")
    assert check_bundle(papers_folder() / fresh(public).folder) == []
    assert sorted(fresh(public).drawn_on) == ["1", "3", "4", "5"]


def test_what_was_prepared_is_taken(public):
    prepare_erasure(ERASED)
    (papers_folder() / public.folder / "paper.json").write_text("damaged")
    erase()
    assert fresh(public).redacted is not None


def test_an_erasure_that_cannot_redact_a_paper_erases_nothing(public):
    (papers_folder() / public.folder / "paper.json").write_text("damaged")
    with pytest.raises(SiteError, match="nothing was erased"):
        erase()
    assert fresh(public).redacted is None
    assert (papers_folder() / fresh(public).folder / "paper.json").is_file()


def test_a_run_under_way_is_ended(version):
    PaperVersion.objects.create(paper=version.paper, k=2, state=PaperVersion.State.RUNNING)
    half = papers_folder() / str(version.paper_id) / "2.part"
    half.mkdir()
    erase()
    assert PaperVersion.objects.get(k=2).state == PaperVersion.State.FAILED
    assert not half.exists()


def test_the_papers_of_another_contribution_stay_as_they_are(public):
    erase("/igf/2026/contributions/66/")
    assert fresh(public).sha256 == public.sha256


def fresh(version: PaperVersion) -> PaperVersion:
    return PaperVersion.objects.get(pk=version.pk)


def test_the_erasure_of_a_contribution_reaches_the_papers(public, client, home):
    make_keys(home, address="https://forum.example")
    record("version", f"{ERASED}v1/", {"title": "moonlit"})
    with sequencing() as sequencer:
        sequencer.drain()
        erase_contribution(
            Contribution.objects.get(number=6), by="the secretariat", reason="a legal duty"
        )
        sequencer.drain()
    assert fresh(public).redacted is not None
    for name, data in everything(home):
        assert b"moonlit" not in data, name
    assert client.get("/en/igf/2026/papers/1/v1/").status_code == 200
