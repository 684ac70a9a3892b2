"""What the engine is told about a cycle's paper: the forum.toml of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conspectus.core.text import in_language
from conspectus.engine.corpus import (
    DegreeRule,
    ForumSettings,
    GlossaryEntry,
    IssueSpec,
    PartSpec,
    ThemeSpec,
)
from conspectus.forums.models import Cycle


def paper_settings(cycle: Cycle) -> ForumSettings:
    """The settings of papers of a cycle, from its themes and what forum.toml has left there."""
    own: Mapping[str, Any] = cycle.settings
    forum: Mapping[str, Any] = cycle.forum.settings
    language = own.get("language") or "en"
    themes = tuple(
        ThemeSpec(
            id=theme.slug,
            name=in_language(theme.names, language)[0],
            description=in_language(theme.descriptions, language)[0],
            terms=tuple(theme.terms),
            examples=tuple(theme.examples),
            kind=theme.kind,
        )
        for theme in cycle.themes.order_by("order", "id")
    )
    known = {theme.id for theme in themes}
    return ForumSettings(
        title=own.get("title", ""),
        forum=in_language(cycle.forum.names, language)[0],
        cycle=in_language(cycle.names, language)[0],
        reference=own.get("reference", ""),
        language=language,
        cut_off=own.get("cut_off") or None,
        themes=themes,
        parts=tuple(
            PartSpec(
                name=one["name"], themes=tuple(slug for slug in one["themes"] if slug in known)
            )
            for one in own.get("parts", ())
        ),
        issues=tuple(_issue(one) for one in own.get("issues", ())),
        glossary=tuple(
            GlossaryEntry(term=one.term, meaning=one.meaning, language=one.language)
            for one in cycle.forum.glossary.order_by("language", "term")
        ),
        degree=DegreeRule(**forum.get("degree", {})),
        names_style=forum.get("names_style", "inline"),
        style=dict(forum.get("style", {})),
        stakeholder_groups=dict(forum.get("stakeholder_groups", {})),
    )


def _issue(kept: Mapping[str, Any]) -> IssueSpec:
    return IssueSpec(
        name=kept["name"],
        targets=tuple(kept["targets"]),
        cues_for=tuple(kept.get("cues_for", ())),
        cues_against=tuple(kept.get("cues_against", ())),
    )
