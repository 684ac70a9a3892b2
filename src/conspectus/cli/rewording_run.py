"""The child that asks a language model about one sentence: ``python -m ….rewording_run FOLDER``.

Its standard input is one JSON object: {"url", "sentence": as in paper.json, "drafted"}; it answers
with one: {"model", "prompt", "text", "stored", "code", "findings"}, or {"why": a sentence} where
there is no wording. The network is met here, behind ``cli.chat_server``, and nowhere in the site.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from conspectus.cli.chat_server import ChatServer
from conspectus.engine.errors import ConspectusError
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.rewording.sentences import PROMPT_HEX
from conspectus.engine.rewording.single import offer_for, proposal
from conspectus.formats.bundle.parts import decode_sentence, read_measures

SECONDS = 20.0
"""How long the server may take for its answer, questions put again among them."""
NOT_OFFERED = "A model is not asked about such a sentence: a quotation, a list, another language."
NO_ANSWER = "The language model gave no answer in time."
Json = dict[str, Any]


def asked(folder: Path, question: Json, *, seconds: float = SECONDS) -> Json:
    """What a model says of a sentence of the bundle in ``folder``, checked."""
    hand = Hand(read_measures(folder))
    offer = offer_for(hand, decode_sentence(question["sentence"]))
    if offer is None:
        return {"why": NOT_OFFERED}
    server = ChatServer(question["url"], seconds=seconds, patience=seconds)
    answer = next(server.answers([offer.prompt]))
    if answer is None:
        return {"why": server.note or NO_ANSWER}
    found = proposal(hand, offer, answer, drafted=question["drafted"])
    return {
        "model": server.name,
        "prompt": offer.prompt.sha256[:PROMPT_HEX],
        "text": found.text,
        "stored": found.stored,
        "code": found.code,
        "findings": [asdict(one) for one in found.findings],
    }


def main(arguments: list[str]) -> int:
    """0 with an answer, whatever it is."""
    try:
        said = asked(Path(arguments[0]), json.load(sys.stdin))
    except (ConspectusError, KeyError, OSError, ValueError) as error:
        said = {"why": str(error)}
    json.dump(said, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
