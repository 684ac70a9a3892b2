"""Whatever is typed or sent comes out as text; what cannot be taken is one clear sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from conspectus.contributions.models import Document, Version
from conspectus.contributions.services import files
from conspectus.contributions.services.files import keep_file, safe_name
from conspectus.core.errors import SiteError
from conspectus.core.home import files_folder
from tests.contributions.contributor import (
    Contributor,
    a_file,
    errors,
    quick_form,
    run_jobs,
    the_contribution,
)
from tests.factories_site import a_call

pytestmark = pytest.mark.django_db

NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE contributions_contribution; --",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "=cmd|' /C calc'!A0",
    "../../../etc/passwd",
    "\u202etxt.exe \u2066bidi\u2069",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "مرحبا بالعالم — שלום עולם — 你好世界 — 👩‍👩‍👧‍👦 🇺🇳",
    "⟦contribution 0000/en/igf/2026/⟧",
    "javascript:alert(1) data:text/html,<b>x</b>",
    "%s %d %(call)s {0} {call}",
    "a\u00a0b\u2028c\u2029d\ufeffe",
    "null",
    "Ω≈ç√∫˜µ≤≥÷ ﷽ ¯\\_(ツ)_/¯",
    '<!--#exec cmd="ls"--> <?php echo 1 ?> ]]> &lt;b&gt; &amp;amp;',
]


@pytest.fixture
def somebody(home):
    call = a_call(titles={"en": home.name})
    return Contributor(base=f"/en/igf/2026/calls/{call.slug}/")


def no_markup(page, words):
    """Nothing that was typed has become a tag, an attribute or a template's code."""
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>x" not in page
    assert "49" not in words or "{{ 7 * 7 }}" in page


@pytest.mark.parametrize("words", NAUGHTY)
def test_every_field_and_file_name_comes_out_as_text(somebody, words):
    somebody.start(organisations=words, person=words, on_behalf_of=words, country=words)
    somebody.write(
        title=words,
        summary=words,
        text=f"{words}\n\n{words}",
        text_title=words,
        file=a_file(f"{words}.txt", f"{words} and more words."),
    )
    run_jobs()
    for step in ("who/", "what/", "check/", "send/"):
        no_markup(somebody.get(step), words)
    for document in Document.objects.all():
        no_markup(somebody.get(f"check/{document.pk}/"), words)
        assert "/" not in document.file_name
    somebody.confirm()
    somebody.send()
    run_jobs()
    no_markup(somebody.get(), words)
    no_markup(somebody.get("withdraw/"), words)
    assert the_contribution().number == 1
    assert Version.objects.get().title


def test_a_nul_is_refused_with_a_sentence_and_not_an_error(somebody):
    page = somebody.client.post(
        f"{somebody.base}contribute/quick/", quick_form(title="a\x00b")
    ).content.decode()
    assert "Null characters are not allowed" in errors(page)


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\view.pdf", "view.pdf"),
        ("con.txt", "_con.txt"),
        ("", "_"),
        ("...", "_"),
        ("\u202egpj.exe", "_gpj.exe"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
    ],
)
def test_a_file_name_is_a_name_everywhere(name, becomes):
    assert safe_name(name) == becomes


def a_zip():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "words")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("program.exe", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)),
        ("archive.zip", a_zip()),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ],
)
def test_a_kind_that_nobody_reads_is_one_sentence_and_leaves_nothing(somebody, name, content):
    somebody.start()
    page = somebody.post(
        "what/", {"title": "T", "language": "en", "file": a_file(name, content)}, 200
    )
    assert f"“{name}” is no document that can be read" in errors(page)
    assert not Document.objects.exists()
    assert not [path for path in files_folder().rglob("*") if path.is_file()]


def test_too_large_and_too_many_are_one_sentence(somebody, monkeypatch, home):
    with pytest.raises(SiteError, match=r"“a\.txt” is larger than 0 MB"):
        keep_file(io.BytesIO(b"words " * 20), name="a.txt", largest=100)
    assert not list((home / "files").glob(".arriving*"))
    monkeypatch.setattr("conspectus.contributions.services.documents.MOST_FILES", 2)
    somebody.start()
    page = somebody.post(
        "what/",
        {
            "title": "T",
            "language": "en",
            "file": [a_file(f"{n}.txt", f"Words of file {n}.") for n in range(3)],
        },
        200,
    )
    assert "at most 2 documents" in errors(page)
    assert Document.objects.count() == 2


def test_a_hostile_file_costs_its_own_document_only(somebody):
    somebody.start()
    broken = b"%PDF-1.7\n" + b"\xff\x00garbage " * 300
    somebody.write(file=[a_file("broken.pdf", broken), a_file("sound.txt", "Sound words.")])
    run_jobs()
    first, second = Document.objects.order_by("order")
    assert first.text == ""
    assert first.warnings
    assert second.text == "Sound words."
    assert "No text was found in this file" in somebody.get("check/")


def test_the_same_bytes_are_kept_once(home):
    kept = [keep_file(io.BytesIO(b"the same words"), name=name) for name in ("a.txt", "b.txt")]
    assert kept[0].path == kept[1].path
    assert len([path for path in (home / "files").rglob("*") if path.is_file()]) == 1
    assert files.LARGEST_FILE == 25 * 2**20
