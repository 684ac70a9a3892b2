"""corrections.toml: kinds, order, and one sentence for each entry that is wrong."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import Correction
from conspectus.formats.intake import ConfigurationError
from conspectus.formats.intake.corrections import load_corrections

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
text = "Access should be affordable."
"""


@pytest.fixture
def corrections(tmp_path):
    def write(text):
        path = tmp_path / "corrections.toml"
        path.write_text(text, encoding="utf-8")
        return load_corrections(path)

    return write


def test_every_kind_arrives_the_dated_ones_last_and_by_date(corrections):
    found, warnings = corrections(EVERY_KIND)
    assert warnings == ()
    assert found == (
        Correction(kind="theme", passages=("001:aaa",), value="access"),
        Correction(kind="stance", passages=("001:aaa",), value="against", view_of="002:bbb"),
        Correction(kind="not_a_claim", passages=("004:ddd",)),
        Correction(kind="exclude", source="005", value="withdrawn"),
        Correction(kind="alias", value="Internet Society", names=("ISOC",)),
        Correction(kind="wording", value="Access should be affordable.", view_of="002:bbb"),
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
    found, warnings = corrections("[[merge]]\na = 1\n[[not_a_claim]]\npassage = 'a'\nmood = 'b'\n")
    assert [correction.kind for correction in found] == ["not_a_claim"]
    assert warnings == ("corrections.toml: unknown keys are ignored: merge, not_a_claim.mood.",)
