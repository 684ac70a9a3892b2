"""paper.docx and paper.odt: footnotes, styles, bookmarks, languages, properties."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from odfdo import Document

from conspectus.formats.writers.every import WRITERS
from tests.factories_paper import hostile_paper, realistic_paper, sentences_of

NOTES = [s.footnote for s in sentences_of(realistic_paper()) if s.footnote]


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(WRITERS["docx"](realistic_paper())))


@pytest.fixture(scope="module")
def opendocument():
    return Document(io.BytesIO(WRITERS["odt"](realistic_paper())))


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_word_footnotes_are_real_and_in_order(word):
    notes = etree.fromstring(
        part(WRITERS["docx"](realistic_paper()), "word/footnotes.xml").encode()
    )
    texts = ["".join(node.itertext()).strip() for node in notes if node.get(qn("w:type")) is None]
    assert texts == NOTES
    marks = [node.get(qn("w:id")) for node in word.element.body.iter(qn("w:footnoteReference"))]
    assert marks == [str(number) for number in range(1, len(NOTES) + 1)]


def test_word_has_heading_styles_and_numbers_as_text(word):
    styles = [p.style.name for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert styles.count("Heading 1") >= 4
    assert styles.count("Heading 2") >= 8
    numbered = [p.text for p in word.paragraphs if p.style.name == "Numbered Paragraph"]
    assert [text.split("\t")[0] for text in numbered] == [f"{n}." for n in range(1, 27)]


def test_word_bookmarks_are_unique_and_links_lead_to_them(word):
    body = word.element.body
    names = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    anchors = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))}
    assert anchors <= set(names)
    assert {f"s_{s.id}" for s in sentences_of(realistic_paper())} <= set(names)


def test_word_tags_foreign_languages(word):
    told = {
        tuple(sorted((etree.QName(k).localname, v) for k, v in node.attrib.items()))
        for node in word.element.body.iter(qn("w:lang"))
    }
    assert {
        (("bidi", "ar-SA"),),
        (("eastAsia", "zh-CN"),),
        (("val", "fr-FR"),),
        (("val", "es-ES"),),
        (("val", "ru-RU"),),
    } <= told


def test_word_properties_come_from_the_paper(word):
    properties = word.core_properties
    assert properties.title == realistic_paper().title
    assert properties.language == "en-GB"
    assert properties.author == "Meridian Forum 2031"
    assert properties.created.date().isoformat() == "2031-06-15"
    assert properties.comments == ""


def test_word_charts_have_alternative_text():
    text = part(WRITERS["docx"](realistic_paper()), "word/document.xml")
    told = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', text)
    assert len(told) == 2
    assert "of input" in told[0]


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_the_package_is_sound_whatever_the_words(name):
    for make in (realistic_paper, hostile_paper):
        data = WRITERS[name](make())
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            for entry in archive.namelist():
                if entry.endswith((".xml", ".rels", ".svg")):
                    etree.fromstring(archive.read(entry))


def test_opendocument_footnotes_are_real_and_in_order(opendocument):
    body = opendocument.body
    notes = body.get_elements("//text:note")
    texts = ["".join(n.get_element("text:note-body").inner_text.split("\n")).strip() for n in notes]
    assert texts == NOTES


def test_opendocument_says_its_kind_first():
    with zipfile.ZipFile(io.BytesIO(WRITERS["odt"](realistic_paper()))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_opendocument_bookmarks_sentences_and_titles_the_file(opendocument):
    names = {
        node.get_attribute("text:name")
        for node in opendocument.body.get_elements("//text:bookmark-start")
    }
    assert {f"s_{s.id}" for s in sentences_of(realistic_paper())} <= names
    assert opendocument.meta.title == realistic_paper().title


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_opens_it_with_its_footnotes(tmp_path, name):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer)")
    (tmp_path / f"paper.{name}").write_bytes(WRITERS[name](realistic_paper()))
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "fodt",
            "--outdir",
            str(tmp_path / "made"),
            str(tmp_path / f"paper.{name}"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    root = etree.parse(tmp_path / "made" / "paper.fodt", etree.XMLParser(huge_tree=True))
    names = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    bodies = root.xpath("//text:note[@text:note-class='footnote']/text:note-body", namespaces=names)
    assert ["".join(node.itertext()).strip() for node in bodies] == NOTES
