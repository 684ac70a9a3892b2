from __future__ import annotations

import pytest

from conspectus.engine.corpus import Holder, HolderKind, Source, SourceKind
from conspectus.engine.handwritten import Grade, match_paper, read_paper
from conspectus.formats.readers import read

TEXTS = {
    "h1": (
        "Harbour Council",
        "Fees for small boats should be lowered by half within two years. The pier is old.",
    ),
    "h2": ("Lena Moor", "I ask for a lighthouse. Nobody maintains the northern breakwater."),
}


@pytest.fixture(scope="module")
def contributions():
    sources, holders = [], []
    for key, (name, text) in TEXTS.items():
        document = read(text.encode("utf-8"), f"{key}.txt")
        holders.append(Holder(id=key, kind=HolderKind.ORGANISATION, name=name, label=f"the {name}"))
        sources.append(
            Source(
                id=f"s-{key}",
                ref=key,
                kind=SourceKind.CONTRIBUTION,
                number=key,
                title=key,
                text=document.text,
                blocks=document.blocks,
                holders=(key,),
                language="en",
            )
        )
    return sources, holders


def matched(text, contributions):
    return match_paper(read_paper(read(text.encode("utf-8"), "paper.txt")), *contributions)


def test_words_of_the_holder_itself_are_found_with_their_place(contributions):
    result = matched(
        "The Harbour Council asked that fees for small boats be lowered by half.", contributions
    )
    (match,) = result.sentences[0].holders
    assert (match.holder, match.grade) == ("h1", Grade.FOUND)
    source = contributions[0][0]
    assert source.text[match.evidence.start : match.evidence.end] == match.evidence.text
    assert match.evidence.text.startswith("Fees for small boats")


def test_words_of_somebody_else_are_not_taken(contributions):
    result = matched("Lena Moor asked that fees for small boats be lowered by half.", contributions)
    assert [m.grade for m in result.sentences[0].holders] == [Grade.NOT_FOUND]


def test_an_exact_quotation_is_found_and_a_changed_one_is_not(contributions):
    exact = matched(
        "Lena Moor wrote that “nobody maintains the northern breakwater”.", contributions
    )
    changed = matched(
        "Lena Moor wrote that “nobody repairs the northern breakwater”.", contributions
    )
    assert exact.sentences[0].holders[0].grade is Grade.FOUND
    assert exact.sentences[0].holders[0].evidence.quoted
    assert changed.sentences[0].holders[0].grade is not Grade.FOUND


def test_a_holder_without_contribution_is_said_to_have_none(contributions):
    result = matched("The Pilots' Union asked that fees be lowered.", contributions)
    assert [m.grade for m in result.sentences[0].holders] == [Grade.NO_SOURCE]


def test_for_a_view_of_nobody_named_the_nearest_words_are_proposed(contributions):
    result = matched(
        "It was suggested that fees for small boats be lowered by half.", contributions
    )
    (one,) = result.sentences
    assert one.grade is Grade.UNNAMED
    assert [m.holder for m in one.proposals] == ["h1"]


def test_holders_that_no_sentence_names_are_listed(contributions):
    result = matched("Lena Moor asked for a lighthouse.", contributions)
    assert result.unnamed_holders == ("h1",)
