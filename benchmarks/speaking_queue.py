"""Who waits how long in a speaking queue: simulated sessions, and some of them by the services.

``python benchmarks/speaking_queue.py [--sessions 10000] [--replayed 40] [--seed 2026]``

A session has as many people in the room as far away, who want to speak for the same reasons: half
of them within the half minute after the floor is opened, the others over an hour, some once more
after they have spoken; chairs do otherwise now and then. Waiting is from when somebody wants to
speak until they have the floor. Options differ from session to session.

- ``remote_room_waiting_ratio``: mean waiting far away / in the room, of all sessions; 0.9 to 1.1
- ``…_delayed``: the same where what is asked for far away comes 5 to 20 s later; ``…_allowed``:
  where the meeting has chosen to count it 12 s earlier
- ``first_turn_violations``: with that option, calls of a second turn while a first one waited
  that no chair had touched; 0
- ``overrides``, ``overrides_logged``: what chairs did otherwise, and what has a log; equal
- ``replayed``: sessions that were acted again by the services of the site (SQLite); the same
  people in the same order (``replayed_differ`` 0), and each override with its row and its leaf

Printed last, on one line: JSON, with ``missed``: the bars that were not met. Exit 1 if any was.
The file is not called ``queue.py``: Python's own module of that name would be hidden by it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import heapq
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installation import environment, prepare

from conspectus.consultations.queueing import (
    Act,
    Asked,
    Channel,
    Kind,
    Options,
    Override,
    Why,
    given_to,
    next_of,
    order,
    overridden,
)

BEGIN = dt.datetime(2026, 6, 1, 10, 0, tzinfo=dt.UTC)
CLASSES = ("Members", "Observers")
GAP_S = 5.0
LATE_S = (5.0, 20.0)
ALLOWED_S = 12
OVERRIDES = 0.05
LEAST, MOST = 0.9, 1.1


@dataclass(frozen=True, order=True)
class Wish:
    """Somebody wants to speak at ``wanted`` and is heard to ask at ``asked``, in seconds."""

    asked: float
    person: int
    wanted: float = field(compare=False)
    seconds: float = field(compare=False)
    kind: Kind = field(compare=False, default=Kind.INTERVENTION)


@dataclass(frozen=True)
class Person:
    """A participant."""

    channel: Channel
    group: str
    precedence: str


@dataclass
class Session:
    """One simulated meeting; ``trace``: what happened, for the services to do again."""

    options: Options
    people: list[Person]
    draw: random.Random
    late: bool
    wishes: list[Wish] = field(default_factory=list)
    waiting: dict[int, Asked] = field(default_factory=dict)
    of_number: dict[int, Wish] = field(default_factory=dict)
    turns: list[tuple[str, str]] = field(default_factory=list)
    log: list[Override] = field(default_factory=list)
    trace: list[tuple[Any, ...]] = field(default_factory=list)
    waited: Counter[str] = field(default_factory=Counter)
    count: Counter[str] = field(default_factory=Counter)
    overrides: int = 0
    violations: int = 0

    def wish(self, person: int, wanted: float) -> None:
        """What somebody far away asks for may come later."""
        far = self.late and self.people[person].channel == Channel.REMOTE
        heard = wanted + (self.draw.uniform(*LATE_S) if far else 0.0)
        kind = Kind.POINT if self.draw.random() < 0.03 else Kind.INTERVENTION
        seconds = min(300.0, 20.0 + self.draw.expovariate(1 / 90))
        heapq.heappush(self.wishes, Wish(heard, person, wanted, seconds, kind))

    def run(self) -> None:
        """From the opening of the floor until nobody wants to speak."""
        now = 0.0
        while self.wishes or self.waiting:
            if not self.waiting:
                now = max(now, self.wishes[0].asked)
            while self.wishes and self.wishes[0].asked <= now:
                self._take(heapq.heappop(self.wishes))
            if self.draw.random() < OVERRIDES:
                self._do_otherwise(now)
            now = self._call(now) + GAP_S

    def _take(self, wish: Wish) -> None:
        number = len(self.of_number) + 1
        person = self.people[wish.person]
        self.of_number[number] = wish
        self.waiting[number] = Asked(
            number=number,
            asked=_moment(wish.asked),
            speaker=f"p{wish.person}",
            kind=wish.kind,
            channel=person.channel,
            group=person.group,
            precedence=person.precedence,
        )
        self.trace.append(("ask", wish.asked, wish.person, str(wish.kind)))

    def _do_otherwise(self, now: float) -> None:
        """Somebody is moved, skipped or called at once, with a reason."""
        number = self.draw.choice(sorted(self.waiting))
        acts = [Act.SKIP, Act.NOW]
        if self.waiting[number].kind == Kind.INTERVENTION:
            acts.append(Act.MOVE)
        said = Override(number, self.draw.choice(acts), "A reason.", self.draw.randint(1, 5))
        self.overrides += 1
        put = overridden(self.waiting[number], said, given_to(self.turns), at=_moment(now))
        self.waiting[number] = put
        self.log.append(said)
        self.trace.append(("override", now, number, str(said.act), said.place))
        if said.act == Act.NOW:
            self._floor(number, now, is_called=False)

    def _call(self, now: float) -> float:
        """The next has the floor; when they end."""
        places = order(self.waiting.values(), self.options, given_to(self.turns))
        following = next_of(places)
        if following is None:
            return now
        number = following.asked.number
        by_order = following.asked.kind == Kind.INTERVENTION and following.asked.place is None
        if self.options.first_turns and by_order and self._is_again(following.asked):
            self.violations += any(
                one.kind == Kind.INTERVENTION
                and one.skipped is None
                and one.place is None
                and not self._is_again(one)
                for one in self.waiting.values()
            )
        if any(one.why == Why.ITEM for one in following.reasons):
            raise SystemExit("There are no items here.")
        return self._floor(number, now, is_called=True)

    def _is_again(self, one: Asked) -> bool:
        return any(speaker == one.speaker for speaker, _group in self.turns)

    def _floor(self, number: int, now: float, *, is_called: bool) -> float:
        one, wish = self.waiting.pop(number), self.of_number[number]
        if one.kind == Kind.INTERVENTION:
            self.turns.append((one.speaker, one.group))
        self.waited[one.channel] += now - wish.wanted  # type: ignore[assignment] # seconds
        self.count[one.channel] += 1
        if is_called:
            self.trace.append(("call", now, number))
        self.trace.append(("end", now + wish.seconds))
        if self.draw.random() < 0.35:
            self.wish(wish.person, now + wish.seconds + self.draw.expovariate(1 / 400))
        return now + wish.seconds


def _moment(seconds: float) -> dt.datetime:
    return BEGIN + dt.timedelta(seconds=seconds)


def a_session(seed: str, *, late: bool, allowed_s: int) -> Session:
    """Twelve to thirty-two people, half of them far away; options drawn with them."""
    draw = random.Random(seed)
    options = Options(
        classes=CLASSES if draw.random() < 0.25 else (),
        first_turns=draw.random() < 0.5,
        shares=draw.random() < 0.33,
        remote_delay_s=allowed_s,
    )
    people = [
        Person(
            (Channel.ROOM, Channel.REMOTE)[n % 2],
            draw.choice(("0", "1", "2")),
            draw.choice(CLASSES) if options.classes else "",
        )
        for n in range(2 * draw.randint(6, 16))
    ]
    made = Session(options, people, draw, late)
    for n in range(len(people)):
        early = draw.random() < 0.5
        made.wish(n, draw.uniform(0, 30) if early else draw.uniform(0, 3600))
    return made


def simulated(sessions: int, seed: int, *, late: bool, allowed_s: int = 0) -> dict[str, Any]:
    """What all sessions together give."""
    waited: Counter[str] = Counter()
    count: Counter[str] = Counter()
    found = {"overrides": 0, "overrides_logged": 0, "first_turn_violations": 0}
    for n in range(sessions):
        one = a_session(f"{seed} {n}", late=late, allowed_s=allowed_s)
        one.run()
        waited.update(one.waited)
        count.update(one.count)
        found["overrides"] += one.overrides
        found["overrides_logged"] += len(one.log)
        found["first_turn_violations"] += one.violations
    mean = {channel: waited[channel] / count[channel] for channel in count}
    ratio = mean[Channel.REMOTE] / mean[Channel.ROOM]
    waits = {str(channel): round(mean[channel], 1) for channel in (Channel.ROOM, Channel.REMOTE)}
    return {**found, "ratio": round(ratio, 4), "mean_s": waits, "turns": count.total()}


def replay(sessions: int, seed: int) -> dict[str, int]:
    """The first sessions by the services; in the process of a home."""
    importlib.import_module("django").setup()
    load = importlib.import_module
    cycle = load("conspectus.forums.models").Cycle.objects.get(scope__path="invented/2026")
    groups = list(
        load("conspectus.people.models").StakeholderGroup.objects.filter(
            tree=cycle.forum.group_tree
        )
    )[:3]
    if len(groups) < 3:
        raise SystemExit("The invented forum has too few groups.")
    found = {"replayed": sessions, "replayed_differ": 0, "overrides": 0, "rows": 0, "leaves": 0}
    for n in range(sessions):
        one = a_session(f"{seed} {n}", late=False, allowed_s=0)
        one.run()
        found["replayed_differ"] += _replayed(cycle, groups, one, n)
        found["overrides"] += one.overrides
    found["rows"] = load("conspectus.consultations.models").QueueChange.objects.count()
    leaves = load("conspectus.core.models").RecordedLeaf.objects
    found["leaves"] = leaves.filter(kind="queue override").count()
    return found


def _replayed(cycle: Any, groups: list[Any], one: Session, n: int) -> int:  # noqa: ANN401 - rows
    """How many calls gave the floor to somebody else than in the simulation."""
    load = importlib.import_module
    acts = load("conspectus.consultations.services.queue")
    options = load("conspectus.consultations.services.queue_options")
    meetings = load("conspectus.consultations.services.meetings")
    said = meetings.Announced(
        kind="session", mode="public", titles={"en": f"S{n}"}, starts=BEGIN, time_zone="UTC"
    )
    meeting = meetings.add_meeting(cycle, slug=f"s-{n}", said=said)
    chosen = options.Chosen(
        classes=list(one.options.classes),
        first_turns=one.options.first_turns,
        shares=one.options.shares,
        limit_s=0,
        short_limit_s=0,
        remote_delay_s=one.options.remote_delay_s,
    )
    queue = options.publish_options(meeting, chosen=chosen, by=None, at=BEGIN)
    acts.open_queue(queue, at=BEGIN)
    differ = 0
    for place, (what, at, *rest) in enumerate(one.trace):
        now = _moment(at)
        if what == "ask":
            person = one.people[rest[0]]
            wish = acts.Wish(
                name=f"Person {rest[0]}",
                channel=str(person.channel),
                kind=rest[1],
                group=groups[int(person.group)],
                precedence=person.precedence,
            )
            acts.ask(queue, wish, key=f"{n} {place}", at=now)
        elif what == "override":
            number, act, to = rest
            acts.override(
                queue, number=number, act=act, reason="A reason.", by=None, at=now, place=to
            )
        elif what == "end":
            acts.end_current(queue, at=now)
        else:
            differ += acts.call_next(queue, at=now) != rest[0]
    return differ


def replayed(sessions: int, seed: int) -> dict[str, int]:
    """In a child, for this process has no site."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        prepare(home, 5)
        told = subprocess.run(
            [sys.executable, __file__, "--replay", str(sessions), "--seed", str(seed)],
            env=environment(home),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: dict[str, int] = json.loads(told.stdout.splitlines()[-1])
    return found


def missed(found: dict[str, Any]) -> list[str]:
    """The bars that were not met."""
    bars = {
        "waiting": LEAST <= found["remote_room_waiting_ratio"] <= MOST,
        "first turns": found["first_turn_violations"] == 0,
        "log": found["overrides"] == found["overrides_logged"],
    }
    if again := found.get("replayed"):
        bars["the services do the same"] = again["replayed_differ"] == 0
        bars["rows and leaves"] = again["overrides"] == again["rows"] == again["leaves"]
    return [name for name, met in bars.items() if not met]


def main() -> None:
    """Simulates and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--replayed", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--replay", type=int, default=0, help="in a home: only act them again")
    given = parser.parse_args()
    if given.replay:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
        print(json.dumps(replay(given.replay, given.seed)))
        return
    began = time.perf_counter()
    even = simulated(given.sessions, given.seed, late=False)
    late = simulated(given.sessions, given.seed, late=True)
    allowed = simulated(given.sessions, given.seed, late=True, allowed_s=ALLOWED_S)
    every = (even, late, allowed)
    found: dict[str, Any] = {
        "sessions": given.sessions,
        "turns": even["turns"],
        "mean_waiting_s": even["mean_s"],
        "remote_room_waiting_ratio": even["ratio"],
        "remote_room_waiting_ratio_delayed": late["ratio"],
        "remote_room_waiting_ratio_delayed_allowed": allowed["ratio"],
        **{
            name: sum(one[name] for one in every)
            for name in ("first_turn_violations", "overrides", "overrides_logged")
        },
    }
    if given.replayed:
        found["replayed"] = replayed(given.replayed, given.seed)
    found["seconds"] = round(time.perf_counter() - began, 1)
    print(json.dumps({**found, "missed": missed(found)}))
    sys.exit(bool(missed(found)))


if __name__ == "__main__":
    main()
