"""Votes for tests: camps that think alike, and strategies that draw any votes."""

from __future__ import annotations

from hypothesis import strategies as st

from conspectus.engine.opinions.opinion_map import Vote


def camps(*minds, members=8):
    """Each camp's ``members`` respond as its row says; "." does not respond, "0" passes.

    Two members of each camp differ from it in one response, so that nobody stands all alike.
    """
    value = {"+": 1, "-": -1, "0": 0}
    votes = []
    for camp, mind in enumerate(minds):
        for member in range(members):
            who = camp * 100 + member
            for what, sign in enumerate(mind):
                if sign == "." or (member < 2 and what == (member + camp) % len(mind)):
                    continue
                votes.append(Vote(who, what, value[sign], len(votes)))
    return votes


def turned_round(votes):
    """Who agreed disagrees."""
    return [Vote(each.participant, each.proposition, -each.value, each.order) for each in votes]


@st.composite
def any_votes(draw):
    """Ten to sixteen participants and four to eight propositions, with gaps."""
    people = draw(st.integers(10, 16))
    things = draw(st.integers(4, 8))
    cells = draw(
        st.lists(
            st.sampled_from((1, 1, 1, -1, -1, -1, 0, None)),
            min_size=people * things,
            max_size=people * things,
        )
    )
    return [
        Vote(at // things, at % things, value, at)
        for at, value in enumerate(cells)
        if value is not None
    ]
