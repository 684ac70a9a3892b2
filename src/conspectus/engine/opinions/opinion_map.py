"""What is known of the opinions of a discussion: who stands near whom, and what groups agree on.

Nobody votes here: a response says what one participant thinks of one proposition. Participants and
propositions are numbers (the keys of whoever asks), so no name can stand in a map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Vote:
    """One response.

    Attributes:
        participant: key of who responds.
        proposition: key of what is responded to.
        value: 1 agrees, 0 passes, -1 disagrees.
        order: when, in any unit; of two responses of one participant to one proposition the one
            with the higher order counts.
    """

    participant: int
    proposition: int
    value: int
    order: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a group (or of all) responded to one proposition, and how."""

    agree: int
    disagree: int
    passed: int

    @property
    def responses(self) -> int:
        """All who responded, those who passed among them."""
        return self.agree + self.disagree + self.passed

    @property
    def share(self) -> float:
        """Part of the responses that agree, 0 to 1; 0 where there are none."""
        return self.agree / self.responses if self.responses else 0.0

    @property
    def share_against(self) -> float:
        """Part of the responses that disagree, 0 to 1; 0 where there are none."""
        return self.disagree / self.responses if self.responses else 0.0


@dataclass(frozen=True, slots=True)
class Representative:
    """A proposition that tells a group from the others.

    Attributes:
        proposition: its key.
        agrees: True where the group agrees with it, False where it disagrees. Never against the
            group's own majority: of those who took a side, more than half took this one.
        tally: the group's responses.
        others: the responses of all other groups together.
        ratio: how many times likelier the group is to respond so than the others (smoothed).
        significance: z of the difference between the group and the others (two proportions).
    """

    proposition: int
    agrees: bool
    tally: Tally
    others: Tally
    ratio: float
    significance: float


@dataclass(frozen=True, slots=True)
class Group:
    """Participants who responded alike.

    Attributes:
        letter: "A" is the largest, then "B" and so on.
        members: keys, ascending.
        centre: mean position.
        stability: part of the pairs of its members that stay together when the map is made again
            from drawn participants, 0 to 1; None where that was not tried.
        representative: what tells it from the others, strongest first, at most five.
    """

    letter: str
    members: tuple[int, ...]
    centre: tuple[float, float]
    stability: float | None
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposition across groups.

    Attributes:
        proposition: its key.
        agrees: True where it is agreement that is spoken of, False where it is disagreement (a
            proposition that all groups reject is common ground too).
        tallies: by the letter of each group.
        probability: product over the groups of the smoothed probability of that response: the
            group-informed consensus, 0 to 1.
        spread: the highest share of agreement of a group less the lowest, 0 to 1 (smoothed).
    """

    proposition: int
    agrees: bool
    tallies: Mapping[str, Tally]
    probability: float
    spread: float


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How far the groups hold when other participants had been asked.

    Attributes:
        rounds: how often the map was made again, from participants drawn with a fixed seed.
        together: of two participants in one group, the part of the rounds they are in one again.
        apart: of two participants in two groups, the part of the rounds they are in two again.
    """

    rounds: int
    together: float
    apart: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of the drawing: participants of one group who stand close together."""

    x: float
    y: float
    count: int
    letter: str


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """All that is known. Made by ``map_of``; the same votes give an equal map on any machine.

    Attributes:
        participants: keys of all who responded, ascending.
        propositions: keys of all that were responded to, ascending; those that were moderated out
            or are no opinions are among them, with components of zero.
        centre: mean response to each proposition, as ``propositions``.
        components: two directions, each with a number for each proposition, as ``propositions``.
        positions: (x, y) of each participant, as ``participants``.
        grouped: letter of the group of each participant, as ``participants``; "" for those who
            responded to too little to be in one.
        groups: largest first; empty where there are too few to be grouped (see ``reason``).
        silhouette: how well the groups are apart, -1 to 1; 0 without groups.
        tried: (number of groups, silhouette) of all numbers that were tried.
        uncertainty: None where there are no groups or it was not asked for.
        consensus: all propositions, by probability, for agreement or disagreement, whichever is
            the likelier.
        common_ground: those of them on which every group is at one (``COMMON_SHARE``), with at
            least ``COMMON_RESPONSES`` responses in each.
        dividing: those that split the groups most, widest first.
        marks: what is drawn, at most a hundred signs.
        reason: "" or why there are no groups: "few participants", "few propositions" or
            "no differences".
    """

    participants: tuple[int, ...]
    propositions: tuple[int, ...]
    centre: tuple[float, ...]
    components: tuple[tuple[float, ...], tuple[float, ...]]
    positions: tuple[tuple[float, float], ...]
    grouped: tuple[str, ...]
    groups: tuple[Group, ...]
    silhouette: float
    tried: tuple[tuple[int, float], ...]
    uncertainty: Uncertainty | None
    consensus: tuple[Standing, ...]
    common_ground: tuple[Standing, ...]
    dividing: tuple[Standing, ...]
    marks: tuple[Mark, ...]
    reason: str

    @property
    def k(self) -> int:
        """How many groups there are."""
        return len(self.groups)
