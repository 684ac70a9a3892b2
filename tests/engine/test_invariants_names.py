"""Names read back from a text: who is printed, and who is printed beside them."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import Holder, HolderKind
from conspectus.engine.printed_names import NameIndex, brackets


def _holder(name: str, *aliases: str, label: str = "") -> Holder:
    return Holder(
        id=name, kind=HolderKind.ORGANISATION, name=name, label=label, aliases=aliases
    )  # fmt: skip


INDEX = NameIndex(
    [
        _holder("ISOC", "Internet Society"),
        _holder("ISOC Yemen"),
        _holder("Yemen"),
        _holder("United Kingdom", label="the United Kingdom"),
        _holder("Lagoon, Inc."),
        _holder("Jane Ode", label="Jane Ode, in a personal capacity"),
        _holder("Фонд «Сеть»"),
        _holder("云桥研究中心"),
    ]
)


def _listed(text: str) -> list[set[str]]:
    return [set(one) for one in INDEX.listed(text)]


def test_of_two_names_that_fit_the_longer_is_meant() -> None:
    assert INDEX.stands_in("ISOC Yemen", "as ISOC Yemen stated")
    assert not INDEX.stands_in("ISOC", "as ISOC Yemen stated")
    assert not INDEX.stands_in("Yemen", "as ISOC Yemen stated")
    assert INDEX.stands_in("ISOC", "as ISOC and ISOC Yemen stated")


@pytest.mark.parametrize(
    ("holder", "text"),
    [
        ("ISOC", "the Internet Society stated"),
        ("United Kingdom", "The United Kingdom stated"),
        ("Фонд «Сеть»", "Фонд Сеть заявил"),
        ("云桥研究中心", "据云桥研究中心称"),
    ],
)
def test_a_holder_is_known_by_name_label_and_alias(holder: str, text: str) -> None:
    assert INDEX.stands_in(holder, text)


def test_a_name_inside_a_word_is_no_name() -> None:
    assert not INDEX.stands_in("Yemen", "Yemenite networks")


def test_a_list_is_read_item_by_item() -> None:
    assert _listed("e.g. ISOC Yemen; Lagoon, Inc.; Jane Ode, in a personal capacity") == [
        {"ISOC Yemen"}, {"Lagoon, Inc."}, {"Jane Ode"},
    ]  # fmt: skip
    assert _listed("United Kingdom, Yemen and ISOC.") == [{"United Kingdom"}, {"Yemen"}, {"ISOC"}]
    assert _listed("Yemen Telecom, the network of ISOC") == []
    assert _listed("Yemen in its contribution and in the consultations") == [{"Yemen"}]


def test_brackets_are_the_outermost() -> None:
    assert list(brackets("a (b (c) d) e (f) g) (h")) == ["b (c) d", "f"]


def test_the_first_holder_in_a_text_is_found() -> None:
    assert INDEX.first_in("This is about Yemen.") == "Yemen"
    assert INDEX.first_in("This is about nobody.") is None
