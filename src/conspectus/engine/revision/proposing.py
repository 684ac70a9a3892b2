"""A wording that a holder proposes, put into the sentence that cites it."""

from __future__ import annotations

import re

from conspectus.engine.evidence import Sentence
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.verification.frame import frame_of
from conspectus.engine.verification.sentences import names_of


def with_proposal(hand: Hand, sentence: Sentence, proposal: str) -> str:
    """The text of ``sentence`` with ``proposal`` as what is reported; who says it stays.

    A proposal that reports by itself ("X states that …") stands alone. Whether the evidence
    carries the text is another question (``checking``).
    """
    words = " ".join(proposal.split()).rstrip(" .")
    names = names_of(hand.holders, sentence)
    frame = frame_of(sentence.text, names=names)
    if not frame.framed or frame_of(words, names=names).framed:
        return f"{words}."
    start, end = frame.parts[0].start, frame.parts[-1].end
    before, after = sentence.text[:start].rstrip(), sentence.text[end:].rstrip()
    if not frame.parts[0].clause:
        before = f"{before} that"
    return f"{before} {_inside(words, sentence)}{after or '.'}"


def _inside(words: str, sentence: Sentence) -> str:
    """With a small letter where the first word is no name: somebody writes it with one."""
    first = words.split(" ", 1)[0]
    said = " ".join([sentence.text, *(e.quote for p in sentence.positions for e in p.evidence)])
    is_word = re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", said)
    return words[:1].lower() + words[1:] if is_word and first != first.upper() else words
