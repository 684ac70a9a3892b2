"""The themes of a forum that names none, and the one section of a paper that has none."""

from __future__ import annotations

from dataclasses import replace

from conspectus.engine.passages import Claim
from conspectus.engine.theming import GENERAL, assign, with_themes
from conspectus.engine.views import DraftView
from tests.factories_corpus import THEMES, a_holder, the_claim, the_claims

SUBJECTS = ("harbour toll", "market hall", "night ferry", "quiet zone")
DEEDS = ("sing", "listen", "wander", "remember", "forgive", "decide", "hurry", "agree")
MANNERS = ("gladly", "quietly", "often", "rarely", "bravely", "calmly")
ACTS = ("must be kept", "should be reviewed each spring", "must never be closed")


def said(*extra: str) -> list[Claim]:
    """What four contributors say of four subjects, and what each says besides."""
    return [
        claim
        for name in ("Alder Union", "Birch Society", "Cedar Institute", "Dogwood Council")
        for claim in the_claims(
            a_holder(name),
            " ".join(
                [f"The {one} {act}." for one in SUBJECTS for act in ACTS]
                + [f"Those of {name} {one}." for one in extra]
            ),
        )
    ]


def test_discovered_themes_stand_beside_the_general_comments() -> None:
    themed = assign(said(), (), {}, None, None, 1)
    names = [theme.name for theme in themed.themes]
    assert sorted(names[:-1]) == ["Harbour toll", "Market hall", "Night ferry", "Quiet zone"]
    assert names[-1] == "General comments"
    assert {claim.theme for claim in themed.claims} == {theme.id for theme in themed.themes[:-1]}


def test_no_theme_is_called_by_a_contributor() -> None:
    themed = assign(said(), (), {}, None, None, 1, names=["Harbour toll", "Night Ferry"])
    assert not {"Harbour toll", "Night ferry"} & {theme.name for theme in themed.themes}


def test_a_paper_without_themes_has_one_section_with_a_name_of_its_own() -> None:
    few = the_claims(a_holder("Alder Union"), "The harbour toll must be kept.")
    (only,) = assign(few, (), {}, None, None, 1).themes
    assert (only.id, only.name) == (GENERAL, "Views of contributors")


def test_themes_that_leave_most_without_one_part_nothing() -> None:
    besides = [f"must {act} as {how} as they can" for act in DEEDS for how in MANNERS]
    (only,) = assign(said(*besides), (), {}, None, None, 1).themes
    assert only.name == "Views of contributors"


def test_themes_that_the_forum_named_stay_whatever_is_said() -> None:
    themed = assign(said(), THEMES, {}, None, None, 1)
    assert themed.themes[:-1] == THEMES
    assert themed.themes[-1].name == "General comments"


def test_a_concept_whose_name_tells_nothing_stands_where_its_passages_lean() -> None:
    claims = [the_claim(name, f"{name} says that portability must be kept.") for name in "AB"]
    found = assign(claims, THEMES, {}, None, None, 1)
    view = DraftView(
        clause="portability should be ensured, in one context or another",
        theme=None,
        claims={claim.holder: (claim,) for claim in found.claims},
        concept=("portability",),
    )
    for at, theme in enumerate(THEMES):
        leaning = tuple(0.45 if i == at else 0.4 for i in range(len(THEMES)))
        leant = replace(found, leanings=dict.fromkeys(found.leanings, leaning))
        (placed,) = with_themes([view], leant, None, None)
        assert placed.theme == theme.id


def test_where_the_words_of_a_view_tell_little_its_passages_tell_or_nothing_does() -> None:
    claim = the_claim("Alder Union", "Portability must be kept in towns.")
    found = assign([claim], THEMES, {}, None, None, 1)
    view = DraftView(
        clause="portability must be kept in towns",
        theme=None,
        claims={claim.holder: (found.claims[0],)},
    )
    for shares, theme in (((0.9, 0.05), THEMES[0].id), ((0.55, 0.45), GENERAL)):
        leant = replace(found, leanings=dict.fromkeys(found.leanings, shares))
        (placed,) = with_themes([view], leant, None, None)
        assert placed.theme == theme


def test_what_two_contributors_speak_of_heads_a_section_where_little_was_written() -> None:
    pairs = (("Alder Union", "Birch Society"), ("Cedar Institute", "Dogwood Council"))
    subjects = ("trams", "parks", "night ferries", "quiet zones")
    claims = [
        claim
        for at, subject in enumerate(subjects)
        for name in (*pairs[at % 2], "Elm School")
        for claim in the_claims(
            a_holder(name), " ".join(f"The {subject} {act}." for act in (*ACTS, "should be few"))
        )
    ]
    names = [theme.name for theme in assign(claims, (), {}, None, None, 1).themes]
    assert sorted(names[:-1]) == ["Night ferries", "Parks", "Quiet zones", "Trams"]


def test_a_passage_that_lists_many_things_says_little_of_each() -> None:
    claims = [
        the_claim("Alder Union", "Portability must be kept."),
        the_claim("Birch Society", "Trust, safety, order, peace and portability must be kept."),
    ]
    found = assign(claims, THEMES, {}, None, None, 1)
    first, second = (tuple(float(i == at) for i in range(len(THEMES))) for at in (0, 1))
    view = DraftView(
        clause="portability should be ensured, in one context or another",
        theme=None,
        claims={claim.holder: (claim,) for claim in found.claims},
        concept=("portability",),
    )
    leant = replace(found, leanings={found.claims[0].id: first, found.claims[1].id: second})
    (placed,) = with_themes([view], leant, None, None)
    assert placed.theme == THEMES[0].id
