"""Sources that are, whole, a report of what others said: none of it is their contributor's view.

An institute sends in the report of a meeting of experts whose rapporteur writes "the experts
agreed". Nothing in it says that the institute shares a word. An organisation that writes of itself
in the third person, or in the passive throughout, is no such case: the signs are those of a report,
and all of them have to be there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from conspectus.engine.corpus import Corpus, Holder, Source, SourceKind
from conspectus.engine.paper import Doubt
from conspectus.engine.passages import Claim, own_names
from conspectus.engine.remembered import remembered

KIND: Final = "own words?"
REASON: Final = "no view: a report of what others said that never names its contributor"
_HEAD: Final = 700
"""Characters from the beginning in which a report says that it is one."""
_FEWEST: Final = 2
"""Told acts of others that a report with its heading has at least."""
_WITHOUT_HEADING: Final = 5
_SHOWN: Final = 3
_SHARE: Final = 4
"""At most one source in so many may be such a report: a folder of nothing but minutes is what the
secretariat wants summarised."""
_OWN: Final = re.compile(
    r"\b(?:[Ww]e|[Oo]urs?|[Uu]s|[Mm]y|[Mm]ine|ourselves|myself)\b|"
    r"(?:^|[^\w\s]\s+|\b(?:and|that|but|as|which|so|if|what|therefore|while) )I (?=[a-z])|"
    r"\bI[’'](?:m|ve|d)\b",
    re.MULTILINE,
)
"""A lone "I" is often a numeral, "Annex I to the report": it opens a clause and a verb follows."""
_OWN_TEXT: Final = re.compile(
    r"\b(?:this|the present) (?:submission|contribution|position paper|response|comment)\b"
    r"|\b(?:yours|sincerely|signed|on behalf of)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|«[^»]{0,2000}»")
_REPORT: Final = re.compile(
    r"\b(?:report (?:of|on|to|by|from) (?:the|an?)\b[^.\n]{0,90}"
    r"\b(?:meeting|workshop|conference|seminar|session|symposium|group|committee|panel|"
    r"consultation|director|assembly|council|forum|hearing)|"
    r"(?:meeting|workshop|conference|seminar|session|mission|final|summary) report|"
    r"rapporteur[’']?s? (?:report|summary)|chair(?:man|person)?[’']?s (?:report|summary)|"
    r"(?:minutes|proceedings|summary|record|outcomes?|conclusions) of (?:the|an?)\b[^.\n]{0,60}"
    r"\b(?:meeting|workshop|conference|seminar|session|symposium|discussions?|debate|"
    r"consultation|hearing|assembly|forum)|summary record)",
    re.IGNORECASE,
)
_OTHERS: Final = (
    r"(?:(?:\d+|two|three|some|many|most|several|all|the|a number of|[Tt]wenty-\w+) )?"
    r"(?:experts?|participants?|speakers?|panell?ists?|delegat(?:es|ions?)|attendees|observers?|"
    r"discussants?|respondents|interviewees|rapporteur|chairperson|chairman|chair|moderator|"
    r"members of the (?:panel|group|committee)|"
    r"(?:experts?|working|drafting) (?:meeting|group)[^.,;]{0,40}|meeting|workshop)"
)
_ACT: Final = re.compile(
    rf"\b{_OTHERS} (?:also |then |further |unanimously |generally |finally |broadly |"
    r"(?:has|have|had) )?"
    r"(?:agreed|adopted|discussed|noted|recommended|proposed|proposes|stressed|underlined|"
    r"concluded|suggested|emphasi[sz]ed|expressed|highlighted|considered|felt|met|participated|"
    r"attended|argued|observed|pointed out|called (?:for|on|upon)|requested|"
    r"recognised|recognized|endorsed|welcomed|acknowledged|opened|closed|thanked|presented|"
    r"explained|raised|reported|heard|held|was convened|were (?:invited|designated|guided))\b|"
    r"\b(?:was|were) (?:designated|elected|appointed),?[^.]{0,30}\b(?:chair\w*|rapporteurs?)\b|"
    r"\bacted as (?:the )?(?:secretary|rapporteur|chair\w*|moderator)\b|"
    r"\bit was (?:agreed|noted|suggested|proposed|stressed|pointed out|decided|recommended|felt) "
    r"(?:that|to)\b",
    re.IGNORECASE,
)


def reports_of_others(corpus: Corpus) -> frozenset[str]:
    """Ids of the sources that report what others said and never speak as their contributor.

    Only where they are few: in a folder of minutes each is such a report, and asked for.
    """
    holders = {holder.id: holder for holder in corpus.holders}
    found = frozenset(s.id for s in corpus.sources if _reports_others(s, holders))
    return found if len(found) * _SHARE <= len(corpus.sources) else frozenset()


def _reports_others(source: Source, holders: Mapping[str, Holder]) -> bool:
    if source.kind is not SourceKind.CONTRIBUTION or not source.holders:
        return False
    named = {name for one in source.holders for name in own_names(holders[one])}
    return _is_told(source.text, tuple(sorted(named)))


@lru_cache(maxsize=1 << 10)
@remembered(pack=bool, unpack=bool)
def _is_told(text: str, names: tuple[str, ...]) -> bool:
    """``is_report_of_others``; a run asks three times for the same sources."""
    return is_report_of_others(text, frozenset(names))


def is_report_of_others(text: str, names: frozenset[str] | set[str]) -> bool:
    """Whether ``text`` is a report of others' words in which its contributor never speaks.

    ``names``: lower-case names of the contributor. A text that names it, says "we" or "our", or
    speaks of itself as a contribution is its own, as is any that is not told as a report.
    """
    spoken = _QUOTED.sub(" ", text)
    lower = " ".join(text.lower().split())
    if any(re.search(rf"\b{re.escape(name)}\b", lower) for name in names):
        return False
    if _OWN.search(spoken) or _OWN_TEXT.search(spoken):
        return False
    acts = sum(1 for _ in _ACT.finditer(spoken))
    headed = _REPORT.search(text[:_HEAD]) is not None
    return acts >= (_FEWEST if headed else _WITHOUT_HEADING)


def report_doubts(corpus: Corpus, claims: Sequence[Claim]) -> tuple[Doubt, ...]:
    """What the rapporteur should look at: each such report, with its first passages."""
    holders = {holder.id: holder for holder in corpus.holders}
    numbers = {source.id: source for source in corpus.sources}
    return tuple(
        Doubt(
            kind=KIND,
            question=(
                f"No. {numbers[source].number} is told as a report of what others said and never "
                f"names {holders[numbers[source].holders[0]].name}, so nothing in it counts as its "
                "view. If it is, add the body that speaks in it as an alias of the contributor."
            ),
            passages=tuple(claim.id for claim in claims if claim.source == source)[:_SHOWN],
            score=0.0,
        )
        for source in sorted(reports_of_others(corpus))
    )
