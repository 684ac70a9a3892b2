"""Who steers a meeting though no label says so: whoever gives the floor again and again.

A transcript names the chair or moderator by name; what such a person says moves the meeting on. Who
gives the floor in two turns or more, and in a quarter of the own turns, presides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_GIVES_FLOOR: Final = re.compile(
    r"\b(?:give|giving|pass|hand) (?:(?:the|you the) (?:floor|mic\w*|word)|it|this|things)"
    r"(?: back| over)* ?(?:to|for)\b|\bgive (?:you|him|her|them) the floor\b|"
    r"\b(?:the )?floor is (?:yours|open)\b|\byou have the floor\b|\bopen (?:up )?the floor\b|"
    r"\b(?:turn|over) (?:the floor |it )?(?:over )?to (?:our|the next|you,|Mr|Ms|Mrs|Dr|"
    r"Ambassador)|"
    r"\b(?:our|the) next (?:speaker|panell?ist|intervention)\b|"
    r"\bnext on (?:the|my|our) (?:list|queue)\b|\bnext in (?:the )?queue\b|\bover to you\b|"
    r"\b(?:may|can|could|let) (?:I|me) (?:now )?(?:call|invite|give)\b(?! it\b| this\b| that\b)|"
    r"\bI(?:[’']ll| will| would like to| now)* (?:call upon|invite|recogni[sz]e|"
    r"give the floor|call on)\b|\byou are recogni[sz]ed\b|"
    r"\bcall (?:this|the) (?:session|meeting) to order|"
    r"\b(?:this|the) (?:session|meeting) (?:is|to) (?:now )?(?:open|closed|adjourned|order)\b|"
    r"\bany (?:other|more|further) (?:comments?|questions?|speakers?|views?) (?:from|on|before)\b|"
    r"\btiene la palabra\b|\b(?:cedo|doy|damos|le paso) la palabra\b|"
    r"\bla parole est à\b|\bje (?:donne|passe|cède) la parole\b|\bvous avez la parole\b|"
    r"\bслово (?:имеет|предоставляется)\b|\bслово має\b|الكلمة (?:ل|الآن)|"
    r"\bdas Wort hat\b|\berteile (?:ich )?.{0,40}das Wort\b|\bich rufe\b.{0,30}\bauf\b|"
    r"(?:下面|接下来|現在|现在)?(?:请|請|有请|有請).{1,14}(?:发言|發言|讲话|致辞|致辭|回答)",
    re.IGNORECASE,
)
_LEAST: Final = 2
_SHARE: Final = 0.25
_FEWEST_SPEAKERS: Final = 3
_MOST_STEERING: Final = 3


def steering(turns: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Labels of those who preside, of (label, words) of every turn; at most three."""
    all_turns: Counter[str] = Counter()
    giving: Counter[str] = Counter()
    for speaker, words in turns:
        all_turns[speaker] += 1
        giving[speaker] += _GIVES_FLOOR.search(words) is not None
    named = [speaker for speaker in all_turns if speaker]
    if len(named) < _FEWEST_SPEAKERS:
        return frozenset()
    found = [
        speaker for speaker in named if giving[speaker] >= max(_LEAST, _SHARE * all_turns[speaker])
    ]
    ranked = sorted(found, key=lambda speaker: (-giving[speaker], speaker))
    return frozenset(ranked[:_MOST_STEERING])
