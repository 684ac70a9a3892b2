"""Filling the table of areas from what is shipped; what the institution edited stays."""

from __future__ import annotations

import csv
import io
import tomllib
from importlib import resources
from typing import Any

from django.db import connection, transaction

from conspectus.core.text import LANGUAGES
from conspectus.people.models import Area


def shipped_areas() -> list[dict[str, str]]:
    """The rows of ``areas.csv``, in its order (a region before what lies in it)."""
    file = resources.files("conspectus.people.shipped").joinpath("areas.csv")
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def shipped_footnotes() -> dict[str, dict[str, str]]:
    """Code of an area → language → note."""
    file = resources.files("conspectus.people.shipped").joinpath("footnotes.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@transaction.atomic
def add_missing_areas() -> int:
    """Adds the shipped areas whose code the table does not have; says how many."""
    known = set(Area.objects.values_list("code", flat=True))
    rows = [row for row in shipped_areas() if row["code"] not in known]
    footnotes = shipped_footnotes()
    Area.objects.bulk_create([_area(row, footnotes.get(row["code"], {})) for row in rows])
    keys = dict(Area.objects.values_list("code", "pk"))
    below = [row for row in rows if row["parent"]]
    within = {row["code"]: keys[row["parent"]] for row in below}
    areas = list(Area.objects.filter(code__in=within))
    for area in areas:
        area.parent_id = within[area.code]
    Area.objects.bulk_update(areas, ["parent"], batch_size=200)
    return len(rows)


def _area(row: dict[str, str], footnote: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        alpha3=row["alpha3"],
        m49=row["m49"],
        kind=row["kind"],
        names={language: row[language] for language in LANGUAGES},
        other_names=[name for name in row["other_names"].split("|") if name],
        un_group=row["un_group"],
        footnote=footnote,
    )


def after_migrate(**_signal: Any) -> None:  # noqa: ANN401 - what Django sends
    """Fills the table, unless the migration that makes it was undone."""
    if "people_area" in connection.introspection.table_names():
        add_missing_areas()
