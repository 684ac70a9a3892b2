"""corrections.toml: kinds, order, and one sentence for each entry that is wrong."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.corpus import Correction
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.formats.intake import ConfigurationError
from conspectus.formats.intake.corrections import load_corrections
from conspectus.formats.intake.corrections_out import corrections_toml

EVERY_KIND = """
[[same]]
passages = ["001:aaa", "002:bbb"]
by = "R"
at = 2026-02-03
why = "one view"

[[different]]
passages = ["001:aaa", "003:ccc"]
at = "2026-02-01"

[[theme]]
passage = "001:aaa"
also = ["002:bbb"]
theme = "access"

[[stance]]
passage = "001:aaa"
view_of = "002:bbb"
stance = "against"

[[not_a_claim]]
passage = "004:ddd"

[[exclude]]
source = "005"
reason = "withdrawn"

[[alias]]
holder = "Internet Society"
names = ["ISOC"]

[[wording]]
view_of = "002:bbb"
also = ["001:aaa", "003:ccc"]
text = "Access should be affordable."

[[relayed]]
passage = "006:eee"

[[not_held]]
passage = "001:aaa"
view_of = "002:bbb"

[[oppose]]
passages = ["001:aaa", "003:ccc"]

[[quote]]
passage = "003:ccc"
"""
ACTS = """
[[reword]]
of = "002:bbb"
was = "Two contributions (A, B) state that access should be affordable."
text = "{who} ask for affordable access."
by = "R"
at = "2026-02-03"
why = "shorter"

[[without_name]]
holder = "isoc"
at = "2026-02-02"

[[move]]
of = "002:bbb"
after_of = "003:ccc"
"""


@pytest.fixture
def corrections(tmp_path):
    def write(text):
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        return load_corrections(path)

    return write


def test_every_kind_arrives_the_dated_ones_last_and_by_date(corrections):
    found = corrections(EVERY_KIND)
    assert found.warnings == ()
    assert found.corrections == (
        Correction(kind="theme", passages=("001:aaa", "002:bbb"), value="access"),
        Correction(kind="stance", passages=("001:aaa",), value="against", view_of="002:bbb"),
        Correction(kind="not_a_claim", passages=("004:ddd",)),
        Correction(kind="exclude", source="005", value="withdrawn"),
        Correction(kind="alias", value="Internet Society", names=("ISOC",)),
        Correction(
            kind="wording",
            value="Access should be affordable.",
            view_of="002:bbb",
            passages=("001:aaa", "003:ccc"),
        ),
        Correction(kind="relayed", passages=("006:eee",)),
        Correction(kind="not_held", passages=("001:aaa",), view_of="002:bbb"),
        Correction(kind="oppose", passages=("001:aaa", "003:ccc")),
        Correction(kind="quote", passages=("003:ccc",)),
        Correction(kind="different", passages=("001:aaa", "003:ccc"), at="2026-02-01"),
        Correction(
            kind="same", passages=("001:aaa", "002:bbb"), by="R", at="2026-02-03", why="one view"
        ),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[theme]]\npassage = 'a'", "corrections.toml: [[theme]] 1 needs the key theme."),
        (
            "[[same]]\npassages = ['a', 'a']",
            "corrections.toml: [[same]] 1 needs at least two different passages.",
        ),
        (
            "[[exclude]]\nreason = 'x'",
            "corrections.toml: [[exclude]] 1 needs either passage or source, and not both.",
        ),
        (
            "[[stance]]\npassage = 'a'\nstance = 'pro'",
            (
                "corrections.toml: [[stance]] 1: stance must be one of "
                "for, against, conditional, mentions."
            ),
        ),
        (
            "[same]\npassages = ['a', 'b']",
            "corrections.toml: same must be written as [[same]] tables.",
        ),
        (
            "[[alias]]\nholder = 'a'\nnames = 'b'",
            'corrections.toml: [[alias]] 1: names must be a list of texts such as ["a", "b"].',
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(corrections, text, sentence):
    with pytest.raises(ConfigurationError) as refusal:
        corrections(text)
    assert str(refusal.value) == sentence


def test_unknown_kinds_and_keys_give_one_warning(corrections):
    found = corrections("[[merge]]\na = 1\n[[not_a_claim]]\npassage = 'a'\nmood = 'b'\n")
    assert [correction.kind for correction in found.corrections] == ["not_a_claim"]
    assert found.warnings == (
        "corrections.toml: unknown keys are ignored: merge, not_a_claim.mood.",
    )


def test_acts_on_the_text_arrive_by_date(corrections):
    acts = corrections(ACTS).acts
    assert [act.kind for act in acts] == [ActKind.MOVE, ActKind.WITHOUT_NAME, ActKind.REWORD]
    assert acts[2].text == "{who} ask for affordable access."
    assert acts[0].after == ("003:ccc", "")


def test_what_is_written_is_read_back_the_same(corrections):
    one, two = corrections(EVERY_KIND).corrections, corrections(ACTS).acts
    dates = ["", "2026-02-02", "2026-02-03"]
    written = corrections_toml(one, zip(dates, two, strict=True)).decode()
    again = corrections(written)
    assert again.corrections == one
    assert [dataclasses.replace(act, id="") for act in again.acts] == [
        dataclasses.replace(act, id="") for act in two
    ]


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)
)
def test_any_words_survive_the_file(tmp_path_factory, words):
    path = tmp_path_factory.mktemp("c") / "corrections.toml"
    act = Act(id="reword-1", kind=ActKind.REWORD, of="001:aaa", was=words, text=words)
    path.write_bytes(corrections_toml((), [("", act)]))
    assert load_corrections(path).acts == (act,)
