"""What is only kept, heeded or brought about beside what is asked is no wish of its own."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.provisos import is_beside


def beside(text: str, concept: str) -> bool:
    tokens = tag(text)
    return is_beside(tokens, next(i for i, token in enumerate(tokens) if token.text == concept))


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Clear rules assure safe quays, thus maintaining trust and confidence.", "trust"),
        ("Ports may have to enforce penalties for spills, maintaining trust.", "trust"),
        ("Fares should be simple, while respecting privacy.", "privacy"),
        ("Ports should share their plans in favour of the safety and stability.", "stability"),
        ("Ports should meet more often with a view to ensuring diversity.", "diversity"),
        ("Due consideration must be given to the security of quays.", "security"),
        ("The flow of goods must be given due consideration.", "flow"),
        ("Ports should publish their fees, taking into account privacy.", "privacy"),
        (
            "There should be no burdens that may affect innovation.",
            "innovation",
        ),
        ("Fees should be lower and innovation should not be hampered.", "innovation"),
        ("The council should do no harm to the competitive market.", "competitive"),
        ("We support lower fees without compromise of the principle of neutrality.", "neutrality"),
        ("Ports must use open signals that facilitate interoperability.", "interoperability"),
        ("Ports must build confidence with respect to issues such as privacy.", "privacy"),
        ("Ports must see to issues such as safety; care of goods, boats and men; trust.", "trust"),
        ("The council should be open to the needs of small ports.", "open"),
        ("Ports should teach “the norm that every quay is open to everyone”.", "open"),
    ],
)
def test_what_stands_beside(text: str, concept: str) -> None:
    assert beside(text, concept)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ports should promote trust.", "trust"),
        ("Promoting open ports, maintaining trust.", "trust"),
        ("We are in favour of stability.", "stability"),
        ("In the interest of trade, privacy should be protected.", "privacy"),
        ("While lowering fees, ports must protect privacy.", "privacy"),
        ("Without harming trade, security must be improved.", "security"),
        ("We need rules that protect privacy.", "privacy"),
        ("Ports should be open to everyone.", "open"),
        ("Ports need “openness” at all quays of the country.", "openness"),
        ("Ports should respect privacy; attention must be given to fees.", "privacy"),
        ("Ports should pay attention to protecting privacy.", "privacy"),
        ("Innovation should be promoted, and trade should not be hampered.", "Innovation"),
    ],
)
def test_what_is_asked_for_itself(text: str, concept: str) -> None:
    assert not beside(text, concept)
