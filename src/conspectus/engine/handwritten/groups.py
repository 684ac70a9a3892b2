"""Holders without a name: "one speaker", "several contributions", "Others", "most residents"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from conspectus.engine.handwritten.cues import (
    ADVERB,
    ANSWERS_ONLY,
    is_human,
    is_past,
    is_report,
    one_of,
    verb_lemmas,
    wish,
    words,
)
from conspectus.engine.handwritten.name_forms import plain


@dataclass(frozen=True, slots=True)
class Group:
    """``text[start:end]`` is a phrase for people; ``holds``: it stands where a holder does."""

    start: int
    end: int
    holds: bool = True


_AUXILIARY: Final = (
    rf"(?:\s*,\s*(?:however|though|in turn|too),)?(?:\s+(?:{ADVERB}|has|"
    rf"have|had|did|would|not))*\s+"
)
_BARE: Final = re.compile(
    r"(?<![\w-])(Some|Others|Many|Most|One|Several|A few|some|others|many|most|one|"
    r"several|a few)(?![\w'-])"
)
_IN_WORDS: Final = re.compile(
    r"\b(\w+)(?:\s+(?:to|on|upon|for|out))?\s+(?:also\s+)?(?:in|by|from)\s+(?:the\s+)?$"
)


@cache
def _phrase() -> re.Pattern[str]:
    noun, quantity = one_of("groups", "nouns"), one_of("groups", "quantifiers")
    count = (
        r"(?:more|fewer|less) than \w+|(?:about|around|nearly|almost|over|at least|"
        r"only) [\w,]+|\d[\d,.]*(?: per cent| percent|%)?"
    )
    many = (
        rf"(?:{quantity}|a (?:small |large |great |good |significant |considerable "
        rf")?(?:number|few|couple|majority|minority|handful|range|variety|host)|the (?:vast |"
        rf"great |large |overwhelming )?(?:majority|others?|rest)|(?:two|three|a) (?:thirds?|"
        rf"quarters?|half)|half|{count})"
    )
    return re.compile(
        rf"(?<![\w-])(?:{many}(?:\s+other)?(?:\s+of(?:\s+(?:the|these|those|our|all))?)?\s+"
        rf"(?:(?!(?:of|the|and|or|in|to|for|by|on|with|at|was|were|is|are|that)\b)[a-z][\w-]*\s+){{0,3}}?)"
        rf"{noun}(?!\s+{noun}\b)(?:(?:,| and| or)\s+{noun})*(?![\w-])",
        re.IGNORECASE,
    )


_OF_THEM: Final = re.compile(
    r"(?<![\w-])(?:one|two|three|several|some|many|most|both|others|a few) of (?:them|"
    r"these|those)(?![\w-])(?! \w+s\b)",
    re.IGNORECASE,
)
_PROPONENTS: Final = re.compile(
    r"(?<![\w-])(?:the\s+)?(?:proponents|opponents|supporters|critics|advocates|defenders)"
    r"\s+of\s+(?:this|that|the|these|such)\s+[\w-]+(?:\s+of\s+[\w-]+)?",
    re.IGNORECASE,
)
_AT_PLACE: Final = re.compile(
    r"(?<![\w-])(?:speakers|participants|attendees|residents|respondents|commenters|those)\s+"
    r"(?:at|in|from)\s+(?:this|that|the|these)\s+[\w-]+",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(
    r"(?<![\w-])(?:Contributors|Commenters|Speakers|Respondents|Participants|Residents|Consultees|Objectors|Supporters|Opponents|Proponents|Critics|Delegates|Delegations)(?![\w-])"
)
_TAIL: Final = re.compile(
    r"\s+(?:from|of)\s+(?:an?|the)\s+(?:[a-z][\w-]*\s+){0,2}"
    r"(?:communit(?:y|ies)|universit(?:y|ies)|sectors?|compan(?:y|ies)|organi[sz]ations?|"
    r"associations?|schools?|area|district|village|town|city|regions?|countr(?:y|ies)|group|society|business|trader|resident)(?![\w-])"
)


def group_phrases(text: str, names: tuple[int, ...] = ()) -> list[Group]:
    """The groups of people that ``text``, a sentence, speaks of.

    ``names``: where names start; a group right before one is its holder's description.
    """
    flat = plain(text)
    starts = frozenset(names)
    found: list[Group] = []
    for pattern in (_OF_THEM, _phrase(), _PROPONENTS, _AT_PLACE, _PLURAL):
        for match in pattern.finditer(flat):
            start, end = match.span()
            if pattern is _phrase() and not _agrees(match.group()):
                continue
            if tail := _TAIL.match(flat, end):
                end = tail.end()
            if _free(found, start, end):
                found.append(Group(start, end, _is_holder(flat, start, end, starts)))
    for match in _BARE.finditer(flat):
        if _free(found, *match.span()) and _is_bare_holder(flat, match, starts):
            found.append(Group(match.start(), match.end()))
    found += _other_people(flat, found)
    return sorted(found, key=lambda group: group.start)


@cache
def _people() -> re.Pattern[str]:
    """People of any kind, whom only the verb shows to be some: "one mother feared that"."""
    quantity = one_of("groups", "quantifiers")
    count = r"\d[\d,.]*(?: per cent| percent|%)?|(?:two|three|a) (?:thirds?|quarters?|half)|half"
    many = (
        rf"(?:(?:{count}|{quantity}|(?:the (?:vast |great |large )?majority|a "
        rf"(?:large |small )?(?:number|majority|minority)))(?:\s+of(?:\s+(?:the|these|those|its|"
        rf"their|our))?)?)"
    )
    noun = (
        r"(?!(?:was|were|is|are|of|and)\b)(?:those who [a-z]+|(?:[a-z][\w'-]+\s+"
        r"){0,2}?[a-zA-Z][\w-]+)"
    )
    place = (
        r"(?:\s+(?:from|of|at|in|near)\s+(?:the\s+|this\s+)?[\w'-]+(?:\s+[A-Z][\w'-]+"
        r"|\s+session|\s+event|\s+meeting)*)?"
    )
    bare = (
        r"(?<![^\s(“])(?<![a-z,] )(?!(?:This|His|Its|Yes|Thus|Others|Was|Has|Does|"
        r"Is)\b)[A-Z][a-z-]+s(?= )"
    )
    return re.compile(rf"(?<![\w-])(?:(?i:{many})\s+{noun}|{bare}){place}")


def _other_people(flat: str, found: list[Group]) -> list[Group]:
    """Phrases for people that stand before a verb of which only people are the subject."""
    more: list[Group] = []
    for verb in re.finditer(rf"(?:{_AUXILIARY})([a-z]+)\b", flat):
        is_state = verb.group(1) in {"were", "was"} and _has_view(flat[verb.start() :])
        if not (is_human(verb.group(1)) or is_state) or ANSWERS_ONLY.match(flat, verb.start(1)):
            continue
        for match in _people().finditer(flat, max(0, flat.rfind(". ", 0, verb.start()))):
            start, end = match.span()
            if match.group().split()[0].lower() in words("words_of") | _INANIMATE:
                continue
            if end == verb.start() and _free(found + more, start, end) and _not_tied(flat[:start]):
                more.append(Group(start, end))
                break
    return more


_INANIMATE: Final = frozenset(
    "opinions reactions attitudes figures results plans rules costs".split()
)


def _not_tied(before: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1].lower() if before.split() else ""
    return last not in {
        "of",
        "from",
        "to",
        "with",
        "for",
        "on",
        "between",
        "among",
        "at",
        "into",
        "in",
        "by",
    }


def _free(found: list[Group], start: int, end: int) -> bool:
    return all(end <= group.start or start >= group.end for group in found)


_OF_ALL: Final = re.compile(
    r"all\b.*\b(?:contribut|submission|speaker|respon|comment|intervention|statement|letter|consultee)",
    re.IGNORECASE | re.DOTALL,
)
_ONE: Final = re.compile(r"(?:one|another|an?)\b", re.IGNORECASE)


def _agrees(phrase: str) -> bool:
    """Whether number fits ("one speaker", not "all stakeholder"), and all are all who spoke."""
    if phrase[:3].lower() == "all" and not _OF_ALL.match(phrase):
        return False
    return phrase.endswith("s") or (_ONE.match(phrase) is not None and " of " not in phrase[:9])


def _is_holder(flat: str, start: int, end: int, names: frozenset[int]) -> bool:
    if _named_next(flat, end, names):
        return True
    before = flat[:start].rstrip()
    if agent := _IN_WORDS.search(flat[:start]):
        verb = agent.group(1)
        return (is_report(verb) and is_past(verb)) or verb in {"made", "raised", "given", "debated"}
    if re.search(r"\b(?:according to|in the view of|in the opinion of)(?: the)?$", before):
        return True
    if not _not_tied(before):
        return False
    return _has_view(flat[end:])


def _named_next(flat: str, end: int, names: frozenset[int]) -> bool:
    gap = re.match(
        r"\s*[(,]?\s*(?:e\.g\.,?\s*|including\s+|the\s+)?(?:the\s+|The\s+)?(?:Co-Chair\s+)?",
        flat[end:],
    )
    return gap is not None and end + gap.end() in names and gap.end() > 0


def _has_view(after: str) -> bool:
    """Whether the words after a subject make it one that holds a view."""
    after = re.sub(r"^\s*\([^)]*\)", "", after)
    after = re.sub(
        r"^\s+(?:received|submitted|made|given|sent in)(?=\s+(?:during|by|in|from|on|to|at)\b)",
        "",
        after,
    )
    after = re.sub(
        r"^\s+(?:during|throughout|in|at|from|on|to)\s+(?:the\s+|this\s+|these\s+)?(?:[\w'-]+\s+){1,5}?(?=\w+(?:ed|d)\b|said\b|wrote\b|felt\b)",
        " ",
        after,
    )
    after = re.sub(r"^\s+(?:that|who|which)\s+\w+\s+(?:\w+\s+){1,8}?(?=\w+ed\b)", " ", after)
    after = re.sub(r"^,[^,;.]{3,90},", "", after)
    verb = re.match(rf"(?:{_AUXILIARY})([a-z]+)(?:\s+(\w+))?(?:\s+(\w+))?", after)
    if verb is None:
        return False
    word, following = verb.group(1), verb.group(2) or ""
    if ANSWERS_ONLY.match(after, verb.start(1)):
        return False
    if wish().match(after):
        return True
    if word in {"was", "were", "is", "are"}:
        rest = {following, verb.group(3) or ""}
        return bool(rest & words("groups", "states")) or bool(
            re.search(
                r"(?:was|were|is|are)\s+(?:\w+\s+)?(?:of the (?:view|opinion)|in favou?r)",
                after[:60],
            )
        )
    if is_report(word):
        return True
    lemmas = verb_lemmas(word)
    return (
        bool(lemmas)
        and (is_past(word) or word.endswith("s"))
        and not lemmas & words("groups", "no_view")
    )


def _is_bare_holder(flat: str, match: re.Match[str], names: frozenset[int]) -> bool:
    """Whether "Some", "others", "One" stands for people who hold a view."""
    before = flat[: match.start()].rstrip()
    opens = (
        not before
        or before[-1] in ".;:,“"
        or re.search(r"\b(?:while|whereas|and|but|although)$", before, re.IGNORECASE)
    )
    if not opens:
        return False
    if _named_next(flat, match.end(), names):
        return True
    verb = re.match(
        r"\s+(?:(?:have|has|had|also|however|who|would)\s+)*([a-z]+)", flat[match.end() :]
    )
    if verb is None:
        return False
    word = verb.group(1)
    if word in {"were", "are", "was"}:
        return _has_view(flat[match.end() :])
    return is_report(word) and not (word.endswith("s") and match.group(1).lower() != "one")
