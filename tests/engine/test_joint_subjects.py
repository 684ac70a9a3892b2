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
    assert apart("community networks should be given spectrum") == ()


def test_who_speaks_of_one_alone_does_not_speak_of_each():
    several = ("small operators", "community networks")
    assert not speaks_of(several, "Community networks should have access to spectrum.")
    assert speaks_of(several, "Operators that are small, and networks of communities, need it.")
    assert speaks_of((), "Anything at all.")
