"""What is said at a table and is no view."""

from __future__ import annotations

import pytest

from conspectus.engine.spoken_talk import announces, breaks_off, dangles, is_talk


@pytest.mark.parametrize(
    "text",
    [
        "I want to take this opportunity to elaborate on a few specific points.",
        "We would just like to address a couple of the questions that you raised.",
        "In the interest of time, I would like to get to that question.",
        "If we can go to the queues, I hope people can weigh in there.",
        "My impression is that we should finish by six.",
        "I would like to make three short comments on the draft.",
        "I think we should move to the next slide.",
    ],
)
def test_the_way_of_the_meeting_and_announcements_are_talk(text):
    assert is_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "The point is that we want to attach behaviour to -- oh, this a typo.",
        "If people need to catch the error.",
        "Because the message that is formatted has another shape.",
        "Or a worse version of the third option.",
        "The pattern that we expect is something like this.",
        "I speak for four registries who operate these names, .",
    ],
)
def test_speech_that_breaks_off_is_talk(text):
    assert breaks_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "I would like to suggest that reports be published on the site.",
        "I want to address the price, which should fall.",
        "My main frustration has to do with the fact that many organisations were not here.",
        "If the price falls, more people will use the network.",
        "Because prices are high, we hold that they should fall.",
        "I think it is time to discuss some of the obligations that they have.",
    ],
)
def test_views_are_no_talk(text):
    assert not is_talk(text)
    assert not announces(text)


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("I think that this will be three times faster.", True),
        ("They should be published by the office.", True),
        ("With any new technology I think that's the case.", True),
        ("It is important that the forum stays open.", False),
        ("This forum should stay open.", False),
        ("That’s why I prefer the second place to the first.", False),
        ("I think that the forum should stay open.", False),
    ],
)
def test_a_sentence_about_a_pronoun_leaves_open_what_it_is_about(text, open_):
    assert dangles(text) is open_
