"""A row made and written the quick way is the row that Django makes and writes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models.expressions import DatabaseDefault

from conspectus.core.inserting import insert, new
from conspectus.core.models import Mail, Scope
from conspectus.core.scopes import installation_scope

MODELS = [one for one in apps.get_models() if one.__module__.startswith("conspectus.")]


def _fields(model):
    return model._meta.concrete_fields  # noqa: SLF001 - Django's documented description of a model


def _values(row):
    values = {one.attname: getattr(row, one.attname) for one in _fields(row)}
    return {k: "database" if isinstance(v, DatabaseDefault) else v for k, v in values.items()}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_new_row_has_the_defaults_that_django_gives(model):
    made = new(model)
    plain = {k: v for k, v in _values(model()).items() if not callable(_default(model, k))}
    assert _values(made) | plain == _values(made)
    for name in _values(made).keys() - plain.keys():
        value = getattr(made, name)
        assert type(value) is type(getattr(model(), name))
        assert not isinstance(value, list | dict | set) or value is not getattr(new(model), name)


def _default(model, attname):
    field = next(one for one in _fields(model) if one.attname == attname)
    return field.default if field.has_default() else None


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_what_is_inserted_is_read_back_and_constraints_hold():
    scope = installation_scope()
    mail = new(Mail, scope=scope, to="a@example.org", subject="Ünï", text="x\x01y", kind="receipt")
    insert(mail)
    read = Mail.objects.get(pk=mail.pk)
    assert (read.scope, read.to, read.subject, read.text) == (scope, mail.to, "Ünï", "x\x01y")
    assert read.state == Mail.State.WAITING
    assert read.created is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(new(Scope, path=scope.path))
