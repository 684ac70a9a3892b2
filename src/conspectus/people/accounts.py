"""How accounts sign in: the library's flows with our pages and our outbox of mail."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by e-mail; what differs from the library's defaults."""
