"""Migrations that render only the model that they change.

Django keeps a class for each model at each step. After a step it makes the classes of the changed
model and of all models that lead to it or from it anew: in a schema where everything leads to a
cycle, to a person or to an organisation these are nearly all, some thirty for each of four hundred
steps, and nine tenths of what making an installation costs.

Most steps (a new table, column, index or constraint) look at the class of the changed model only:
here that alone is made anew. The others then lead to an older class of it, with the same table and
keys. Before any other step (code, a key that others lead to, a table that goes) all classes are
made anew, so that it finds what it finds with Django alone. The database is the same, to the byte
of its schema (`tests/core/test_migrating.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations as steps
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.migrations.utils import field_is_referenced
from django.db.transaction import atomic

_OF_A_MODEL: Final = (steps.CreateModel, steps.AlterModelOptions, steps.AlterUniqueTogether)
_WITHIN_A_MODEL: Final = (
    *(steps.AddIndex, steps.RemoveIndex, steps.AddConstraint, steps.RemoveConstraint),
    steps.AddField,
)
"""Steps that look at the class of their model only."""

_OF_A_COLUMN: Final = (steps.AlterField, steps.RemoveField)
"""Steps that do so if the field leads nowhere, and nothing leads to it."""


@contextmanager
def lightly() -> Iterator[None]:
    """Meanwhile migrations of this process are applied as described above."""
    usual = Migration.apply
    Migration.apply = _apply  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        Migration.apply = usual  # type: ignore[method-assign]


def _apply(
    migration: Migration,
    project_state: ProjectState,
    schema_editor: BaseDatabaseSchemaEditor,
    collect_sql: bool = False,  # noqa: FBT001, FBT002, ARG001 - Django's signature; nobody collects
) -> ProjectState:
    """As `Migration.apply`; the state after the migration."""
    for step in migration.operations:
        before = _advance(step, migration.app_label, project_state)
        given = (migration.app_label, schema_editor, before, project_state)
        alone = step.atomic or (migration.atomic and step.atomic is not False)
        if alone and not schema_editor.atomic_migration:
            with atomic(schema_editor.connection.alias):
                step.database_forwards(*given)
        else:
            step.database_forwards(*given)
    return project_state


def _advance(step: Operation, app: str, state: ProjectState) -> ProjectState:
    """Changes ``state`` by the step; returns it as it was before."""
    changed = _changed_alone(step, app, state)
    if state.is_delayed and changed is None:
        state.clear_delayed_apps_cache()
        state.is_delayed = False
    classes = state.apps  # as the state before has them, too: they are copied with it
    before = state.clone()
    if changed is None:
        step.state_forwards(app, state)
        return before
    del state.apps  # a state without classes makes none anew
    step.state_forwards(app, state)
    state.apps = classes
    classes.unregister_model(*changed)
    classes.render_multiple([state.models[changed]])
    state.is_delayed = True  # Django's code asks for all classes anew, too, then
    return before


def _changed_alone(step: Operation, app: str, state: ProjectState) -> tuple[str, str] | None:
    """App and name of the only model whose class the step looks at, if it is a step like that."""
    named = getattr(step, "name" if type(step) in _OF_A_MODEL else "model_name", "")
    key = (app, str(named).lower())
    if type(step) in _OF_A_MODEL or type(step) in _WITHIN_A_MODEL:
        return key
    # A step of a class derived from these does more, and is none of them.
    if type(step) in _OF_A_COLUMN and isinstance(step, _OF_A_COLUMN):
        return key if _is_plain(step, key, state) else None
    return None


def _is_plain(
    step: steps.AlterField | steps.RemoveField, key: tuple[str, str], state: ProjectState
) -> bool:
    before = state.models[key].fields[step.name]
    after = step.field if isinstance(step, steps.AlterField) else before
    if any(one.is_relation or one.primary_key for one in (before, after)):
        return False
    return not field_is_referenced(state, key, (step.name, before))
