"""paper.pdf: PDF/UA by the benchmark's rules, bookmarks, notes, fonts, and the rules themselves."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.pdf import write_pdf
from conspectus.formats.writers.pdf.typeset import PdfError
from tests.factories_paper import changed, hostile_paper, realistic_paper, sentences_of

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "pdfua.py"


@pytest.fixture(scope="module")
def pdf():
    return PdfReader(io.BytesIO(write_pdf(realistic_paper())))


def run(*arguments):
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def elements(pdf, name):
    found = []

    def walk(kids):
        entry = kids.get_object()
        if isinstance(entry, list):
            for kid in entry:
                walk(kid)
        elif isinstance(entry, dict) and "/S" in entry:
            if entry["/S"] == name:
                found.append(entry)
            if "/K" in entry:
                walk(entry.raw_get("/K"))

    walk(pdf.root_object["/StructTreeRoot"]["/K"])
    return found


def test_the_paper_breaks_no_rule_of_pdf_ua_that_is_checked(tmp_path):
    for name, make in (("paper", realistic_paper), ("hostile", hostile_paper)):
        (tmp_path / f"{name}.pdf").write_bytes(write_pdf(make()))
    code, lines = run(tmp_path / "paper.pdf", tmp_path / "hostile.pdf")
    assert json.loads(lines[-1]) == {"files": 2, "clean": 2}, lines
    assert code == 0


def test_the_check_tells_the_pairs_of_the_verapdf_corpus_apart(data):
    code, lines = run("--pairs", data / "files" / "verapdf_pdfua")
    told = json.loads(lines[-1])
    assert code == 0
    assert told["pairs_told_apart"] == told["pairs"] == 17
    assert told["fail_caught"] == told["fail_files"] == 70
    assert told["pass_accepted"] == told["pass_files"] == 34


def test_a_file_that_is_no_pdf_fails_the_check_in_one_sentence(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"not a PDF")
    code, lines = run(tmp_path / "no.pdf")
    assert code == 1
    assert "cannot be read" in lines[1]


def test_bookmarks_are_the_headings(pdf):
    def titles(outline):
        for entry in outline:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield entry.title

    shown = [" ".join(title.split()) for title in titles(pdf.outline)]
    wanted = [h.full for h in compose(realistic_paper()).headings]
    assert shown == wanted


def test_every_footnote_is_a_note_with_an_id(pdf):
    notes = elements(pdf, "/Note")
    wanted = sum(1 for s in sentences_of(realistic_paper()) if s.footnote)
    assert len(notes) == wanted
    assert len({note["/ID"] for note in notes}) == wanted


def test_title_language_and_date_come_from_the_paper(pdf):
    assert pdf.metadata.title == realistic_paper().title
    assert pdf.root_object["/Lang"] == "en"
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.creation_date.date().isoformat() == "2031-06-15"


def test_a_paper_without_date_has_no_date_of_the_run():
    pdf = PdfReader(io.BytesIO(write_pdf(changed(realistic_paper(), date=None))))
    assert pdf.metadata.creation_date is None


def test_letters_of_all_six_languages_are_shown_and_can_be_copied(pdf):
    text = "".join(page.extract_text() for page in pdf.pages)
    for word in ("关键互联网资源", "распределение", "numériques", "competencia"):
        assert word in text
    assert any("\u0600" <= letter <= "\u06ff" for letter in text)


def test_signs_without_a_glyph_are_replaced_and_the_rest_stays():
    paper = realistic_paper()
    odd = "\uf0b7 ☐ \ufeff Foundations \u0378"
    sources = (changed(paper.sources[0], title=odd), *paper.sources[1:])
    submissions = tuple(
        {**one, "documents": [{**d, "title": odd} for d in one["documents"]]}
        if one["holder"] == "aurora"
        else one
        for one in paper.annexes.submissions
    )
    annexes = changed(paper.annexes, submissions=submissions)
    pdf = PdfReader(io.BytesIO(write_pdf(changed(paper, sources=sources, annexes=annexes))))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "Foundations \ufffd" in text


def test_letters_that_no_font_shows_are_named_in_one_sentence(monkeypatch):
    # As on a machine without the fonts of Debian: only its own fonts (Latin, Greek, Cyrillic)
    compiled = typst.compile
    monkeypatch.setattr(
        typst, "compile", lambda *a, **k: compiled(*a, **k, ignore_system_fonts=True)
    )
    with pytest.raises(PdfError, match="no installed font has it"):
        write_pdf(realistic_paper())
