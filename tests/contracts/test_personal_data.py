"""Whatever column names a person or holds an address is handed out, or says why it is not."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from conspectus.core.personal_data import parts_of
from conspectus.core.personal_holders import holders
from conspectus.people.models import Account, Person
from conspectus.people.services.personal_data import of_account
from tests.factories_persons import everything_of

ELSEWHERE = {
    "core.Mail.to": "mails",
    "forums.Forum.contact": "the institution's own address, which it prints",
}
"""Columns of apps that hold nothing by themselves → the part, or why none has it."""


def columns_about_persons():
    found = set()
    for model in apps.get_models():
        about = model._meta  # noqa: SLF001 - Django's documented place of it
        for column in about.concrete_fields:
            to_person = column.is_relation and column.related_model in (Account, Person)
            is_address = isinstance(column, models.EmailField)
            if to_person or is_address:
                found.add(f"{about.app_label}.{model.__name__}.{column.name}")
    return found


def named():
    found = {}
    for module in holders():
        found |= import_module(module).HELD
    return found


def test_every_column_about_a_person_is_handed_out_or_says_why_not():
    assert columns_about_persons() - set(ELSEWHERE) == set(named())
    assert set(ELSEWHERE) <= columns_about_persons()


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_every_part_that_is_named_has_rows_of_somebody_who_did_everything():
    made = {part.name for part in parts_of(of_account(everything_of()))}
    parts = {part for part in [*named().values(), *ELSEWHERE.values()] if " " not in part}
    assert parts <= made
