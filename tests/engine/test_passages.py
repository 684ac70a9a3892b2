"""From sources to claims: who speaks, in which capacity, and what is no claim at all."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import Capacity, Publication
from conspectus.engine.ids import passage_id
from conspectus.engine.passages import Claim, in_first_person, own_names
from tests.factories_corpus import a_holder, the_claim, the_claims

ALDER = a_holder("Alder Union", aliases=("AU",))
NORM = "Governments should protect the privacy of all users."


def test_a_claim_is_a_span_of_its_source() -> None:
    (claim,) = the_claims(ALDER, f"The year was long. {NORM}")
    assert claim.text == NORM
    assert (claim.start, claim.end) == (19, 19 + len(NORM))
    assert claim.id == passage_id("alder-union", NORM)
    assert (claim.holder, claim.capacity) == ("alder-union", Capacity.OWN)
    assert claim.printable


def test_the_same_words_twice_are_two_passages() -> None:
    one, two = the_claims(ALDER, NORM, NORM)
    assert one.id != two.id
    assert one.id == passage_id("alder-union", NORM)


@pytest.mark.parametrize(
    "sentence",
    [
        "Almost every country has adopted policies on this matter.",  # 3, 7
        "Officials do not coordinate policies across ministries.",
        "The first meeting of the Forum took place in Athens.",
    ],
)
def test_background_is_no_claim(sentence: str) -> None:
    assert the_claims(ALDER, sentence) == []


def test_relayed_words_are_kept_but_never_the_holders_own() -> None:
    claim = the_claim("Alder Union", "Some governments have argued that the Forum should close.")
    assert claim.capacity is Capacity.RELAYED
    assert claim.propositions == ()
    assert (claim.own, claim.counted, claim.printable) == (False, False, False)


def test_a_quoted_paragraph_is_relayed() -> None:
    (claim,) = the_claims(ALDER, f"> {NORM}")
    assert claim.capacity is Capacity.RELAYED


def test_a_chair_speaks_as_chair_and_is_not_counted() -> None:
    (claim,) = the_claims(a_holder("Chair of the Forum", is_chair=True), NORM)
    assert claim.capacity is Capacity.CHAIR
    assert (claim.own, claim.counted) == (True, False)


def test_the_capacity_of_the_source_is_that_of_its_claims() -> None:
    (claim,) = the_claims(ALDER, NORM, capacity=Capacity.PERSONAL)
    assert claim.capacity is Capacity.PERSONAL


def test_a_source_that_is_not_to_be_published_gives_no_claim() -> None:
    assert the_claims(ALDER, NORM, publication=Publication.NOT_PUBLISHED) == []


def test_headings_leads_and_items_stay_with_the_claim() -> None:
    first, second = the_claims(
        ALDER, "# Privacy", "Governments should:", f"- {NORM}", "- protect the privacy of children."
    )[-2:]
    assert first.item
    assert second.item
    assert (first.headings, first.lead) == (("Privacy",), "Governments should:")


@pytest.mark.parametrize(
    ("language", "own", "relayed"),
    [
        (
            "fr",
            "Les gouvernements doivent protéger la vie privée des utilisateurs.",
            "Certains gouvernements estiment que le Forum doit décider de tout.",
        ),
        (
            "ru",
            "Правительства должны защищать частную жизнь всех пользователей сети.",
            "Некоторые правительства считают, что Форум должен решать все вопросы.",
        ),
    ],
)
def test_claims_of_other_languages_are_kept_verbatim(language: str, own: str, relayed: str) -> None:
    one, two = the_claims(ALDER, own, relayed, language=language)
    assert (one.plain, one.language, one.capacity) == (own, language, Capacity.OWN)
    assert one.printable
    assert (two.capacity, two.printable) == (Capacity.RELAYED, False)


def test_a_holder_is_known_by_its_names() -> None:
    assert own_names(ALDER) == ("alder union", "au", "the union")
    state = a_holder("Ministry of Networks", group="governments", country="Taravia")
    assert "government of taravia" in own_names(state)


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("The Alder Union supports open standards.", "We support open standards."),
        ("AU calls for a fund.", "We call for a fund."),
        ("Kestrel calls for a fund.", "Kestrel calls for a fund."),
    ],
)
def test_its_own_name_as_subject_is_the_first_person(sentence: str, spoken: str) -> None:
    assert in_first_person(sentence, own_names(ALDER)) == spoken


def atoms(claim: Claim) -> set[tuple[str, str]]:
    return {(atom.relation, " ".join(atom.concept)) for atom in claim.propositions}


def test_an_item_under_an_endorsing_lead_is_a_claim_with_its_lead() -> None:
    claims = the_claims(ALDER, "We support the following principles:", "- Openness", "- Diversity")
    items = [claim for claim in claims if claim.item]
    assert [claim.text for claim in items] == [
        "We support the following principles:\n\nOpenness",
        "We support the following principles:\n\nOpenness\n\nDiversity",
    ]
    assert [atoms(claim) for claim in items] == [{("want", "openness")}, {("want", "diversity")}]
    assert not any(claim.printable for claim in items)


def test_an_item_that_wants_something_by_itself_needs_no_lead() -> None:
    (claim,) = the_claims(ALDER, "# Principles", "- Full respect for human rights.")
    assert claim.text == "Full respect for human rights."
    assert ("respect", "human right") in atoms(claim)


def test_an_item_may_finish_the_sentence_that_introduces_it() -> None:
    claims = the_claims(ALDER, "The Alder Union urges governments to:", "- protect privacy;")
    assert ("protect", "privacy") in atoms(claims[-1])


def test_what_should_not_be_is_negative_and_carries_its_lead() -> None:
    claims = the_claims(ALDER, "Governments should not:", "- promote filters")
    assert claims[-1].text == "Governments should not:\n\npromote filters"
    assert all(atom.negative for atom in claims[-1].propositions)


@pytest.mark.parametrize(
    "lead",
    [
        "Critics say:",
        "Birch Ltd recommends the following principles:",
        "The outcome should address:",
        "The following issues were raised:",
        "Our questions on these principles are:",
        "Some countries proposed the following measures:",
        "The 2013 report recommended that governments should:",
        "Opponents call for:",
        "We are against:",
    ],
)
def test_lists_of_others_and_of_matters_are_no_claims(lead: str) -> None:
    items = ("- Openness of files", "- Strict filters", "- Promote filters of all kinds")
    claims = the_claims(ALDER, lead, *items)
    assert not [claim for claim in claims if claim.item and claim.counted]


def test_a_list_inside_an_item_has_that_item_as_its_lead() -> None:
    claims = the_claims(
        ALDER,
        "We recommend the following:",
        "- 1. Study the barriers to access, such as:",
        "- a. the use of filters",
        "- 2. Protection of privacy",
    )
    wanted = set().union(*(atoms(claim) for claim in claims))
    assert ("protect", "privacy") in wanted
    assert not any("filter" in concept for _, concept in wanted)


def test_a_label_among_principles_is_wanted_too() -> None:
    (claim,) = the_claims(ALDER, "# Principles", "Openness: files should be published.")
    assert ("want", "openness") in atoms(claim)
    (other,) = the_claims(ALDER, "# History", "Openness: files should be published.")
    assert ("want", "openness") not in atoms(other)


def test_a_heading_that_is_a_principle_is_a_claim_with_its_sentence() -> None:
    claims = the_claims(ALDER, "# Principle 5: Innovation", "Rules should promote new services.")
    assert claims[-1].text == "Principle 5: Innovation\n\nRules should promote new services."
    assert atoms(claims[-1]) == {("want", "innovation")}


def test_an_item_of_less_than_three_words_is_kept_with_its_explanation() -> None:
    claims = the_claims(
        ALDER,
        "# Principles",
        f"{'Many words about the year stand here. ' * 10}",
        "- Openness. Files should be published.",
    )
    assert "Openness. Files should be published." in [claim.text for claim in claims]


def test_an_item_that_only_titles_what_follows_is_no_claim() -> None:
    item = "- Charges for traffic. The law of most States is silent on them."
    assert the_claims(ALDER, "# Proposals", item) == []


def test_questions_have_no_atoms() -> None:
    claims = the_claims(ALDER, "What should protect the privacy of users?")
    assert [claim.propositions for claim in claims] == [()]


def test_the_initials_of_a_name_are_its_own() -> None:
    assert "au" in own_names(a_holder("Alder Union"))


@pytest.mark.parametrize("kind", ["Society", "Association", "Foundation", "Institute"])
def test_a_body_may_call_itself_by_its_kind(kind: str) -> None:
    holder = a_holder(f"Alder Harbour {kind}")
    (claim,) = the_claims(holder, f"The {kind} believes that every ferry should carry bicycles.")
    assert claim.own
    (other,) = the_claims(
        a_holder("Kestrel Works"), f"The {kind} believes that every ferry should carry bicycles."
    )
    assert not other.own


def test_a_council_or_a_forum_is_mostly_somebody_else() -> None:
    assert not {"the council", "the forum"} & set(own_names(a_holder("Alder Council Forum")))


def test_a_common_noun_is_no_name() -> None:
    names = own_names(a_holder("Alder Foundation"))
    assert in_first_person("The Foundation supports free ferries.", names).startswith("We support")
    plain = "The foundation of trade must be trust."
    assert in_first_person(plain, names) == plain


def test_the_question_of_the_call_is_nobodys_view() -> None:
    claims = the_claims(
        ALDER,
        "Q: Comment on the plan that fees must rise for all ferries.",
        "A: Fees should fall for all ferries.",
    )
    assert [claim.text for claim in claims] == ["Fees should fall for all ferries."]


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("A praça do mercado deve ser fechada aos carros todos os dias.", True),
        ("É necessário que os autocarros circulem toda a noite.", True),
        ("Os operadores afirmam que as tarifas devem ser livres.", False),
    ],
)
def test_portuguese_views_are_found(sentence: str, *, own: bool) -> None:
    (claim,) = the_claims(ALDER, sentence, language="pt")
    assert (claim.own, claim.printable) == (own, own)


@pytest.mark.parametrize(
    ("sentence", "language", "fits"),
    [
        ("我们认为，运转良好并不等于公平合理。", "zh", False),
        ("我们认为，应当移交根区的监督职责。", "zh", True),
        ("我们希望文件能以六种语言发布而不只是英文。", "zh", True),
    ],
)
def test_a_belief_asks_for_nothing(sentence: str, language: str, *, fits: bool) -> None:
    (claim,) = the_claims(ALDER, sentence, language=language)
    assert claim.printable == fits


def test_what_one_will_recommend_is_not_recommended() -> None:
    sentence = "Nous recommanderons l’expérience à toutes les associations de la région."
    assert the_claims(ALDER, sentence, language="fr") == []


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Leurs membres doivent pouvoir parler à toutes les séances.", "fr"),
        ("Estas medidas deben aplicarse en todos los barrios del puerto.", "es"),
        ("Estas medidas devem aplicar-se em todos os bairros do porto.", "pt"),
        ("Они должны публиковать свои отчёты каждый год без исключения.", "ru"),
        ("这些措施应当在所有地区和部门全面实施。", "zh"),
    ],
)
def test_what_points_back_is_not_printed_for_itself(sentence: str, language: str) -> None:
    (claim,) = the_claims(ALDER, sentence, language=language)
    assert claim.own
    assert not claim.printable
