"""The themes of the map: counts for the overview, definitions that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from conspectus.engine.names import printed_name
from conspectus.engine.paper import Paper as MadePaper
from conspectus.engine.paper_parts import View
from conspectus.synthesis.models import MappedPassage, MappedTheme, MappedView, PaperVersion

_DEFINES = re.compile(
    r"^(?:the )?(?:definition|meaning) of (?P<of>[^,;]{2,60}?)"
    r"(?: (?:is|should|must|includes?|needs?|covers?)\b|$)|"
    r"^(?:the term )?(?P<term>[^,;]{2,60}?) (?:means|refers to|is defined as|"
    r"(?:should|must|can|could) be (?:defined|understood) (?:as|to)|"
    r"(?:should|must) (?:mean|refer to))\b",
    re.IGNORECASE,
)


def counts_of(values: Iterable[str | None]) -> list[list[Any]]:
    """``[[name, number], …]``, the larger first; nobody's name is the empty one."""
    counts = Counter(value or "" for value in values)
    return [[name, n] for name, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def term_defined(wording: str) -> str:
    """The term that a wording defines, in small letters; empty where it defines none."""
    found = _DEFINES.search(wording)
    if found is None:
        return ""
    return (found["of"] or found["term"]).strip(" “”\"'").casefold()


def disputed_definitions(views: Iterable[View]) -> frozenset[str]:
    """The ids of views that define a term which another view of the theme defines otherwise."""
    found: dict[tuple[str, str], set[str]] = {}
    for view in views:
        for term in {term_defined(one) for one in view.wordings} - {""}:
            found.setdefault((view.theme, term), set()).add(view.id)
    return frozenset(one for ids in found.values() if len(ids) > 1 for one in ids)


def mapped_themes(
    version: PaperVersion,
    paper: MadePaper,
    views: Sequence[MappedView],
    passages: Sequence[MappedPassage],
) -> Iterator[MappedTheme]:
    """The themes of ``paper`` in its order, counted over the rows of its map."""
    holders = {one.id: one for one in paper.holders}
    for order, theme in enumerate(paper.themes):
        own = [view for view in views if view.theme == theme.id]
        said = [one for one in passages if one.theme == theme.id]
        traits = [holders[one] for one in theme.addressed_by]
        heard = {one.holder for one in said if one.printed}
        silent = Counter(one.holder for one in said if one.holder not in heard)
        marks = Counter(mark for view in own for mark in view.marks.split(",") if mark)
        yield MappedTheme(
            version=version,
            theme=theme.id,
            name=theme.name[:300],
            order=order,
            addressed=len(traits),
            views=len(own),
            printed=sum(bool(view.sentence) for view in own),
            unprinted=sum(not one.printed for one in said),
            marks={mark: marks[mark] for mark in MappedView.MARKS if marks[mark]},
            groups=counts_of(one.group for one in traits),
            regions=counts_of(one.region for one in traits),
            unreflected=sorted(
                ([one, printed_name(holders[one]), n] for one, n in silent.items()),
                key=lambda row: (row[1], row[0]),
            ),
        )
