"""Whether a name in a sentence is that of a holder, by where it stands.

A holder's name is the subject of a verb that reports, the agent of one, the author of a text, or
stands in brackets behind what is reported. In papers whose footnotes ran into the text it stands
where the grammar of the sentence has no place for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from conspectus.engine.handwritten.cues import (
    ADVERB,
    ANSWERS_ONLY,
    BE,
    CLAUSE_WORDS,
    REPORTED,
    is_human,
    is_past,
    is_report,
    one_of,
    verb_lemmas,
    wish,
    words,
)
from conspectus.engine.handwritten.name_forms import TITLE, NameSpan, is_acronym
from conspectus.engine.handwritten.parts import Sign
from conspectus.engine.handwritten.roster import Roster, is_personal


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before and after a list of names in its sentence; both of plain characters.

    ``before`` is without articles, titles and "e.g.", which ``eg`` tells of. ``grouped``: a phrase
    such as "one contribution" ends right before it.
    """

    before: str
    after: str
    eg: bool
    grouped: bool


_LEAD: Final = re.compile(
    r"(?:(?:,\s*)?\b(?:e\.g\.|i\.e\.|for example|for instance|including|see|also|cf\.),?|"
    r"\b[Tt]he|\bboth)\s*$"
)
_BRACKET_OPEN: Final = re.compile(r"[(\[]\s*(?:(?:source|as|by|from|per):?\s*)?$", re.IGNORECASE)
_BRACKET_END: Final = re.compile(
    r"\s*(?:,?\s*(?:and|among)\s+(?:\w+\s+)?others|,?\s*inter alia|,?\s*(?:paras?\.?|"
    r"pp?\.|no\.?|comment)?\s*[\d–-]+)*\s*[)\]]"
)
_ACCORDING: Final = re.compile(
    r"(?:\baccording to|\bin the (?:words|view|opinion|eyes|submission|contribution) of|"
    r"^for|, for)$",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"^(?:\s*\([^()]*\)|,\s[^;.“]{3,120}?,(?=\s))")


def setting(sentence: str, start: int, end: int, group_ends: frozenset[int]) -> Setting:
    """The setting of the names between ``start`` and ``end`` of a sentence of plain characters."""
    before = sentence[:start]
    eg = False
    while True:
        shorter = TITLE.sub("", before)
        if lead := _LEAD.search(shorter):
            eg = eg or "e.g" in lead.group() or "i.e" in lead.group()
            shorter = shorter[: lead.start()]
        if shorter == before:
            break
        before = shorter
    stripped = before.rstrip(" ,")
    return Setting(before.rstrip(), sentence[end:], eg, len(stripped) in group_ends)


def sign_of(names: list[NameSpan], where: Setting, roster: Roster) -> Sign | None:
    """What makes the holders of ``names``, ``None`` where they are only spoken of."""
    if _in_brackets(names, where, roster):
        return Sign.BRACKET
    if _is_agent(where):
        return Sign.AGENT
    if _is_author(where, is_evident=any(roster.is_evident(name.text) for name in names)):
        return Sign.TITLE
    if _is_subject(names, where):
        # "One contribution X wrote": the name stands where no comma makes room for it
        in_mid_phrase = where.grouped and where.before[-1:] not in {",", "("}
        return Sign.RUN_IN if in_mid_phrase else Sign.SUBJECT
    if _ran_in(names, where, roster):
        return Sign.RUN_IN
    return None


def _in_brackets(names: list[NameSpan], where: Setting, roster: Roster) -> bool:
    if not _BRACKET_OPEN.search(where.before) or not _BRACKET_END.match(where.after):
        return False
    return len(names) > 1 or where.eg or roster.is_evident(names[0].text)


def _is_agent(where: Setting) -> bool:
    return _is_stated_source(where) or _is_listed_as_saying(where) or _is_agent_of_passive(where)


def _is_stated_source(where: Setting) -> bool:
    """ "according to X", "speaking on behalf of X", "support came from X"."""
    if _ACCORDING.search(where.before) and not re.match(r"['’]s?\s", where.after):
        return not where.before.lower().endswith("for") or where.after.lstrip().startswith(",")
    if re.search(r"\b(?:priority|concern|importance)\s+(?:for|to)$", where.before):
        return True
    if re.search(r"\b(?:speaking|spoke|speaks|writing|wrote) (?:on behalf of|for)$", where.before):
        return True
    if re.search(r"\b(?:agree[ds]?|disagree[ds]?|concur(?:red|s)?|side[ds]?) with$", where.before):
        return True
    backing = re.search(
        r"\b(?:support|opposition|backing|praise|criticism|objections?)\s+"
        r"(?:(?:for|to|of)\s+(?:\w+\s+){1,4})?(?:came\s+)?(?:from|by)$",
        where.before,
    )
    return backing is not None


def _is_listed_as_saying(where: Setting) -> bool:
    """ "among those who welcomed the plan were X and Y"."""
    those = re.search(
        r"\b(?:those|organi[sz]ations|people|groups|respondents|contributors|commenters)\s+"
        r"(?:who|that|which|[a-z]+ing)\b\s*(\w*)[^.;]*\b(?:were|was|included?|are|is)$",
        where.before,
    )
    return those is not None


def _is_agent_of_passive(where: Setting) -> bool:
    """ "was proposed by X", "the point was made by X"."""
    passive = re.search(
        rf"\b{BE}\s+(?:{ADVERB}\s+)?([a-z]+)(?:\s+[\w-]+){{1,4}}\s+by$", where.before
    )
    if passive and is_report(passive.group(1)) and is_past(passive.group(1)):
        return True
    by = re.search(
        r"([\w'-]+)(?:\s+(?:out|up|forward|upon|on|for|to))?(?:\s+(?:both|mainly|also|"
        r"again|in particular|notably))?,?\s+by$",
        where.before,
    )
    if by is None:
        return False
    word = by.group(1)
    return word.lower() in REPORTED or (is_report(word) and is_past(word))


def _is_author(where: Setting, *, is_evident: bool) -> bool:
    """ "the contribution of X", "X's letter", "Findings from the X", "Comments on … by X"."""
    author = re.search(
        rf"\b({one_of('words_of')})(?:\s+(?:submitted|made|received|sent|provided|put "
        rf"forward|filed))?"
        r"(?:\s+on behalf)?\s+(?:of|from|by)$",
        where.before,
        re.IGNORECASE,
    )
    if author and not (author.group(1).lower() in _TOPICS and where.before.endswith(" of")):
        lead = where.before[: author.start()]
        return (
            is_evident
            or re.search(
                r"(?:^|[.;:,]\s*|\b[Ii]n\s+|\b[Tt]o\s+|\b[Tt]hat\s+)(?:(?:the|an?|one|its?)\s+(?:\w+\s+)?)?$",
                lead,
                re.IGNORECASE,
            )
            is not None
        )
    if re.search(
        r"\b(?:Comments?|Statements?|Contributions?|Submissions?|Letters?)\b[^.;]*\bby$",
        where.before,
    ):
        return True
    return bool(
        re.match(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}?{one_of('words_of')}(?![\w-])", where.after)
    )


_TOPICS: Final = frozenset("question questions argument paper request review suggestion".split())


def _is_subject(names: list[NameSpan], where: Setting) -> bool:
    before = _SPEAKS_FOR.sub("", where.before).rstrip()
    if re.search(r"\b(?:as|so) (?:did|do|does|was|were|is|are)$", before):
        return True
    said = re.search(r"[”\"'],?\s+([a-z]+)$", before)
    if said and is_report(said.group(1)):
        return True
    return not _is_tied(before) and _verb_reports(names, where)


def _is_tied(before: str) -> bool:
    """Whether a preposition, an article or a verb before a name keeps it from being a subject."""
    last = before.rsplit(maxsplit=1)[-1].lower().strip('“"(') if before else ""
    return last in CLAUSE_WORDS - _CONJUNCTIONS


def _verb_reports(names: list[NameSpan], where: Setting) -> bool:
    """Whether the verb behind the names is one of which holders are the subject."""
    after = _ASIDE.sub("", where.after)
    after = _ASIDE.sub("", after) if after != where.after else after
    if wish().match(after):
        return True
    if len(names) > 1 or where.before.endswith(","):
        # a name and what it is: "X, University of Y, warned"
        after = re.sub(r"^,(?=\s+[a-z])", "", after)
    verb = re.match(
        rf"\s*(?:,?\s+(?:{ADVERB}|has|have|had|did|all|both|each|not),?)*\s+([a-z]+)(?:\s+([a-z]+))?",
        after,
    )
    if verb is None:
        return False
    word, following = verb.group(1), verb.group(2) or ""
    if ANSWERS_ONLY.match(after, verb.start(1)):
        return False
    if word in {"was", "were", "is", "are"}:
        return _is_of_a_mind(after[verb.start(1) :])
    if word in {"does", "do"}:
        return following == "not"
    if not is_report(word):
        return _reports_besides(after[verb.end(1) :])
    if is_past(word) or word not in verb_lemmas(word):
        return not (
            word in words("words_of") and following not in {"", "that"} and is_report(following)
        )
    return len(names) > 1 or where.before.endswith(" both")


def _is_of_a_mind(after: str) -> bool:
    """ "is of the view", "were in favour", "was worried"."""
    return bool(
        re.match(
            rf"\w+\s+(?:{ADVERB}\s+)?(?:of the (?:view|opinion)|in favou?r|"
            rf"(?:{one_of('groups', 'states')})\b)",
            after,
        )
    )


_SPEAKS_FOR: Final = re.compile(
    r"(?:^|(?<=\s))(?:(?:the|a|an|its|another|one)\s+)?(?:representatives?|observers?|delegates?|delegations?|"
    r"spokes(?:person|man|woman)|chair|director|head|president|members?|ambassador|secretary|leader|"
    r"governments?)\s+(?:of|for|from)$",
    re.IGNORECASE,
)
_CONJUNCTIONS: Final = frozenset(
    "and or but as while if because since when where than before after until which although".split()
)


def _reports_besides(after: str) -> bool:
    """Whether a second verb of the same subject reports: "sent drawings and asked that"."""
    for found in re.finditer(
        r"\b(?:and|but)\s+(?:\w+ly\s+)?([a-z]+)\s+(that|for|whether|to|why|how|\w+)\b", after
    ):
        listed = found.group(2) in {"that", "for", "whether", "to", "why", "how"}
        if is_past(found.group(1)) and (
            is_human(found.group(1)) or (listed and is_report(found.group(1)))
        ):
            return True
    return False


def _ran_in(names: list[NameSpan], where: Setting, roster: Roster) -> bool:
    if not where.before or _BRACKET_OPEN.search(where.before):
        return False
    if where.grouped or where.eg:
        return where.eg or not re.match(r"\s+[A-Z]", where.after)
    if _after_impersonal(where):
        return all(_may_hold(name, roster) for name in names)
    if not any(_is_holder_like(name, roster) for name in names):
        return False
    known = roster.is_evident(names[0].text) and not names[0].place
    return _is_loose(names, where, known=known) and _breaks_off(where)


def _after_impersonal(where: Setting) -> bool:
    """ "It was suggested X that", "the view X was expressed", "there were concerns X that"."""
    passive = re.search(
        rf"\b{BE}\s+(?:{ADVERB}\s+)?(?:\w+\s+(?:and|or)\s+)?([a-z]+)(?:\s+(?:out|up|forward|for))?$",
        where.before,
    )
    if passive and (is_report(passive.group(1)) or passive.group(1) in REPORTED):
        return is_past(passive.group(1))
    frame = re.search(
        rf"\b(?:[Tt]he|[Aa]|[Aa]nother|were|was)\s+(?:\w+\s+)?{one_of('frames', 'nouns')}$",
        where.before,
    )
    return frame is not None and bool(re.match(r"\s+(?:that|was|were|about)\b", where.after))


def _may_hold(name: NameSpan, roster: Roster) -> bool:
    return (
        name.place
        or name.known
        or is_acronym(name.text)
        or len(name.text.split()) > 1
        or roster.is_evident(name.text)
    )


def _is_holder_like(name: NameSpan, roster: Roster) -> bool:
    return name.place or roster.is_evident(name.text) or is_personal(roster, name.text)


def _is_loose(names: list[NameSpan], where: Setting, *, known: bool) -> bool:
    """Whether what stands before the names asks for no name: they are tied to nothing."""
    before = where.before
    if before[-1] in "”\"')":
        return True
    last = re.search(r"[\w'-]+$", before)
    if last is None:
        return False
    word = last.group()
    if word.lower() in CLAUSE_WORDS:
        return False
    if word[0].isupper() and known and re.match(r"\s*[.”\"]*\s*$", where.after):
        return True
    if word[0].isupper():
        return len(names) > 1 or " on behalf of " in names[0].text
    if is_past(word) and is_report(word):
        return re.search(rf"\b{BE}\s+(?:\w+\s+){{0,2}}{word}$", before) is not None
    return True


def _breaks_off(where: Setting) -> bool:
    """Whether the sentence ends behind the names, or goes on as if they were not there."""
    if re.match(r"\s*[.”\"]*\s*$", where.after):
        return True
    return bool(
        re.match(
            r"\s+(?:the|that|as|which|and\s+(?:as|there|it|that|also))\b|,\s+(?:as|which|while|but)\b",
            where.after,
        )
    )
