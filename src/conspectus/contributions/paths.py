"""Permanent addresses of contributions, without language (DESIGN §8)."""

from __future__ import annotations

from conspectus.contributions.models import Contribution, Version, VersionTranslation


def contribution_path(contribution: Contribution) -> str:
    """ "/igf/2026/contributions/7/"; the cycle's scope must be read with it."""
    return f"/{contribution.cycle.scope.path}/contributions/{contribution.number}/"


def version_path(version: Version) -> str:
    """ "/igf/2026/contributions/7/v1/"."""
    return f"{contribution_path(version.contribution)}v{version.k}/"


def translation_path(translation: VersionTranslation) -> str:
    """ "/igf/2026/contributions/7/v1/in/fr/": leads to the newest edition."""
    return f"{version_path(translation.version)}in/{translation.language}/"


def edition_path(translation: VersionTranslation) -> str:
    """ "/igf/2026/contributions/7/v1/in/fr/1/"."""
    return f"{translation_path(translation)}{translation.edition}/"
