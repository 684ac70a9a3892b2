"""What is odd in how a name is written; honest names of every script have nothing odd."""

from __future__ import annotations

import pytest

from conspectus.people.lookalike import Doubt, doubts_about


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("ICANN\u202egro", Doubt.TURNED),
        ("\u2066ICANN\u2069", Doubt.TURNED),
        ("IC\u200bANN", Doubt.UNSEEN),
        ("IC\u200dANN", Doubt.UNSEEN),
        ("IC\u00adANN", Doubt.UNSEEN),
        ("IC\u200eANN", Doubt.UNSEEN),
        ("Gооgle", Doubt.MIXED),
        ("Αccess", Doubt.MIXED),
        ("Мозilla", Doubt.MIXED),
        ("Open\u0301\u0302\u0303\u0304 Net", Doubt.STACKED),
    ],
)
def test_what_is_odd_is_told(name, doubt):
    assert doubt in doubts_about(name)


@pytest.mark.parametrize(
    "name",
    [
        "Société d’Internet – Paris",
        "می\u200cخواهم",
        "ක්\u200dෂ",
        "क्\u200dष",
        "منظمة ICANN\u200f",
        "NICJapan 日本ネットワーク情報センター",
        "东京Internet协会",
        "KISA한국인터넷진흥원",
        "ООО Google",
        "ב-ICANN",
        "e-Правительство",
        "Trần Thị Nguyệt",
        "Ελληνική Εταιρεία IT",
        "Hawaiʻi",
        "องค์การโทรคมนาคม",
    ],
)
def test_honest_names_have_nothing_odd(name):
    assert doubts_about(name) == ()
