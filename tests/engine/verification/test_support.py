"""Whether one holder's evidence by itself carries a claim: the traps of DEFECTS and the rest."""

from __future__ import annotations

import pytest

from conspectus.engine.verification import profile, supports, supports_profile

CARRIED = [
    ("privacy should be protected", "We hold that governments must protect privacy."),
    ("the IGF should be strengthened", "We call for strengthening the Internet Governance Forum."),
    ("the mandate should be renewed", "We support the renewal of the mandate for ten years."),
    ("openness should be protected or promoted", "States should promote openness."),
    ("X called for the creation of a fund", "A fund for remote participation should be created."),
    ("X opposed a new body", "We do not support a new body; the Forum is enough."),
    ("One contribution (X) held that 40 % is enough", "In our view 40% is enough."),
    (
        "access should be free, provided that it is fair",
        "Access should be free provided that it is fair.",
    ),
    (
        "content must not be removed without a court order",
        "Content must not be removed without a court order.",
    ),
    (
        "X proposed that minutes be published",
        "We propose that the minutes be published in two weeks.",
    ),
    (
        "the multi-stakeholder model should be preserved",
        "The multi-stakeholder model, in which states and firms meet as equals, must be retained.",
    ),
    (
        "small operators should be offered access to spectrum",
        "Access to spectrum should be offered to small operators.",
    ),
    (
        "governments should not interfere with routing",
        "There should be no interference of governments with routing.",
    ),
    (
        "governments should not interfere with encryption",
        "We ask governments to refrain from interfering with encryption.",
    ),
    (
        "public data should be available in open formats",
        "Data held by public bodies should be made available in formats that are open.",
    ),
    ("the budget should be published", "We ask that the budget be made public."),
    (
        "interoperability is important for innovation",
        "Interoperability is of great importance to innovation.",
    ),
    (
        "a permanent helpdesk should be established",
        "The establishment of a permanent helpdesk is what we ask for.",
    ),
    (
        "surveillance is incompatible with privacy",
        "Surveillance cannot be reconciled with, and is incompatible with, privacy.",
    ),
]

NOT_CARRIED = {
    "negation": ("operators should block content", "Operators should not block content.", "V4"),
    "denied subject": ("a new body should be created", "No new body should be created.", "V4"),
    "opposition": (
        "a new body should be created",
        "We oppose the view that a new body should be created.",
        "V4",
    ),
    "support for what is opposed": (
        "X supported a new treaty",
        "We are against a new treaty.",
        "V4",
    ),
    "modality raised": ("the Forum must report", "The Forum should report.", "V4"),
    "modality of support raised": (
        "policies must support openness",
        "Policies should support openness.",
        "V4",
    ),
    "one of two denied things": (
        "no body should be seen as competing with another or duplicating processes",
        "No body should be seen as competing with another and all can be equal.",
        "V5",
    ),
    "possibility raised": ("the Forum should report", "The Forum may report.", "V4"),
    "norm told as fact": ("the Internet is open", "The Internet should be open.", "V4"),
    "fact told as norm": ("the Internet should be open", "The Internet is open.", "V4"),
    "consider doing is not doing": (
        "the secretariat should publish all texts",
        "The secretariat should consider publishing all texts.",
        "V4",
    ),
    "number": ("three offices should close", "Five offices should close.", "V3"),
    "year": ("the transition should end by 2016", "The transition should end by 2015.", "V3"),
    "acronym": ("ICANN should be accountable", "The ITU should be accountable.", "V3"),
    "object swapped (17)": (
        "the multistakeholder model should be preserved",
        "We must preserve open decision-making, which the multistakeholder model needs.",
        "V5",
    ),
    "object swapped within a sentence": (
        "the model should be strengthened",
        "The IGF should be strengthened while the model remains.",
        "V5",
    ),
    "exception dropped (18)": (
        "content should stay",
        "Content should stay, except as stipulated by law.",
        "V5",
    ),
    "condition dropped": (
        "subsidies should be paid",
        "Subsidies should be paid only if the market fails.",
        "V5",
    ),
    "condition before": (
        "subsidies should be paid",
        "If the market fails, subsidies should be paid.",
        "V5",
    ),
    "as appropriate": ("fees should be waived", "Fees should be waived, as appropriate.", "V5"),
    "modifier dropped (18)": (
        "standards should be promoted",
        "Industry-led standards should be promoted.",
        "V5",
    ),
    "restrictive clause dropped": (
        "advertising should be banned",
        "Advertising that is directed at children should be banned.",
        "V5",
    ),
    "only dropped": ("courts may order removal", "Only courts may order removal.", "V5"),
    "superlative (19)": (
        "human rights are the most important issue",
        "Human rights are an important issue.",
        "V5",
    ),
    "equal (19)": ("all States should have equal access", "All States should have access.", "V5"),
    "performatives (20)": ("the IGF should be assessed", "The IGF should be strengthened.", "V5"),
    "words scattered over sentences": (
        "the register should protect privacy",
        "The register should be public. Laws should protect privacy.",
        "V5",
    ),
    "part of another body": (
        "the IGF should be strengthened",
        "Interactions between the IGF and national forums should be strengthened.",
        "V5",
    ),
    "agent swapped": (
        "governments should fund libraries",
        "Companies should fund libraries, as governments know.",
        "V5",
    ),
    "clause invented": (
        "access should be free and a levy should pay for it",
        "Access should be free.",
        "V5",
    ),
    "member of a list": (
        "trust, openness and diversity should be promoted",
        "Trust and openness should be promoted.",
        "V5",
    ),
    "antonym": ("the network should be open", "The network should be closed.", "V4"),
    "quotation": ("X stated: “access is a right for all”", "Access is a right of all.", "V2"),
}


@pytest.mark.parametrize(("claim", "evidence"), CARRIED)
def test_evidence_carries_what_it_says(claim, evidence):
    support = supports(claim, evidence, names=("X",))
    assert support.reasons == ()
    assert support.ok


@pytest.mark.parametrize("trap", NOT_CARRIED)
def test_evidence_does_not_carry_more_than_it_says(trap):
    claim, evidence, code = NOT_CARRIED[trap]
    support = supports(claim, evidence, names=("X",))
    assert not support.ok
    assert code in support.codes


def test_must_may_be_told_as_should_since_it_asks_for_less():
    assert supports("the Forum should report", "The Forum must report every year.").ok


@pytest.mark.parametrize(("claim", "evidence"), CARRIED)
def test_a_claim_carries_itself(claim, evidence):
    del claim
    bare = evidence.removeprefix("In our view ").rstrip(".")
    assert supports(bare, bare).ok


def test_the_filter_never_accepts_and_agrees_with_the_close_look():
    pairs = [*CARRIED, *((c, e) for c, e, _ in NOT_CARRIED.values())]
    for claim, evidence in pairs:
        fast = supports_profile(profile(claim, names=("X",)), profile(evidence))
        assert fast.ok == supports(claim, evidence, names=("X",)).ok


@pytest.mark.parametrize(
    ("language", "claim", "evidence", "carried"),
    [
        ("fr", "l’accès doit être libre", "Nous pensons que l’accès doit être libre.", True),
        ("fr", "l’accès doit être libre", "L’accès ne doit pas être libre.", False),
        ("fr", "l’accès doit être libre", "L’accès peut être libre.", False),
        ("es", "el acceso debe ser gratuito", "El acceso debe ser gratuito para todos.", True),
        ("es", "el acceso debe ser gratuito", "El acceso nunca debe ser gratuito.", False),
        ("ru", "доступ должен быть свободным", "Мы считаем: доступ должен быть свободным.", True),
        ("ru", "доступ должен быть свободным", "Доступ не должен быть свободным.", False),
        ("ar", "يجب أن يكون الوصول مجانيا", "يجب أن يكون الوصول مجانيا للجميع", True),
        ("ar", "يجب أن يكون الوصول مجانيا", "لا يجب أن يكون الوصول مجانيا", False),
        ("zh", "互联网应当开放", "我们认为互联网应当开放。", True),
        ("zh", "互联网应当开放", "互联网不应开放。", False),
        ("es", "deben participar 5 países", "Deben participar 7 países.", False),
    ],
)
def test_other_languages_compare_words_figures_denials_and_modality(
    language, claim, evidence, carried
):
    assert supports(claim, evidence, language=language).ok is carried
