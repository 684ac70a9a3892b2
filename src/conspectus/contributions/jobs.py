"""Jobs of this app that need the readers or the engine: loaded when they run, not before."""

from __future__ import annotations

import importlib
from dataclasses import asdict
from pathlib import Path

from django_tasks import task

from conspectus.core.home import home
from conspectus.engine.errors import ConspectusError


def uploads_folder() -> Path:
    """Where uploaded archives wait for their job."""
    return home() / "uploads"


@task()
def import_upload(
    name: str, forum: str, cycle: str, call: str, *, by: str, publish: bool
) -> dict[str, object]:
    """Imports an uploaded ZIP file or spreadsheet, and takes it away; what came of it, or why not.

    ``name``: of the file below `uploads_folder`.
    """
    path = uploads_folder() / Path(name).name
    importing = importlib.import_module("conspectus.contributions.services.importing")
    try:
        result = importing.import_folder(
            path, forum=forum, cycle=cycle, call=call, publish=publish, by=by
        )
    except ConspectusError as error:
        return {"error": str(error)}
    finally:
        path.unlink(missing_ok=True)
    return dict(asdict(result))
