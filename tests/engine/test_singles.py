"""Single views: what one holder says, reported or verbatim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.corpus import SourceKind
from conspectus.engine.passages import Claim
from conspectus.engine.singles import (
    excerpts,
    gated,
    in_doubt,
    quotable,
    quotations,
    scored_singles,
)
from conspectus.engine.theming import GENERAL, Themed, assign
from conspectus.engine.vocabulary import Vocabulary, vocabulary_of
from tests.factories_corpus import THEMES, a_holder, a_source, the_claim, the_claims

ALDER = a_holder("Alder Union")
NOTHING = Vocabulary(documents={}, expansions={}, acronyms={}, definites={}, sources=0)


def themed(*claims: Claim) -> Themed:
    return assign(claims, THEMES, {}, None, None, 1)


def test_a_norm_is_reported_in_the_third_person() -> None:
    claims = the_claims(ALDER, "We believe that governments should protect the privacy of users.")
    ((_, view),) = scored_singles(themed(*claims), {ALDER.id: ALDER})
    assert view.clause == "governments should protect the privacy of users"
    assert view.holders == ("alder-union",)
    assert view.theme == "rights"


@pytest.mark.parametrize(
    "sentence",
    [
        "Many people consider the tether important for stability and say that it must stay.",  # 14
        "We welcome the opportunity to contribute and believe that we should go on.",  # 23
        "Our members should decide what the Forum discusses next year.",  # first person
        "These deficits should be addressed by all governments of the world.",  # 6
    ],
)
def test_what_is_not_fit_to_print_gives_no_view(sentence: str) -> None:
    assert scored_singles(themed(*the_claims(ALDER, sentence)), {ALDER.id: ALDER}) == []


def test_misspelt_claims_stay_evidence_but_are_not_printed() -> None:
    sentence = "Access to public networks should be basedon need in all regions."
    claims = the_claims(ALDER, sentence)
    assert claims[0].printable
    vocabulary = vocabulary_of([a_source("1", ALDER, sentence)], ())
    (claim,) = gated(claims, vocabulary)
    assert (claim.id, claim.printable) == (claims[0].id, False)


@pytest.mark.parametrize(
    ("sentence", "fit"),
    [
        ("Our members must be heard by governments before laws are passed.", True),
        ("Governments must hear “our members” before laws are passed.", False),
        ("These members must be heard by governments before laws are passed.", False),
        ("Members must be heard.", False),
        ("Governments must protect the privacy of users and the", False),
    ],
)
def test_quotations_are_whole_sentences_that_stand_alone(sentence: str, *, fit: bool) -> None:
    assert quotable(the_claim("Alder Union", sentence)) is fit


def test_relayed_words_are_never_quoted_as_the_holders() -> None:
    claim = the_claim("Alder Union", "Some governments have argued that the Forum should close.")
    assert not quotable(claim)


def test_a_source_without_a_reportable_view_is_quoted_once() -> None:
    claims = the_claims(
        ALDER,
        "Our members must be heard by governments before laws are passed.",
        "Our members must be paid by governments before meetings are called.",
    )
    views = quotations(themed(*claims), ["alder-union"], NOTHING)
    assert [view.clause for view in views] == [claims[0].text]
    assert quotations(themed(*claims), [], NOTHING) == []


def test_an_excerpt_drops_no_negation_and_no_condition() -> None:
    """DRAFTING §4: no cut that drops not, only, unless, if."""
    kept = the_claims(
        ALDER,
        "Our members ask for two things: governments should publish the accounts of their funds; "
        "our members would read each of them",
    )
    lost = the_claims(
        ALDER,
        "Our members ask for two things: governments should publish the accounts of their funds; "
        "our members would not read them unless asked",
    )
    (view,) = excerpts(themed(*kept), ["alder-union"], NOTHING)
    assert view.clause == "governments should publish the accounts of their funds"
    (claim,) = view.claims["alder-union"]
    start = kept[0].text.index(view.clause)
    assert (claim.start, claim.end) == (start, start + len(view.clause))
    assert excerpts(themed(*lost), ["alder-union"], NOTHING) == []


def test_what_announces_something_is_not_quoted_without_it() -> None:
    text = (
        "The role of governments must not be misunderstood: they run offices, "
        "while operators answer for all incidents."
    )
    cut = {view.clause for view in excerpts(themed(the_claim("Ash", text)), ["ash"], NOTHING)}
    assert not any(clause.endswith("misunderstood") for clause in cut)


def test_a_sentence_that_follows_upon_another_is_not_quoted() -> None:
    alone = "The Forum must find better ways in all its sessions to lead to clearer outputs."
    follows = "The Forum must find better ways, however, in all its sessions to lead to outputs."
    assert quotable(the_claim("Ash", alone))
    assert not quotable(the_claim("Ash", follows))


@pytest.mark.parametrize(
    "sentence",
    [
        "should the members open a new issue on their own specification?",
        "Governments must protect the privacy of users, must they not?",
        "Members must be heard by governments in 2010. and laws should be passed.",
        "Nous remercions la ville, qui doit écouter ses habitants avant de décider.",
    ],
)
def test_questions_thanks_and_run_on_sentences_are_not_quoted(sentence: str) -> None:
    language = "fr" if sentence.startswith("Nous") else "en"
    claims = the_claims(ALDER, sentence, language=language)
    assert not any(quotable(claim) for claim in claims)


@pytest.mark.parametrize(
    ("sentence", "fit"),
    [
        ("Governments must protect the privacy of users in every country.", True),
        ("governments must protect the privacy of users in every country", False),
        ("Does the committee need to protect the privacy of users.", False),
        ("I need to protect the privacy of users before the queue is empty.", False),
        ("You must protect the privacy of users in every country.", False),
        ("Like, governments must protect the privacy of users in every country.", False),
        ("We should never agree to protect the privacy of users like that.", False),
    ],
)
def test_of_a_meeting_only_statements_are_quoted(sentence: str, *, fit: bool) -> None:
    """Minutes hold notes, and transcripts talk across the table."""
    claim = the_claim("Alder Union", sentence)
    assert quotable(replace(claim, source_kind=SourceKind.INTERVENTION)) is fit


def test_a_chair_holds_no_view() -> None:
    chair = a_holder("Chair of the Forum", is_chair=True)
    claims = the_claims(chair, "Governments should protect the privacy of users.")
    assert claims
    assert scored_singles(themed(*claims), {chair.id: chair}) == []


def test_a_speaker_is_quoted_once_however_often_it_rose() -> None:
    said = the_claims(ALDER, "Our members must be heard by governments before laws are passed.")
    again = the_claims(ALDER, "Our members must be paid by governments before laws are passed.")
    turns = [
        replace(claim, source=f"turn-{n}", source_kind=SourceKind.INTERVENTION)
        for n, claim in enumerate((*said, *again))
    ]
    assert len(quotations(themed(*turns), ["turn-0", "turn-1"], NOTHING)) == 1


def test_a_single_view_of_doubtful_theme_is_a_general_comment_of_last_resort() -> None:
    (holder,) = holders = (a_holder("Alder"),)
    claims = the_claims(holder, "Ferry companies should publish their tables in every harbour.")
    found = assign(claims, THEMES, {}, None, None, 1)
    claim = found.claims[0]
    scores = []
    for shares, lead, theme in (((0.9, 0.1), 2.5, claim.theme), ((0.35, 0.33), 0.1, GENERAL)):
        leant = replace(
            found,
            claims=(replace(claim, theme=claim.theme),),
            leanings={claim.id: shares},
            scores={claim.id: lead},
        )
        ((score, view),) = scored_singles(leant, {one.id: one for one in holders})
        assert view.theme == theme
        scores.append(score)
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (
            "The town needs help; Ada Marrow wrote a report, which calls for fees to be cut.",
            "Ada Marrow",
        ),
        (
            "The need to offset the march of rules, even though reality tells us no more; so.",
            "The need",
        ),
    ],
    ids=["the part that is cut out relays", "no verb but in a concession"],
)
def test_an_excerpt_is_a_view_by_itself(sentence: str, cut: str) -> None:
    views = excerpts(themed(*the_claims(ALDER, sentence)), ["alder-union"], NOTHING)
    assert not [view for view in views if view.clause.startswith(cut)]


@pytest.mark.parametrize(
    ("probability", "lead", "named", "doubted"),
    [
        (0.49, 3.0, False, True),
        (0.51, 3.0, False, False),
        (0.49, 0.1, True, False),
        (0.39, 0.1, True, True),
        (0.39, 0.6, True, False),
    ],
)
def test_a_theme_that_is_a_guess_makes_no_heading(
    probability: float, lead: float, *, named: bool, doubted: bool
) -> None:
    claim = the_claim("Alder", "Governments should protect the privacy of all users.")
    leanings = {claim.id: (probability, 0.3, 0.7 - probability)}
    given = replace(themed(claim), leanings=leanings, scores={claim.id: lead}, named=named)
    assert in_doubt(claim, given) is doubted
    ((_, view),) = scored_singles(given, {claim.holder: a_holder("Alder")})
    assert (view.theme == GENERAL) is doubted
