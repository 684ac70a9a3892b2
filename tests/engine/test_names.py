"""DRAFTING §3: who is printed, in what order, and how."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.engine.corpus import Holder, HolderKind
from conspectus.engine.errors import EngineError
from conspectus.engine.names import (
    alphabetical_key,
    in_order,
    names_phrase,
    printed_name,
    sample_of,
)


def _holder(
    name: str, *, group: str | None = None, region: str | None = None, label: str = ""
) -> Holder:
    return Holder(
        id=name.casefold().replace(" ", "-"),
        kind=HolderKind.ORGANISATION,
        name=name,
        label=label,
        group=group,
        region=region,
    )


def test_up_to_six_holders_are_all_named_in_alphabetical_order() -> None:
    holders = [_holder(name) for name in ("Fyr", "Arda", "Éire", "Brel", "chorus", "Dune")]
    phrase = names_phrase(holders)
    assert phrase.text == "Arda, Brel, chorus, Dune, Éire, Fyr"
    assert phrase.named == ("arda", "brel", "chorus", "dune", "éire", "fyr")
    assert phrase.footnote is None


def test_articles_do_not_count_in_the_order_and_are_dropped_in_lists() -> None:
    holders = [
        _holder("United Kingdom", label="the United Kingdom"),
        _holder("Norland"),
        _holder("The Internet Guild"),
    ]
    assert names_phrase(holders).text == "The Internet Guild, Norland, United Kingdom"
    running = names_phrase(holders, running=True).text
    assert running == "The Internet Guild, Norland and the United Kingdom"


def test_over_six_holders_four_are_named_and_all_stand_in_the_footnote() -> None:
    holders = [_holder(name) for name in "GFEDCBA"]
    phrase = names_phrase(holders)
    assert phrase.text == "e.g. A, B, C, D"
    assert phrase.named == ("a", "b", "c", "d")
    assert phrase.footnote == "A, B, C, D, E, F, G."


def test_full_names_everybody_where_a_state_is_opposed() -> None:
    phrase = names_phrase([_holder(name) for name in "GFEDCBA"], full=True)
    assert phrase.text == "A, B, C, D, E, F, G"
    assert len(phrase.named) == 7
    assert phrase.footnote is None


def test_a_name_with_a_comma_is_separated_by_semicolons() -> None:
    holders = [_holder("Brel"), _holder("Jane Ode", label="Jane Ode, in a personal capacity")]
    assert names_phrase(holders).text == "Brel; Jane Ode, in a personal capacity"
    assert names_phrase(holders, running=True).text == (
        "Brel; and Jane Ode, in a personal capacity"
    )
    assert names_phrase(holders[1:]).text == "Jane Ode, in a personal capacity"


def test_running_list_takes_a_last_comma_only_where_a_name_holds_and() -> None:
    plain = [_holder(name) for name in ("Arda", "Brel", "Corum")]
    assert names_phrase(plain, running=True).text == "Arda, Brel and Corum"
    with_and = [*plain[:2], _holder("Centre for Law and Code")]
    assert names_phrase(with_and, running=True).text == "Arda, Brel, and Centre for Law and Code"


def test_a_joint_contribution_keeps_the_order_of_its_signatures() -> None:
    joint = Holder(id="j", kind=HolderKind.JOINT, name="Zet and Arda", members=("z", "a"))
    assert names_phrase([_holder("Brel"), joint]).text == "Brel, Zet and Arda"


def test_the_same_holder_given_twice_is_named_once() -> None:
    assert names_phrase([_holder("Arda"), _holder("Arda")]).named == ("arda",)


def test_a_running_list_of_seven_and_an_empty_list_are_refused() -> None:
    with pytest.raises(EngineError, match="put them in brackets"):
        names_phrase([_holder(name) for name in "ABCDEFG"], running=True)
    with pytest.raises(EngineError, match="at least one holder"):
        names_phrase([])


def test_printed_name_keeps_an_article_that_belongs_to_the_only_known_name() -> None:
    assert printed_name(_holder("The Hague Office")) == "The Hague Office"
    with_alias = Holder(
        id="h", kind=HolderKind.ORGANISATION, name="The Hague Office", aliases=("Hague Office",)
    )
    assert printed_name(with_alias) == "Hague Office"


_LISTS = st.lists(
    st.tuples(st.sampled_from(["g1", "g2", "g3", None]), st.sampled_from(["r1", "r2", "r3", None])),
    min_size=7,
    max_size=10,
)


@given(_LISTS)
@settings(max_examples=150, deadline=None)
def test_the_four_named_are_the_widest_and_then_the_first(
    traits: list[tuple[str | None, str | None]],
) -> None:
    holders = in_order(
        _holder(f"H{index:02}", group=group, region=region)
        for index, (group, region) in enumerate(traits)
    )

    def rank(chosen: tuple[Holder, ...]) -> tuple[int, int, list[tuple[str, str, str]]]:
        groups = {holder.group for holder in chosen} - {None}
        regions = {holder.region for holder in chosen} - {None}
        return -len(groups), -len(regions), [alphabetical_key(holder) for holder in chosen]

    assert sample_of(holders) == min(itertools.combinations(holders, 4), key=rank)


@given(st.permutations([_holder(name, group=name[0]) for name in ("A1", "A2", "B1", "B2", "C1")]))
def test_the_order_of_holders_given_changes_nothing(holders: list[Holder]) -> None:
    assert names_phrase(holders) == names_phrase(sorted(holders, key=alphabetical_key))


def test_two_names_need_no_semicolon_for_the_commas_of_the_last() -> None:
    two = [_holder("Brel"), _holder("Ministry of Ports, Roads and Rail")]
    assert names_phrase(two, running=True).text == "Brel and Ministry of Ports, Roads and Rail"
    three = [*two, _holder("Corum")]
    assert "; and Ministry" in names_phrase(three, running=True).text
    other = [_holder("Ash, Oak and Elm"), _holder("Brel")]
    assert names_phrase(other, running=True).text == "Ash, Oak and Elm; and Brel"
