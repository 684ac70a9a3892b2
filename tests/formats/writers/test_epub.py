"""paper.epub: sound by epubcheck, navigable, with its evidence."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conspectus.formats.writers.epub import write_epub
from tests.factories_paper import hostile_paper, realistic_paper, sentences_of


def chapters(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: LexborHTMLParser(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


@pytest.mark.parametrize("make", [realistic_paper, hostile_paper])
def test_epubcheck_finds_no_error(tmp_path, make):
    found, java = shutil.which("epubcheck"), shutil.which("java")
    if found is None or java is None:
        pytest.skip("epubcheck is not installed (apt-get install epubcheck)")
    book, report = tmp_path / "paper.epub", tmp_path / "report.json"
    book.write_bytes(write_epub(make()))
    # Debian's epubcheck is a jar that runs by itself only where binfmt is set up.
    # It runs once: compiling it thoroughly costs more than it saves.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]
    subprocess.run(
        [java, *quick, "-jar", str(Path(found).resolve()), str(book), "--json", str(report)],
        check=False,
        capture_output=True,
        timeout=120,
    )
    told = json.loads(report.read_text("utf-8"))
    assert [(m["ID"], m["message"]) for m in told["messages"]] == []


def test_the_kind_stands_first_and_plain():
    with zipfile.ZipFile(io.BytesIO(write_epub(realistic_paper()))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"


def test_every_link_leads_to_an_anchor():
    made = chapters(write_epub(realistic_paper()))
    anchors = {
        f"{name.removeprefix('book/')}#{node.attributes['id']}"
        for name, page in made.items()
        for node in page.css("[id]")
    }
    anchors |= {name.removeprefix("book/") for name in made}
    links = {node.attributes["href"] for page in made.values() for node in page.css("a[href]")}
    assert links <= anchors


def test_notes_are_tagged_as_notes_and_keep_their_words():
    made = chapters(write_epub(realistic_paper()))
    notes = [node for page in made.values() for node in page.css("aside")]
    wanted = [s.footnote for s in sentences_of(realistic_paper()) if s.footnote]
    assert [node.text().split(". ", 1)[1].strip() for node in notes] == wanted
    assert all(node.attributes["epub:type"] == "footnote" for node in notes)


def test_the_last_chapter_is_the_evidence():
    made = chapters(write_epub(realistic_paper()))
    quotes = [node.text() for node in made["book/evidence.xhtml"].css("mark")]
    wanted = [
        item.quote
        for sentence in sentences_of(realistic_paper())
        for position in sentence.positions
        for item in position.evidence
    ]
    assert quotes == wanted
