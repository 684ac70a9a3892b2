"""Who asks, for what, and in which state of things: the world of the permission matrix.

A helper with new routes adds the values of its address's parts to `ARGUMENTS` (or, where one route
needs its own, to `OF_ROUTE`), and a state of things to `STATES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client

from conspectus.people.models import Account
from tests.factories_site import a_call, a_contribution, a_cycle, a_forum, an_account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

ROLES = (
    "anonymous",
    "account",
    "link",
    "member",
    "rapporteur",
    "chair",
    "secretariat",
    "elsewhere",
    "installation",
)
"""Nobody; an account without a role; a contributor with the signed link; roles in the forum; the
secretariat of another forum; the secretariat of the installation."""

WRONG_SECRET = "0" * 32


@dataclass
class World:
    """One forum with everything in it, another beside it, and who comes in."""

    clients: dict[str, Client] = field(default_factory=dict)
    arguments: dict[str, object] = field(default_factory=dict)
    of_route: dict[str, dict[str, object]] = field(default_factory=dict)
    secret: str = ""

    def arguments_for(self, route: str, names: frozenset[str], role: str) -> dict[str, object]:
        """The parts of a route's address; only the contributor knows the secret."""
        values = {**self.arguments, **self.of_route.get(route, {})}
        values["secret"] = self.secret if role == "link" else WRONG_SECRET
        return {name: values[name] for name in names}


def build() -> World:
    """The world in its usual state: a cycle with an open call and a published contribution."""
    forum, other = a_forum("igf"), a_forum("other-forum")
    call = a_call(a_cycle(forum, "2026"), "first")
    contribution = a_contribution(call)
    world = World(
        arguments={
            "forum": forum.slug,
            "cycle": "2026",
            "call": "first",
            "number": contribution.number,
            "version": 1,
        }
    )
    accounts: dict[str, Account | None] = {
        "anonymous": None,
        "link": None,
        "account": an_account("account@example.org"),
        "elsewhere": an_account("elsewhere@example.org", role="secretariat", scope=other.scope),
        "installation": an_account("installation@example.org", role="secretariat"),
    }
    for role in ("member", "rapporteur", "chair", "secretariat"):
        accounts[role] = an_account(f"{role}@example.org", role=role, scope=forum.scope)
    for role in ROLES:
        # What the view raises is what a visitor would see as a page of error.
        world.clients[role] = Client(raise_request_exception=True)
        account = accounts[role]
        if account is not None:
            world.clients[role].force_login(account, backend=BACKEND)
    return world


STATES: dict[str, Callable[[World], None]] = {"": lambda _world: None}
"""Name of a state → what has happened in it."""
