"""The index of tokens on PostgreSQL; and what is in any index, by the stems of now."""

from django.db import migrations

from conspectus.core.search_index import BETWEEN
from conspectus.core.search_tokens import line_of, tokens_of

CREATE = (
    """
    CREATE TABLE core_searchtokens (
        entry bigint PRIMARY KEY, title text NOT NULL, holder text NOT NULL, text text NOT NULL,
        place text[] NOT NULL, length integer NOT NULL)
    """,
    """
    CREATE TABLE core_searchposting (
        token text COLLATE "C" NOT NULL, entry bigint NOT NULL, often integer NOT NULL,
        PRIMARY KEY (token, entry))
    """,
)


def create(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for statement in CREATE:
            editor.execute(statement)


def drop(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TABLE core_searchtokens, core_searchposting")


def stem_again(apps, editor):
    if editor.connection.vendor != "sqlite":
        return
    entries = apps.get_model("core", "SearchEntry").objects.order_by("pk")
    with editor.connection.cursor() as cursor:
        for one in entries.iterator(chunk_size=200):
            cursor.execute(
                "UPDATE core_searchtokens SET title = %s, holder = %s, text = %s WHERE rowid = %s",
                [
                    " ".join(tokens_of(one.title, one.language)),
                    " ".join(tokens_of(one.holder, one.language)),
                    line_of(one.text.split(BETWEEN), one.language),
                    one.pk,
                ],
            )


class Migration(migrations.Migration):
    dependencies = [("core", "0005_answers_and_unsubscribing")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(stem_again, migrations.RunPython.noop),
    ]
