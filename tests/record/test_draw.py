"""Draws: recomputable, unbiased, and exact about quotas."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from itertools import combinations, count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.record.canonical import canonical_json
from conspectus.record.chance import below, numbers, shuffled
from conspectus.record.draw import (
    Candidate,
    Draw,
    carry_out,
    recorded_draw,
    verify_transcript,
)
from conspectus.record.errors import DrawError
from conspectus.record.quotas import Feasibility, Quota, traits

SEED = hashlib.sha256(b"the root hash of a checkpoint announced before").digest()
GROUPS = ["academia", "government", "society"]
REGIONS = ["north", "south"]


def seed(number):
    return hashlib.sha256(b"%d" % number).digest()


def candidates(*attributes):
    return tuple(
        Candidate(f"c{at:03}", dict(zip(("group", "region", "gender"), one, strict=False)))
        for at, one in enumerate(attributes)
    )


def recomputed(draw, seed_):
    """The algorithm of docs/record.md written a second time, by brute force."""
    data = json.dumps(draw.data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    purpose = b"conspectus-draw/1\n" + hashlib.sha256(data.encode()).digest()
    stream = (
        int.from_bytes(hmac.digest(seed_, purpose + n.to_bytes(8, "big"), "sha256"), "big")
        for n in count()
    )
    order = list(draw.candidates)
    for place in range(len(order) - 1, 0, -1):
        fair = 2**256 // (place + 1) * (place + 1)
        other = next(number for number in stream if number < fair) % (place + 1)
        order[place], order[other] = order[other], order[place]
    return next(
        (
            tuple(order[at].id for at in chosen)
            for chosen in combinations(range(len(order)), draw.seats)
            if satisfied(draw.quotas, [order[at] for at in chosen])
        ),
        None,
    )


def satisfied(quotas, chosen):
    return all(
        quota.at_least
        <= sum(one.attributes.get(quota.attribute) == quota.value for one in chosen)
        <= quota.at_most
        for quota in quotas
    )


@st.composite
def draws(draw):
    pool = draw(
        st.lists(
            st.tuples(st.sampled_from(GROUPS), st.sampled_from(REGIONS), st.sampled_from("fm")),
            max_size=9,
        )
    )
    seats = draw(st.integers(0, len(pool)))
    kinds = [("gender", "f"), *(("group", one) for one in GROUPS)]
    kinds += [("region", one) for one in REGIONS]
    quotas = []
    for attribute, value in sorted(draw(st.sets(st.sampled_from(kinds)))):
        low, high = sorted((draw(st.integers(0, 3)), draw(st.integers(0, 5))))
        quotas.append(Quota(attribute, value, low, high))
    return Draw(candidates(*pool), tuple(quotas), seats)


@settings(max_examples=300)
@given(draws(), st.integers(0, 50))
def test_the_result_is_the_first_selection_in_drawn_order_that_satisfies_all_quotas(draw, number):
    right = recomputed(draw, seed(number))
    if right is None:
        with pytest.raises(DrawError, match=r"asks for|No selection"):
            carry_out(draw, seed(number))
        return
    transcript = carry_out(draw, seed(number))
    assert transcript.seated == right
    assert sorted(turn.id for turn in transcript.turns) == [one.id for one in draw.candidates]
    assert verify_transcript(transcript.content, draw, seed(number)) == transcript


def test_numbers_are_hmacs_of_a_counter():
    source = numbers(b"key", b"purpose")
    for counter in range(3):
        message = b"purpose" + bytes(7) + bytes([counter])
        assert next(source) == int.from_bytes(hmac.digest(b"key", message, "sha256"), "big")


def test_numbers_that_would_favour_small_remainders_are_passed_over():
    # of 8 numbers in 3 bits, 6 and 7 would make 0 and 1 of three likelier than 2
    assert [below(3, iter([number, 5]), bits=3) for number in range(8)] == [0, 1, 2, 0, 1, 2, 2, 2]


def test_every_order_is_equally_likely():
    seen = Counter("".join(shuffled("abc", numbers(seed(at), b""))) for at in range(6000))
    assert len(seen) == 6
    # chi-squared with 5 degrees of freedom: 25.7 is passed once in 10,000 runs
    assert sum((found - 1000) ** 2 / 1000 for found in seen.values()) < 25.7


def test_every_candidate_is_equally_likely_to_be_drawn():
    draw = Draw(candidates(*[("academia",)] * 10), (), 3)
    seen = Counter(one for at in range(2000) for one in carry_out(draw, seed(at)).seated)
    assert sum((found - 600) ** 2 / 600 for found in seen.values()) < 33.7  # 9 degrees
    assert len(seen) == 10


def test_a_candidate_is_passed_over_with_the_reason():
    pool = candidates(*[("government",)] * 4, *[("society",)] * 2)
    quotas = (Quota("group", "government", 0, 1), Quota("group", "society", 2, 2))
    outcomes = Counter(turn.outcome for turn in carry_out(Draw(pool, quotas, 3), SEED).turns)
    assert outcomes["seated"] == 3
    assert set(outcomes) <= {
        "seated",
        "no more than 1 of group government",
        "all seats are taken",
    }
    needed = carry_out(Draw(pool, (Quota("group", "society", 2, 2),), 2), SEED)
    assert needed.seated == tuple(turn.id for turn in needed.turns if turn.id in {"c004", "c005"})
    assert "the seats that remain are needed for the quotas" in {
        turn.outcome for turn in needed.turns
    }


def test_another_seed_or_list_gives_another_order():
    draw = Draw(candidates(*[("academia",)] * 12), (), 4)
    fewer = Draw(draw.candidates[:11], (), 4)
    orders = [
        [turn.id for turn in carry_out(*given).turns]
        for given in ((draw, SEED), (draw, seed(1)), (fewer, SEED))
    ]
    assert orders[0] != orders[1]
    assert [one for one in orders[0] if one != "c011"] != orders[2]


@given(st.data())
def test_a_changed_transcript_does_not_hold(data):
    draw = Draw(candidates(("academia",), ("society",), ("society",)), (), 2)
    content = carry_out(draw, SEED).content
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    with pytest.raises(DrawError, match="drawn are c00"):
        verify_transcript(changed, draw, SEED)


@given(draws())
def test_a_recorded_draw_reads_back(draw):
    assert recorded_draw(canonical_json(draw.data)) == draw


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"candidates":[{}],"format":"x","quotas":[],"seats":1}']
)
def test_what_is_no_recorded_draw_is_refused(content):
    with pytest.raises(DrawError, match="no draw"):
        recorded_draw(content)


@pytest.mark.parametrize(
    ("pool", "quotas", "seats", "sentence"),
    [
        (["b", "a"], (), 1, "order of their ids"),
        (["a", "a"], (), 1, "order of their ids"),
        (["a"], (), 2, "1 candidates cannot fill 2 seats"),
        (["a"], (Quota("g", "y", 0, 1), Quota("g", "x", 0, 1)), 1, "order of attribute"),
        (["a"], (Quota("g", "x", 2, 1),), 1, "at least > at most"),
    ],
)
def test_a_draw_that_is_not_well_defined_is_refused(pool, quotas, seats, sentence):
    with pytest.raises(DrawError, match=sentence):
        Draw(tuple(Candidate(one, {}) for one in pool), quotas, seats)


def test_an_impossible_quota_is_named():
    pool = candidates(("academia",), ("society",))
    with pytest.raises(DrawError, match="group academia asks for 2 candidates, and there are 1"):
        carry_out(Draw(pool, (Quota("group", "academia", 2, 2),), 2), SEED)
    both = (Quota("group", "academia", 1, 1), Quota("group", "society", 1, 1))
    with pytest.raises(DrawError, match="No selection of 1 satisfies all quotas"):
        carry_out(Draw(pool, both, 1), SEED)


def test_a_seed_has_32_bytes():
    with pytest.raises(DrawError, match="32 bytes"):
        carry_out(Draw((), (), 0), b"short")


def test_a_large_committee_with_tight_quotas_in_three_ways_is_settled():
    groups = ["academia", "government", "igo", "private", "society", "technical"]
    regions = ["africa", "americas", "arab", "asia", "europe"]
    pool = candidates(
        *(
            (groups[at * 7 % 6], regions[(at * at + at // 7) % 5], "fmx"[at % 11 % 3])
            for at in range(300)
        )
    )
    quotas = (
        Quota("gender", "f", 18, 22),
        Quota("gender", "m", 18, 22),
        *(Quota("group", one, 6, 8) for one in groups),
        *(Quota("region", one, 8, 8) for one in regions),
    )
    for number in range(5):
        draw = Draw(pool, quotas, 40)
        seated = set(carry_out(draw, seed(number)).seated)
        chosen = [one for one in pool if one.id in seated]
        assert len(chosen) == 40
        assert satisfied(quotas, chosen)


def test_quotas_that_cannot_be_settled_are_given_up_with_a_sentence(monkeypatch):
    monkeypatch.setattr("conspectus.record.quotas.LARGEST_SEARCH", 1)
    quotas = (Quota("group", "academia", 1, 1), Quota("region", "north", 1, 1))
    kinds = [
        traits(one.attributes, quotas) for one in candidates(("academia", "north"), ("x", "y"))
    ]
    with pytest.raises(DrawError, match="too entangled"):
        Feasibility(quotas).holds(1, kinds, [0, 0])
