"""Corrections: later ones win, both are told, and each one that holds is honoured by the paper."""

from __future__ import annotations

import dataclasses
import random
from functools import cache
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conspectus.engine import synthesize
from conspectus.engine.balance import sentences_of
from conspectus.engine.corpus import (
    Corpus,
    Correction,
    ForumSettings,
    Holder,
    HolderKind,
    Source,
    SourceKind,
    ThemeSpec,
)
from conspectus.engine.corrected_views import settled, with_ruled_themes
from conspectus.engine.corrections import (
    CONTRADICTION,
    DORMANT,
    passage_key,
    rulings_of,
)
from conspectus.engine.document import Block, BlockKind
from conspectus.engine.paper import Paper
from conspectus.engine.passages import Claim, claims_of
from conspectus.engine.theming import Themed, assign
from conspectus.engine.verification import verify_paper
from conspectus.engine.views import DraftView, single_view

TEXTS = (
    (
        "Governments should protect the privacy of all users.",
        "Internet exchange points should be built in every country.",
    ),
    (
        "Governments should protect the privacy of all users of the Internet.",
        "Schools should teach children how to use the Internet safely.",
    ),
    (
        "Governments should protect the privacy of users.",
        "Open standards should be used in public procurement.",
    ),
    (
        "Domain names in all scripts should be supported by every application.",
        "Internet exchange points should be built in each region.",
    ),
)
THEMES = (
    ThemeSpec(id="rights", name="Rights", terms=("privacy", "rights")),
    ThemeSpec(id="access", name="Access", terms=("exchange points", "schools", "access")),
)


def corpus(*corrections: Correction) -> Corpus:
    sources, holders = [], []
    for number, sentences in enumerate(TEXTS, start=1):
        text = "\n\n".join(sentences)
        blocks, at = [], 0
        for sentence in sentences:
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(sentence)))
            at += len(sentence) + 2
        name = f"Society {'ABCD'[number - 1]}"
        holders.append(
            Holder(id=f"h{number}", kind=HolderKind.ORGANISATION, name=name, group="civil society")
        )
        sources.append(
            Source(
                id=f"s{number}",
                ref=f"s{number}",
                kind=SourceKind.CONTRIBUTION,
                number=str(number),
                title=f"Comments {number}",
                text=text,
                blocks=tuple(blocks),
                holders=(f"h{number}",),
                language="en",
            )
        )
    return Corpus(
        sources=tuple(sources),
        holders=tuple(holders),
        settings=ForumSettings(themes=THEMES),
        corrections=tuple(corrections),
    )


@cache
def passages() -> tuple[str, ...]:
    return tuple(sorted({passage_key(p.id) for p in synthesize(corpus()).passages}))


def views_of(paper: Paper, key: str) -> set[str]:
    return {p.view for p in paper.passages if passage_key(p.id) == key and p.view is not None}


def test_the_corpus_has_a_passage_a_sentence() -> None:
    assert len(passages()) == 8


def test_same_puts_passages_under_one_view_with_both_holders() -> None:
    one, two = passages()[0], passages()[-1]
    correction = Correction(kind="same", passages=(one, two), at="2026-01-01")
    paper = synthesize(corpus(correction))
    assert views_of(paper, one) & views_of(paper, two)


def test_what_a_person_joined_may_differ_in_words_and_is_printed_as_a_person_s() -> None:
    one = next(key for key in passages() if key.startswith("s3:"))
    two = next(key for key in passages() if key.startswith("s4:"))
    correction = Correction(kind="same", passages=(one, two), at="2026-01-01")
    paper = synthesize(corpus(correction))
    (view,) = views_of(paper, one) & views_of(paper, two)
    (joined,) = (one for one in sentences_of(paper.sections) if view in one.views)
    assert joined.generator == "human:correction (template:paraphrase)"
    assert {"h3", "h4"} <= set(joined.holders)
    assert verify_paper(paper) == ()


def test_not_a_claim_takes_the_passage_out() -> None:
    key = passages()[0]
    paper = synthesize(corpus(Correction(kind="not_a_claim", passages=(key,))))
    assert key not in {passage_key(p.id) for p in paper.passages}


def test_excluded_source_is_listed_with_its_reason() -> None:
    paper = synthesize(corpus(Correction(kind="exclude", source="s3", value="sent in error")))
    assert paper.annexes.not_reflected == ({"source": "s3", "reason": "excluded: sent in error"},)


def test_wording_is_the_wording_of_the_view() -> None:
    key = passages()[1]
    text = "privacy deserves the protection of governments"
    paper = synthesize(corpus(Correction(kind="wording", view_of=key, value=text)))
    wordings = {w for view in paper.views for w in view.wordings if view.id in views_of(paper, key)}
    assert text in wordings


def test_passages_that_are_given_the_same_words_stand_together() -> None:
    one, two, three, four = passages()[1:5]
    text = "privacy deserves the protection of governments"
    worded = Correction(
        kind="wording", view_of=one, passages=(two, three, four), value=text, at="2026-01-02"
    )
    paper = synthesize(corpus(worded))
    (view,) = set.intersection(*(views_of(paper, key) for key in (one, two, three, four)))
    assert text in next(found.wordings for found in paper.views if found.id == view)


@pytest.mark.parametrize("day", [1, 3])
@pytest.mark.parametrize(
    "parting",
    [
        Correction(kind="not_held", passages=("",), view_of=""),
        Correction(kind="stance", passages=("",), view_of="", value="against"),
        Correction(kind="different", passages=("", "")),
    ],
)
def test_words_join_nothing_that_somebody_has_parted(parting: Correction, day: int) -> None:
    """Whichever came first: that somebody is against it is never lost to a better wording."""
    one, two, three, four = passages()[1:5]
    named = {"passages": (two,), "view_of": four} if parting.view_of == "" else {}
    named = {"passages": (two, four)} if parting.kind == "different" else named
    apart = dataclasses.replace(parting, at=f"2026-01-0{day}", **named)
    worded = Correction(
        kind="wording", view_of=one, passages=(two, three, four), value="x y", at="2026-01-02"
    )
    rulings = rulings_of([worded, apart])
    assert rulings.overruled == ()
    assert rulings.same == (frozenset({one, three}),)
    assert rulings.apart == {frozenset({two, four})}


def test_theme_moves_the_view_of_the_passage() -> None:
    key = next(k for k in passages() if k.startswith("s4:"))
    paper = synthesize(corpus(Correction(kind="theme", passages=(key,), value="Rights")))
    assert {p.theme for p in paper.passages if passage_key(p.id) == key} == {"rights"}


def test_unknown_passage_is_a_dormant_correction() -> None:
    gone = Correction(
        kind="not_a_claim", passages=("s1:000000000000",), by="M. F.", at="2026-02-01"
    )
    doubts = [d for d in synthesize(corpus(gone)).doubts if d.kind == DORMANT]
    assert [d.passages for d in doubts] == [()]
    assert "s1:000000000000" in doubts[0].question


def test_later_of_two_contradicting_corrections_wins_and_both_are_told() -> None:
    one, two = passages()[:2]
    same = Correction(kind="same", passages=(one, two), at="2026-01-01")
    apart = Correction(kind="different", passages=(one, two), at="2026-02-01")
    for order in ((same, apart), (apart, same)):
        paper = synthesize(corpus(*order))
        assert not views_of(paper, one) & views_of(paper, two)
        told = [d for d in paper.doubts if d.kind == CONTRADICTION]
        assert [d.passages for d in told] == [tuple(sorted((one, two)))]
    later = dataclasses.replace(same, at="2026-03-01")
    paper = synthesize(corpus(apart, later))
    assert views_of(paper, one) & views_of(paper, two)


def test_occurrence_number_of_a_passage_id_is_ignored() -> None:
    key = passages()[0]
    assert rulings_of([Correction(kind="not_a_claim", passages=(f"{key}:2",))]).dropped == {key: ""}


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Correction, ...]:
    """Up to six corrections of the sample's passages, each of another day."""
    keys = st.sampled_from(passages())
    pair = st.lists(keys, min_size=2, max_size=3, unique=True).map(tuple)
    several = st.lists(keys, min_size=1, max_size=4, unique=True).map(tuple)
    days = draw(st.lists(st.integers(1, 28), min_size=1, max_size=6, unique=True))
    found = []
    for day in days:
        kind = draw(st.sampled_from(("same", "different", "wording", "not_a_claim", "theme")))
        at = f"2026-01-{day:02}"
        if kind in {"same", "different"}:
            found.append(Correction(kind=kind, passages=draw(pair), at=at))
        elif kind == "wording":
            value = draw(
                st.sampled_from(("privacy matters to all users", "schools should be open"))
            )
            named, *also = draw(several)
            found.append(
                Correction(kind=kind, view_of=named, passages=tuple(also), value=value, at=at)
            )
        elif kind == "theme":
            value = draw(st.sampled_from(("rights", "access")))
            found.append(Correction(kind=kind, passages=draw(several), value=value, at=at))
        else:
            found.append(Correction(kind=kind, passages=(draw(keys),), at=at))
    return tuple(found)


@cache
def drafts() -> tuple[tuple[DraftView, ...], list[tuple[float, DraftView]], Themed]:
    """Shared views, scored single views and claims of the corpus, as the pipeline has them."""
    base = corpus()
    holders = {holder.id: holder for holder in base.holders}
    claims = [c for source in base.sources for c in claims_of(source, holders, ("en",))]
    themed = assign(claims, THEMES, {}, None, None, 1)
    singles = [(1.0, v) for c in themed.claims if (v := single_view(c, ())) is not None]
    by_word: dict[str, dict[str, tuple[Claim, ...]]] = {}
    for claim in themed.claims:
        for word in ("privacy", "exchange", "should"):
            if word in claim.text:
                held = by_word.setdefault(word, {})
                held[claim.holder] = (*held.get(claim.holder, ()), claim)
    shared = tuple(
        DraftView(clause=f"{word} matters", theme="rights", claims=held)
        for word, held in by_word.items()
    )
    return shared, singles, themed


@settings(max_examples=300, deadline=None, derandomize=True)
@given(corrections(), st.randoms(use_true_random=False))
def test_views_obey_all_rulings(given_: tuple[Correction, ...], chance: random.Random) -> None:
    shuffled = list(given_)
    chance.shuffle(shuffled)
    rulings = rulings_of(given_)
    assert rulings_of(shuffled) == rulings
    shared, singles, themed = drafts()
    themed = with_ruled_themes(themed, rulings)
    views, alone = settled(shared, singles, themed, rulings)
    found = [*views, *(view for _, view in alone)]
    keys = [{passage_key(p) for p in view.passages} for view in found]
    assert not [pair for pair in rulings.apart for held in keys if pair <= held]
    for group in rulings.same:
        assert any(group <= held for held in keys)
    for text, named in rulings.wordings:
        having = [(v.clause, held) for v, held in zip(found, keys, strict=True) if held & named]
        rivals = {other for other, also in rulings.wordings for _, held in having if also & held}
        assert text in {clause for clause, _ in having} or len(rivals) > 1
    for view, held in zip(found, keys, strict=True):
        if len(view.claims) > 1:
            assert {rulings.themes[k] for k in held & rulings.themes.keys()} <= {view.theme}


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
@given(corrections(), st.randoms(use_true_random=False))
def test_every_ruling_is_honoured_whatever_the_order(
    given_: tuple[Correction, ...], chance: random.Random
) -> None:
    paper = synthesize(corpus(*given_))
    shuffled = list(given_)
    chance.shuffle(shuffled)
    assert synthesize(corpus(*shuffled)) == paper
    rulings = rulings_of(given_)
    present = {passage_key(p.id) for p in paper.passages}
    assert not present & rulings.dropped.keys()
    for pair in rulings.apart:
        one, two = sorted(pair)
        assert not views_of(paper, one) & views_of(paper, two)
    for group in rulings.same:
        assert set.intersection(*(views_of(paper, key) for key in group & present))
    assert len(rulings.applied) + len(rulings.overruled) == len(given_)
    assert len([d for d in paper.doubts if d.kind == CONTRADICTION]) == len(rulings.overruled)


def test_a_view_keeps_its_words_and_theme_when_the_passage_they_were_given_by_leaves() -> None:
    first, second, third = passages()[:3]
    worded = Correction(
        kind="wording", view_of=first, passages=(second, third), value="x", at="2026-01-01"
    )
    moved = Correction(
        kind="theme", passages=(first, second, third), value="access", at="2026-01-02"
    )
    gone = Correction(kind="relayed", passages=(first,), at="2026-01-03")
    rulings = rulings_of([worded, moved, gone])
    assert rulings.overruled == ()
    assert rulings.wordings == (("x", frozenset({second, third})),)
    assert {second, third} <= rulings.themes.keys()
    # One that is given other words later takes them with it; the others keep theirs.
    other = Correction(kind="wording", view_of=second, value="y", at="2026-01-04")
    rulings = rulings_of([worded, gone, other])
    assert rulings.wordings == (("y", frozenset({second})), ("x", frozenset({third})))
    # Where nothing is left, it is said which correction holds instead.
    last = Correction(kind="wording", view_of=third, value="z", at="2026-01-05")
    rulings = rulings_of([worded, gone, other, last])
    assert [one for one, _ in rulings.overruled] == [worded]


def test_all_pairs_of_a_different_correction_stand_apart() -> None:
    keys = passages()[:3]
    rulings = rulings_of([Correction(kind="different", passages=keys)])
    assert rulings.apart == {frozenset(pair) for pair in combinations(keys, 2)}
