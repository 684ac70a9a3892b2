"""The child that checks sentences while they are written: ``python -m …synthesis.checking_run``.

It reads one question a line (JSON) and writes one answer a line, and ends with its parent or when
nobody has asked for ten minutes. The verifier's libraries are no part of a web process; a child
that stays answers within the time in which somebody types.
"""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from conspectus.engine.atom_support import carries_atom
from conspectus.engine.concept_views import carries_concept
from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Sentence
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.alternatives import alternatives
from conspectus.engine.revision.checking import checked, named_for_people
from conspectus.engine.revision.corrigenda import Corrected, verified_again
from conspectus.engine.revision.proposing import with_proposal
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.revision.subject import with_place_for_who
from conspectus.engine.ruled_wordings import language_of_wording
from conspectus.engine.verification.support import supports
from conspectus.engine.verification.wordings import Said, problems_of_wording
from conspectus.formats.bundle.parts import decode_sentence, read_measures
from conspectus.synthesis.ending import end

IDLE_S = 600
Json = dict[str, Any]


@lru_cache(maxsize=3)
def _hand(folder: str, _sha256: str) -> Hand:
    return Hand(read_measures(Path(folder)))


def answer(question: Json) -> Json:
    """The answer to a question of ``services.checking_text``; ``{"error": …}`` where it is none."""
    try:
        if question["do"] == "wording":
            return {"findings": _strayed(question)}
        hand = _hand(question["folder"], question["sha256"])
        if question["do"] == "read":
            return {"texts": [_read(hand, one) for one in question["each"]]}
        if question["do"] == "again":
            return {"each": list(_again(hand, question))}
        data = question["sentence"]
        sentence = decode_sentence(data) if data is not None else None
        if question["do"] == "propose" and sentence is not None:
            return {"text": with_proposal(hand, sentence, question["text"])}
        if question["do"] == "others":
            return _others(hand, sentence, question)
        return _checked(hand, sentence, question)
    except (ConspectusError, KeyError, TypeError, ValueError) as error:
        return {"error": str(error)}


def _checked(hand: Hand, sentence: Sentence | None, question: Json) -> Json:
    given = question["act"]
    text = given["text"]
    if sentence is not None and given["kind"] == ActKind.REWORD:
        text = with_place_for_who(text, sentence, hand.holders)
        sentence = _under(hand, sentence, question["before"]) or sentence
        text = with_place_for_who(text, sentence, hand.holders)
    act = Act(id="", kind=ActKind(given["kind"]), **{**_rest(given), "text": text})
    found = checked(hand, act, sentence, drafted=question["drafted"])
    return {
        "stored": text,
        "text": found.sentence.text if found.sentence is not None else "",
        "findings": [asdict(named_for_people(hand, one)) for one in found.findings],
    }


def _under(hand: Hand, sentence: Sentence, acts: Iterable[Json]) -> Sentence | None:
    """A sentence without the holders whom ``acts`` take out; ``None`` where nobody is left.

    Where a person wrote the names by hand they stay: the next draft then has the engine's words.
    """
    for act in acts:
        if act["holder"] not in sentence.holders:
            continue
        try:
            left = hand.without(sentence, act["holder"], act["by"])
        except ConspectusError:
            continue
        if left is None:
            return None
        sentence = left
    return sentence


def _strayed(question: Json) -> list[Json]:
    said = [Said(**one) for one in question["said"]]
    language = language_of_wording(question["text"], said)
    alone = len({one.holder for one in said}) == 1
    found = problems_of_wording(question["text"], language, said, alone=alone)
    return [asdict(one) for one in found]


def _read(hand: Hand, one: Json) -> str:
    """How a sentence reads under the acts that wait, "" where it goes."""
    left = _under(hand, decode_sentence(one["sentence"]), one["acts"])
    return left.text if left is not None else ""


def _again(hand: Hand, question: Json) -> Iterator[Json]:
    """Sentences with their evidence as it reads now; codes and no words are told."""
    changed = {source: Corrected(**text) for source, text in question["changed"].items()}
    for data in question["each"]:
        said = verified_again(hand, decode_sentence(data), changed)
        codes = sorted({one.code for one in said.findings})
        yield {"sentence": data["id"], "verdict": said.verdict.value, "codes": codes}


def _rest(given: Json) -> Json:
    return {name: given[name] for name in ("holder", "theme", "by") if name in given}


def _others(hand: Hand, sentence: Sentence | None, question: Json) -> Json:
    if sentence is None:
        return {"alternatives": []}
    found = alternatives(hand, sentence, by=question["by"], drafted=question["drafted"])
    return {
        "alternatives": [
            {
                "way": one.way.value,
                "kind": one.act.kind.value,
                "stored": one.act.text,
                "holder": one.act.holder,
                "text": one.text,
            }
            for one in found
        ]
    }


def main() -> int:
    """Answers until the parent ends or nobody asks any more."""
    said = "Access should be free for all."
    for carries in (supports, carries_atom, carries_concept):  # what the first would wait for
        carries("access should be affordable for all", said)
    while select.select([sys.stdin.buffer], [], [], IDLE_S)[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            break
        sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    end(main())
