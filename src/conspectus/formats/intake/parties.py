"""Who signs a row of the manifest."""

from __future__ import annotations

from conspectus.engine.corpus import Holder, HolderKind
from conspectus.formats.intake.columns import ManifestRow
from conspectus.formats.intake.folding import slug


def row_holder(row: ManifestRow, group: str | None) -> Holder:
    """The holder of a row, as signed."""
    organisation = row.get("organisation")
    name = organisation or row.get("submitted_by") or row.get("title") or row.get("file")
    kind = HolderKind.ORGANISATION if organisation else HolderKind.PERSON
    return Holder(
        id=slug(name, fallback="holder"),
        kind=kind,
        name=name,
        label=name,
        group=group,
        country=row.get("country") or None,
    )
