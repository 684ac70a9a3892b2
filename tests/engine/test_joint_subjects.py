"""Several who are to do or to get something, and who speaks of each of them."""

from __future__ import annotations

import pytest

from conspectus.engine.joint_subjects import apart, speaks_of, subjects_of


@pytest.mark.parametrize(
    ("clause", "subjects"),
    [
        ("states, companies and users must share it", ("states", "companies", "users")),
        ("governments and the private sector should act", ("governments", "the private sector")),
        ("research and education networks should be funded", ()),
        ("access and use should be free", ()),
        ("users and organisations should, as of right, be heard", ("users", "organisations")),
        ("small islands should be helped", ()),
        ("taxes on small firms and startups should be abolished", ()),
        ("cooperation between governments and companies should be strengthened", ()),
        ("to protect children and parents, platforms should verify the age of users", ()),
        ("states should protect users, and platforms should publish reports", ()),
        ("companies that serve states and users should pay", ()),
        ("developers and users of open systems should be consulted", ()),
        ("no states, companies or organisations should own the root zone", ()),
        ("neither states, companies nor users should own it", ()),
        ("only governments and companies should decide", ()),
        ("both governments and companies should publish reports", ()),
        ("states and their agencies should publish their budgets", ()),
    ],
)
def test_several_subjects_are_whole_phrases(clause, subjects):
    assert subjects_of(clause) == subjects


def test_each_of_several_plurals_makes_a_wish_of_its_own():
    assert apart("small operators and community networks should be given spectrum") == (
        ("small operators", "small operators should be given spectrum"),
        ("community networks", "community networks should be given spectrum"),
    )
    assert apart("governments and the private sector should act") == ()
    assert apart("African governments and companies should invest") == ()
    assert apart("arts and crafts councils should be funded") == ()
    assert apart("community networks should be given spectrum") == ()


@pytest.mark.parametrize(
    "clause",
    [
        "content providers and network carriers must be treated equally",
        "rights and duties should be balanced against each other",
        "governments, companies and users should decide together",
        "governments and companies should share the costs",
    ],
)
def test_what_several_do_together_is_nothing_that_one_of_them_does(clause):
    assert len(subjects_of(clause)) > 1
    assert apart(clause) == ()


def test_who_speaks_of_one_alone_does_not_speak_of_each():
    several = ("small operators", "community networks")
    assert not speaks_of(several, "Community networks should have access to spectrum.")
    assert speaks_of(several, "Operators that are small, and networks of communities, need it.")
    assert not speaks_of(("small operators",), "Large operators should be given spectrum.")
    assert speaks_of((), "Anything at all.")
