"""Hostile files: each is one sentence on its source, in time and memory, and the rest goes on."""

from __future__ import annotations

import io
import pickle
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from conspectus.engine.document import Document
from conspectus.formats.readers import (
    Damaged,
    Encrypted,
    NoText,
    ReaderError,
    TooLarge,
    UnsupportedFormat,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = "<w:p><w:r><w:t>We call for open standards.</w:t></w:r></w:p>"
GOOD = b"We call for open standards in every public procurement.\n"


def document_xml(body: str = WORDS, prolog: str = "") -> str:
    return f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def docx(xml: str = document_xml(), *, more: dict[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
        for name, text in (more or {}).items():
            package.writestr(name, text)
    return buffer.getvalue()


def entity_bomb() -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    body = "<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"
    return docx(document_xml(body, f"<!DOCTYPE w:document [{entities}]>"))


def external_entity() -> bytes:
    prolog = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(document_xml("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", prolog))


def zip_bomb() -> bytes:
    """256 MB of spaces in document.xml, a thousand times smaller packed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(256):
            part.write(b" " * 2**20)
    return buffer.getvalue()


def lying_zip_bomb() -> bytes:
    """The directory claims 100 bytes; the member unpacks to 300 MB."""
    real = 300 * 2**20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(300)) + packer.flush()
    name = b"word/document.xml"
    crc = 0
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), 100, len(name), 0)
    central = struct.pack(
        "<4s6H3L5H2L",
        b"PK\1\2",
        20,
        20,
        0,
        8,
        0,
        0,
        crc,
        len(packed),
        100,
        len(name),
        0,
        0,
        0,
        0,
        0,
        0,
    )
    head = local + name + packed
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(central) + len(name), len(head), 0)
    assert real > 100
    return head + central + name + end


def zip_slip() -> bytes:
    return docx(more={"../../../../tmp/conspectus-slipped.txt": "out"})


def nested_tags_html() -> bytes:
    return b"<html><body>" + b"<div>" * 200_000 + b"Deep down." + b"</div>" * 200_000


def nested_tags_docx() -> bytes:
    return docx(document_xml("<w:p>" * 200_000 + "x" + "</w:p>" * 200_000))


def pdf(pages: int = 1, extra: bytes = b"", encrypt: bytes = b"") -> bytes:
    """A PDF of empty pages, with a correct cross-reference table."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>" % extra] * pages,
    ]
    if encrypt:
        objects.append(encrypt)
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    id_part = b"/Encrypt %d 0 R/ID[<00><00>]" % len(objects) if encrypt else b""
    out.write(
        b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, id_part, start)
    )
    return out.getvalue()


def encrypted_pdf() -> bytes:
    key = b"<" + b"ab" * 32 + b">"
    return pdf(encrypt=b"<</Filter/Standard/V 1/R 2/O %s/U %s/P -4>>" % (key, key))


CASES: dict[str, tuple[Callable[[], bytes], type[ReaderError] | None]] = {
    "entities.docx": (entity_bomb, Damaged),
    "external.docx": (external_entity, Damaged),
    "bomb.docx": (zip_bomb, TooLarge),
    "lying.docx": (lying_zip_bomb, ReaderError),
    "slip.docx": (zip_slip, Damaged),
    "truncated.docx": (lambda: docx()[:-40], Damaged),
    "nested.docx": (nested_tags_docx, Damaged),
    "nested.html": (nested_tags_html, Damaged),
    "encrypted.pdf": (encrypted_pdf, Encrypted),
    "pictures.pdf": (lambda: pdf(3), NoText),
    "truncated.pdf": (lambda: pdf()[:60], Damaged),
    "pages.pdf": (lambda: pdf(20_000), ReaderError),
    "empty.txt": (lambda: b"", NoText),
    "blank.txt": (lambda: b" \n\t\r\n" * 1000, NoText),
    "letter.txt": (lambda: b"a" * 100_000_000, TooLarge),
    "lines.txt": (lambda: b"a\n" * 4_000_000, TooLarge),
    "brackets.rtf": (lambda: b"{\\rtf1 " + b"{" * 200_000 + b"deep" + b"}" * 200_000 + b"}", None),
    "quotes.md": (lambda: b"> " * 200_000 + b"deep", None),
    "brackets.md": (lambda: b"[" * 200_000 + b"deep", None),
    "colons.txt": (lambda: (b"a b c d e f: g\n" + b"- " * 200 + b"\n") * 5_000, None),
    "noise.bin": (lambda: bytes(range(256)) * 1000, UnsupportedFormat),
    "noise.docx": (lambda: b"PK\x03\x04" + bytes(range(256)) * 100, Damaged),
    "words.eml": (lambda: b"From: a@b.org\nTo: c@d.org\nSubject: x\n\n" + b"> " * 500_000, None),
    "parts.eml": (
        lambda: (
            b"From: a@b.org\nTo: c@d.org\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000
        ),
        Damaged,
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile files, a good one beside each of them."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in CASES.items():
        (folder / name).write_bytes(make())
        (folder / f"after-{name}.txt").write_bytes(GOOD)
    (folder / "directory.pdf").mkdir()
    return folder


READ = """
import pickle, resource, sys, time
from conspectus.formats.sandbox import read_many
found, last = {}, time.monotonic()
for key, outcome, _ in read_many(pickle.load(sys.stdin.buffer), workers=1):
    found[key] = (outcome, time.monotonic() - last)
    last = time.monotonic()
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
pickle.dump((found, most), sys.stdout.buffer)
"""


@pytest.fixture(scope="module")
def reading(folder: Path) -> tuple[dict[str, tuple[object, float]], int]:
    """Each hostile file through one child, a good file behind each of them; kilobytes at most.

    In a process of its own, whose only children are readers: the test runner has had others.
    """
    jobs: list[tuple[str, Path]] = []
    for name in CASES:
        jobs += [(name, folder / name), (f"after {name}", folder / f"after-{name}.txt")]
    jobs += [("directory.pdf", folder / "directory.pdf"), ("missing.txt", folder / "missing.txt")]
    done = subprocess.run(
        [sys.executable, "-c", READ], input=pickle.dumps(jobs), capture_output=True, check=True
    )
    return pickle.loads(done.stdout)  # noqa: S301 - what we have just written


@pytest.fixture
def outcomes(reading) -> dict[str, tuple[object, float]]:
    return reading[0]


@pytest.mark.parametrize("name", CASES)
def test_hostile_file_becomes_one_sentence_within_ten_seconds(name, outcomes):
    outcome, seconds = outcomes[name]
    assert seconds <= 10.5
    expected = CASES[name][1]
    if expected is not None:
        assert isinstance(outcome, expected)
    if isinstance(outcome, ReaderError):
        message = str(outcome)
        assert message.startswith((f"“{name}”", f"In “{name}”"))
        assert message.endswith(".")
        assert "\n" not in message
    else:
        assert isinstance(outcome, Document)
        assert any(map(str.isalnum, outcome.text))


@pytest.mark.parametrize("name", CASES)
def test_file_after_a_hostile_one_is_read(name, outcomes):
    outcome, _ = outcomes[f"after {name}"]
    assert isinstance(outcome, Document)
    assert outcome.text == GOOD.decode().strip()


def test_directory_named_as_a_file_is_refused(outcomes):
    outcome, _ = outcomes["directory.pdf"]
    assert isinstance(outcome, UnsupportedFormat)
    assert "is a directory" in str(outcome)


def test_missing_file_is_refused(outcomes):
    outcome, _ = outcomes["missing.txt"]
    assert isinstance(outcome, UnsupportedFormat)


def test_zip_slip_writes_nothing(outcomes):
    assert "slip.docx" in outcomes
    assert not Path("/tmp/conspectus-slipped.txt").exists()  # noqa: S108 — where it would land


def test_no_child_took_more_than_512_mb(reading):
    assert 0 < reading[1] <= 512 * 1024
