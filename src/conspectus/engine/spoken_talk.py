"""Talk: what is said at a table in English and is no view.

On the way of the meeting ("let me share my screen"), what somebody is about to talk about ("I want
to take this opportunity to elaborate"), and speech that breaks off or points at what only the room
saw.
"""

from __future__ import annotations

import re
from typing import Final

_WAY_OF_MEETING: Final = re.compile(
    r"\b(?:queues?|slides?|screen|mute[d]?|time ?box|timebox|minutes|next topic|next item|"
    r"share my|hear me|note ?takers?|transcri\w+|lunch|break|presentation|plenary slot|thank|"
    r"thanks|sorry|raise[d]? (?:my|your|their) hand|volunteer\w*|reviewers?|go ahead|"
    r"follow[- ]up with|offline|last (?:meeting|time)|point of order|interest of time|agenda|"
    r"finish by|weigh in|in touch|get (?:that|this|it) done|"
    r"typo|brought (?:that|this|it) up|copy into|I remember|"
    r"(?:my|the) (?:second|third|last|final) (?:point|question)|this (?:morning|afternoon)|"
    r"floor)\b",
    re.IGNORECASE,
)
_ANNOUNCES: Final = re.compile(
    r"\b(?:want(?:ed)?|wish|like|going|let me|allow me|will|[’']ll)\b"
    r"(?: (?:to|just|also|briefly|very|quickly|really|maybe|first|only|again))* "
    r"(?:elaborate|address|touch|comment on|respond|react|get (?:back )?to|speak (?:to|about|on)|"
    r"talk (?:about|to)|take (?:this|the) (?:opportunity|floor|chance)|come (?:back )?to|turn to|"
    r"raise|make (?:a|an|one|two|three|some|several|a few|a couple)\b[^.]{0,30}"
    r"(?:comments?|points?|observations?|remarks?|questions?)|be (?:very )?brief|understand)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"\b(?:should(?:n[’']t)?|must|ought|needs? to|suggest\w*|propos\w+|recommend\w*|support|"
    r"oppose|prefer|in favou?r|against|object)\b",
    re.IGNORECASE,
)
_BREAKS_OFF: Final = re.compile(
    r"(?:--|–|—) ?(?:oh|okay|ok|sorry|yeah|no|well)\b|\bthis a \w+\.|"
    r"\b(?:of|to|the|an?|and|or|but|that|with|for|at|by|is|are|than|from)[.]?$|"
    r"\b(?:something )?like (?:this|that)[.]?$|\b(?:this|that) one[.]?$|"
    r"^(?:or|which|where|whereas|like|if (?:any|some)(?:one|body))\b|"
    r"^because\b(?!.*, (?:I|we|it|they|there|then|you)\b)|^if\b[^,]*$|"
    r"[,;:]\s*\.$",
    re.IGNORECASE,
)
_VERB: Final = (
    r"(?:[’'](?:s|re|ll|d)|(?: (?:also|really|just|still|then))? (?:is|are|was|were|will|would|can|"
    r"could|should|has|have|does|do|did|seems?|tends?|makes?|means?|allows?|needs?)(?:n[’']t)?)\b"
)
_DANGLES: Final = re.compile(
    rf"^(?!that[’']s why\b)(?:that|this|they|those|these|he|she|"
    rf"(?:it(?!(?:[’']s| is| was| would be| will be| seems)"
    rf"(?: also| really| just| still| very| so| not| quite| more| too| a| the)* (?:important|"
    rf"necessary|essential|crucial|vital|time|better|best|possible|impossible|clear|useful|good|bad|"
    rf"hard|difficult|easy|critical|urgent|worth|wrong|right|fair|unfair|imperative|key|up|reasonable|"
    rf"appropriate|likely|unlikely|dangerous|risky|helpful|bad idea|good idea)\b))){_VERB}|"
    rf"\b(?:think|believe|feel|hope|guess)(?: that)? (?:this|that|they|those|these){_VERB}|"
    rf"\bthat[’']s (?:the case|it|true|fine|right)\b",
    re.IGNORECASE,
)
"""A pronoun, of what stands elsewhere, that the whole sentence is about."""


def dangles(text: str) -> bool:
    """Whether a sentence leaves open what it is about ("This will be faster")."""
    return bool(_DANGLES.search(text))


def is_talk(text: str) -> bool:
    """Whether a spoken sentence is on the way of the meeting, only announces, or breaks off."""
    return bool(_WAY_OF_MEETING.search(text)) or breaks_off(text) or announces(text)


def announces(text: str) -> bool:
    """Whether a sentence says what its speaker will talk about, and nothing that is held."""
    return bool(_ANNOUNCES.search(text)) and not _ASKS.search(text)


def breaks_off(text: str) -> bool:
    """Whether a sentence is no whole one, or means what only the room saw."""
    return bool(_BREAKS_OFF.search(text))
