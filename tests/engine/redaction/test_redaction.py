"""A paper without one of its sources is a paper: valid, not reworded, and free of its words."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.engine.errors import EngineError, InvariantError
from conspectus.engine.invariants_index import sentences_of
from conspectus.engine.paper import Paper
from conspectus.engine.redaction import without_source
from conspectus.engine.redaction.sections import remaining_sections
from conspectus.engine.redaction.words import ErasedWords, runs_of
from conspectus.formats.bundle import read_bundle, verify, write_bundle
from tests.factories_paper import changed, realistic_paper
from tests.random_papers import random_paper

_paper = lru_cache(maxsize=16)(lambda seed: random_paper(Random(seed)))
SEEDS = st.integers(min_value=0, max_value=15)


def sentences(paper: Paper) -> dict[str, object]:
    return {placed.sentence.id: placed.sentence for placed in sentences_of(paper)}


def paragraphs(paper: Paper) -> list[tuple[str, str]]:
    return [(one.id, one.number) for section in paper.sections for one in section.paragraphs]


def verdict(out: Path) -> list[str]:
    verify.WRONG.clear()
    verify.Bundle(out)
    return list(verify.WRONG)


@given(SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_what_is_left_is_a_valid_paper_of_unchanged_sentences(seed: int, rnd: Random) -> None:
    paper = _paper(seed)
    source = rnd.choice([one for one in paper.sources if one.text])
    left = without_source(paper, source.id)
    before = sentences(paper)
    assert all(before[key] == sentence for key, sentence in sentences(left).items())
    numbers = paragraphs(paper)
    assert [one for one in numbers if one in set(paragraphs(left))] == paragraphs(left)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_bundle(left, out, formats=())
        assert verdict(out) == []
        assert read_bundle(out) == left


@given(SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_no_file_holds_words_that_only_the_erased_source_had(seed: int, rnd: Random) -> None:
    paper = _paper(seed)
    source = rnd.choice([one for one in paper.sources if one.text])
    own = ErasedWords([source.text], (one.text for one in paper.sources if one is not source))
    left = without_source(paper, source.id)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_bundle(left, out, formats=("html", "md"))
        for path in out.rglob("*"):
            if path.is_file():
                assert not own.stand_in(path.read_text("utf-8")), path.name


@given(SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_one_erasure_after_the_other_until_nothing_is_left(seed: int, rnd: Random) -> None:
    paper = _paper(seed)
    order = [one.id for one in paper.sources if one.public]
    rnd.shuffle(order)
    for source in order:
        paper = without_source(paper, source)
    assert not paper.passages
    assert not paper.views
    assert not any(sentence.positions for sentence in sentences(paper).values())
    assert len(paper.themes[0].addressed_by) == len(_paper(seed).themes[0].addressed_by)


def test_an_erased_source_keeps_its_number_and_nothing_else() -> None:
    paper = realistic_paper()
    source = next(one for one in paper.sources if one.text)
    left = without_source(paper, source.id)
    found = next(one for one in left.sources if one.id == source.id)
    assert (found.number, found.text, found.files, found.redacted) == (
        source.number,
        "",
        (),
        True,
    )
    reasons = {one["source"]: one["reason"] for one in left.annexes.not_reflected}
    assert reasons[source.id] == "withdrawn: erased as the law demands"
    assert source.number in left.notes[-1]
    assert without_source(left, source.id) == left


def test_a_holder_of_the_erased_source_alone_is_not_named_any_more() -> None:
    paper = realistic_paper()
    source = next(one for one in paper.sources if one.text)
    names = {one.id: one.name for one in paper.holders}
    alone = [
        one
        for one in source.holders
        if not any(one in other.holders for other in paper.sources if other is not source)
        and not any(p.holder == one and p.source != source.id for p in paper.passages)
    ]
    assert alone
    left = without_source(paper, source.id)
    assert not {names[one] for one in alone} & {one.name for one in left.holders}
    assert not set(alone) & {one.id for one in left.holders}
    assert len(left.holders) == len(paper.holders)


def test_an_opposition_loses_both_its_sides() -> None:
    checked = 0
    for seed in range(6):
        paper = _paper(seed)
        for opposition in paper.oppositions:
            one, other = opposition.views
            both = [
                paragraph
                for section in paper.sections
                for paragraph in section.paragraphs
                if {one, other} <= {view for s in paragraph.sentences for view in s.views}
            ]
            if not both:
                continue
            source = next(p.source for p in paper.passages if p.view == one)
            views = {v for s in sentences(without_source(paper, source)).values() for v in s.views}
            assert not {one, other} & views
            checked += 1
    assert checked


@pytest.mark.parametrize("generator", ["human:A. Writer", "template:introduction"])
def test_what_a_person_wrote_goes_where_it_repeats_the_erased_words(generator: str) -> None:
    paper = realistic_paper()
    source = next(one for one in paper.sources if one.text and one.language == "en")
    others = [one.text for one in paper.sources if one is not source]
    words = source.text.split()
    runs = (" ".join(words[n : n + 6]) for n in range(len(words)))
    own = next(run for run in runs if ErasedWords([source.text], others).stand_in(run))
    frame = next(one for one in sentences(paper).values() if one.kind == "frame")
    said = changed(frame, text=f"Some remark: {own}.", generator=generator)
    sections = tuple(
        changed(
            section,
            paragraphs=tuple(
                changed(p, sentences=tuple(said if s is frame else s for s in p.sentences))
                for p in section.paragraphs
            ),
        )
        for section in paper.sections
    )
    left = remaining_sections(
        changed(paper, sections=sections), source.id, ErasedWords([source.text], others)
    )
    texts = [s.text for section in left for p in section.paragraphs for s in p.sentences]
    assert (said.text in texts) is (generator != "human:A. Writer")


def test_a_source_that_the_paper_does_not_have_is_refused() -> None:
    with pytest.raises(EngineError, match="no source nobody"):
        without_source(realistic_paper(), "nobody")


def test_a_redacted_source_with_a_text_cannot_be_in_a_paper() -> None:
    paper = realistic_paper()
    source = next(one for one in paper.sources if one.text)
    sources = tuple(replace(one, redacted=one is source) for one in paper.sources)
    with pytest.raises(InvariantError, match="was erased and has a text"):
        replace(paper, sources=sources)


def test_a_view_is_called_redacted_only_where_something_was_erased() -> None:
    paper = realistic_paper()
    views = (replace(paper.views[0], redacted=True), *paper.views[1:])
    with pytest.raises(InvariantError, match="no source of the paper is"):
        replace(paper, views=views)


def test_runs_of_words_are_read_without_case_marks_and_white_space() -> None:
    one = ErasedWords(["We hold that  the “Root Zone” belongs to all."], [])
    assert one.stand_in("… that the root zone\nbelongs, to everyone")
    assert not one.stand_in("the root zone belongs")


def test_runs_that_others_have_too_are_nobodys_own() -> None:
    words = ErasedWords(
        ["free and open source software for all"], ["Free and open source software"]
    )
    assert not words.stand_in("free and open source software")
    assert words.stand_in("and open source software for")


def test_scripts_without_spaces_count_characters() -> None:
    words = ErasedWords(["互联网的治理应当由所有人共同参与"], [])
    assert words.stand_in("他们说治理应当由所有人共同参与")
    assert not words.stand_in("互联网的治理应当")
    assert list(runs_of("互联网的治理")) == []
