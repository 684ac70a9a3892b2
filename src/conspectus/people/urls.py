"""Addresses of accounts, roles and areas (DESIGN §8)."""

from __future__ import annotations

from allauth.socialaccount import views as elsewhere
from django.urls import URLPattern, URLResolver, include, path

from conspectus.people.views import oidc
from conspectus.people.views.account import account
from conspectus.people.views.areas import area, areas
from conspectus.people.views.organisations import organisation, organisations
from conspectus.people.views.passkey import passkey_login
from conspectus.people.views.personal_data import erasure, personal_copy, personal_data
from conspectus.people.views.privacy import privacy
from conspectus.people.views.roles import role_end, roles
from conspectus.people.views.sessions import sessions
from conspectus.people.views.tokens import token_revoke, tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", account, name="account"),
    path("accounts/passkey/", passkey_login, name="account-passkey"),
    path("accounts/tokens/", tokens, name="account-tokens"),
    path("accounts/tokens/<int:key>/revoke/", token_revoke, name="account-token-revoke"),
    path("accounts/data/", personal_data, name="account-data"),
    path("accounts/data/copy/", personal_copy, name="account-data-copy"),
    path("accounts/data/erase/", erasure, name="account-erasure"),
    path("accounts/sessions/", sessions, name="account-sessions"),
    path("accounts/factors/", include("allauth.mfa.urls")),
    path("accounts/elsewhere/", oidc.connections, name="socialaccount_connections"),
    path("accounts/elsewhere/signup/", elsewhere.signup, name="socialaccount_signup"),
    path("accounts/elsewhere/error/", elsewhere.login_error, name="socialaccount_login_error"),
    path(
        "accounts/elsewhere/cancelled/",
        elsewhere.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("accounts/with/<slug:provider_id>/", oidc.begin, name="openid_connect_login"),
    path("privacy/", privacy, name="privacy"),
    path("manage/areas/", areas, name="manage-areas"),
    path("manage/areas/<slug:code>/", area, name="manage-area"),
    path("manage/roles/", roles, name="manage-all-roles"),
    path("manage/roles/<int:key>/end/", role_end, name="manage-all-role-end"),
    path("<slug:forum>/manage/organisations/", organisations, name="manage-organisations"),
    path(
        "<slug:forum>/manage/organisations/<slug:slug>/",
        organisation,
        name="manage-organisation",
    ),
    path("<slug:forum>/manage/roles/", roles, name="manage-roles"),
    path("<slug:forum>/manage/roles/<int:key>/end/", role_end, name="manage-role-end"),
]
