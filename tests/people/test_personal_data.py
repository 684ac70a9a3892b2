"""A copy of all that is kept of a person, and what is left of her after an erasure."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.db import connection
from django.db.models import F

from conspectus.contributions.models import Contribution, Event, Party
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.links import secret_of
from conspectus.contributions.services.personal_data import of_link
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.personal_copy import write_copy
from conspectus.core.personal_data import erase_person, parts_of
from conspectus.people.models import Account, AccountSession, Person, RoleAssignment
from conspectus.people.services.personal_data import of_account, of_address
from conspectus.synthesis.models import Comment, Correction
from tests.factories_factors import confirmed
from tests.factories_persons import ADDRESS, DRAFTED, NAME, contributions_of, everything_of
from tests.factories_site import a_contribution, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def copied(whose):
    target = io.BytesIO()
    write_copy(whose, target)
    archive = zipfile.ZipFile(target)
    return {name: archive.read(name).decode() for name in archive.namelist()}


def tables_with(words):
    """Tables in which some column holds the words, in whatever case."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of our own
            if any(words.lower() in as_text(cell) for row in cursor.fetchall() for cell in row):
                found.add(table)
    return found


def as_text(cell):
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).decode("utf-8", "replace").lower()
    return str(cell).lower()


def recorded():
    """The worker has put everything into the record."""
    RecordedLeaf.objects.filter(index__isnull=True).update(index=F("pk"))


@pytest.fixture
def ada():
    made = everything_of()
    recorded()
    return made


def test_the_copy_has_every_part_and_says_what_each_is(ada):
    files = copied(of_account(ada))
    readme = files["README.txt"]
    index = json.loads(files["index.json"])
    assert set(index["parts"]) >= {"account", "roles", "sessions", "tokens", "contributions"}
    for name, rows in index["parts"].items():
        assert f"{name}.json ({rows}): " in readme
        assert len(json.loads(files[f"{name}.json"])) == rows
    assert json.loads(files["account.json"])[0]["email"] == ADDRESS
    drafts = [one for one in json.loads(files["contributions.json"]) if one["state"] == "draft"]
    assert [one["versions"][0]["documents"][0]["text"] for one in drafts] == [DRAFTED]


def test_the_copy_holds_no_secret(ada):
    text = "".join(copied(of_account(ada)).values())
    token = ada.tokens.get()
    draft = Contribution.objects.get(state=State.DRAFT)
    for secret in (ada.password, token.hashed, draft.key, draft.token, f"s{ada.pk}"):
        assert secret not in text


def test_whoever_has_not_confirmed_an_address_gets_nothing_that_is_under_it():
    contribution = a_contribution(email="victim@example.org")
    stranger = an_account("stranger@example.org")
    stranger.emailaddress_set.create(email=contribution.email, verified=False, primary=False)
    assert "contributions" not in {part.name for part in parts_of(of_account(stranger))}
    stranger.emailaddress_set.update(verified=True)
    assert "contributions" in {part.name for part in parts_of(of_account(stranger))}


def test_a_private_link_gives_its_own_contribution_and_no_other_of_the_address(ada):
    draft = Contribution.objects.get(state=State.DRAFT)
    rows = json.loads(copied(of_link(draft))["contributions.json"])
    assert [one["state"] for one in rows] == ["draft"]
    assert "account.json" not in copied(of_link(draft))


@pytest.mark.parametrize("wish", ["withdraw", "erase"])
def test_after_an_erasure_no_table_holds_address_name_or_words(ada, wish):
    for words in (ADDRESS, NAME, DRAFTED):
        assert tables_with(words)
    erase_person(of_address(ADDRESS), wish=wish, by="the operator")
    assert {words: tables_with(words) for words in (ADDRESS, NAME, DRAFTED)} == {
        ADDRESS: set(),
        NAME: set(),
        DRAFTED: set(),
    }
    assert parts_of(of_address(ADDRESS)) == []


def test_contributions_stay_or_are_withdrawn_or_erased_as_the_person_wishes(ada):
    published = Contribution.objects.get(state=State.PUBLISHED, email=ADDRESS)
    for wish, state in (
        ("keep", State.PUBLISHED),
        ("withdraw", State.WITHDRAWN),
        ("erase", State.ERASED),
    ):
        whose = of_address(ADDRESS)
        erase_person(whose, wish=wish, by="the operator")
        published.refresh_from_db()
        assert (published.state, published.email, published.token) == (state, "", None)
        Contribution.objects.filter(pk=published.pk).update(email=ADDRESS)
        recorded()
    assert not Mail.objects.filter(to__iexact=ADDRESS).exists()


def test_a_published_comment_stays_with_its_name_only_by_choice(ada):
    erase_person(of_address(ADDRESS), wish="keep", by="the operator")
    stays = Comment.objects.get()
    assert (stays.email, stays.name) == ("", NAME)
    assert tables_with(ADDRESS) == set()


def test_what_was_decided_stays_as_an_erased_persons(ada):
    erase_person(of_account(ada), wish="keep", by="the person")
    role = RoleAssignment.objects.get(role="rapporteur")
    assert role.account is None
    assert role.until is not None
    assert str(role).startswith("erased person: ")
    assert Correction.objects.get().by_name == "erased person"
    assert Event.objects.get(kind="published").by == "erased person"
    leaf = RecordedLeaf.objects.get(kind="person erased")
    said = json.loads(bytes(leaf.content))
    assert (said["asked_by"], said["contributions"]) == ("the person", "keep")


def test_others_stay_as_they_are(ada):
    other = a_contribution(Contribution.objects.order_by("pk")[0].call, email="ben@example.org")
    erase_person(of_account(ada), wish="erase", by="the person")
    other.refresh_from_db()
    assert (other.state, other.email) == (State.PUBLISHED, "ben@example.org")
    assert Account.objects.get().email == "admin@example.org"


def test_a_name_that_was_withheld_goes_although_the_contribution_stays():
    made = a_contribution(email=ADDRESS, signed=NAME, as_written={"person": NAME})
    version = made.versions.get()
    person = Person.objects.create(slug="adelheid-quokkamann", name=NAME)
    Party.objects.create(version=version, person=person)
    made.versions.update(publish="without name", capacity="personal")
    erase_person(of_address(ADDRESS), wish="keep", by="the operator")
    made.refresh_from_db()
    assert made.state == State.PUBLISHED
    assert tables_with(NAME) == tables_with("adelheid-quokkamann") == set()


def test_who_alone_manages_the_installation_cannot_go_and_loses_nothing():
    alone = an_account("alone@example.org", role="secretariat")
    mine = a_contribution(email=alone.email)
    with pytest.raises(SiteError, match="Nobody else"):
        erase_person(of_account(alone), wish="withdraw", by="the person")
    mine.refresh_from_db()
    assert mine.state == State.PUBLISHED
    assert Account.objects.filter(pk=alone.pk).exists()


def test_a_browser_in_which_somebody_was_about_to_sign_in_forgets_the_address(ada, client):
    client.post("/en/accounts/login/code/", {"email": ADDRESS})
    assert AccountSession.objects.filter(account__isnull=True).exists()
    erase_person(of_account(ada), wish="keep", by="the person")
    assert not AccountSession.objects.filter(account__isnull=True).exists()


def test_the_page_gives_the_archive_once_somebody_has_confirmed_who_it_is(ada, signed_in):
    client = signed_in(ada)
    asked = client.post("/en/accounts/data/copy/")
    assert "/reauthenticate/" in asked["Location"]
    confirmed(client, ada)
    answer = client.post("/en/accounts/data/copy/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "account.json" in archive.namelist()
    assert "attachment" in answer["Content-Disposition"]


def test_a_contributor_without_account_gets_the_archive_by_the_private_link(client):
    a_contribution()
    account = an_account(ADDRESS)
    account.person = Person.objects.create(slug="a", name=NAME)
    account.save()
    draft = contributions_of(account)["draft"]
    answer = client.post(f"/en/igf/2026/drafts/{secret_of(draft.key)}/data/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "contributions.json" in archive.namelist()
