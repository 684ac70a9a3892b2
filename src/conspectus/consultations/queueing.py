"""The order of a speaking queue: one list for the room, for those far away and for those who write.

Pure functions. By default the time of the request decides, and nothing else. A meeting may have
chosen otherwise before it opened (`Options`); a chair may do otherwise with a reason (`Override`).
Each place in the order says why it is that place (`Reason`), so that nobody has to believe it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby


class Kind(StrEnum):
    """What is asked for. Points of order come at once, replies when the list has ended."""

    INTERVENTION = "intervention"
    POINT = "point"
    REPLY = "reply"


class Channel(StrEnum):
    """How somebody takes part."""

    ROOM = "room"
    REMOTE = "remote"
    TEXT = "text"


class Act(StrEnum):
    """What a chair may do otherwise than the order has it."""

    MOVE = "move"
    SKIP = "skip"
    NOW = "now"
    WITHDRAW = "withdraw"


class Why(StrEnum):
    """What a place in the order rests on."""

    POINT = "point"
    REPLY = "reply"
    GOES_ON = "goes on"
    MOVED = "moved"
    SKIPPED = "skipped"
    ITEM = "item"
    FIRST = "first"
    AGAIN = "again"
    CLASS = "class"
    SHARE = "share"
    DELAY = "delay"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a meeting has chosen and published.

    ``classes``: precedence, the first before the second; who is of none comes last. ``shares``:
    the group that had the fewest turns comes first. ``limit_s``, ``short_limit_s``: seconds of an
    intervention, and of a point of order or reply; 0: none. ``remote_delay_s``: by how much those
    far away hear later; what they ask for counts as asked for so much earlier.
    """

    classes: tuple[str, ...] = ()
    first_turns: bool = False
    shares: bool = False
    limit_s: int = 0
    short_limit_s: int = 0
    remote_delay_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that waits. ``number``: in the order of the requests of a meeting.

    ``speaker``: the same for the same person. ``place``: where a chair has put it, counted in
    interventions since the meeting began. ``goes_on``: was interrupted by a point of order.
    """

    number: int
    asked: dt.datetime
    speaker: str
    kind: Kind = Kind.INTERVENTION
    channel: Channel = Channel.ROOM
    group: str = ""
    precedence: str = ""
    item: int | None = None
    place: int | None = None
    skipped: dt.datetime | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """Interventions for which the floor was given already, by speaker and by group."""

    speakers: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.speakers.values())


def given_to(turns: Iterable[tuple[str, str]]) -> Given:
    """``turns``: speaker and group of each intervention for which the floor was given."""
    every = list(turns)
    return Given(Counter(one for one, _ in every), Counter(one for _, one in every))


@dataclass(frozen=True, slots=True)
class Reason:
    """``value``: a time, a number of turns, a class, an item, seconds; by ``why``."""

    why: Why
    value: dt.datetime | str | int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Who stands where, and why."""

    asked: Asked
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """A chair does otherwise. ``place``: from 1, where it is a move.

    Raises:
        ValueError: it has no reason.
    """

    number: int
    act: Act
    reason: str
    place: int = 1

    def __post_init__(self) -> None:
        """Nobody is passed over without a word."""
        if not self.reason.strip():
            raise ValueError("An override has a reason.")


def overridden(one: Asked, said: Override, given: Given, *, at: dt.datetime) -> Asked:
    """The request as the chair has put it: the one way in which a place is changed."""
    if said.act == Act.SKIP:
        return replace(one, skipped=at, place=None)
    place = said.place if said.act == Act.MOVE else 1
    return replace(one, place=given.count + max(place, 1), skipped=None)


def order(
    waiting: Iterable[Asked], options: Options, given: Given, *, item: int | None = None
) -> list[Place]:
    """All who wait, each with the reasons of its place: points of order, interventions, replies.

    Among interventions: those of the ``item`` that is open; first turns before others; classes;
    shares of groups; time of request. A request for no item is for any. Total and
    single-valued: the order in which requests are given changes nothing.
    """
    every = sorted(waiting, key=lambda one: one.number)
    interrupted = [one for one in every if _goes_on(one)]
    rest = [one for one in every if not _goes_on(one)]
    points = sorted((one for one in rest if one.kind == Kind.POINT), key=_by_time)
    replies = sorted((one for one in rest if one.kind == Kind.REPLY), key=_by_time)
    spoken = [one for one in rest if one.kind == Kind.INTERVENTION]
    return [
        *(_apart(one, Why.POINT) for one in points),
        *(Place(one, (Reason(Why.GOES_ON),)) for one in interrupted),
        *_interventions(spoken, options, given, item),
        *(_apart(one, Why.REPLY) for one in replies),
    ]


def next_of(places: Iterable[Place]) -> Place | None:
    """Who is called next: the first whose item is open."""
    return next((one for one in places if one.reasons[0].why != Why.ITEM), None)


def _goes_on(one: Asked) -> bool:
    """Interrupted, and left where that puts it."""
    untouched = one.place is None and one.skipped is None
    return one.goes_on and one.kind != Kind.POINT and untouched


def counted_from(one: Asked, options: Options) -> dt.datetime:
    """The time of a request, as the order counts it."""
    late = options.remote_delay_s if one.channel != Channel.ROOM else 0
    return one.asked - dt.timedelta(seconds=late)


def seconds_of(
    called: dt.datetime | None, ended: dt.datetime | None, spent_s: float, now: dt.datetime
) -> float:
    """How long somebody has spoken, until now where they still speak."""
    return spent_s + (((ended or now) - called).total_seconds() if called else 0.0)


def limit_of(kind: str, options: Options) -> int:
    """Seconds that one may speak; 0 where there is no limit."""
    return options.limit_s if kind == Kind.INTERVENTION else options.short_limit_s


def _by_time(one: Asked) -> tuple[bool, dt.datetime, int]:
    return one.skipped is not None, one.asked, one.number


def _apart(one: Asked, why: Why) -> Place:
    return Place(one, (Reason(why), *_skipped(one), Reason(Why.ASKED, one.asked)))


def _skipped(one: Asked) -> tuple[Reason, ...]:
    return (Reason(Why.SKIPPED, one.skipped),) if one.skipped else ()


def _interventions(
    spoken: Sequence[Asked], options: Options, given: Given, item: int | None
) -> list[Place]:
    """The list, with those whom the chair has moved where they were put."""
    turns = _turns(spoken, given, item)
    groups = Counter(given.groups)
    moved = [one for one in spoken if one.place is not None]
    free = _natural([one for one in spoken if one.place is None], options, turns, groups, item)
    return list(_placed(list(free), sorted(moved, key=_by_place), given))


def _by_place(one: Asked) -> tuple[int, int]:
    return one.place or 0, one.number


def _placed(free: list[Place], moved: list[Asked], given: Given) -> Iterator[Place]:
    """Each moved one at its place, or as soon after as another one's leaves room."""
    at = given.count
    rest = iter(free)
    for one in moved:
        while at + 1 < (one.place or 0):
            following = next(rest, None)
            if following is None:
                break
            at += 1
            yield following
        at += 1
        yield Place(one, (Reason(Why.MOVED),))
    yield from rest


def _turns(spoken: Sequence[Asked], given: Given, item: int | None) -> dict[int, int]:
    """Number of a request → which turn of its speaker it would be."""
    so_far = Counter(given.speakers)
    found = {}
    for one in sorted(spoken, key=lambda one: (_item_rank(one, item), one.asked, one.number)):
        so_far[one.speaker] += 1
        found[one.number] = so_far[one.speaker]
    return found


def _item_rank(one: Asked, item: int | None) -> int:
    """0: may be called now; later items in their order, after them those that have gone by."""
    if item is None or one.item is None or one.item == item:
        return 0
    return one.item if one.item > item else 1_000_000 + one.item


Rank = tuple[int, bool, int, int]


def _natural(
    spoken: Sequence[Asked],
    options: Options,
    turns: Mapping[int, int],
    groups: Counter[str],
    item: int | None,
) -> Iterator[Place]:
    def rank(one: Asked) -> Rank:
        later = options.first_turns and turns[one.number] > 1
        return _item_rank(one, item), one.skipped is not None, int(later), _class_rank(one, options)

    def time(one: Asked) -> tuple[dt.datetime, int]:
        return counted_from(one, options), one.number

    in_order = sorted(spoken, key=lambda one: (*rank(one), *time(one)))
    for _rank, equal in groupby(in_order, key=rank):
        if options.shares:
            yield from _by_share(list(equal), options, turns, groups, item)
        else:
            for one in equal:
                yield Place(one, tuple(_reasons(one, options, turns, item)))


def _class_rank(one: Asked, options: Options) -> int:
    named = one.precedence in options.classes
    return options.classes.index(one.precedence) if named else len(options.classes)


def _by_share(
    equal: list[Asked],
    options: Options,
    turns: Mapping[int, int],
    groups: Counter[str],
    item: int | None,
) -> Iterator[Place]:
    """The group that had the fewest turns, those before it in this order included; else by time."""
    lines: dict[str, deque[tuple[int, Asked]]] = {}
    for time, one in enumerate(equal):
        lines.setdefault(one.group, deque()).append((time, one))
    while lines:
        group = min(lines, key=lambda name: (groups[name], lines[name][0][0]))
        _time, least = lines[group].popleft()
        if not lines[group]:
            del lines[group]
        share = Reason(Why.SHARE, groups[group])
        groups[group] += 1
        *before, asked = _reasons(least, options, turns, item)
        yield Place(least, (*before, share, asked))


def _reasons(
    one: Asked, options: Options, turns: Mapping[int, int], item: int | None
) -> Iterator[Reason]:
    if _item_rank(one, item):
        yield Reason(Why.ITEM, one.item)
    yield from _skipped(one)
    if options.first_turns:
        turn = turns[one.number]
        yield Reason(Why.FIRST) if turn == 1 else Reason(Why.AGAIN, turn)
    if options.classes:
        yield Reason(Why.CLASS, one.precedence if one.precedence in options.classes else "")
    if options.remote_delay_s and one.channel != Channel.ROOM:
        yield Reason(Why.DELAY, options.remote_delay_s)
    yield Reason(Why.ASKED, one.asked)
