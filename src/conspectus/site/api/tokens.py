"""Who asks with a token, and what it may do."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer

from conspectus.core.clock import request_stamp
from conspectus.core.models import Scope
from conspectus.people.models import ApiToken
from conspectus.people.rules import Role, lacks_second_factor, roles_of
from conspectus.people.services.tokens import CAPTIONS, CONTRIBUTE, MANAGE, token_behind


class TokenAuth(HttpBearer):
    """``Authorization: Bearer cons_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, if it counts."""
        return token_behind(token, at=request_stamp(request))


by_token = TokenAuth()


def token_of(request: HttpRequest) -> ApiToken:
    """The token that opened this operation."""
    return request.auth  # type: ignore[attr-defined,no-any-return]


def contributing(request: HttpRequest) -> ApiToken:
    """The token, if it may send contributions.

    Raises:
        PermissionDenied: it is for something else.
    """
    token = token_of(request)
    if CONTRIBUTE not in token.scopes:
        raise PermissionDenied
    return token


def managing(request: HttpRequest, scope: Scope) -> ApiToken:
    """The token, if it may manage what is in the scope, and its account still may.

    Where a second factor is demanded, whoever made the token has shown one: else a password alone
    would open by a token what it does not open on the pages.

    Raises:
        PermissionDenied: it may not.
    """
    return _of_secretariat(request, scope, MANAGE)


def captioning(request: HttpRequest, scope: Scope) -> ApiToken:
    """The token, if it may send captions of meetings in the scope; as `managing`.

    Raises:
        PermissionDenied: it may not.
    """
    return _of_secretariat(request, scope, CAPTIONS)


def _of_secretariat(request: HttpRequest, scope: Scope, kind: str) -> ApiToken:
    token = token_of(request)
    forum = scope.path.partition("/")[0]
    if not {kind, f"{kind}{forum}"} & set(token.scopes):
        raise PermissionDenied
    held = roles_of(token.account, scope) & {Role.SECRETARIAT}
    if not held or lacks_second_factor(token.account, scope, held, since=token.created):
        raise PermissionDenied
    return token
