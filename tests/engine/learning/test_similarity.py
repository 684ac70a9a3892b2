"""Answers move what is near; too few, or such as teach nothing, leave everything as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from conspectus.engine.corpus import Correction
from conspectus.engine.corrections import passage_key, rulings_of
from conspectus.engine.learning.effect import ENOUGH, Effect, effect_of
from conspectus.engine.learning.similarity import Answer, LearntSimilarity, answers_of
from conspectus.engine.synthesis import synthesize
from tests.factories_corpus import a_corpus as the_corpus
from tests.factories_corpus import a_holder, the_claim

DIMENSIONS = 48
TOPICS = 8


def a_corpus(each: int = 12):
    """Claims of eight topics; those of one topic are near each other, with much noise."""
    chance = np.random.default_rng(7)
    topics = chance.normal(size=(TOPICS, DIMENSIONS))
    claims, rows = [], []
    for topic in range(TOPICS):
        for n in range(each):
            text = f"Topic{topic} number{n} of word{topic} should be kept open for reason{n}."
            claims.append(the_claim(f"Holder {topic} {n}", text))
            rows.append(topics[topic] + 1.6 * chance.normal(size=DIMENSIONS))
    matrix = np.array(rows, dtype=np.float32)
    return claims, matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def answers(claims, each: int, kinds: int) -> list[Answer]:
    """``kinds`` answers "same" of pairs of one topic, and "different" of two topics."""
    keys = [passage_key(one.id) for one in claims]
    found = []
    for n in range(kinds):
        topic, a, b = n % TOPICS, n // TOPICS % each, (n // TOPICS + 1) % each
        other = (topic + 1 + n // TOPICS) % TOPICS
        other = other if other != topic else (topic + 1) % TOPICS
        found.append(Answer(keys[topic * each + a], keys[topic * each + b], same=True))
        found.append(Answer(keys[topic * each + a], keys[other * each + a], same=False))
    return found


def test_too_few_answers_teach_nothing_yet() -> None:
    claims, matrix = a_corpus()
    learnt = LearntSimilarity(claims, matrix, answers(claims, 12, ENOUGH - 1))
    cosine = matrix @ matrix.T
    assert learnt.effect == Effect(what="similarity", answers=38, rarest=19)
    assert not learnt.effect.enough
    assert learnt.moved(claims, cosine) is cosine


def test_enough_answers_bring_near_what_nobody_was_asked_about() -> None:
    claims, matrix = a_corpus()
    given = answers(claims, 12, 40)
    learnt = LearntSimilarity(claims, matrix, given)
    assert learnt.effect.used
    assert learnt.effect.after > learnt.effect.before
    centre = matrix - matrix.mean(axis=0)
    centre /= np.linalg.norm(centre, axis=1, keepdims=True)
    cosine = centre @ centre.T
    shift = learnt.moved(claims, cosine) - cosine
    asked = {frozenset((a.one, a.two)) for a in given}
    keys = [passage_key(one.id) for one in claims]
    same, different = [], []
    for i in range(len(claims)):
        for j in range(i):
            if frozenset((keys[i], keys[j])) not in asked:
                (same if i // 12 == j // 12 else different).append(shift[i, j])
    assert np.mean(same) > max(0.0, np.mean(different)) + 0.02
    assert np.array_equal(shift, shift.T)
    assert np.abs(shift).max() <= 0.2 + 1e-6


def test_without_a_model_words_alone_are_learnt_from() -> None:
    claims, _ = a_corpus()
    assert LearntSimilarity(claims, None, answers(claims, 12, 40)).effect.enough


def test_answers_about_what_no_text_contains_count_nothing() -> None:
    claims, matrix = a_corpus()
    gone = [Answer(f"gone{n}:aa", f"gone{n}:bb", same=n % 2 == 0) for n in range(60)]
    assert LearntSimilarity(claims, matrix, gone).effect.answers == 0


def test_the_order_of_claims_and_answers_changes_no_judgement() -> None:
    claims, matrix = a_corpus()
    given = answers(claims, 12, 40)
    one = LearntSimilarity(claims, matrix, given).effect
    two = LearntSimilarity(claims[::-1], matrix[::-1], given[::-1]).effect
    assert (one.before, one.after, one.used) == (two.before, two.after, two.used)


@pytest.mark.parametrize(
    ("kind", "value", "same"),
    [("same", "", True), ("different", "", False), ("stance", "against", False)],
)
def test_corrections_about_pairs_are_answers(kind: str, value: str, *, same: bool) -> None:
    view_of = "a:22" if kind == "stance" else None
    passages = ("b:11:1",) if kind == "stance" else ("b:11:1", "a:22:1")
    correction = Correction(kind=kind, value=value, passages=passages, view_of=view_of)
    assert answers_of(rulings_of([correction])) == (Answer("a:22", "b:11", same),)


def test_what_a_later_correction_overrules_is_no_answer() -> None:
    pair = ("b:11:1", "a:22:1")
    first = Correction(kind="same", passages=pair, at="2026-01-01")
    second = Correction(kind="different", passages=pair, at="2026-01-02")
    assert answers_of(rulings_of([first, second])) == (Answer("a:22", "b:11", same=False),)


def test_an_effect_is_read_back_from_the_figures_of_a_paper() -> None:
    effect = Effect(what="similarity", answers=60, rarest=25, before=43, after=47, used=True)
    assert effect_of(effect.row()) == effect
    assert (effect.share_before, effect.share_after) == (72, 78)


def test_a_paper_tells_what_its_answers_taught_and_nothing_without_answers() -> None:
    texts = ("Libraries should be open.", "Harbours should be dredged.", "Ferries must be safe.")
    names = ("Alder Union", "Birch Society", "Cedar Institute")
    said = ((a_holder(name), (text,)) for name, text in zip(names, texts, strict=True))
    corpus = the_corpus(*said)
    plain = synthesize(corpus)
    assert "learning" not in plain.annexes.method
    pair = tuple(one.id for one in plain.passages[:2])
    told = synthesize(replace(corpus, corrections=(Correction(kind="different", passages=pair),)))
    (row,) = told.annexes.method["learning"]
    assert effect_of(row) == Effect(what="similarity", answers=1, rarest=0)
