from __future__ import annotations

from conspectus.formats.readers import read
from tests.formats.readers.blocks import seen


def test_footnote_stands_behind_its_paragraph():
    data = rb"{\rtf1\ansi We agree{\footnote{\up6 1} See the annex.} fully.\par So be it.\par}"
    assert seen(read(data, "x.rtf")) == [
        ("paragraph", "We agree fully."),
        ("footnote", "1 See the annex."),
        ("paragraph", "So be it."),
    ]


def test_charset_of_the_file_and_unicode_escapes_are_read():
    data = rb"{\rtf1\ansi\ansicpg1252 D\'e9j\'e0 vu: the Forum\rquote s \u20320?\u27491? view.\par}"
    assert seen(read(data, "x.rtf")) == [("paragraph", "Déjà vu: the Forum’s 你正 view.")]
