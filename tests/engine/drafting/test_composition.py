"""Composition: a theme's views become numbered paragraphs of sentences that read as prose."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from conspectus.engine.corpus import Corpus
from conspectus.engine.drafting.composition import grouped
from conspectus.engine.paper import Paper, Sentence
from conspectus.engine.synthesis import synthesize
from conspectus.engine.verification import verify_paper
from conspectus.engine.views import single_view
from conspectus.engine.wordings import SCOPES
from tests.factories_corpus import THEMES, a_corpus, a_holder, the_claim

WISHES = {
    "Alder": "Community networks should receive spectrum without an auction.",
    "Birch": "Regulators should give community networks spectrum that they can share.",
    "Cedar": "Community networks must be exempted from the fees of large companies.",
    "Dogwood": "Public funds should pay for the masts of community networks in the mountains.",
    "Elm": "Schools should be connected before ministries are connected.",
}


def five_holders() -> Corpus:
    return a_corpus(*((a_holder(name), (text,)) for name, text in WISHES.items()))


@pytest.fixture(scope="module")
def paper() -> Paper:
    return synthesize(five_holders())


def sentences(paper: Paper, theme: str) -> list[Sentence]:
    (section,) = (s for s in paper.sections if s.theme == theme)
    return [s for p in section.paragraphs for s in p.sentences]


def test_a_small_section_opens_with_a_view_and_not_with_its_own_count(paper: Paper) -> None:
    """“Four of the five that addressed this address X” says nothing."""
    assert sentences(paper, "access")[0].kind == "view"


@pytest.mark.parametrize(
    ("phrase", "kind"), [("rural community networks", "topic"), ("community networks", "view")]
)
def test_a_section_opens_with_what_several_address_if_that_tells_something(
    phrase: str, kind: str
) -> None:
    """Of ten who spoke of access, four used the phrase; one of two words the view names anyway."""
    spoken = [
        re.sub("community networks", phrase, wish, flags=re.IGNORECASE).capitalize()
        for wish in list(WISHES.values())[:4]
    ]
    others = [
        f"The {thing} of {place} should have affordable access to the Internet in the next year."
        for thing, place in zip(
            ("libraries", "hospitals", "clinics", "museums", "harbours", "farms"),
            ("Alden", "Bram", "Corin", "Delby", "Elverton", "Farrow"),
            strict=True,
        )
    ]
    corpus = a_corpus(
        *((a_holder(f"Holder {n}"), (text,)) for n, text in enumerate((*spoken, *others))),
        themes=(replace(THEMES[0], terms=(phrase, "affordable access")), *THEMES[1:]),
    )
    openings = [
        section.paragraphs[0].sentences[0]
        for section in synthesize(corpus).sections
        if section.theme == "access"
    ]
    assert [opening.kind for opening in openings] == [kind]
    assert all("community networks" in p.evidence[0].quote.lower() for p in openings[0].positions)


def test_paragraph_numbers_run_through_the_paper(paper: Paper) -> None:
    numbers = [p.number for section in paper.sections for p in section.paragraphs]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_no_two_sentences_in_a_row_open_alike(paper: Paper) -> None:
    for theme in {s.theme for s in paper.sections} - {None}:
        openings = [s.text.split()[:2] for s in sentences(paper, str(theme))]
        assert all(one != two for one, two in pairwise(openings))


def test_each_view_sentence_names_its_holder_once(paper: Paper) -> None:
    """Defect 8: the holder is not said twice."""
    for sentence in sentences(paper, "access"):
        if sentence.kind == "view" and len(sentence.named) == 1:
            assert sentence.text.lower().count(sentence.named[0]) == 1


def test_foreign_quotations_of_one_holder_are_one_sentence() -> None:
    wishes = (
        "Les communautés rurales doivent recevoir des fréquences sans enchères.",
        "Les écoles des montagnes devraient être raccordées avant les ministères.",
    )
    corpus = a_corpus(*((a_holder("Acacia"), (wish,)) for wish in wishes))
    sources = tuple(replace(source, language="fr") for source in corpus.sources)
    made = synthesize(replace(corpus, sources=sources))
    told = [s.text for section in made.sections for p in section.paragraphs for s in p.sentences]
    (quoted,) = (text for text in told if "translation pending" in text)
    assert quoted.count("“") == len(wishes)


def test_what_each_wants_somewhere_is_not_said_twice_running_in_the_same_words() -> None:
    wishes = ("transparency", "accountability", "privacy")
    wants = (
        "Operators of networks for Internet access should ensure {} in their fares.",
        "Every city should ensure {} in all its contracts about Internet access.",
        "We call for {} in the accounts of every authority for Internet access.",
        "Regulators of Internet access must guarantee {} in each of their decisions.",
    )
    corpus = a_corpus(
        *(
            (a_holder(name), tuple(want.format(wish) for wish in wishes))
            for name, want in zip(WISHES, wants, strict=False)
        )
    )
    paper = synthesize(corpus)
    texts = [s.text for part in paper.sections for p in part.paragraphs for s in p.sentences]
    said = [scope for text in texts[1:] for scope in SCOPES if re.search(f"ed, {scope}", text)]
    assert len(said) == len(wishes)
    assert all(one != other for one, other in pairwise(said))
    assert verify_paper(paper) == ()


@pytest.mark.parametrize(
    ("first", "joined"),
    [
        ("Masts on the pier should be lit by lamps of the harbour.", True),
        ("Masts on the pier should be lit; lamps of the harbour must be paid for.", False),
    ],
)
def test_a_clause_with_a_semicolon_is_joined_to_no_other(first: str, *, joined: bool) -> None:
    second = "Ferries should carry bicycles without a fee on every route."
    views = [single_view(the_claim("Alder", text), ("alder",)) for text in (first, second)]
    groups = grouped([view for view in views if view is not None])
    assert [len(group) for group in groups] == ([2] if joined else [1, 1])
