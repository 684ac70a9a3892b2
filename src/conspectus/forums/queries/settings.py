"""What the engine is told about a cycle: the site's tables as a forum.toml would say it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
from conspectus.forums.models import Cycle, Theme


def settings_of(cycle: Cycle, *, questions: tuple[str, ...] = ()) -> ForumSettings:
    """The settings of a cycle's paper; ``questions``: of the call, which is above this app."""
    forum, kept = cycle.forum, cycle.settings
    language = str(kept.get("language") or (forum.languages or ["en"])[0])
    usual = ForumSettings()
    themes = tuple(_theme(theme, language) for theme in cycle.themes.all())
    known = {theme.id for theme in themes}
    return ForumSettings(
        title=str(kept.get("title", "")),
        forum=in_language(forum.names, language)[0],
        cycle=in_language(cycle.names, language)[0],
        status=str(kept.get("status") or usual.status),
        reference=str(kept.get("reference", "")),
        language=language,
        languages=tuple(sorted(forum.languages)) or usual.languages,
        cut_off=kept.get("cut_off") or None,
        themes=themes,
        parts=tuple(_part(part, known) for part in kept.get("parts", ())),
        issues=tuple(_issue(issue) for issue in kept.get("issues", ())),
        questions=questions,
        glossary=tuple(
            GlossaryEntry(term=entry.term, meaning=entry.meaning, language=entry.language)
            for entry in forum.glossary.all()
        ),
        degree=DegreeRule(**forum.settings.get("degree", {})),
        names_style=str(forum.settings.get("names_style") or usual.names_style),
        style=forum.settings.get("style", {}),
        stakeholder_groups=forum.settings.get("stakeholder_groups", {}),
    )


def _theme(theme: Theme, language: str) -> ThemeSpec:
    return ThemeSpec(
        id=theme.slug,
        name=in_language(theme.names, language)[0],
        description=in_language(theme.descriptions, language)[0],
        terms=tuple(theme.terms),
        examples=tuple(theme.examples),
        kind=theme.kind,
    )


def _part(kept: Mapping[str, Any], known: Collection[str]) -> PartSpec:
    """A part of the paper; a theme that the cycle no longer has is left out of it."""
    return PartSpec(
        name=kept["name"], themes=tuple(slug for slug in kept["themes"] if slug in known)
    )


def _issue(kept: Mapping[str, Any]) -> IssueSpec:
    return IssueSpec(
        name=kept["name"],
        targets=tuple(kept["targets"]),
        cues_for=tuple(kept["cues_for"]),
        cues_against=tuple(kept["cues_against"]),
    )
