"""An edited Word document beside its paper: what Word, LibreOffice and others leave in the file."""

from __future__ import annotations

import copy
import io
import shutil
import zipfile

import pytest
from lxml import etree

from benchmarks.word_edits import KINDS, edits_of, fault, make
from conspectus.formats.readback.word import (
    Change,
    ParagraphChange,
    Recorded,
    compare_docx,
    compare_edited,
    read_edited,
)
from conspectus.formats.readback.word.names import w
from conspectus.formats.readers import ReaderError
from conspectus.formats.writers.word import write_docx
from tests.factories_paper import hostile_paper, realistic_paper, sentences_of

AUTHOR = {w("author"): "Ada Lovelace", w("date"): "2026-11-28T10:00:00Z"}
COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:comment w:id="7" w:author="Ada Lovelace" w:date="2026-11-28T10:00:00Z">'
    "<w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>"
)


@pytest.fixture(scope="module")
def paper():
    return realistic_paper()


@pytest.fixture(scope="module")
def written(paper):
    return write_docx(paper)


class Edited:
    """The document of a paper, to be edited as the XML that it is."""

    def __init__(self, data):
        self.files = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                self.files[name] = archive.read(name)
        self.root = etree.fromstring(self.files["word/document.xml"])

    def runs(self, key):
        """The runs inside the bookmark of a sentence."""
        start = next(
            e for e in self.root.iter(w("bookmarkStart")) if e.get(w("name")) == f"s_{key}"
        )
        found = []
        for element in start.itersiblings():
            if element.tag == w("bookmarkEnd") and element.get(w("id")) == start.get(w("id")):
                return found
            found.append(element)
        raise AssertionError(key)

    def paragraph(self, key):
        return self.runs(key)[0].getparent()

    def without_bookmarks(self):
        for tag in (w("bookmarkStart"), w("bookmarkEnd")):
            for element in list(self.root.iter(tag)):
                element.getparent().remove(element)
        return self

    def bytes(self):
        self.files["word/document.xml"] = etree.tostring(self.root, encoding="UTF-8")
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in self.files.items():
                archive.writestr(name, data)
        return target.getvalue()


def compared(edited, paper):
    return compare_edited(read_edited(edited.bytes(), "edited.docx"), paper)


def others(changes, *keys):
    return {c.kind for c in changes if c.sentence and c.sentence not in keys}


def recorded(tag, runs):
    """Wrap runs as a recorded change; deleted text has a tag of its own."""
    frame = etree.Element(w(tag), AUTHOR)
    runs[0].addprevious(frame)
    for run in runs:
        frame.append(run)
    if tag in {"del", "moveFrom"}:
        for text in frame.iter(w("t")):
            text.tag = w("delText") if tag == "del" else w("t")
    return frame


def new_run(text):
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t")).text = text
    return run


def prose(paper):
    return [
        p
        for s in paper.sections
        for p in s.paragraphs
        if p.kind == "prose" and len(p.sentences) > 1
    ]


@pytest.mark.parametrize("make_paper", [realistic_paper, hostile_paper])
@pytest.mark.parametrize("bookmarks", [True, False])
def test_a_document_that_nobody_edited_is_unchanged(make_paper, bookmarks):
    paper = make_paper()
    edited = Edited(write_docx(paper))
    if not bookmarks:
        edited.without_bookmarks()
    changes = compared(edited, paper)
    assert [c.sentence for c in changes] == [s.id for s in sentences_of(paper)]
    assert {c.kind for c in changes} == {Change.UNCHANGED}
    assert {c.paragraph_change for c in changes} == {ParagraphChange.KEPT}
    assert {c.by_text for c in changes} == {not bookmarks}


def test_a_recorded_insertion_changes_the_sentence_and_is_told(paper, written):
    edited, key = Edited(written), prose(paper)[0].sentences[0].id
    added = new_run("Indeed, ")
    edited.runs(key)[0].addprevious(added)
    recorded("ins", [added])
    changes = {c.sentence: c for c in compared(edited, paper)}
    assert changes[key].kind is Change.CHANGED
    assert changes[key].after == f"Indeed, {changes[key].before}"
    (told,) = changes[key].tracked
    assert (told.kind, told.author, told.text) == (Recorded.INSERTED, "Ada Lovelace", "Indeed, ")
    assert told.date == "2026-11-28T10:00:00Z"
    assert others(changes.values(), key) == {Change.UNCHANGED}


def test_a_recorded_deletion_of_a_whole_sentence(paper, written):
    edited, key = Edited(written), prose(paper)[0].sentences[1].id
    recorded("del", edited.runs(key))
    changes = {c.sentence: c for c in compared(edited, paper)}
    assert changes[key].kind is Change.DELETED
    assert [t.kind for t in changes[key].tracked] == [Recorded.DELETED]
    assert others(changes.values(), key) == {Change.UNCHANGED}


@pytest.mark.parametrize("bookmarks", [True, False])
def test_a_recorded_move(paper, written, bookmarks):
    edited = Edited(written)
    key, target = prose(paper)[0].sentences[1].id, prose(paper)[2].sentences[-1].id
    there = [copy.deepcopy(run) for run in edited.runs(key)]
    last = edited.runs(target)[-1].getnext()
    for run in reversed([new_run(" "), *there]):
        last.addnext(run)
    recorded("moveTo", there)
    recorded("moveFrom", edited.runs(key))
    if not bookmarks:
        edited.without_bookmarks()
    changes = {c.sentence: c for c in compared(edited, paper)}
    assert changes[key].kind is Change.MOVED
    assert changes[key].follows == target
    assert Recorded.MOVED_TO in {t.kind for t in changes[key].tracked}
    assert others(changes.values(), key) == {Change.UNCHANGED}


def test_a_comment_leads_to_its_sentence_and_the_words_under_it(paper, written):
    edited, key = Edited(written), prose(paper)[1].sentences[0].id
    runs = edited.runs(key)
    runs[0].addprevious(etree.Element(w("commentRangeStart"), {w("id"): "7"}))
    runs[-1].addnext(etree.Element(w("commentRangeEnd"), {w("id"): "7"}))
    edited.files["word/comments.xml"] = COMMENTS.encode()
    changes = {c.sentence: c for c in compared(edited, paper)}
    (comment,) = changes[key].comments
    assert (comment.author, comment.text) == ("Ada Lovelace", "Is this right?")
    assert comment.date == "2026-11-28T10:00:00Z"
    assert comment.quoted == changes[key].before
    assert not any(c.comments for c in changes.values() if c.sentence != key)
    assert others(changes.values()) == {Change.UNCHANGED}


def test_a_comment_on_a_heading_is_not_lost(paper, written):
    edited = Edited(written)
    heading = edited.paragraph(prose(paper)[0].sentences[0].id).getprevious()
    while "Heading" not in (heading.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))):
        heading = heading.getprevious()
    heading.append(etree.Element(w("commentRangeStart"), {w("id"): "7"}))
    heading.append(new_run(" "))
    heading.append(etree.Element(w("commentRangeEnd"), {w("id"): "7"}))
    edited.files["word/comments.xml"] = COMMENTS.encode()
    elsewhere = [c for c in compared(edited, paper) if c.kind is Change.ELSEWHERE]
    assert [[c.text for c in one.comments] for one in elsewhere] == [["Is this right?"]]


def test_a_paragraph_whose_end_was_deleted_as_a_recorded_change_goes_on_with_the_next(
    paper, written
):
    edited = Edited(written)
    first, second = next(
        (a, b)
        for s in paper.sections
        for a, b in zip(s.paragraphs, s.paragraphs[1:], strict=False)
        if a.kind == b.kind == "prose"
    )
    properties = edited.paragraph(first.sentences[0].id).find(w("pPr"))
    etree.SubElement(etree.SubElement(properties, w("rPr")), w("del"), AUTHOR)
    changes = {c.sentence: c for c in compared(edited, paper)}
    ids = [s.id for s in (*first.sentences, *second.sentences)]
    assert {changes[key].paragraph_change for key in ids} == {ParagraphChange.MERGED}
    assert others(changes.values()) == {Change.UNCHANGED}


def test_text_cut_into_runs_without_bookmarks_or_styles_is_known_by_its_words(paper, written):
    """What Google Docs and converters write: a run a word, no bookmarks, styles of their own."""
    edited = Edited(written)
    key = prose(paper)[3].sentences[0].id
    opening = edited.runs(key)[0].find(w("t"))
    opening.text = opening.text.replace(" ", " now ", 1)
    edited.without_bookmarks()
    for run in list(edited.root.iter(w("r"))):
        text = run.find(w("t"))
        if text is None or not text.text:
            continue
        for word in reversed(text.text.split(" ")[1:]):
            run.addnext(new_run(f" {word}"))
        text.text = text.text.split(" ")[0]
    for style in list(edited.root.iter(w("pStyle"))):
        style.getparent().remove(style)
    changes = {c.sentence: c for c in compared(edited, paper) if c.sentence}
    assert changes[key].kind is Change.CHANGED
    assert others(changes.values(), key) == {Change.UNCHANGED}


def test_words_around_which_a_bookmark_was_left_are_not_taken_for_its_sentence(paper, written):
    """Cut and paste may leave the bookmark around the neighbour's words."""
    edited = Edited(written)
    one, two = prose(paper)[0].sentences[:2]
    first, second = edited.runs(one.id), edited.runs(two.id)
    mark = first[0].getprevious()
    mark.set(w("name"), f"s_{two.id}")
    second[0].getprevious().set(w("name"), f"s_{one.id}")
    changes = {c.sentence: c for c in compared(edited, paper)}
    assert {c.kind for c in changes.values()} == {Change.UNCHANGED}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no zip",
        "a text".encode("utf-16"),
    ],
)
def test_what_is_no_word_document_is_refused_with_a_sentence(tmp_path, paper, data):
    path = tmp_path / "edited.docx"
    path.write_bytes(data)
    with pytest.raises(ReaderError, match=r"edited\.docx"):
        compare_docx(path, paper)


@pytest.mark.parametrize(
    "document",
    [
        None,
        "<w:document xmlns:w='urn:other'/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<a><b></a>",
        f"<a>{'<b>' * 100_000}",
    ],
)
def test_forged_packages_are_refused_with_a_sentence(written, document):
    edited = Edited(written)
    data = edited.bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members.pop("word/document.xml")
    if document is not None:
        members["word/document.xml"] = document.encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(ReaderError, match=r"edited\.docx"):
        read_edited(target.getvalue(), "edited.docx")


def test_an_edit_of_each_kind_made_in_libreoffice_is_recognised(tmp_path, paper, written):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer)")
    docx = tmp_path / "written.docx"
    docx.write_bytes(written)
    edits = edits_of(paper, len(KINDS))
    files = make(edits, docx, tmp_path)
    faults = {
        edit.kind: fault(edit, compare_docx(file, paper))
        for edit, file in zip(edits, files, strict=True)
    }
    assert faults == dict.fromkeys(KINDS)
