"""What is the same in all formats: sentences, footnotes, numbers, bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.every import WRITERS
from conspectus.formats.writers.readback import problems_of_file
from tests.factories_paper import changed, hostile_paper, long_paper, realistic_paper, sentences_of

FORMATS = ("html", "docx", "pdf", "md", "odt", "epub")


@pytest.fixture(scope="module")
def paper():
    return realistic_paper()


def without(paper, sentence_id):
    """The paper with one sentence left out."""
    sections = tuple(
        changed(
            section,
            paragraphs=tuple(
                changed(p, sentences=tuple(s for s in p.sentences if s.id != sentence_id))
                for p in section.paragraphs
            ),
        )
        for section in paper.sections
    )
    return changed(paper, sections=sections)


def reworded(paper, sentence_id, text):
    """The paper with other words in one sentence."""
    sections = tuple(
        changed(
            section,
            paragraphs=tuple(
                changed(
                    p,
                    sentences=tuple(
                        changed(s, text=text) if s.id == sentence_id else s for s in p.sentences
                    ),
                )
                for p in section.paragraphs
            ),
        )
        for section in paper.sections
    )
    return changed(paper, sections=sections)


def test_the_writers_are_those_of_the_evidence_format():
    assert set(WRITERS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_holds_every_sentence_in_order(paper, name):
    assert list(problems_of_file(paper, name, WRITERS[name](paper))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_holds_hostile_sentences_word_for_word(name):
    paper = hostile_paper()
    assert list(problems_of_file(paper, name, WRITERS[name](paper))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_missing_sentence_is_noticed(paper, name):
    gone = sentences_of(paper)[20].id
    found = list(problems_of_file(paper, name, WRITERS[name](without(paper, gone))))
    assert any(gone in problem for problem in found)


@pytest.mark.parametrize("name", FORMATS)
def test_a_dropped_not_is_noticed(paper, name):
    sentence = next(s for s in sentences_of(paper) if "must not be narrowed" in s.text)
    other = reworded(paper, sentence.id, sentence.text.replace("must not", "must"))
    found = list(problems_of_file(paper, name, WRITERS[name](other)))
    assert any(sentence.id in problem for problem in found)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_a_sentence_of_another_paper_is_noticed(paper, name):
    foreign = sentences_of(paper)[20].id
    found = list(problems_of_file(without(paper, foreign), name, WRITERS[name](paper)))
    assert found == [f"paper.{name} has a sentence {foreign} that is not in paper.json."]


def test_footnotes_count_through_the_paper_and_keep_their_words(paper):
    notes = [line.note for line in compose(paper).lines if line.note]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    wanted = [s.footnote for s in sentences_of(paper) if s.footnote]
    assert ["".join(run.text for run in note.runs) for note in notes] == wanted


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_paper_gives_the_same_bytes(paper, name):
    assert WRITERS[name](paper) == WRITERS[name](realistic_paper())


def test_the_bytes_hang_on_neither_hash_seed_nor_time_nor_zone():
    script = (
        "import hashlib\n"
        "from conspectus.formats.writers.every import WRITERS\n"
        "from tests.factories_paper import realistic_paper\n"
        "made = b''.join(write(realistic_paper()) for write in WRITERS.values())\n"
        "print(hashlib.sha256(made).hexdigest())\n"
    )
    root = Path(__file__).parents[3]
    paths = os.pathsep.join([str(root), str(root / "src")])
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        seen.add(run.stdout)
    assert len(seen) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_without_date_or_reference_can_be_written(paper, name):
    bare = changed(paper, date=None, reference="", forum="", cycle="", cut_off=None, notes=())
    assert list(problems_of_file(bare, name, WRITERS[name](bare))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_without_annexes_can_be_written(paper, name):
    bare = changed(
        paper,
        annexes=type(paper.annexes)(),
        coverage={},
        balance={},
    )
    assert list(problems_of_file(bare, name, WRITERS[name](bare))) == []


def test_what_is_not_for_publication_is_quoted_nowhere(paper):
    withheld = "a cable that ends at the capital is not access"
    sources = tuple(changed(s, public=withheld not in s.text) for s in paper.sources)
    kept = without(paper, next(s.id for s in sentences_of(paper) if withheld in s.text))
    made = WRITERS["html"](changed(kept, sources=sources)).decode()
    assert withheld not in made
    assert "asked that the text not be published" in made


def test_forty_pages_in_all_formats_take_a_few_seconds():
    paper = long_paper(11)
    begun = time.process_time()
    made = {name: write(paper) for name, write in WRITERS.items()}
    # The bar is 4 s on one free core; tests share their machine, so its processor's time counts.
    assert time.process_time() - begun < 12
    assert len(PdfReader(io.BytesIO(made["pdf"])).pages) >= 40
