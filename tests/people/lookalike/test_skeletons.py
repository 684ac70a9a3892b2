"""Names that look alike share a skeleton; names that a reader tells apart share none."""

from __future__ import annotations

import pytest

from conspectus.people.lookalike import looks_like, skeletons_of

ALIKE = [
    ("Internet Society", "Intеrnеt Sосiеty", "Cyrillic letters"),
    ("NATO", "ΝΑΤΟ", "Greek capitals"),
    ("Open Space", "Օpen Space", "an Armenian letter"),
    ("DATE", "ᎠATE", "a Cherokee letter"),
    ("Access Now", "Ａｃｃｅｓｓ Ｎｏｗ", "full width"),
    ("Access Now", "𝐀ccess Now", "mathematical letters"),
    ("工業会", "エ業会", "katakana for Han"),
    ("كتاب", "کتاب", "Persian kaf"),
    ("Internet Society", "lnternet Society", "small l for capital I"),
    ("PAYPAL", "PayPaI", "capital I for l, in another case"),
    ("modern", "rnodern", "r and n for m"),
    ("Open Net", "OpenNet", "no space"),
    ("Open Net", "Open  Net", "two spaces"),
    ("Open Net", "Open-Net", "a hyphen"),
    ("Open Net", "Open\u200bNet", "a space without width"),
    ("Open Net", "Op\u00aden Net", "a soft hyphen"),
    ("Wikimedia World", "W1kimedia Wor1d", "a digit for i and for l"),
    ("Access Now", "Acc3ss Now", "a digit for e"),
    ("Access Now", "Acce$$ N0w", "signs for letters"),
    ("Academia", "Acadẹmia", "a dot below"),
    ("Académie", "Academie", "no accent"),
    ("Łódź", "Lodz", "a letter with a stroke"),
    ("جمعية الإنترنت", "جمعية الانترنت", "no hamza"),
    ("Nguyễn Văn Ánh", "Nguyen Van Anh", "Vietnamese without any mark"),
]
APART = [
    ("Ian Wong", "Lan Wong", "capital I and capital L"),
    ("IAB Europe", "LAB Europe", "the same in an acronym"),
    ("Access Now", "Access New", "another vowel"),
    ("Nguyễn Văn Ánh", "Nguyễn Vân Anh", "Vietnamese words differ in their marks"),
    ("健一", "健", "the Han one is no dash"),
    ("カトウ", "ガトウ", "marks of kana are letters"),
    ("कि", "कु", "vowel signs are letters"),
    ("حسن", "حشن", "dots are letters"),
    ("IPv4 Forum", "IPv6 Forum", "digits differ"),
    ("Group 10", "Group 11", "numbers differ"),
]


@pytest.mark.parametrize(("name", "imitation", "by"), ALIKE, ids=[by for *_, by in ALIKE])
def test_an_imitation_looks_like_the_name(name, imitation, by):
    assert looks_like(name, imitation)
    assert looks_like(imitation, name)


@pytest.mark.parametrize(("name", "other", "by"), APART, ids=[by for *_, by in APART])
def test_names_that_a_reader_tells_apart_do_not_look_alike(name, other, by):
    assert not looks_like(name, other)


def test_a_skeleton_fits_a_column_of_numbers_however_long_the_name():
    found = skeletons_of("Association " * 100)
    assert found
    assert all(0 <= one < 2**63 for one in found)


def test_a_name_of_signs_alone_has_no_skeleton():
    assert skeletons_of("… – !") == frozenset()
