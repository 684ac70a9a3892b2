"""The index of tokens on SQLite: an FTS5 table that has only to split at spaces."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CREATE = """
CREATE VIRTUAL TABLE core_searchtokens USING fts5(title, holder, text, place, tokenize = 'ascii')
"""


def create(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(CREATE)


def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE core_searchtokens")


class Migration(migrations.Migration):
    dependencies = [("core", "0003_search_entries")]
    operations = [migrations.RunPython(create, drop)]
