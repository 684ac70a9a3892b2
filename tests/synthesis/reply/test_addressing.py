"""Who is told of a version: contributors, those who only spoke, and who sent a joint text."""

from __future__ import annotations

import pytest

from conspectus.consultations.paths import intervention_path
from conspectus.contributions.models import Party
from conspectus.people.models import Person
from conspectus.synthesis.holders import HOLDERS, holder_entries
from conspectus.synthesis.models import AnnexEntry, Contact
from conspectus.synthesis.services.addressing import NO_ADDRESS, addressed
from conspectus.synthesis.services.contacts import add_contact, authorise
from conspectus.synthesis.services.forgetting_replies import forget_replies
from conspectus.synthesis.services.letters import write_to_holders
from tests.factories_meetings import a_meeting, a_written_transcript
from tests.factories_paper_rows import a_paper_version
from tests.factories_site import BEFORE, a_contribution, an_account, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def entry(name: str, kind: str = "organisation", signed=(), sentences=()):
    return {
        "id": name.lower(),
        "kind": kind,
        "name": name,
        "names": [name],
        "signed": list(signed),
        "sentences": list(sentences),
        "unsaid": [],
    }


def evidence(source: str, start: int, end: int):
    return {"source": source, "start": start, "end": end, "quote": "x"}


def test_an_entry_says_what_cites_a_holder_and_what_of_its_words_does_not():
    paper = {
        "holders": [
            {"id": "b", "name": "Bo Speaker", "kind": "person"},
            {"id": "a", "name": "Arda Union", "kind": "organisation", "aliases": ["AU"]},
            {"id": "c", "name": "Nobody", "kind": "organisation"},
        ],
        "sources": [
            {"id": "1", "kind": "contribution", "holders": ["a"]},
            {"id": "2-1", "kind": "intervention", "holders": ["b"]},
        ],
        "passages": [
            {"source": "1", "start": 0, "end": 9, "holder": "a", "capacity": "own"},
            {"source": "1", "start": 10, "end": 19, "holder": "a", "capacity": "own"},
            {"source": "1", "start": 20, "end": 29, "holder": "a", "capacity": "relayed"},
            {"source": "2-1", "start": 0, "end": 5, "holder": "b", "capacity": "own"},
        ],
        "sections": [
            {
                "paragraphs": [
                    {
                        "sentences": [
                            {
                                "id": "s1",
                                "positions": [{"holder": "a", "evidence": [evidence("1", 2, 9)]}],
                            }
                        ]
                    }
                ]
            }
        ],
    }
    found = holder_entries(paper, {"a": "Arda Union", "b": "Bo Speaker", "c": "Nobody"})
    assert [(one["id"], one["signed"], one["sentences"], one["unsaid"]) for one in found] == [
        ("a", ["1"], ["s1"], [["1", 10, 19]]),
        ("b", ["2-1"], [], [["2-1", 0, 5]]),  # its speaker is asked too (`consultations.telling`)
    ]
    assert found[0]["names"] == ["Arda Union", "AU"]


def test_a_speaker_has_the_same_right_as_a_contributor():
    version = a_paper_version(a_contribution())
    Person.objects.create(slug="bo-speaker", name="Bo Speaker")
    add_contact(
        version.paper.cycle,
        holder="Bo Speaker",
        email="bo@example.org",
        name="",
        language="en",
        authorised="the secretariat",
    )
    speaker = entry("Bo Speaker", "person", sentences=["0123456789"])
    AnnexEntry.objects.create(version=version, annex=HOLDERS, order=9, data=speaker)
    assert write_to_holders(version, by=None, days_to_answer=30, days_to_be_answered=30) == 1
    letter = version.letters.get()
    assert (letter.name, letter.contact.email, letter.binding) == (
        "Bo Speaker",
        "bo@example.org",
        True,
    )


def test_a_speaker_with_an_account_is_asked_and_binds_nobody():
    version = a_paper_version(a_contribution())
    person = Person.objects.create(slug="bo-speaker", name="Bo Speaker")
    account = an_account("bo@example.org")
    account.person = person
    account.save()
    transcript = a_written_transcript(a_meeting(version.paper.cycle), published=True)
    transcript.speakers.update(person=person)
    said = intervention_path(version.paper.cycle.scope, transcript.interventions.get(number=1))
    version.drawn_on = {"2-1": said}
    version.save()
    (found,) = addressed(version, [entry("Bo Speaker", "person", signed=["2-1"])])
    contact = found.to[0].contact
    assert (contact.email, contact.authorised) == ("bo@example.org", "")


def a_joint_version():
    """Signed by two organisations; sent from one address."""
    first, second = an_organisation("First Body"), an_organisation("Second Body")
    made = a_contribution(organisation=first, email="joint@example.org", email_verified=BEFORE)
    Party.objects.create(version=made.current, organisation=second, order=1)
    version = a_paper_version(made)
    version.drawn_on = {"1": "/igf/2026/contributions/1/v1/"}
    version.save()
    return version


def test_who_sent_a_joint_text_speaks_for_it_and_for_none_of_its_signers():
    version = a_joint_version()
    joint = entry("First Body and Second Body", "joint", signed=["1"])
    (found,) = addressed(version, [joint])
    contact = found.to[0].contact
    assert (contact.email, contact.organisation_id) == ("joint@example.org", None)
    contact.save()
    (alone,) = addressed(version, [entry("First Body")])
    assert (alone.to, alone.why_not) == ([], NO_ADDRESS)


def test_nobody_binds_a_campaign_alone():
    version = a_joint_version()
    AnnexEntry.objects.filter(annex=HOLDERS).delete()
    campaign = entry("A letter sent by many", "campaign", signed=["1"])
    AnnexEntry.objects.create(version=version, annex=HOLDERS, order=9, data=campaign)
    write_to_holders(version, by=None, days_to_answer=30, days_to_be_answered=30)
    letter = version.letters.get()
    assert not letter.binding
    authorise(Contact.objects.get(), by="somebody")
    letter.refresh_from_db()
    assert not letter.binding


JOINTLY = "First Body and Second Body"


def test_a_joint_contribution_has_contacts_under_the_name_that_the_paper_cites():
    version = a_joint_version()
    AnnexEntry.objects.filter(annex=HOLDERS).delete()
    joint = entry(JOINTLY, "joint", signed=["1"])
    joint["name"] = f"{JOINTLY} (jointly)"
    AnnexEntry.objects.create(version=version, annex=HOLDERS, order=9, data=joint)
    made = [
        add_contact(
            version.paper.cycle,
            holder=name,
            email=email,
            name="",
            language="en",
            authorised="the secretariat",
        )
        for name, email in (
            ("first body  and Second Body", "office@example.org"),
            (joint["name"], "Joint@example.org"),
        )
    ]
    assert [one.joint for one in made] == [JOINTLY, JOINTLY]
    assert write_to_holders(version, by=None, days_to_answer=30, days_to_be_answered=30) == 2
    letters = version.letters.values_list("contact__email", "contact__joint", "binding")
    assert set(letters) == {
        ("office@example.org", JOINTLY, True),
        ("Joint@example.org", JOINTLY, True),
    }
    (alone,) = addressed(version, [entry("First Body")])
    assert alone.to == []
    (same,) = addressed(version, [entry(JOINTLY, "campaign")])
    assert same.to == []


def test_a_joint_contribution_that_no_paper_names_any_more_is_no_contacts():
    version = a_joint_version()
    joint = entry(JOINTLY, "joint", signed=["1"])
    row = AnnexEntry.objects.create(version=version, annex=HOLDERS, order=9, data=joint)
    Contact.objects.create(cycle=version.paper.cycle, joint=JOINTLY, email="office@example.org")
    forget_replies("/igf/2026/contributions/9/")
    assert Contact.objects.get().joint == JOINTLY
    row.delete()
    forget_replies("/igf/2026/contributions/1/")
    assert not Contact.objects.exists()
