"""Of queues of meetings without attribution that were closed before, totals alone are kept."""

from django.db import migrations


def keep_totals(apps, _editor):
    """As `services.queue_totals` does since, when a queue is closed."""
    queues = apps.get_model("consultations", "SpeakingQueue").objects.filter(
        closed__isnull=False, meeting__mode="non-attribution"
    )
    events = apps.get_model("core", "LiveEvent").objects
    for queue in queues.select_related("meeting__cycle__scope"):
        totals = {}
        for row in queue.requests.filter(withdrawn__isnull=True).order_by("number"):
            ended = (row.ended - row.called).total_seconds() if row.called and row.ended else 0
            if row.called or row.spent_s:
                minutes = max(1, round((row.spent_s + ended) / 60))
                totals[row.channel] = totals.get(row.channel, 0) + 60 * minutes
        queue.totals = dict(sorted(totals.items()))
        queue.save(update_fields=["totals"])
        queue.changes.update(request=None, at=None)
        queue.requests.all().delete()
        scope = queue.meeting.cycle.scope
        events.filter(channel=f"/{scope.path}/meetings/{queue.meeting.slug}/").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0007_what_strangers_can_do"),
        ("core", "0007_live_events"),
    ]
    operations = [migrations.RunPython(keep_totals, migrations.RunPython.noop)]
