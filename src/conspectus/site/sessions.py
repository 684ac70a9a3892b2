"""Sessions in the database that know their account, read by a query that is put into SQL once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import TextField
from django.db.models.functions import Now

from conspectus.core.prepared import Given, Prepared
from conspectus.people.models import AccountSession
from conspectus.people.services.sessions import BROWSER, SINCE

_session = Prepared(
    lambda: AccountSession.objects.filter(session_key=Given(0, TextField()), expire_date__gt=Now())
)


class SessionStore(db.SessionStore):
    """As its parent, with the model of `people` and another way of reading."""

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        """Ours."""
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        """The row, with whose it is and what its owner is shown of it."""
        row: AccountSession = super().create_model_instance(data)  # type: ignore[assignment]
        if SESSION_KEY in data:
            row.account_id = int(data[SESSION_KEY])
            row.browser = data.get(BROWSER, "")
            row.since = dt.datetime.fromisoformat(data[SINCE]) if SINCE in data else None
        return row

    def _get_session_from_db(self) -> AccountSession | None:
        found = _session.first(self.session_key)
        # What is not there, or not any more, is for the parent to tell and to end.
        return found or super()._get_session_from_db()  # type: ignore[misc]
