"""The secretariat writes to holders and keeps contacts; the rapporteur answers: on pages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conspectus.contributions.models import Contribution
from conspectus.core.models import Mail
from conspectus.people.rules import Role
from conspectus.synthesis.holders import HOLDERS
from conspectus.synthesis.models import Contact, Letter, Reply
from conspectus.synthesis.services.correcting import Given, correct
from conspectus.synthesis.services.replying import bind
from tests.factories_site import an_account
from tests.synthesis.reply.conftest import address_of, of
from tests.synthesis.reply.test_by_link import give, shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

WORK = "/en/igf/2026/papers/1/work/"


@pytest.fixture
def secretariat(client, asked):
    account = an_account(role=Role.SECRETARIAT, scope=asked.paper.cycle.scope)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_page_shows_who_gets_a_letter_who_not_and_why(secretariat, asked):
    Contribution.objects.filter(number=1).update(email_verified=None)
    Contribution.objects.filter(number=2).update(email="")
    Contact.objects.create(
        cycle=asked.paper.cycle, email=address_of("Corum Institute"), no_mail=asked.published
    )
    page = secretariat.get(f"{WORK}replies/letters/").content.decode()
    assert "dune@example.org" in page
    for name, why in (
        ("Arda Union", "the address is not verified"),
        ("Brel Society", "no address is known"),
        ("Corum Institute", "asked for no mail"),
    ):
        row = page.split(f"<bdi>{name}</bdi>")[1].split("</tr>")[0]
        assert why in row, name
    secretariat.post(
        f"{WORK}replies/letters/", {"days_to_answer": "20", "days_to_be_answered": "40"}
    )
    assert set(Letter.objects.values_list("name", flat=True)) == {
        "Dune Cities",
        "Fennmark",
        "Juniper Network",
    }
    assert set(Mail.objects.values_list("state", flat=True)) == {Mail.State.HELD}
    asked.refresh_from_db()
    assert (asked.days_to_answer, asked.days_to_be_answered) == (20, 40)
    letter = of("Dune Cities")
    secretariat.post(f"{WORK}replies/letters/", {"revoke": str(letter.pk)})
    assert of("Dune Cities").revoked is not None


def test_contacts_are_entered_imported_and_authorised(secretariat, asked):
    bad = SimpleUploadedFile("c.csv", b"holder,email\nArda Union,a@x.org\nNobody,b@x.org\n")
    page = secretariat.post(f"{WORK}contacts/", {"do": "import", "file": bad})
    assert "Row 3" in page.content.decode()
    assert not Contact.objects.exists()
    good = SimpleUploadedFile(
        "c.csv",
        b"holder,email,name,language,authorised\n"
        b"Arda Union,press@x.org,Press,ar,\nArda Union,head@x.org,Head,en,yes\n",
    )
    secretariat.post(f"{WORK}contacts/", {"do": "import", "file": good})
    press, head = Contact.objects.order_by("-email")
    assert (press.language, press.authorised) == ("ar", "")
    assert head.authorised
    secretariat.post(f"{WORK}contacts/", {"do": f"authorise {press.pk}"})
    secretariat.post(f"{WORK}contacts/", {"do": f"end {head.pk}"})
    press.refresh_from_db()
    head.refresh_from_db()
    assert press.authorised
    assert head.authorised == ""
    page = secretariat.post(
        f"{WORK}contacts/", {"do": "add", "holder": "Nobody", "email": "a@x.org", "language": "en"}
    )
    assert "No organisation, person or joint contribution is called" in page.content.decode()


def test_a_contact_of_a_joint_contribution_is_entered_on_the_page(secretariat, asked):
    row = asked.annex_entries.filter(annex=HOLDERS).first()
    row.data |= {"kind": "joint", "name": "Oak and Pine", "names": ["Oak and Pine"]}
    row.save()
    page = secretariat.post(
        f"{WORK}contacts/",
        {"do": "add", "holder": "Oak and Pine", "email": "a@x.org", "language": "en"},
        follow=True,
    )
    assert '<th scope="row"><bdi>Oak and Pine</bdi></th>' in page.content.decode()


def test_an_objection_is_answered_by_the_corrections_that_change_it(secretariat, written, client):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "object", sentence=row.sentence, text="We said more.")
    reply = Reply.objects.get()
    assert "Arda Union" not in secretariat.get(f"{WORK}replies/").content.decode()
    assert "Arda Union" in secretariat.get(f"{WORK}replies/?show=unconfirmed").content.decode()
    secretariat.post(f"{WORK}replies/{reply.pk}/", {"do": "vouch"})
    reply.refresh_from_db()
    assert reply.binding
    assert "Arda Union" in secretariat.get(f"{WORK}replies/").content.decode()
    given = {"do": "answer", "outcome": "changed", "acts": "", "answer": "It is reworded."}
    page = secretariat.post(f"{WORK}replies/{reply.pk}/", given)
    assert "Give the numbers of the corrections" in page.content.decode()
    made = correct(
        written.paper,
        Given(kind="leave_out", of=reply.of, was=reply.was, why="objected to"),
        by=None,
        base=0,
    )
    secretariat.post(f"{WORK}replies/{reply.pk}/", {**given, "acts": str(made.number)})
    reply.refresh_from_db()
    assert (reply.outcome, reply.acts) == ("changed", [made.number])
    looked = {"do": "look", "name": "The Same", "text": "Fine."}
    page = secretariat.post(f"{WORK}replies/{reply.pk}/", looked)
    assert "did not answer first" in page.content.decode()
    scope = letter.version.paper.cycle.scope
    other = an_account("second@example.org", role=Role.RAPPORTEUR, scope=scope)
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(f"{WORK}replies/{reply.pk}/", {**looked, "name": "Another Person"})
    reply.refresh_from_db()
    assert reply.second_look == "Another Person"


def test_the_statistics_stand_with_the_paper_in_three_queries(
    written, client, django_assert_max_num_queries
):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "object", sentence=row.sentence, text="We said more.")
    bind(letter, list(Reply.objects.select_related("paper", "leaf")))
    with django_assert_max_num_queries(3):
        page = client.get("/en/igf/2026/papers/1/v1/").content.decode()
    for words in (
        "<dt>Holders asked</dt><dd>6</dd>",
        "<dt>Holders that answered</dt><dd>1</dd>",
        "<dt>Sentences objected to</dt><dd>1</dd>",
        "<dt>Not answered yet by the rapporteur</dt><dd>1</dd>",
    ):
        assert words in page
    with django_assert_max_num_queries(3):
        page = client.get("/en/igf/2026/papers/1/v1/replies/1/").content.decode()
    assert "We said more." in page
    assert client.get("/en/igf/2026/papers/1/v1/replies/2/").status_code == 404


def test_a_proposed_wording_is_put_into_the_text_and_checked(secretariat, written, client):
    row = shared(written)
    letter = of("Arda Union")
    give(client, letter, "propose wording", sentence=row.sentence, text="Access must be for 12.")
    reply = Reply.objects.get()
    bind(letter, [reply])
    page = secretariat.get(f"{WORK}replies/{reply.pk}/").content.decode()
    address = f"{WORK}text/s/{row.sentence}/?proposed={reply.pk}"
    assert f'href="{address}"' in page
    page = secretariat.get(address).content.decode()
    said = row.data["text"].partition(" that ")[0]
    assert "that access must be for 12.</textarea>" in page.lower()
    assert said in page
    assert "This no longer holds." in page
    assert (
        "access must be for 12"
        not in secretariat.get(
            f"{WORK}text/s/{row.sentence}/?proposed={reply.pk + 1}"
        ).content.decode()
    )
