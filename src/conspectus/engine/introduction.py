"""The introduction, computed from the record: what came in, from whom, how to read the paper.

Frame sentences only: they name no holder, quote nothing and say of no holders that they are many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from conspectus.engine.binding import Binder
from conspectus.engine.corpus import Corpus, DegreeRule
from conspectus.engine.language_names import language_name
from conspectus.engine.paper import Paragraph, Section
from conspectus.engine.printed_names import NameIndex
from conspectus.engine.prose_numbers import (
    counted,
    day,
    enumeration,
    number,
    period,
    sentence_case,
    share,
    with_figures,
)
from conspectus.engine.quoting import without_quote_marks
from conspectus.engine.turnout import Meeting, Turnout, translations_used, turnout
from conspectus.engine.wordings import SCOPES

_ARTICLES: Final = frozenset({"private sector", "technical community", "academic community"})
_LARGEST_LIST: Final = 12


def introduction(
    corpus: Corpus,
    binder: Binder,
    numbers: Iterator[int],
    headings: Sequence[str] = (),
    wordings: Iterable[str] = (),
) -> tuple[Section, ...]:
    """The opening section; ``headings``: of the sections that follow, in order.

    ``wordings``: of the views that are reported; what some of them say is explained.
    """
    facts = turnout(corpus)
    names = NameIndex(corpus.holders)
    drafts = (
        _received(corpus, facts),
        _contributors(facts),
        _meetings(facts),
        _left_out(corpus, facts),
        _made(corpus, facts, headings, has_scopes=any(one.endswith(SCOPES) for one in wordings)),
        _degrees(corpus.settings.degree, facts.contributors + facts.speakers),
        _disclaimers(),
        corpus.notes,
    )
    written = []
    for texts in drafts:
        lines = [_one_line(text) for text in texts]
        kept = [line for line in lines if line and names.first_in(line) is None]
        if kept:
            place = next(numbers)
            written.append(
                Paragraph(
                    id=f"p{place}",
                    number=str(place),
                    kind="prose",
                    sentences=tuple(binder.frame(line) for line in kept),
                )
            )
    return (
        Section(id="introduction", theme=None, heading="Introduction", paragraphs=tuple(written)),
    )


def _one_line(text: str) -> str:
    return " ".join(without_quote_marks(text).split())


def _received(corpus: Corpus, facts: Turnout) -> list[str]:
    """What the paper is and what it summarizes."""
    settings = corpus.settings
    between = ""
    if facts.first and facts.last and facts.first != facts.last:
        between = f" {period(facts.first, facts.last)}"
    texts = []
    if facts.contributions:
        texts.append(
            f"This paper summarizes {counted(facts.contributions, 'contribution')}"
            f"{_documents(facts)} that "
            f"{'was' if facts.contributions == 1 else 'were'} received from "
            f"{counted(facts.contributors, 'contributor')}{between}."
        )
    else:
        texts.append("This paper summarizes what was said and written in the course of the forum.")
    if settings.forum:
        cycle = f" in {settings.cycle}" if settings.cycle else ""
        status = settings.status or "paper"
        texts.append(
            f"It is issued as a {status} and is conceived as an input into the discussions of "
            f"{_with_article(settings.forum)}{cycle}."
        )
    texts.append(
        "It does not cover every argument of every contribution; the contributions are listed by "
        "contributor in the annex, and their full texts are published with this paper."
        if facts.contributions
        else "It does not cover every argument; the speakers are listed in the annex, and the "
        "full texts are published with this paper."
    )
    if settings.cut_off:
        texts.append(
            f"Contributions were taken into account up to {day(settings.cut_off)}, the cut-off "
            "date."
        )
    return texts


def _documents(facts: Turnout) -> str:
    """How many documents they are, where that is another number."""
    if facts.documents == facts.contributions:
        return ""
    return f" ({counted(facts.documents, 'document')})"


def _with_article(forum: str) -> str:
    """ "the Meridian Internet Forum", but "NETmundial"."""
    if " " not in forum or forum.lower().startswith("the "):
        return forum
    return f"the {forum}"


def _contributors(facts: Turnout) -> list[str]:
    """Who contributed, by group and by region, as signed."""
    texts = []
    groups = {_group(name): n for name, n in facts.groups.items() if name}
    if groups:
        texts.append(
            f"By stakeholder group, the {_come(facts.contributors)} from {with_figures(groups)}"
            f"{_rest(facts.groups, 'states no group', 'state no group')}."
        )
    regions = {name: n for name, n in facts.regions.items() if name and name != "Global"}
    if regions:
        everywhere = facts.regions.get("Global", 0)
        worldwide = f"; {number(everywhere)} gave their scope as global" if everywhere else ""
        texts.append(
            f"By region, {'it comes' if facts.contributors == 1 else 'they come'} from "
            f"{with_figures(regions)}{worldwide}"
            f"{_rest(facts.regions, 'states no region', 'state no region')}."
        )
    if len(facts.languages) > 1 or any(code != "en" for code in facts.languages):
        spoken = {language_name(code): n for code, n in facts.languages.items()}
        are = "contribution is" if facts.contributions == 1 else "contributions are"
        texts.append(f"The {are} in {with_figures(dict(sorted(spoken.items())))}.")
    return [*texts, *_signatures(facts)]


def _come(contributors: int) -> str:
    return "contributor comes" if contributors == 1 else "contributors come"


def _group(name: str) -> str:
    if name == "other":
        return "other groups"
    return f"the {name}" if name in _ARTICLES else name


def _rest(counts: Mapping[str, int], one: str, more: str) -> str:
    unknown = counts.get("", 0)
    return f"; {number(unknown)} {one if unknown == 1 else more}" if unknown else ""


def _signatures(facts: Turnout) -> list[str]:
    """Joint contributions, campaigns, and those made on behalf of others."""
    texts = []
    if facts.joint:
        is_one = facts.joint == 1
        texts.append(
            f"{sentence_case(counted(facts.joint, 'contribution'))} "
            f"{'is a joint one and counts' if is_one else 'are joint ones and count'} once"
            f"{'' if is_one else ' each'}, whatever the number of signatories."
        )
    texts += [
        f"{sentence_case(number(copies))} near-identical letters of different signatories count "
        "as one voice, that of a campaign; what single signatories added to the letter is not "
        "drawn upon."
        for copies in facts.campaigns
    ]
    return texts


def _meetings(facts: Turnout) -> list[str]:
    """The interventions and posts that the paper draws on, with where they were made."""
    texts = []
    if facts.interventions:
        also = "The paper also draws on" if facts.contributions else "It draws on"
        texts.append(
            f"{also} {counted(facts.interventions, 'intervention')} by "
            f"{counted(facts.speakers, 'speaker')}, made at "
            f"{counted(len(facts.meetings), 'meeting')}"
            f"{_channels(facts.meetings)}{_listed(facts.meetings)}."
        )
        texts.append("What those presiding or moderating said is not counted among the views.")
    if facts.posts:
        texts.append(
            f"It draws on {counted(facts.posts, 'post')} in "
            f"{counted(len(facts.threads), 'thread')} of the online forum."
        )
    if facts.contributions and (facts.interventions or facts.posts):
        texts.append(
            "Whoever holds a view is called a contributor, whether in writing, in a meeting or in "
            "the online forum; where all of them spoke or posted, the sentence says so."
        )
    return texts


def _channels(meetings: Sequence[Meeting]) -> str:
    channels = {channel for meeting in meetings for channel in meeting.channels}
    if {"room", "remote"} <= channels:
        return ", in the room and by remote participation"
    return ", by remote participation" if channels == {"remote"} else ""


def _listed(meetings: Sequence[Meeting]) -> str:
    """Meetings with their days and numbers of interventions, unless there are too many to read."""
    if len(meetings) > _LARGEST_LIST:
        return ""
    shown = []
    for meeting in meetings:
        when = day(meeting.day) if meeting.day else ""
        known = when and when not in meeting.title and when.rsplit(" ", 1)[0] not in meeting.title
        called = _SCARE.sub(r"\1", without_quote_marks(meeting.title))
        title = f"{called}, {when}" if known else called
        shown.append(f"{title} ({meeting.size})")
    return f": {enumeration(shown)}"


_SCARE = re.compile(r"(?<!\w)['‘’`]([^'‘’`]{1,80})['’`](?!\w)")
"""Words of a title in single quotation marks: in a sentence of ours they would announce a quote."""


def _left_out(corpus: Corpus, facts: Turnout) -> list[str]:
    """What came in and is not reflected, in numbers, and what is published without a name."""
    texts = [
        _told(facts.late, "arrived after the cut-off date and {is} listed, not reflected"),
        _told(facts.unreadable, "could not be read"),
        _told(
            facts.without_name,
            "{is} published without the name of its author, on request",
            "{is} published without the names of their authors, on request",
        ),
        _told(
            facts.not_published,
            "{is} not for publication and therefore counted here, but neither quoted nor shown",
        ),
        _told(facts.withdrawn, "{was} withdrawn and {is} not reflected"),
    ]
    used = translations_used(corpus)
    if used:
        is_one = used == 1
        texts.append(
            f"{sentence_case(counted(used, 'contribution'))} {'is' if is_one else 'are'} drawn "
            f"from {'the translation' if is_one else 'the translations'} supplied with "
            f"{'it' if is_one else 'them'}; original and translation count once."
        )
    return [text for text in texts if text]


def _told(n: int, one: str, more: str = "") -> str:
    if not n:
        return ""
    words = (one if n == 1 else more or one).replace("{is}", "is" if n == 1 else "are")
    words = words.replace("{was}", "was" if n == 1 else "were")
    return f"{sentence_case(counted(n, 'contribution'))} {words}."


def _made(
    corpus: Corpus, facts: Turnout, headings: Sequence[str], *, has_scopes: bool
) -> list[str]:
    """How the paper was made and is arranged."""
    texts = []
    if len(headings) > 1:
        listed = enumeration([_one_line(heading) for heading in headings])
        texts.append(f"The views are arranged under these headings: {listed}.")
    texts += [
        (
            "Each sentence that states a view names those who hold it and leads to the words from "
            "which it was drawn, so that every attribution can be checked."
        ),
        (
            "A contributor is named under a view only where its own words carry it; what it "
            "reports of others is not counted as its own."
        ),
    ]
    if has_scopes:
        texts.append(
            f"Where a view is reported as held {SCOPES[0]}, or in similar words, some of those "
            "named may ask for it in general and others in a particular matter."
        )
    texts += [
        (
            "Under each heading, what belongs together stands in one paragraph."
            if len(headings) > 1
            else "What belongs together stands in one paragraph."
        ),
    ]
    if any(code != corpus.settings.language for code in facts.languages):
        texts.append(
            "Contributions in other languages are quoted in the original wherever no translation "
            "was supplied with them."
        )
    return texts


def _degrees(rule: DegreeRule, heard: int) -> list[str]:
    """What the degree words stand for, from the rule that the forum has set.

    ``heard``: contributors and speakers. Words that so few cannot give are not explained.
    """
    if 0 < heard < rule.numbers_below:
        return [
            "Each view is given with the names and the number of those who hold it.",
            "Silence on a matter is not taken for agreement.",
        ]
    return [
        (
            "The words that tell how widely a view is held are computed from counts and are never "
            "chosen."
        ),
        (
            "They set the number of those who hold the view against the number of those who "
            "addressed the theme in which it stands; both numbers stand in the record of each "
            "sentence."
        ),
        (
            "A view of one or of two is given with their names; where fewer than "
            f"{number(rule.numbers_below)} addressed the theme, the number itself is given."
        ),
        (
            f"Otherwise, general support stands for at least {share(rule.general_support_share)} "
            f"of them, no fewer than {number(rule.general_support_holders)}, from at least "
            f"{number(rule.general_support_groups)} stakeholder groups and with no opposed view; "
            f"most stands for more than {share(rule.most_share)}; many for at least "
            f"{share(rule.many_share)} and no fewer than {number(rule.many_holders)}; and several "
            "for any other number."
        ),
        "Silence on a matter is not taken for agreement.",
    ]


def _disclaimers() -> list[str]:
    return [
        (
            "Facts stated by contributors were not verified, the contributors are a self-selected "
            "sample, and the order of views and of names is no ranking."
        ),
        "The paper is not a consensus text and passes no judgement on the views that it reports.",
        (
            "The designations employed and the presentation of material do not imply the "
            "expression of any opinion whatsoever concerning the legal status of any country, "
            "territory, city or area, or of its authorities, or concerning the delimitation of its "
            "frontiers or boundaries."
        ),
    ]
