from __future__ import annotations

import pytest

from conspectus.formats.readers import UnsupportedFormat, read
from conspectus.formats.readers.characters import clean, decode

FRENCH = "L’accès à l’Internet doit être abordable – pour tous les élèves."


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"],
)
def test_french_is_read_in_every_usual_charset(charset):
    assert decode((FRENCH * 20).encode(charset), "x.txt").text == FRENCH * 20


def test_russian_of_an_old_charset_is_read():
    russian = "Доступ к Интернету должен быть открыт для всех людей без исключения. " * 20
    assert decode(russian.encode("koi8-r"), "x.txt").text == russian


def test_macintosh_quotes_are_read():
    text = "It is the Forum’s view that the sender’s words, and the reader’s, “count”. " * 5
    assert decode(text.encode("mac-roman"), "x.txt").text == text


def test_utf8_with_stray_bytes_keeps_both():
    data = "Élève, accès, être. ".encode() * 10 + b"the Forum\x92s view"
    assert decode(data, "x.txt").text.endswith("être. the Forum’s view")


def test_double_encoding_is_undone_and_reported():
    twice = "the Forum’s view – déjà vu".encode().decode("windows-1252")
    decoded = decode(twice.encode(), "x.txt")
    assert decoded.text == "the Forum’s view – déjà vu"
    assert decoded.warnings == (
        (
            "“x.txt” had been encoded twice: 4 characters such as “â€™” were put right; look at "
            "names and quotations."
        ),
    )


def test_lost_letters_are_reported_but_addresses_are_not():
    text = "The univer?ity supports it. See http://example.org/view?id=7 for more."
    assert read(text.encode(), "x.txt").warnings == (
        (
            "In “x.txt” letters were lost before it reached us, in 1 place (“univer?ity”): ask the "
            "sender for the original file."
        ),
    )


def test_binary_is_refused_with_what_it_is():
    with pytest.raises(UnsupportedFormat, match="is no text"):
        read(bytes(range(256)) * 40, "x.txt")


def test_clean_undoes_ligatures_spaces_controls_and_line_ends():
    dirty = "o\ufb03ce\u00a0of\u00adthe\r\nForum\x00\x0b\u2028x\ud83d\ude00"
    assert clean(dirty) == "office ofthe\nForum\n\nx😀"
