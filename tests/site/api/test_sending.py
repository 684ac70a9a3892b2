"""With a token a program sends and manages contributions; without its scope it does nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from conspectus.contributions.models import Contribution
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.people.models import ApiToken, RoleAssignment
from conspectus.people.services.tokens import make_token, revoke_token, scopes_for, token_behind
from tests.factories_factors import an_app
from tests.factories_site import BEFORE, a_call, a_contribution, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

CALL = "/api/v1/forums/igf/cycles/2026/calls/first/contributions"
RECEIVED = "/api/v1/forums/igf/cycles/2026/received"
WORDS = {
    "title": "Access for all",
    "text": "Access should be affordable.\n\nLibraries come first.",
    "language": "en",
    "organisations": ["Example Society"],
    "agree": True,
}


@pytest.fixture
def call():
    return a_call()


def a_token(account, *scopes, days=30):
    made = make_token(account, name="x", scopes=scopes or ["contribute"], days=days, at=stamp())
    return {"HTTP_AUTHORIZATION": f"Bearer {made.secret}"}, made.token


def post(client, address, data, headers):
    return client.post(address, data, content_type="application/json", **headers)


def test_a_contribution_is_sent_and_belongs_to_the_account(client, call):
    account = an_account()
    headers, _ = a_token(account)
    answer = post(client, CALL, WORDS, headers)
    assert answer.status_code == 201, answer.content
    assert answer.waits_for_leaf  # it is answered once it is in the record
    said = answer.json()
    assert (said["number"], said["state"], said["call"]) == (1, "received", call.slug)
    kept = Contribution.objects.get()
    assert (kept.account, kept.email) == (account, account.email)
    assert kept.email_verified is not None
    listed = client.get("/api/v1/me/contributions", **headers).json()["items"]
    assert listed == [said]
    other, _ = a_token(an_account("other@example.org"))
    assert client.get(f"/api/v1/me/contributions/{said['id']}", **other).status_code == 404


@pytest.mark.usefixtures("call")
def test_the_same_key_is_the_same_contribution_for_one_account_only(client):
    headers, _ = a_token(an_account())
    keyed = {**headers, "HTTP_IDEMPOTENCY_KEY": "letter-7"}
    numbers = [post(client, CALL, WORDS, keyed).json()["number"] for _ in range(2)]
    other, _ = a_token(an_account("other@example.org"))
    numbers.append(
        post(client, CALL, WORDS, {**other, "HTTP_IDEMPOTENCY_KEY": "letter-7"}).json()["number"]
    )
    assert numbers == [1, 1, 2]


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organisations": []}, "organisations"),
        ({"language": "xx-none"}, "language"),
        ({"text": "…"}, "text"),
        ({"agree": False}, "given.agree"),
        ({"publish": "loudly"}, "given.publish"),
    ],
)
def test_what_is_wrong_is_said_field_by_field(client, change, field):
    headers, _ = a_token(an_account())
    answer = post(client, CALL, {**WORDS, **change}, headers)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not Contribution.objects.exists()


def test_a_closed_call_takes_nothing(client):
    a_call(closes=BEFORE + dt.timedelta(days=1))
    headers, _ = a_token(an_account())
    answer = post(client, CALL, WORDS, headers)
    assert answer.status_code == 403
    assert "closed" in answer.json()["detail"]


@pytest.mark.usefixtures("call")
def test_a_new_version_and_a_withdrawal_are_ones_own_to_make(client):
    headers, _ = a_token(an_account())
    own = f"/api/v1/me/contributions/{post(client, CALL, WORDS, headers).json()['id']}"
    newer = {**WORDS, "text": "Access must be affordable."}
    del newer["organisations"]
    said = post(client, f"{own}/versions", newer, headers)
    assert said.status_code == 201, said.content
    assert [one["version"] for one in said.json()["versions"]] == [1, 2]
    documents = Contribution.objects.get().versions.get(k=2).documents.all()
    assert [one.text for one in documents] == ["Access must be affordable."]
    withdrawn = post(client, f"{own}/withdrawal", {}, headers)
    assert withdrawn.json()["state"] == "withdrawn"
    assert post(client, f"{own}/versions", newer, headers).status_code == 422


def test_a_secretariat_publishes_and_refuses_where_its_token_and_its_role_reach(client, call):
    first, second = (a_contribution(call, published=False) for _ in range(2))
    account = an_account(role="secretariat", scope=call.cycle.forum.scope)
    assert scopes_for(account) == ["contribute", "manage:igf", "captions:igf"]
    narrow, _ = a_token(account)
    headers, _ = a_token(account, "manage:igf")
    assert client.get(RECEIVED, **narrow).status_code == 403
    assert [one["number"] for one in client.get(RECEIVED, **headers).json()["items"]] == [1, 2]
    one = f"{RECEIVED}/{first.number}"
    assert (
        post(client, f"{one}/publication", {"version": 1}, headers).json()["state"] == "published"
    )
    assert post(client, f"{one}/publication", {"version": 1}, headers).status_code == 422
    refused = post(client, f"{RECEIVED}/{second.number}/refusal", {"reason": "unreadable"}, headers)
    assert refused.json()["state"] == "refused"
    RoleAssignment.objects.update(until=BEFORE)
    assert client.get(RECEIVED, **headers).status_code == 403


def test_where_a_second_factor_is_demanded_a_password_alone_makes_no_token_that_manages(
    client, call
):
    forum = call.cycle.forum
    forum.settings = {**forum.settings, "second_factor": True}
    forum.save()
    account = an_account(role="secretariat", scope=forum.scope)
    before, _ = a_token(account, "manage:igf")
    assert client.get(RECEIVED, **before).status_code == 403
    an_app(account)
    assert client.get(RECEIVED, **before).status_code == 403  # whoever had the password made it
    after, token = a_token(account, "manage:igf")
    ApiToken.objects.filter(pk=token.pk).update(created=stamp())
    assert client.get(RECEIVED, **after).status_code == 200


def test_no_account_gives_away_what_it_has_not(call):
    account = an_account()
    with pytest.raises(SiteError, match="what the token is for"):
        make_token(account, name="x", scopes=["manage:igf"], days=1, at=stamp())
    assert call


def test_a_token_counts_until_it_ends_and_is_kept_as_a_hash(client):
    account = an_account()
    headers, token = a_token(account, days=30)
    secret = headers["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    assert secret not in str(ApiToken.objects.values())
    now = stamp()
    assert token_behind(secret, at=now) == token
    assert ApiToken.objects.get().used == now
    assert token_behind(secret, at=now + dt.timedelta(days=31)) is None
    assert client.get("/api/v1/me", **headers).status_code == 200
    revoke_token(token)
    refused = client.get("/api/v1/me", **headers)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer realm="api"')
    assert client.get("/api/v1/me", HTTP_AUTHORIZATION="Bearer cons_\udcff").status_code == 401


def test_the_page_shows_a_secret_once_and_revokes(client, signed_in):
    account = an_account()
    signed_in(account)
    page = "/en/accounts/tokens/"
    made = client.post(page, {"name": "My program", "scopes": ["contribute"], "days": "30"})
    secret = made.content.decode().partition("<code>")[2].partition("</code>")[0]
    assert token_behind(secret, at=stamp()) == ApiToken.objects.get()
    again = client.get(page).content.decode()
    assert secret not in again
    assert secret[:10] in again
    client.post(f"{page}{ApiToken.objects.get().pk}/revoke/")
    assert token_behind(secret, at=stamp()) is None
    assert (
        client.post(page, {"name": "x", "scopes": ["manage:igf"], "days": "30"}).status_code == 200
    )
    assert ApiToken.objects.count() == 1


def test_nobody_revokes_the_token_of_somebody_else(client, signed_in):
    _headers, token = a_token(an_account("other@example.org"))
    signed_in(an_account())
    assert client.post(f"/en/accounts/tokens/{token.pk}/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.revoked is None
