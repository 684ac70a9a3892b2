"""Titles that 0003 has hidden leave the index of search, in which posts stand with their thread's."""

from django.db import migrations

from conspectus.core.search_index import BETWEEN
from conspectus.core.search_store import Line, delete_lines, write_lines
from conspectus.core.search_tokens import line_of, tokens_of

PLACE = {
    "sqlite": "SELECT place FROM core_searchtokens WHERE rowid = %s",
    "postgresql": "SELECT array_to_string(place, ' ') FROM core_searchtokens WHERE entry = %s",
}


def forget(apps, editor):
    """The posts stay, without the title."""
    threads = apps.get_model("discussion", "Thread").objects.exclude(hidden_title="")
    entries = apps.get_model("core", "SearchEntry").objects.filter(kind="post").exclude(title="")
    for thread in threads.filter(number__isnull=False).select_related("cycle__scope"):
        where = f"/{thread.cycle.scope.path}/discussion/{thread.number}/"
        for one in entries.filter(key__startswith=where):
            with editor.connection.cursor() as cursor:
                cursor.execute(PLACE[editor.connection.vendor], [one.pk])
                row = cursor.fetchone()
            text = line_of(one.text.split(BETWEEN), one.language)
            holder = " ".join(tokens_of(one.holder, one.language))
            delete_lines([one.pk])
            write_lines([Line(entry=one.pk, title="", holder=holder, text=text, place=row[0])])
            one.title = ""
            one.save(update_fields=["title"])


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0003_hidden_titles"),
        ("core", "0007_live_events"),
    ]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
