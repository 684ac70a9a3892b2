"""A forum and its cycle from a forum.toml: what is missing is made, what is there is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from conspectus.engine.corpus import Correction, ForumSettings, ThemeSpec
from conspectus.engine.revision.acts import Act
from conspectus.formats.intake.folding import fold
from conspectus.forums.models import Cycle, Forum
from conspectus.forums.services.cycles import CycleFacts, create_cycle
from conspectus.forums.services.forums import create_forum
from conspectus.forums.services.instruments import save_glossary_entry
from conspectus.forums.services.themes import ThemeText, add_theme

AUTHORITY = "The secretariat's forum.toml"


@transaction.atomic
def ensure_forum(slug: str, settings: ForumSettings) -> Forum:
    """The forum with this slug; made, and its glossary filled, from the settings.

    Its ``settings`` keep what the file says about every paper: degree, names, style, groups.

    Raises:
        SiteError: the slug may not stand in an address.
    """
    forum = Forum.objects.filter(slug=slug).first()
    if forum is None:
        forum = create_forum(
            slug,
            names={settings.language: settings.forum or slug},
            languages=_working_languages(settings),
        )
    if not forum.settings:
        forum.settings = {
            "degree": asdict(settings.degree),
            "names_style": settings.names_style,
            "style": dict(settings.style),
            "stakeholder_groups": dict(settings.stakeholder_groups),
        }
        forum.save(update_fields=["settings"])
    known = set(forum.glossary.values_list("language", "term"))
    for entry in settings.glossary:
        if (entry.language, entry.term) not in known:
            save_glossary_entry(
                forum, language=entry.language, term=entry.term, meaning=entry.meaning
            )
    return forum


@transaction.atomic
def ensure_cycle(forum: Forum, slug: str, settings: ForumSettings) -> Cycle:
    """The cycle with this slug; made from the settings, with the themes that it lacks.

    Its ``settings`` keep what the file says about this cycle's paper: title, parts, issues.

    Raises:
        SiteError: the slug may not stand in an address.
    """
    cycle = forum.cycles.filter(slug=slug).first()
    if cycle is None:
        facts = CycleFacts(names={settings.language: settings.cycle or slug})
        cycle = create_cycle(forum, slug=slug, facts=facts)
    if not cycle.settings:
        cycle.settings = {
            "title": settings.title,
            "status": settings.status,
            "reference": settings.reference,
            "language": settings.language,
            "cut_off": settings.cut_off or "",
            "parts": [asdict(part) for part in settings.parts],
            "issues": [asdict(issue) for issue in settings.issues],
        }
        cycle.save(update_fields=["settings"])
    known = set(cycle.themes.values_list("slug", flat=True))
    for theme in settings.themes:
        if theme.id not in known:
            _add(cycle, theme, settings.language)
    return cycle


@transaction.atomic
def keep_corrections(
    cycle: Cycle, corrections: Sequence[Correction], acts: Sequence[Act] = ()
) -> None:
    """What the secretariat's corrections.toml settles; it takes the place of an earlier one."""
    cycle.settings = {
        **cycle.settings,
        "corrections": [asdict(one) for one in corrections],
        "acts": [asdict(one) for one in acts],
    }
    cycle.save(update_fields=["settings"])


@transaction.atomic
def forget_corrections(cycle: Cycle, *, source: str, names: Collection[str]) -> None:
    """Drops what was settled about an erased source, or about those who signed it.

    ``source``: its id, "" where it has none; ``names``: as signed.
    """
    folded = {fold(name) for name in names} - {""}
    kept = {kind: list(cycle.settings.get(kind, ())) for kind in ("corrections", "acts")}
    left = {
        kind: [one for one in rows if not _is_about(one, source, folded)]
        for kind, rows in kept.items()
    }
    if left != kept:
        cycle.settings = {**cycle.settings, **left}
        cycle.save(update_fields=["settings"])


def _is_about(one: Mapping[str, Any], source: str, names: Collection[str]) -> bool:
    """Whether a correction, or an act on the text, names a source or somebody who signed it."""
    keys = [*one.get("passages", ()), one.get("view_of"), one.get("of"), *one.get("after", ())[:1]]
    about = [one.get("source") or "", *(key.split(":")[0] for key in keys if key)]
    told = ("value", "was", "text", "holder", "why")
    said = [*(one.get(field) or "" for field in told), *one.get("names", ())]
    said += list(one.get("after", ()))[1:]
    if source and any(
        one == source or one.startswith((f"{source}-", f"{source}:")) for one in about
    ):
        return True
    return any(name in fold(words) for name in names for words in said)


def _working_languages(settings: ForumSettings) -> list[str]:
    """The language of the paper first: where a page lacks another, it stands in."""
    return list(dict.fromkeys((settings.language, *settings.languages)))


def _add(cycle: Cycle, theme: ThemeSpec, language: str) -> None:
    text = ThemeText(
        names={language: theme.name},
        descriptions={language: theme.description} if theme.description else {},
        kind=theme.kind,
        terms=theme.terms,
        authority=AUTHORITY,
    )
    add_theme(cycle, slug=theme.id, text=text, examples=theme.examples)
