"""A title that is hidden is found by nobody, also where it was hidden before search knew."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from conspectus.core.search import search
from conspectus.discussion.models import Thread
from conspectus.discussion.services.moderating import stop_post
from tests.factories_discussion import a_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
MIGRATION = "conspectus.discussion.migrations.0004_hidden_titles_leave_search"


def found(word: str) -> list[str]:
    return [one.address for one in search(None, word).found]


def test_a_title_that_was_hidden_before_leaves_the_index_and_its_posts_stay():
    first = a_post(title="Zanzibarred", text="Words of the first.")
    second = a_post(thread=first.thread, text="Quokkas answer.")
    assert len(found("Zanzibarred")) == 2
    # As 0003 has left it: the row without the title, the index with it.
    stop_post(first, reason="off-topic", note="", by=None)
    thread = Thread.objects.get()
    assert found("Zanzibarred") == []
    from conspectus.discussion.services.publishing import index_post  # noqa: PLC0415

    thread.title, second.thread = thread.hidden_title, thread
    index_post(second)
    assert len(found("Zanzibarred")) == 1
    import_module(MIGRATION).forget(apps, SimpleNamespace(connection=connection))
    assert found("Zanzibarred") == []
    assert len(found("Quokkas")) == 1
