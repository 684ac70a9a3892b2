"""Rulings put to work: on claims, on their themes, and on the views that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from conspectus.engine.corpus import Capacity, ThemeSpec
from conspectus.engine.corrections import Rulings, correction_doubts, passage_key
from conspectus.engine.grammar.reporting import Reported
from conspectus.engine.opposition_views import FoundOpposition
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.passages import Claim
from conspectus.engine.quoting import may_be_quoted
from conspectus.engine.theming import Themed
from conspectus.engine.views import DraftView

Scored = tuple[float, DraftView]
Fits = Callable[[str, DraftView], bool]
"""Whether a view can have the words that a person gave it."""


def doubts_of(
    rulings: Rulings, read: Iterable[Claim], themes: Sequence[ThemeSpec]
) -> tuple[Doubt, ...]:
    """What the rapporteur should know of the corrections; ``read``: all claims of the texts."""
    found = {passage_key(claim.id) for claim in read}
    return correction_doubts(rulings, found, theme_ids(themes).keys())


def kept_claims(claims: Iterable[Claim], rulings: Rulings) -> list[Claim]:
    """The claims without those that a person took out; what tells others' views is relayed."""
    return [
        replace(claim, capacity=Capacity.RELAYED)
        if passage_key(claim.id) in rulings.relayed
        else claim
        for claim in claims
        if passage_key(claim.id) not in rulings.dropped
    ]


def kept_views(views: Iterable[DraftView], rulings: Rulings) -> list[DraftView]:
    """The views without those that hold a passage which a person took out (excerpts)."""
    return [
        view
        for view in views
        if not any(passage_key(passage) in rulings.dropped for passage in view.passages)
    ]


def with_ruled_themes(themed: Themed, rulings: Rulings) -> Themed:
    """The claims under the themes that a person gave them, by id or name."""
    themes = theme_ids(themed.themes)
    given = {
        key: themes[theme.casefold()]
        for key, theme in rulings.themes.items()
        if theme.casefold() in themes
    }
    if not given:
        return themed
    return replace(
        themed,
        claims=tuple(
            replace(claim, theme=given.get(passage_key(claim.id), claim.theme))
            for claim in themed.claims
        ),
    )


def theme_ids(themes: Sequence[ThemeSpec]) -> dict[str, str]:
    """Name or id of a theme in lower case → its id."""
    return {name.casefold(): theme.id for theme in themes for name in (theme.name, theme.id)}


def settled(
    shared: Sequence[DraftView],
    singles: Sequence[Scored],
    themed: Themed,
    rulings: Rulings,
    fits: Fits = lambda _text, _view: True,
) -> tuple[tuple[DraftView, ...], list[Scored]]:
    """(shared views, scored single views) as the rulings will have them.

    What must stand apart is taken apart first, then what is the same is joined, then wordings and
    themes are set. ``fits``: asked of each wording before a view has it.
    """
    if not rulings.of_views:
        return tuple(shared), list(singles)
    alone = [view for _, view in singles]
    score = {id(view): value for value, view in singles}
    views = [part for view in shared for part in _taken_apart(view, rulings)]
    for group in rulings.same:
        views = _joined(views, group, alone, themed.claims, rulings)
    merged = {passage for group in rulings.same for passage in group}
    alone = [view for view in alone if not _keys(view).keys() & merged]
    views, alone, reworded = _all_worded(views, alone, themed.claims, rulings, fits)
    score |= {id(new): score[id(old)] for old, new in reworded if id(old) in score}
    known = theme_ids(themed.themes)
    themes = {
        key: claim.theme
        for claim in themed.claims
        if rulings.themes.get(key := passage_key(claim.id), "").casefold() in known
    }
    views = [part for view in views for part in _under_ruled_theme(view, rulings, themes)]
    best = 1.0 + max(score.values(), default=0.0)
    by_one = [replace(v, reported=_clause(v.clause)) for v in views if _is_settled_single(v)]
    alone = [*_unquoted(alone, rulings), *by_one, *_quotations(themed.claims, rulings)]
    return (
        tuple(view for view in views if len(view.claims) > 1),
        [(score.get(id(view), best), view) for view in alone],
    )


def _unquoted(views: Iterable[DraftView], rulings: Rulings) -> list[DraftView]:
    """The single views without those that are to stand in the holder's own words."""
    return [view for view in views if not _keys(view).keys() & rulings.quoted]


def _quotations(claims: Iterable[Claim], rulings: Rulings) -> list[DraftView]:
    """The passages that a person wants quoted, as far as a pair of quotation marks is left."""
    return [
        DraftView(clause=claim.text, theme=claim.theme, claims={claim.holder: (claim,)})
        for claim in claims
        if passage_key(claim.id) in rulings.quoted and claim.counted and may_be_quoted(claim.text)
    ]


def _is_settled_single(view: DraftView) -> bool:
    """A view of one holder that a person joined from several passages."""
    return len(view.claims) == 1 and view.settled


def _clause(text: str) -> Reported:
    return Reported(verb="", clause=text, is_clause=True)


def _keys(view: DraftView) -> dict[str, str]:
    """Key of each of its passages → holder."""
    return {
        passage_key(claim.id): holder
        for holder, claims in sorted(view.claims.items())
        for claim in claims
    }


def _with_only(view: DraftView, keys: Iterable[str]) -> DraftView:
    """The view with the passages of ``keys`` alone."""
    wanted = set(keys)
    claims = {
        holder: kept
        for holder, members in view.claims.items()
        if (kept := tuple(c for c in members if passage_key(c.id) in wanted))
    }
    return replace(view, claims=claims)


def parted(oppositions: Sequence[FoundOpposition], rulings: Rulings) -> tuple[FoundOpposition, ...]:
    """The oppositions with the views of each side taken apart; one that loses a side goes."""
    if not rulings.apart:
        return tuple(oppositions)
    found = [
        replace(
            one,
            views_for=tuple(p for view in one.views_for for p in _taken_apart(view, rulings)),
            views_against=tuple(
                p for view in one.views_against for p in _taken_apart(view, rulings)
            ),
        )
        for one in oppositions
    ]
    return tuple(one for one in found if one.views_for and one.views_against)


def opposed_under_ruled_themes(
    oppositions: Iterable[FoundOpposition], rulings: Rulings, themes: Sequence[ThemeSpec]
) -> tuple[FoundOpposition, ...]:
    """The oppositions under the theme that a person gave a passage of theirs, the latest one."""
    ids = theme_ids(themes)
    given = {k: ids[t.casefold()] for k, t in rulings.themes.items() if t.casefold() in ids}
    moved = []
    for one in oppositions:
        own = {passage_key(passage) for passage in one.passages}
        theme = next((given[key] for key in given if key in own), one.theme)
        moved.append(
            replace(
                one,
                theme=theme,
                views_for=tuple(replace(view, theme=theme) for view in one.views_for),
                views_against=tuple(replace(view, theme=theme) for view in one.views_against),
            )
        )
    return tuple(moved)


def _taken_apart(view: DraftView, rulings: Rulings) -> list[DraftView]:
    """The view without passages that must stand apart from those it keeps."""
    kept: list[str] = []
    keys = _keys(view).keys()
    for key in sorted(keys):
        if keys & rulings.not_held.get(key, frozenset()):
            continue
        if all(rulings.may_stand_together(key, other) for other in kept):
            kept.append(key)
    left = _with_only(view, kept)
    return [left] if left.claims else []


def _joined(
    views: Sequence[DraftView],
    group: frozenset[str],
    singles: Sequence[DraftView],
    claims: Sequence[Claim],
    rulings: Rulings,
) -> list[DraftView]:
    """The views with all passages of ``group`` under one: the widest that has one of them."""
    members = [c for c in claims if passage_key(c.id) in group and c.counted]
    if not members:
        return list(views)
    having = [view for view in views if group & _keys(view).keys()]
    base = min(having, key=lambda v: (-len(v.claims), v.clause), default=None)
    if base is None or not _all_fit(base, group, rulings):
        base = _shortest(members, singles)
    merged: dict[str, dict[str, Claim]] = {}
    for claim in (*(c for held in base.claims.values() for c in held), *members):
        merged.setdefault(claim.holder, {})[claim.id] = claim
    whole = replace(
        base,
        claims={holder: tuple(found.values()) for holder, found in sorted(merged.items())},
        reported=None,
        identical=base.identical and all(c.id in base.passages for c in members),
        paraphrased=True,  # a person has judged that they mean the same, in whatever words
        settled=True,
    )
    rest = []
    for view in views:
        left = _with_only(view, _keys(view).keys() - group) if view in having else view
        if left.claims and not left.passages <= whole.passages:
            rest.append(left)
    return [whole, *rest]


def _all_fit(view: DraftView, group: Iterable[str], rulings: Rulings) -> bool:
    """Whether every passage of the view may stand beside every one of the group."""
    return all(rulings.may_stand_together(key, other) for key in _keys(view) for other in group)


def _shortest(members: Sequence[Claim], singles: Sequence[DraftView]) -> DraftView:
    """The shortest wording that may be printed of one of ``members``, else the shortest words."""
    ids = {claim.id for claim in members}
    printable = [
        view
        for view in singles
        if view.passages <= ids and (view.reported is None or view.reported.is_clause)
    ]
    if printable:
        return min(printable, key=lambda v: (v.reported is None, len(v.clause), v.clause))
    claim = min(members, key=lambda c: (len(c.plain), c.id))
    words = claim.plain.rstrip(" .;")
    return DraftView(
        clause=words[:1].lower() + words[1:],
        theme=claim.theme,
        claims={claim.holder: (claim,)},
    )


def _all_worded(
    views: Sequence[DraftView],
    alone: Sequence[DraftView],
    claims: Sequence[Claim],
    rulings: Rulings,
    fits: Fits,
) -> tuple[list[DraftView], list[DraftView], list[tuple[DraftView, DraftView]]]:
    """Both lists with the wordings that people gave, and the (old, new) single views.

    The words go to the view that has most of the passages, the widest of several; the latest
    wording of a view holds.
    """
    shared, single = list(views), list(alone)
    changed: list[tuple[DraftView, DraftView]] = []
    done: set[int] = set()
    for text, keys in rulings.wordings:
        clause = text.rstrip(" .")
        wide = [(len(keys & _keys(v).keys()), v) for v in shared if keys & _keys(v).keys()]
        if wide:
            _, old = min(
                wide, key=lambda found: (-found[0], -len(found[1].claims), found[1].clause)
            )
            # A person has judged that they mean this, in whatever words.
            judged = replace(old, paraphrased=old.paraphrased or len(old.claims) > 1)
            if id(old) not in done and fits(text, judged):
                new = replace(judged, clause=clause, settled=True, identical=False)
                shared[_place(shared, old)] = new
                done.add(id(new))
            continue
        found = next((v for v in single if keys & _keys(v).keys()), None)
        if found is None:
            found = _of_passage(keys, claims)
            if found is None or not fits(text, found):
                continue
            single.append(found)
        elif not fits(text, found):
            continue
        new = replace(found, clause=clause, reported=_clause(clause), settled=True)
        single[_place(single, found)] = new
        changed.append((found, new))
    return shared, single, changed


def _place(views: Sequence[DraftView], wanted: DraftView) -> int:
    return next(i for i, view in enumerate(views) if view is wanted)


def _of_passage(keys: Collection[str], claims: Sequence[Claim]) -> DraftView | None:
    """A view of a passage alone, for one that could not be printed without a person's words."""
    claim = next((c for c in claims if passage_key(c.id) in keys and c.counted), None)
    if claim is None:
        return None
    return DraftView(clause=claim.plain, theme=claim.theme, claims={claim.holder: (claim,)})


def _under_ruled_theme(
    view: DraftView, rulings: Rulings, themes: Mapping[str, str | None]
) -> list[DraftView]:
    """The view under the theme that a person gave its passages, a part for each such theme.

    Passages of which nothing was said stay with the larger part.
    """
    keys = _keys(view)
    ruled = {key: theme for key in keys if key in rulings.themes and (theme := themes.get(key))}
    if not ruled:
        return [view]
    counts = Counter(ruled.values())
    main = min(counts, key=lambda name: (-counts[name], name))
    parts = {main: keys.keys() - ruled.keys()}
    for key, theme in sorted(ruled.items()):
        parts[theme] = parts.get(theme, set()) | {key}
    return [replace(_with_only(view, part), theme=theme) for theme, part in sorted(parts.items())]
