"""Django's sessions in the database, read by a query that is put into SQL once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import TextField
from django.db.models.functions import Now

from conspectus.core.prepared import Given, Prepared

_session = Prepared(
    lambda: Session.objects.filter(session_key=Given(0, TextField()), expire_date__gt=Now())
)


class SessionStore(db.SessionStore):
    """As its parent in everything but the way of reading."""

    def _get_session_from_db(self) -> Session | None:
        found = _session.first(self.session_key)
        # What is not there, or not any more, is for the parent to tell and to end.
        return found or super()._get_session_from_db()  # type: ignore[misc]
