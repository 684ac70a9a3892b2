"""On PostgreSQL, columns of text that sort as the database happens to sort; new ones do not."""

from django.db import migrations

OTHERWISE = """
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = %s::regclass AND NOT attisdropped
  AND attcollation = (SELECT oid FROM pg_collation WHERE collname = 'default')
ORDER BY attnum
"""


def sort_by_code_point(_apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    quoted = editor.quote_name
    for table in sorted(editor.connection.introspection.django_table_names(only_existing=True)):
        with editor.connection.cursor() as cursor:
            cursor.execute(OTHERWISE, [quoted(table)])
            columns = cursor.fetchall()
        if columns:
            changes = (f'ALTER {quoted(name)} TYPE {kind} COLLATE "C"' for name, kind in columns)
            editor.execute(f"ALTER TABLE {quoted(table)} {', '.join(changes)}")


class Migration(migrations.Migration):
    dependencies = [("core", "0007_live_events")]
    operations = [migrations.RunPython(sort_by_code_point, migrations.RunPython.noop)]
