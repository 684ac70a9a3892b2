"""Few answers change little, many change much, and what is held out is held out."""

from __future__ import annotations

import numpy as np

from conspectus.engine.learning.regression import learn, probability

POINTS = np.linspace(-2.0, 2.0, 40)
KERNEL = 4.0 * np.exp(-((POINTS[:, None] - POINTS[None, :]) ** 2))


def test_without_answers_nothing_is_learnt() -> None:
    lesson = learn(np.zeros((0, 0)), np.zeros(0), np.zeros(0, dtype=bool))
    assert lesson.pull.shape == lesson.without.shape == (0,)


def test_an_answer_moves_what_is_like_it_and_more_answers_move_it_further() -> None:
    prior = np.full(40, -1.0)
    yes = POINTS > 0
    one = learn(KERNEL[:1, :1], prior[:1], yes[-1:])
    alone = prior[0] + (KERNEL[:1, :1] @ one.pull)[0]
    all_of_them = learn(KERNEL, prior, yes)
    believed = probability(prior + KERNEL @ all_of_them.pull)
    assert -1.0 < alone < prior[0] + 4.0
    assert (believed[yes] > 0.5).all()
    assert believed[-1] > probability(np.array([alone]))[0]


def test_what_is_far_from_every_answer_stays_as_it_was_believed() -> None:
    lesson = learn(KERNEL[:5, :5], np.zeros(5), np.ones(5, dtype=bool))
    moved = KERNEL[35:, :5] @ lesson.pull
    assert np.abs(moved).max() < 0.01


def test_what_the_others_would_have_said_is_what_a_fit_without_the_answer_says() -> None:
    prior, yes = np.sin(POINTS), POINTS > 0.4
    lesson = learn(KERNEL, prior, yes)
    for i in range(0, 40, 3):
        rest = np.delete(np.arange(40), i)
        other = learn(KERNEL[np.ix_(rest, rest)], prior[rest], yes[rest])
        exact = prior[i] + KERNEL[i, rest] @ other.pull
        assert abs(lesson.without[i] - exact) < 0.25
        assert (lesson.without[i] > 0) == (exact > 0) or abs(exact) < 0.25


def test_the_same_answers_give_the_same_bytes() -> None:
    first, second = (learn(KERNEL, np.sin(POINTS), POINTS > 0) for _ in range(2))
    assert first.pull.tobytes() == second.pull.tobytes()
