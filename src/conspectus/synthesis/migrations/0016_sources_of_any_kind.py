"""A citation leads to a source of any kind; those that are there lead where they led."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("synthesis", "0001_up_to_0015"),
    ]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="address",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="citation",
            name="key",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="citation",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="mappedpassage",
            name="address",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="mappedpassage",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AlterField(
            model_name="citation",
            name="contribution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="citations",
                to="contributions.contribution",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="citations",
                to="contributions.version",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contribution__isnull", False), ("kind", ""), ("version__isnull", False)
                    ),
                    models.Q(
                        models.Q(("kind", ""), _negated=True),
                        models.Q(("address", ""), _negated=True),
                        ("contribution__isnull", True),
                        ("key__isnull", False),
                        ("version__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="citation_leads_to_one_source",
            ),
        ),
    ]
