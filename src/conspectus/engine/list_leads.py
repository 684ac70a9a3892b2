"""What introduces a list: whether its writer wants the items, and how they are to be read.

"Governments should:" and "We support the following principles:" announce wishes, as does the
heading "Recommendations". Lists of others, questions, topics and matters of concern announce none.
"""

from __future__ import annotations

import re
from typing import Final

_LIST: Final = re.compile(
    r"\b(?:principles?|recommend(?:ations?|s|ed)?|propos(?:als?|es?|ed)|priorit(?:y|ies)|goals?|"
    r"objectives?|values?|actions?|measures?|steps?|commitments?|requirements?|concepts?|"
    r"criteria|attributes|activities|characteristics|elements?|features|premises|outcomes|"
    r"the following|items|suggest(?:ions?|s|ed)?|pledges?|undertakes?)\b",
    re.IGNORECASE,
)
_ENDORSED: Final = re.compile(
    r"\b(?:we|our|I|my|us|should|must|shall|essential|crucial|important|key|guiding|suggested|"
    r"proposed|recommended|pledges?|undertakes?|"
    r"(?:support|endorse|recommend|propose|suggest|offer|advocate|promote|commit|urge|invite)"
    r"(?:s|es)?)\b",
    re.IGNORECASE,
)
_NOT_WISHED: Final = re.compile(
    r"\b(?:issues?|questions?|concerns?|challenges?|problems?|topics?|themes?|examples?|reasons?|"
    r"advantages?|disadvantages?|risks?|threats?|sanctions?|factors?|sections?|agenda|subjects?|"
    r"critic\w*|ways|sources?|definitions?|documents?|statements?|answers?|comments?|reports?|"
    r"contents?|initiatives?|arguments?|obstacles?|barriers?|gaps?|trends?|"
    r"existing|previous|so-called|discuss\w*|debate[sd]?|raised|mentioned|"
    r"avoid\w*|oppos\w+|reject\w*|never|prevent\w*|violat\w*|undermin\w*|"
    r"fail\w*|lack\w*|harm\w*|alternatives?|options?|"
    r"(?:possible|potential) \w+s|against|said|says|stated|argued|noted|issued|identified by)\b|\?",
    re.IGNORECASE,
)
_MATTERS: Final = re.compile(
    r"\b(?:issues?|questions?|concerns?|challenges?|problems?|topics?|themes?|examples?|sanctions?|"
    r"subjects?|critic\w*|obstacles?|threats?|violations?)\b|\?",
    re.IGNORECASE,
)
_FOLLOWING: Final = re.compile(r"\bfollowing\b(?P<rest>.*)$", re.IGNORECASE)
_WINDOW: Final = 5
"""Words before the noun that says what is listed in which it may be qualified."""
_CONSIDERED: Final = re.compile(
    r"\b(?:for (?:the )?(?:consideration|discussion)[^:]*|"
    r"(?:to|into|in) (?:the )?(?:discussion|debate)s?[^:]*?(?:regarding|on))\b",
    re.IGNORECASE,
)
"""What is proposed for the discussion is proposed."""
_OPEN: Final = re.compile(
    r"(?:\b(?:should|must|shall|(?:needs?|ought|has|have|is|are) to|to)(?: not)?"
    r"(?: (?:be|include|ensure|promote|support|respect|protect|remain|address the need to "
    r"[a-z]+))?|\b(?:supports?|endorses?|calls? for|advocates?|favou?rs?|need to promote)"
    r"|\b(?:on|depends on|towards|by))\s*$",
    re.IGNORECASE,
)
_DEONTIC: Final = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to)(?! (?:address|discuss|consider|"
    r"answer|examine|explore|focus))|\b(?:we|I) (?:\w+ly |also |would like to |therefore )*"
    r"(?:support|endorse|call|urge|recommend|propose|advocate|ask|encourage|invite|want|favou?r)\b",
    re.IGNORECASE,
)
_AS_IT_IS: Final = re.compile(
    r"\b(?:current(?:ly)?|existing|at present|under (?:the|this|that|its|our)|according to|whether|"
    r"how|what|which|why|who|required by|are (?:required|obliged)|by law)\b",
    re.IGNORECASE,
)
"""What people have to do as things stand, or what is asked, is no wish."""
_HEADED: Final = re.compile(
    r"\b(?:principles?|recommendations?|proposals?|priorities|action items|commitments|"
    r"proposed (?:actions?|steps|measures)|key (?:asks|demands|points|messages)|"
    r"our (?:asks|demands|position|values|views?)|call (?:to|for) action|core values|"
    r"suggestions|practical actions?)\b",
    re.IGNORECASE,
)
_HEADED_OTHERWISE: Final = re.compile(
    r"\b(?:existing|current|issues?|challenges?|questions?|background|others?|history|contents|"
    r"sources|review|discussion|examples?|problems?|concerns?|related|criticism|key ?words|"
    r"introduction|abstract|preamble|outline|process|references|annex|appendix|what|why|how)\b|\?",
    re.IGNORECASE,
)
_SETS: Final = re.compile(r"\b(?:statement|set|list) of ", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\b(?:on|about|to|of|for|with|from|regarding|against)\b", re.IGNORECASE)
"""Before the noun it makes the heading one about principles: "Comments on the principles"."""
_OF_A_BODY: Final = re.compile(r"\b[A-Z]{3,} (?:[Pp]rinciples|[Rr]ecommendations)\b")
"""Principles of a body that bears an acronym are as a rule quoted, not proposed."""


def introduces_wishes(lead: str) -> bool:
    """Whether a sentence opens a list of what its writer wants."""
    stem = stem_of(lead)
    return bool(stem) and (opens(stem) or _lists(stem))


def heads_wishes(heading: str) -> bool:
    """Whether the items under a heading are what the writer wants ("Recommendations")."""
    if _HEADED_OTHERWISE.search(heading) or _OF_A_BODY.search(heading):
        return False
    found = _HEADED.search(_SETS.sub("", heading))
    return found is not None and not _ABOUT.search(_SETS.sub("", heading)[: found.start()])


def is_unwished(lead: str) -> bool:
    """Whether a list is introduced as matters, options, facts, or what its writer is against."""
    stem = _CONSIDERED.sub("", stem_of(lead))
    if introduces_wishes(lead):
        return False
    if _MATTERS.search(" ".join(stem.split()[-2 * _WINDOW :])):
        return True
    if _AS_IT_IS.search(stem) and not _FIRST.search(stem):
        return True
    if _AGAINST.search(stem) or _TALKED.search(stem):
        return True
    told = len(stem.split()) > _WINDOW or bool(_LIST.search(stem))
    return told and not _FIRST.search(stem) and not _DEONTIC.search(stem)


_AGAINST: Final = re.compile(
    r"\b(?:oppose[sd]?|reject(?:s|ed)?|against|disagrees?|objects?|not)\b", re.IGNORECASE
)
_TALKED: Final = re.compile(
    r"\b(?:address|discuss|consider|answer|examine|explore|focus on)$", re.IGNORECASE
)
_FIRST: Final = re.compile(r"\b(?:we|our|us|I|my)\b")


def denies(lead: str) -> bool:
    """Whether the items of a list are what is not wanted: "Governments should not:"."""
    return bool(
        re.search(r"\b(?:not|never|without|refrain\w*|avoid)\b", stem_of(lead), re.IGNORECASE)
    )


def stem_of(lead: str) -> str:
    """The sentence that opens a list, without its colon."""
    return re.sub(r"[\s:;.–—-]+$", "", re.sub(r"\s+", " ", lead)).strip()


def opens(stem: str) -> bool:
    """Whether the items finish the sentence: "Governments should"."""
    if not _OPEN.search(stem) or not _DEONTIC.search(stem) or "?" in stem:
        return False
    return not _AS_IT_IS.search(stem)


def _lists(stem: str) -> bool:
    """Whether the sentence announces a list of wishes: "we support these principles"."""
    plain = _CONSIDERED.sub("", stem)
    named = list(_LIST.finditer(plain))
    if not named or re.match(r"^[“\"][^”\"]*$", stem):
        return False
    if _NAMED.match(stem) and heads_wishes(stem):
        return True
    before = plain[: named[-1].start()].split()[-_WINDOW:]
    window = f"{' '.join(before)} {plain[named[-1].start() :]}"
    following = _FOLLOWING.search(plain)
    if following is not None and following["rest"].strip():
        first = " ".join(following["rest"].split()[:_WINDOW])
        if not _LIST.search(first) and not re.match(r"(?:as|are|is|for|in place|to)\b", first):
            return False
    return bool(_ENDORSED.search(plain)) and not _NOT_WISHED.search(window)


_NAMED: Final = re.compile(
    r"(?:below (?:is|are) |here (?:is|are) )?(?:(?:the|our|my|these|key|main|basic|core|guiding|"
    r"fundamental|internet|governance|policy|general|specific) )*[a-z]+(?: (?:are|is|include))?$",
    re.IGNORECASE,
)
"""A lead-in that only says what is listed: "Principles", "Our priorities are"."""


def is_aside(heading: str) -> bool:
    """Whether a heading announces something else than wishes: "Key words", "Background"."""
    return bool(_HEADED_OTHERWISE.search(heading))
