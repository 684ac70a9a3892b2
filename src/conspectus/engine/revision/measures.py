"""What the sentences of a paper are held against: all that a check needs of the paper around one.

So one sentence can be checked while it is written, without its paper (``checking.checked``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from conspectus.engine.corpus import DegreeRule, Holder
from conspectus.engine.degree import rule_of_options
from conspectus.engine.evidence import Sentence
from conspectus.engine.paper_parts import PaperData


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """``holders``: by id. ``addressed``: theme id → ids of the holders that addressed it.

    ``themes``: theme id → name. ``views``: view id → theme id. ``opposed``: ids of the views that
    stand in an opposition.
    ``languages``: source id → language of its text. ``language``: of the paper. ``rule``: the
    thresholds of degree words.
    """

    holders: Mapping[str, Holder]
    addressed: Mapping[str, Collection[str]]
    themes: Mapping[str, str]
    views: Mapping[str, str]
    opposed: frozenset[str]
    languages: Mapping[str, str | None]
    language: str
    rule: DegreeRule

    def addressed_by(self, sentence: Sentence) -> Collection[str] | None:
        """Who addressed the theme in which the sentence is counted."""
        themes = {self.views[view] for view in sentence.views if view in self.views}
        return self.addressed.get(min(themes)) if len(themes) == 1 else None


def measures_of(paper: PaperData) -> Measures:
    """The measures of a whole paper."""
    return Measures(
        holders={one.id: one for one in paper.holders},
        addressed={theme.id: theme.addressed_by for theme in paper.themes},
        themes={theme.id: theme.name for theme in paper.themes},
        views={view.id: view.theme for view in paper.views},
        opposed=frozenset(view for pair in paper.oppositions for view in pair.views),
        languages={source.id: source.language for source in paper.sources},
        language=paper.language,
        rule=rule_of_options(paper.engine["options"]),
    )
