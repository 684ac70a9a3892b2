"""Maps of opinion beside those of the reference implementation; how fast, how large, how steady.

``python benchmarks/opinions.py --data DIR [--k reference] [--rounds 20]``
``python benchmarks/opinions.py --invented 30000x2000``

DIR is a folder of conversations (or one): exported ones (votes.csv, participants-votes.csv,
comments.csv, summary.csv) or the reference's maths (votes.json, comments.json, math-pca2.json).
With ``--k reference`` there are as many groups as the reference has, found as the reference comes
to them: vote by vote (``engine.opinions.history``). Printed last, one line of JSON:
``conversations`` with for each the adjusted Rand index (``ari``) over participants that both have
in groups, ``cosines``
of components, ``k``, ``silhouette`` and that of the reference's groups in the same plane;
``mean_ari``, ``seconds``, ``cpu_seconds`` (of maps alone, all threads), ``peak_mb``, ``digest``
(SHA-256 of who is in which group everywhere).
Invented votes: three groups, five responses of a hundred, always the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from opinion_data import Conversation, conversations

from conspectus.engine.opinions.history import groups_in_time
from conspectus.engine.opinions.mapping import LEAST_PARTICIPANTS, map_of
from conspectus.engine.opinions.opinion_map import OpinionMap, Vote
from conspectus.engine.opinions.silhouettes import Closeness

LARGEST_SILHOUETTE = 4000
"""Participants up to which silhouettes are compared; beyond, distances would fill the memory."""


def adjusted_rand(one: list[str], other: list[str]) -> float:
    """Hubert and Arabie, 1985: 1 for the same groups, 0 for what chance gives."""
    both = sum(math.comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    left = sum(math.comb(n, 2) for n in Counter(one).values())
    right = sum(math.comb(n, 2) for n in Counter(other).values())
    expected = left * right / max(math.comb(len(one), 2), 1)
    most = (left + right) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def compared(conversation: Conversation, made: OpinionMap) -> dict[str, Any]:
    """Figures of one conversation."""
    group = dict(zip(made.participants, made.grouped, strict=True))
    shared = [who for who in conversation.groups if group.get(who)]
    told: dict[str, Any] = {
        "participants": len(made.participants),
        "propositions": len(made.propositions),
        "grouped": sum(bool(letter) for letter in made.grouped),
        "k": made.k,
        "sizes": [len(each.members) for each in made.groups],
        "silhouette": round(made.silhouette, 4),
    }
    if made.reason:
        told["reason"] = made.reason
    if made.uncertainty is not None:
        told |= {"together": made.uncertainty.together, "apart": made.uncertainty.apart}
    told["common_ground"] = len(made.common_ground)
    if conversation.components:
        told["cosines"] = _cosines(conversation, made)
    if len(shared) > 1:
        theirs = [conversation.groups[who] for who in shared]
        told |= {"reference_k": conversation.k, "compared": len(shared)}
        told["ari"] = round(adjusted_rand([group[who] for who in shared], theirs), 4)
        told |= _silhouettes(made, shared, theirs)
    return told


def _cosines(conversation: Conversation, made: OpinionMap) -> list[float]:
    found = []
    for ours, theirs in zip(made.components, conversation.components, strict=False):
        pair = [(x, theirs.get(key, 0.0)) for key, x in zip(made.propositions, ours, strict=True)]
        length = math.hypot(*ours) * math.hypot(*theirs.values())
        found.append(round(abs(sum(x * y for x, y in pair)) / length, 6) if length else 0.0)
    return found


def _silhouettes(made: OpinionMap, shared: list[int], theirs: list[str]) -> dict[str, float]:
    """Of both over the same participants, in our plane."""
    if not 1 < len(shared) <= LARGEST_SILHOUETTE or len(set(theirs)) < 2:
        return {}
    place = dict(zip(made.participants, made.positions, strict=True))
    group = dict(zip(made.participants, made.grouped, strict=True))
    closeness = Closeness(np.array([place[who] for who in shared]))
    found = {}
    for name, labels in (("ours", [group[who] for who in shared]), ("reference", theirs)):
        numbers = np.unique(labels, return_inverse=True)[1]
        if numbers.max() > 0:
            found[f"silhouette_{name}"] = round(closeness.silhouette(numbers), 4)
    return found


def invented(participants: int, propositions: int) -> list[Vote]:
    """Votes of three groups, 5 of 100 cells filled; drawn with a fixed seed."""
    chance = np.random.RandomState(2021)
    leaning = chance.uniform(-1, 1, (3, propositions))
    found = []
    for who in range(participants):
        what = chance.choice(propositions, max(propositions // 20, 7), replace=False)
        mind = leaning[who % 3, what] + chance.normal(0, 0.6, len(what))
        values = np.where(np.abs(mind) < 0.15, 0, np.sign(mind)).astype(int)
        pairs = zip(what.tolist(), values.tolist(), strict=True)
        found += [Vote(who, at, value, order) for order, (at, value) in enumerate(pairs)]
    return found


def digest_of(maps: list[tuple[str, OpinionMap]]) -> str:
    """Who is in which group, of all conversations."""
    told = [[name, list(zip(made.participants, made.grouped, strict=True))] for name, made in maps]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _drawn_up(
    conversation: Conversation, given: argparse.Namespace
) -> tuple[OpinionMap, dict[str, Any]]:
    as_theirs = given.k == "reference" and conversation.k > 1
    k = conversation.k if as_theirs else int(given.k) if str(given.k).isdigit() else None
    started, worked = time.perf_counter(), time.process_time()
    out = conversation.moderated_out
    in_time = None
    if as_theirs and conversation.timed:
        in_time = groups_in_time(
            conversation.timed, conversation.k, moderated_out=out, anew=conversation.maths
        )
    made = map_of(
        conversation.votes,
        k=k,
        moderated_out=out,
        groups=in_time,
        least_participants=2 if as_theirs else LEAST_PARTICIPANTS,
        rounds=given.rounds,
    )
    seconds = {
        "seconds": round(time.perf_counter() - started, 3),
        "cpu_seconds": round(time.process_time() - worked, 3),
    }
    told = compared(conversation, made) | seconds
    print(conversation.name, told, file=sys.stderr)
    return made, told


def main() -> None:
    """Read, map, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of conversations")
    parser.add_argument("--k", help="'reference', or a number of groups; by default the best")
    parser.add_argument("--rounds", type=int, default=20, help="of the bootstrap")
    parser.add_argument("--invented", help="participants x propositions, as 30000x2000")
    given = parser.parse_args()
    if given.invented:
        people, _, things = given.invented.partition("x")
        found = [Conversation("invented", invented(int(people), int(things)), frozenset())]
    elif given.data is not None:
        found = list(conversations(given.data))
    else:
        parser.error("Give --data or --invented.")
    started = time.perf_counter()
    made = [(each.name, *_drawn_up(each, given)) for each in found]
    rands = [told["ari"] for _, _, told in made if "ari" in told]
    cosines = [value for _, _, told in made for value in told.get("cosines", ())]
    print(
        json.dumps(
            {
                "conversations": {name: told for name, _, told in made},
                "mean_ari": round(sum(rands) / len(rands), 4) if rands else None,
                "least_cosine": min(cosines, default=None),
                "votes": sum(len(each.votes) for each in found),
                "seconds": round(time.perf_counter() - started, 2),
                "cpu_seconds": round(sum(told["cpu_seconds"] for _, _, told in made), 2),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
                "digest": digest_of([(name, each) for name, each, _ in made]),
                "load": round(os.getloadavg()[0], 2),
            }
        )
    )


if __name__ == "__main__":
    main()
