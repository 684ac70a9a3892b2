"""The copy of a person's data: one ZIP with JSON, files, and a README.txt on what is what."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from collections.abc import Sequence
from typing import IO, Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from conspectus import __version__
from conspectus.core.clock import stamp
from conspectus.core.file_store import file_store
from conspectus.core.personal_data import parts_of
from conspectus.core.personal_holders import Part, Whose

FORMAT: Final = "conspectus-person/1"
NAME: Final = "personal-data.zip"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write_copy(whose: Whose, target: IO[bytes]) -> dict[str, int]:
    """Writes the archive; how many rows each part has. In the language that is active."""
    parts = parts_of(whose)
    counts = {one.name: len(one.rows) for one in parts}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("README.txt"), _readme(parts))
        archive.writestr(_entry("index.json"), _json({**_head(), "parts": counts}))
        for part in parts:
            archive.writestr(_entry(f"{part.name}.json"), _json(part.rows))
            for name, path in part.files.items():
                _write_file(archive, name, path)
    return counts


def _write_file(archive: zipfile.ZipFile, name: str, path: str) -> None:
    """A file that is gone from the disk is a gap in the archive, as it is on the site."""
    source = file_store().open(path)
    if source is None:
        return
    with source, archive.open(_entry(name), "w", force_zip64=True) as entry:
        shutil.copyfileobj(source, entry)


def _head() -> dict[str, str]:
    return {
        "format": FORMAT,
        "made": stamp().isoformat(timespec="seconds"),
        "by": f"Conspectus {__version__}, {settings.PUBLIC_ADDRESS}",
    }


def _readme(parts: Sequence[Part]) -> str:
    lines = [
        _("What %(site)s keeps of you") % {"site": settings.PUBLIC_ADDRESS},
        f"{stamp():%Y-%m-%d %H:%M} UTC",
        "",
        *(f"{one.name}.json ({len(one.rows)}): {one.says}" for one in parts),
        "",
        _("Files that you sent are below files/, each under its contribution and version."),
        _("Times are in UTC. Passwords, secrets and codes are kept as hashes and are not here."),
        _("Why it is kept and for how long: %(address)s")
        % {"address": f"{settings.PUBLIC_ADDRESS}/privacy/"},
    ]
    return "\n".join(lines) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _entry(name: str) -> zipfile.ZipInfo:
    """Without the time at which it was packed, which index.json says."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
