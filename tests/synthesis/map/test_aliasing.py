"""Two names of one holder: its passages stay, its count falls."""

from __future__ import annotations

from conspectus.engine.corpus import Correction, Holder, HolderKind, Source, SourceKind
from conspectus.synthesis.services.aliasing import with_aliases


def a_holder(name, **fields):
    return Holder(
        id=name.lower().replace(" ", "-"), kind=HolderKind.ORGANISATION, name=name, **fields
    )


def a_source(ref, *holders):
    return Source(
        id=ref,
        ref=ref,
        number=ref,
        title="",
        text="Words.",
        holders=holders,
        kind=SourceKind.CONTRIBUTION,
        blocks=(),
    )


HOLDERS = [a_holder("Arda Union"), a_holder("Arda U"), a_holder("Brel Society")]
SOURCES = [a_source("1", "arda-union"), a_source("2", "arda-u"), a_source("3", "brel-society")]


def alias(holder, *names, at=""):
    return Correction(kind="alias", value=holder, names=names, at=at)


def test_what_was_said_under_another_name_is_the_holders():
    sources, holders = with_aliases(SOURCES, HOLDERS, [alias("Arda Union", "Arda U")])
    assert [one.holders for one in sources] == [("arda-union",), ("arda-union",), ("brel-society",)]
    assert [(one.id, one.aliases) for one in holders] == [
        ("arda-union", ("Arda U",)),
        ("brel-society", ()),
    ]


def test_a_joint_signature_of_both_names_is_one():
    sources, _ = with_aliases(
        [a_source("1", "arda-u", "arda-union")], HOLDERS, [alias("Arda Union", "Arda U")]
    )
    assert sources[0].holders == ("arda-union",)


def test_the_later_of_two_that_differ_holds():
    both = [alias("Arda Union", "Arda U", at="1"), alias("Arda U", "Arda Union", at="2")]
    _, holders = with_aliases(SOURCES, HOLDERS, both)
    assert [one.id for one in holders] == ["arda-u", "brel-society"]


def test_a_name_that_nobody_has_changes_nothing():
    assert with_aliases(SOURCES, HOLDERS, [alias("Nobody", "Arda U")]) == (
        tuple(SOURCES),
        tuple(HOLDERS),
    )
