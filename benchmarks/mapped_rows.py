"""The rows of a large map; imported where the site is set up (see workbench)."""

from __future__ import annotations

import random

from installation import _words

from conspectus.contributions.models import Call, Contribution
from conspectus.core.clock import stamp
from conspectus.synthesis.models import (
    Correction,
    MappedPassage,
    MappedTheme,
    MappedView,
    Paper,
    PaperVersion,
    Question,
)
from conspectus.synthesis.services.asking import options_of

BATCH = 500
HOLDERS = 200
WIDEST = 600
"""Passages of the first view; the others share what is left."""
KINDS = ("merge?", "claim?", "own or relayed?", "theme?")


def fill_map(
    views: int, passages: int, *, themes: int, corrections: int, questions: int, draw: random.Random
) -> PaperVersion:
    """One paper with one draft, and what a rapporteur has done to it."""
    call = Call.objects.select_related("cycle").get()
    paper = Paper.objects.create(cycle=call.cycle, call=call, number=1, title="A paper")
    version = PaperVersion.objects.create(paper=paper, k=1, state=PaperVersion.State.READY)
    sources = list(Contribution.objects.select_related("current").order_by("number"))
    view_of = [0] * WIDEST + [1 + n % (views - 1) for n in range(passages - WIDEST)]
    MappedView.objects.bulk_create(
        (_view(version, n, themes, view_of, draw) for n in range(views)), batch_size=BATCH
    )
    MappedPassage.objects.bulk_create(
        (_passage(version, n, view, themes, sources, draw) for n, view in enumerate(view_of)),
        batch_size=BATCH,
    )
    MappedTheme.objects.bulk_create(_theme(version, n, views, themes) for n in range(themes))
    Correction.objects.bulk_create(
        _correction(paper, n + 1, passages, themes, draw) for n in range(corrections)
    )
    Question.objects.bulk_create(_question(version, n, passages, draw) for n in range(questions))
    return version


def _key(n: int) -> str:
    return f"{n % HOLDERS + 1}:{n:012x}"


def _view(
    version: PaperVersion, n: int, themes: int, view_of: list[int], draw: random.Random
) -> MappedView:
    count = WIDEST if n == 0 else len(view_of) // 2000
    holders = min(count, HOLDERS)
    firsts = range(WIDEST) if n == 0 else range(0)
    return MappedView(
        version=version,
        view=f"v-{n:012}",
        theme=f"theme-{n % themes}",
        wording=_words(draw, 16).rstrip("."),
        language="en",
        n=holders,
        of=HOLDERS,
        degree="many",
        groups=[["Civil society", holders // 2], ["Governments", holders - holders // 2]],
        regions=[["Africa", holders // 3], ["Europe", holders - holders // 3]],
        holders=[[f"h-{one}", f"Holder number {one}"] for one in range(holders)],
        weight=1000 * holders + 41,
        why=[[f"{_key(one)}", "", 60, ["access", "open", "policy"]] for one in firsts],
        marks=",shared,list," if n % 3 else ",single,unprinted,",
    )


def _passage(
    version: PaperVersion,
    n: int,
    view: int,
    themes: int,
    sources: list[Contribution],
    draw: random.Random,
) -> MappedPassage:
    source = sources[n % len(sources)]
    return MappedPassage(
        version=version,
        passage=_key(n),
        key=_key(n),
        view=f"v-{view:012}",
        theme=f"theme-{view % themes}",
        holder=f"h-{n % HOLDERS:03}",
        name=f"Holder number {n % HOLDERS}",
        group="Civil society",
        region="Africa",
        capacity="own",
        stance="for",
        language="en",
        contribution=source,
        contribution_version=source.current,
        paragraph=1,
        source=str(n % HOLDERS + 1),
        before=_words(draw, 60),
        words=_words(draw, 25),
        after=_words(draw, 60),
        printed=n % 2 == 0,
        sure=60,
    )


def _theme(version: PaperVersion, n: int, views: int, themes: int) -> MappedTheme:
    return MappedTheme(
        version=version,
        theme=f"theme-{n}",
        name=f"Theme number {n}",
        order=n,
        addressed=HOLDERS,
        views=views // themes,
        printed=views // themes // 2,
        unprinted=1500,
        marks={"shared": 120, "single": 80, "list": 60, "unprinted": 100},
        groups=[["Civil society", 120], ["Governments", 80]],
        regions=[["Africa", 90], ["Europe", 110]],
        unreflected=[[f"h-{one}", f"Holder number {one}", 3] for one in range(60)],
    )


def _correction(
    paper: Paper, number: int, passages: int, themes: int, draw: random.Random
) -> Correction:
    keys = [_key(draw.randrange(passages)) for _ in range(1 + number % 12)]
    kind = "same" if len(keys) > 1 else "theme"
    if number % 5 == 0:
        said = {"of": keys[0], "was": _words(draw, 20), "text": _words(draw, 20)}
        given = {"number": number, "kind": "reword", "by_name": "A rapporteur", "at": stamp()}
        return Correction(paper=paper, **given, **said)
    return Correction(
        paper=paper,
        number=number,
        kind=kind,
        passages=keys,
        theme=f"theme-{number % themes}" if kind == "theme" else "",
        why="They say the same.",
        by_name="A rapporteur",
        at=stamp(),
    )


def _question(version: PaperVersion, n: int, passages: int, draw: random.Random) -> Question:
    keys = [_key(draw.randrange(passages)) for _ in range(2 + n % 20)]
    kind = KINDS[n % len(KINDS)]
    return Question(
        version=version,
        order=n,
        kind=kind,
        theme="theme-0",
        text=_words(draw, 30),
        passages=keys,
        options=options_of(kind, keys, "theme-1"),
        value=2.0,
    )
