"""Whether two English sentences about one matter exclude each other by a word and its opposite.

Sentence vectors put "close the road to cars" beside "leave the road open to cars" (DESIGN §3:
embeddings never decide stance), so what they bring together is looked through for such pairs.
"""

from __future__ import annotations

import re
from typing import Final

_PAIRS: Final = (
    (r"clos(?:e|es|ed|ing|ure)", r"open(?:s|ed|ing)?|reopen(?:ed|ing)?"),
    (
        r"support(?:s|ed)?|endorse[sd]?|favour(?:s|ed)?|favor(?:s|ed)?|welcome[sd]?|accept(?:s|ed)?",
        r"oppose[sd]?|opposing|opposition|reject(?:s|ed|ing)?|object(?:s|ed)? to|against",
    ),
    (
        r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|authori[sz]e[sd]?|legali[sz]e[sd]?",
        r"bann?(?:s|ed|ing)?|prohibit(?:s|ed|ing)?|prohibition|forbid(?:s|den)?|outlaw(?:s|ed)?",
    ),
    (
        r"increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|more|higher|expand(?:s|ed|ing)?",
        (
            r"reduc(?:e|es|ed|ing|tion)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|cut(?:s|ting)?|"
            r"fewer|less|freez(?:e|es|ing)|frozen|limit(?:s|ed|ing)?"
        ),
    ),
    (
        (
            r"introduc(?:e|es|ed|ing|tion)|creat(?:e|es|ed|ing|ion)|establish(?:es|ed|ing|ment)?|"
            r"keep|kept|retain(?:s|ed)?|maintain(?:s|ed|ing)?|preserv(?:e|es|ed|ing)|build|built"
        ),
        (
            r"abolish(?:es|ed|ing)?|scrap(?:s|ped|ping)?|remov(?:e|es|ed|ing|al)|"
            r"dismantl(?:e|es|ed)|repeal(?:s|ed|ing)?|dissolv(?:e|es|ed)|demolish(?:ed|ing)?|"
            r"phas(?:e|ed|ing) out"
        ),
    ),
    (r"mandatory|compulsory|obligatory|binding", r"voluntary|optional|non-binding"),
    (r"centrali[sz](?:e|es|ed|ing|ation)", r"decentrali[sz](?:e|es|ed|ing|ation)"),
    (r"strengthen(?:s|ed|ing)?", r"weaken(?:s|ed|ing)?"),
    (r"public(?:ly)?", r"private(?:ly)?|privati[sz](?:e|ed|ing|ation)"),
    (r"national", r"international|global"),
    (r"start(?:s|ed|ing)?|begin|begun|continue[sd]?", r"stop(?:s|ped|ping)?|end(?:s|ed|ing)?|halt"),
    (r"includ(?:e|es|ed|ing)", r"exclud(?:e|es|ed|ing)|exempt(?:s|ed|ion)?"),
)
_OPPOSITES: Final = tuple(
    (
        re.compile(rf"\b(?:{one})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{other})\b", re.IGNORECASE),
    )
    for one, other in _PAIRS
)


def exclude_each_other(one: str, other: str) -> bool:
    """Whether one text has a word where the other has its opposite, and neither has both."""
    return any(_parted(first, second, one, other) for first, second in _OPPOSITES)


def _parted(first: re.Pattern[str], second: re.Pattern[str], one: str, other: str) -> bool:
    sides = [(bool(first.search(text)), bool(second.search(text))) for text in (one, other)]
    return sides in ([(True, False), (False, True)], [(False, True), (True, False)])
