"""The map of a version in the database without a run of the engine."""

from __future__ import annotations

from conspectus.contributions.models import Contribution
from conspectus.synthesis.models import (
    MappedPassage,
    MappedTheme,
    MappedView,
    PaperVersion,
    Question,
)
from conspectus.synthesis.services.asking import options_of

VIEW = "v-0123456789ab"
THEME = "access"
WORDING = "access should be affordable for everyone"


def a_map(version: PaperVersion, contribution: Contribution, *, rows: int = 1) -> None:
    """Two views of one theme; the first has so many passages, and so many questions wait."""
    MappedTheme.objects.create(
        version=version,
        theme=THEME,
        name="Access",
        order=0,
        addressed=2,
        views=2,
        printed=1,
        unprinted=1,
        marks={"shared": 1, "single": 1, "unprinted": 1},
        groups=[["civil society", 2]],
        regions=[["Africa", 1], ["", 1]],
        unreflected=[["b", "Brel Society", 1]],
    )
    add_views(version, contribution, [VIEW, "v-000000000000"])
    add_passages(version, contribution, VIEW, rows)
    add_questions(version, rows)


def add_views(version: PaperVersion, contribution: Contribution, views: list[str]) -> None:
    """Views with one passage each."""
    for view in views:
        MappedView.objects.create(
            version=version,
            view=view,
            theme=THEME,
            wording=WORDING,
            language="en",
            stance="for",
            n=2,
            of=3,
            degree="several",
            groups=[["civil society", 2]],
            regions=[["Africa", 2]],
            holders=[["a", "Arda Union"], ["b", "Brel Society"]],
            weight=2000,
            why=[[f"1:{view}", "", 80, ["access", "affordable"]]],
            marks=",shared,unprinted,",
        )
        _passage(version, contribution, view, f"1:{view}", printed=False)


def add_passages(version: PaperVersion, contribution: Contribution, view: str, count: int) -> None:
    """Further passages of a view, "1:p0", "1:p1" …"""
    start = MappedPassage.objects.filter(version=version, key__startswith="1:p").count()
    for n in range(start, start + count):
        _passage(version, contribution, view, f"1:p{n}", printed=True)


def add_questions(version: PaperVersion, count: int) -> None:
    """Whether the first two views are one, again and again."""
    keys = [f"1:{VIEW}", "1:v-000000000000"]
    start = Question.objects.filter(version=version).count()
    for n in range(start, start + count):
        Question.objects.create(
            version=version,
            order=n,
            kind="merge?",
            theme=THEME,
            text=f"Are these one view? ({n})",
            passages=keys,
            options=options_of("merge?", keys),
            value=1.5,
        )


def _passage(
    version: PaperVersion, contribution: Contribution, view: str, key: str, *, printed: bool
) -> None:
    MappedPassage.objects.create(
        version=version,
        passage=key,
        key=key,
        view=view,
        theme=THEME,
        holder="a",
        name="Arda Union",
        group="civil society",
        region="Africa",
        capacity="own",
        stance="for",
        language="en",
        contribution=contribution,
        contribution_version=contribution.current,
        paragraph=1,
        source="1",
        before="We say that ",
        words=WORDING,
        after=" without delay.",
        printed=printed,
        sure=80,
    )
