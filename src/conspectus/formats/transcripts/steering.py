"""Who steers a meeting though no label says so: whoever gives the floor again and again.

A transcript names the chair or moderator by name; what such a person says moves the meeting on. Who
gives the floor in two turns or more, and in a third of the own turns, presides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_GIVES_FLOOR: Final = re.compile(
    r"\b(?:(?:give|pass|hand|turn) (?:the (?:floor|mic\w*|word)|it|this|things?)?(?: back| over)* ?to\b|"
    r"(?:the )?floor is (?:yours|open)|you have the floor|(?:take|have) the floor\?|"
    r"(?:our|the) next (?:speaker|question|comment|intervention|panell?ist)|next on (?:the|my|our) "
    r"(?:list|queue)|next in (?:the )?queue|(?:over|back) to you\b|"
    r"(?:may|can|could|shall|let) (?:I|me) (?:now )?(?:ask|call(?: upon| on)?|invite|turn to|go to|give)\b|"
    r"I(?:[’']ll| will| would like to| now| am going to)* (?:call (?:up)?on|call to order|invite|"
    r"recogni[sz]e|give (?:the floor|you)|open the floor|turn to)\b|you are recogni[sz]ed|"
    r"call (?:this|the) (?:session|meeting) to order|(?:session|meeting) (?:is|to) (?:now )?(?:open|closed|"
    r"adjourned|order)\b|any (?:other|more|further) (?:comments?|questions?|speakers?|views?)|"
    r"(?:any|other|someone) (?:objections?|reactions?|volunteers?|else)\b[^.]{0,20}\?|"
    r"(?:let[’']s|let us|we will|we[’']ll|we) (?:now )?(?:move|turn|go|come) (?:back |on |now )*to\b|"
    r"(?:please )?go ahead\b|(?:running out of|out of|short (?:on|of)) time|(?:two|three|one) minutes? "
    r"(?:each|left)|thank you (?:all )?for (?:your|those|this) (?:comments?|interventions?|presentation|"
    r"remarks|question))"
    r"|\btiene la palabra\b|\b(?:cedo|doy|damos|le paso) la palabra\b|\badelante\b[,.]|"
    r"\bla parole est à\b|\bje (?:donne|passe|cède) la parole\b|\bvous avez la parole\b|"
    r"\bслово (?:имеет|предоставляется|для)\b|\bпожалуйста\.$|\bслово має\b|الكلمة (?:ل|الآن)|تفضل|"
    r"\bdas Wort hat\b|\berteile (?:ich )?.{0,40}das Wort\b|\bich rufe\b.{0,30}\bauf\b|"
    r"(?:下面|接下来|現在|现在)?(?:请|請|有请|有請).{1,14}(?:发言|發言|讲话|致辞|致辭|回答)",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST: Final = 2
_SHARE: Final = 0.34
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
