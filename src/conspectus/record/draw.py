"""A draw that anybody can recompute, with quotas for balance. docs/record.md tells it in words.

1. The list of candidates, the quotas and the number of seats are recorded first. The seed is public
   and fixed only later, such as the root hash of a checkpoint announced by its size.
2. The candidates, in canonical order, are shuffled by numbers that come from the seed and from the
   hash of the whole list (`chance`).
3. In the drawn order each takes a seat if, after that, the remaining seats can still be filled by
   others so that every quota holds (`quotas`); else it is passed over. So the result is, of all
   selections that satisfy the quotas, the one that is first in the drawn order. Without quotas
   every set of candidates is equally likely.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conspectus.record.canonical import JsonObject, JsonValue, canonical_json, read_object
from conspectus.record.chance import numbers, shuffled
from conspectus.record.errors import CanonicalError, DrawError
from conspectus.record.quotas import Feasibility, Quota, traits

FORMAT = "conspectus-draw/1"
PURPOSE = f"{FORMAT}\n".encode()
SEED_BYTES = 32
SEATED = "seated"


@dataclass(frozen=True)
class Candidate:
    """`id` is public and unique in a draw; `attributes` are what quotas may ask for."""

    id: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Draw:
    """What is settled before the seed is known."""

    candidates: tuple[Candidate, ...]
    quotas: tuple[Quota, ...]
    seats: int

    def __post_init__(self) -> None:
        ids = [one.id for one in self.candidates]
        if ids != sorted(set(ids), key=str.encode):
            raise DrawError("Candidates stand in the order of their ids' UTF-8 bytes, each once.")
        pairs = [(quota.attribute, quota.value) for quota in self.quotas]
        if pairs != sorted(set(pairs)):
            raise DrawError("Quotas stand in the order of attribute and value, each once.")
        if not 0 <= self.seats <= len(ids):
            raise DrawError(f"{len(ids)} candidates cannot fill {self.seats} seats.")
        for quota in self.quotas:
            if not 0 <= quota.at_least <= quota.at_most:
                raise DrawError(f"No number is right for {_named(quota)}: at least > at most.")

    @property
    def data(self) -> JsonObject:
        """To be recorded before the seed exists."""
        return {
            "format": FORMAT,
            "seats": self.seats,
            "candidates": [
                {"id": one.id, "attributes": dict(one.attributes)} for one in self.candidates
            ],
            "quotas": [
                {
                    "attribute": quota.attribute,
                    "value": quota.value,
                    "at_least": quota.at_least,
                    "at_most": quota.at_most,
                }
                for quota in self.quotas
            ],
        }

    @property
    def sha256(self) -> bytes:
        """Over the canonical JSON of `data`."""
        return hashlib.sha256(canonical_json(self.data)).digest()


@dataclass(frozen=True)
class Turn:
    """One candidate's turn: `outcome` is "seated", or says why it was passed over."""

    id: str
    outcome: str


@dataclass(frozen=True)
class Transcript:
    """A draw, its seed, and every candidate's turn in the order drawn."""

    draw: Draw
    seed: bytes
    turns: tuple[Turn, ...]

    @property
    def seated(self) -> tuple[str, ...]:
        """The ids drawn, in the order drawn."""
        return tuple(turn.id for turn in self.turns if turn.outcome == SEATED)

    @property
    def content(self) -> bytes:
        """The file: canonical JSON and a newline."""
        turns: list[JsonValue] = [{"id": turn.id, "outcome": turn.outcome} for turn in self.turns]
        members: JsonObject = {
            "draw": self.draw.data,
            "draw_sha256": self.draw.sha256.hex(),
            "seed": self.seed.hex(),
            "turns": turns,
            "seated": list(self.seated),
        }
        return canonical_json(members) + b"\n"


def carry_out(draw: Draw, seed: bytes) -> Transcript:
    """Raises DrawError where no selection at all satisfies the quotas."""
    if len(seed) != SEED_BYTES:
        raise DrawError(f"The seed of a draw has {SEED_BYTES} bytes, this one {len(seed)}.")
    order = shuffled(draw.candidates, numbers(seed, PURPOSE + draw.sha256))
    return Transcript(draw, seed, _seating(draw, order))


def verify_transcript(content: bytes, draw: Draw, seed: bytes) -> Transcript:
    """The transcript that `draw` and `seed` give; raises DrawError unless `content` is it.

    The two must come from the record, not from the transcript: `recorded_draw` reads the first.
    """
    right = carry_out(draw, seed)
    if content != right.content:
        raise DrawError(
            f"The transcript is not what the draw gives; drawn are {', '.join(right.seated)}."
        )
    return right


def recorded_draw(content: bytes) -> Draw:
    """Reads the canonical JSON of `Draw.data`; raises DrawError where it is something else."""
    try:
        members = read_object(content)
        draw = _draw_of(members)
    except (CanonicalError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise DrawError(f"The data are no draw of the format {FORMAT}.") from error
    if canonical_json(draw.data) != content:
        raise DrawError(f"The data are no draw of the format {FORMAT}.")
    return draw


def _seating(draw: Draw, order: Sequence[Candidate]) -> tuple[Turn, ...]:
    feasibility = Feasibility(draw.quotas)
    kinds = [traits(one.attributes, draw.quotas) for one in order]
    left = Counter(kinds)
    taken = [0] * len(draw.quotas)
    seats = draw.seats
    if not feasibility.holds(seats, left.elements(), taken):
        raise DrawError(_why_impossible(draw))
    turns = []
    closed: dict[tuple[int, ...], str] = {}
    for candidate, kind in zip(order, kinds, strict=True):
        left[kind] -= 1
        if not seats:
            turns.append(Turn(candidate.id, "all seats are taken"))
            continue
        after = [n + (rank in kind) for rank, n in enumerate(taken)]
        # What cannot be seated now cannot be seated later: the choice only narrows.
        if kind not in closed and feasibility.holds(seats - 1, left.elements(), after):
            taken, seats = after, seats - 1
            turns.append(Turn(candidate.id, SEATED))
        else:
            closed.setdefault(kind, _why_passed_over(draw.quotas, after))
            turns.append(Turn(candidate.id, closed[kind]))
    return tuple(turns)


def _why_passed_over(quotas: Sequence[Quota], after: Sequence[int]) -> str:
    for quota, count in zip(quotas, after, strict=True):
        if count > quota.at_most:
            return f"no more than {quota.at_most} of {quota.attribute} {quota.value}"
    return "the seats that remain are needed for the quotas"


def _why_impossible(draw: Draw) -> str:
    for quota in draw.quotas:
        there = sum(quota.covers(one.attributes) for one in draw.candidates)
        if there < quota.at_least:
            return f"{_named(quota)} asks for {quota.at_least} candidates, and there are {there}."
    return f"No selection of {draw.seats} satisfies all quotas at once: relax one of them."


def _named(quota: Quota) -> str:
    return f"the quota for {quota.attribute} {quota.value}"


def _draw_of(members: JsonObject) -> Draw:
    candidates, quotas, seats = members["candidates"], members["quotas"], members["seats"]
    if not (isinstance(candidates, list) and isinstance(quotas, list) and isinstance(seats, int)):
        raise DrawError(f"The data are no draw of the format {FORMAT}.")
    return Draw(
        tuple(Candidate(**one) for one in candidates), tuple(Quota(**one) for one in quotas), seats
    )
