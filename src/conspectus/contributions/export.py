"""The register as open data: a table, an object, and everything in one archive."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from conspectus.contributions.models import Document, RegisterEntry
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.services.files import safe_name
from conspectus.core.home import files_folder
from conspectus.forums.models import Cycle

FORMAT: Final = "conspectus-register/1"
_CHUNK = 1 << 18
_AT_ONCE = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLUMNS = (
    "number", "version", "title", "contributor", "unnamed", "personal_capacity", "group",
    "country", "region", "language", "themes", "received", "late", "imported", "documents",
    "words", "address", "files",
)  # fmt: skip


def records_of(cycle: Cycle) -> Iterator[dict[str, Any]]:
    """One object for each public contribution, by number; a few queries for each 200."""
    entries = (
        RegisterEntry.objects.filter(cycle=cycle)
        .select_related("group", "country", "region", "contribution__current")
        .prefetch_related("themes", "contribution__current__documents")
        .order_by("number")
    )
    for entry in entries.iterator(chunk_size=_AT_ONCE):
        yield _record(entry, cycle.scope.path)


def _record(entry: RegisterEntry, path: str) -> dict[str, Any]:
    named = not entry.unnamed
    version = entry.contribution.current
    documents = list(version.documents.all()) if version else []
    base = f"/{path}/contributions/{entry.number}/"
    return {
        "number": entry.number,
        "version": entry.k,
        "title": entry.title,
        "contributor": entry.holder,
        "unnamed": entry.unnamed,
        "personal_capacity": entry.personal,
        "group": str(entry.group or ""),
        "country": str(entry.country or ""),
        "region": str(entry.region or ""),
        "language": entry.language,
        "themes": [str(theme) for theme in entry.themes.all()],
        "received": entry.received.isoformat(),
        "late": entry.late,
        "imported": entry.imported,
        "documents": entry.documents,
        "words": entry.words,
        "address": f"{base}v{entry.k}/",
        "files": [
            {"name": one.file_name, "sha256": one.sha256, "address": f"{base}files/{one.file_name}"}
            for one in documents
            if one.file and named and not one.file_closed
        ],
    }


def csv_lines(cycle: Cycle) -> Iterator[str]:
    """RFC 4180, UTF-8 with a mark; a cell that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    yield "\ufeff"
    writer.writerow(_COLUMNS)
    for record in records_of(cycle):
        writer.writerow([_cell(record[column]) for column in _COLUMNS])
        if out.tell() > _CHUNK:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = "; ".join(one["name"] if isinstance(one, dict) else one for one in value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_lines(cycle: Cycle) -> Iterator[str]:
    """One object: the format, the cycle, and a line for each contribution."""
    yield f'{{"format": "{FORMAT}", "cycle": {json.dumps(cycle.scope.path)}, "contributions": ['
    before = "\n"
    for record in records_of(cycle):
        yield before + json.dumps(record, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


class _Taken(io.RawIOBase):
    """What an archive writes, to be sent on as it comes."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - whatever is bytes
        self._parts.append(bytes(data))
        return len(self._parts[-1])

    def take(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def zip_chunks(cycle: Cycle) -> Iterator[bytes]:
    """register.csv, register.json, each published text, and each file that was sent."""
    sink = _Taken()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in (("register.csv", csv_lines), ("register.json", json_lines)):
            with archive.open(_info(name), "w", force_zip64=True) as entry:
                for line in lines(cycle):
                    entry.write(line.encode())
                    yield sink.take()
        documents = (
            Document.objects.filter(
                version__contribution__entry__cycle=cycle,
                version__published__isnull=False,
            )
            .select_related("version__contribution")
            .order_by("version__contribution__number", "version__k", "order")
        )
        for document in documents.iterator(chunk_size=50):
            yield from _written(document, archive, sink)
    yield sink.take()


def _written(document: Document, archive: zipfile.ZipFile, sink: _Taken) -> Iterator[bytes]:
    version = document.version
    place = f"{version.contribution.number}/v{version.k}/{document.order + 1}"
    archive.writestr(_info(f"texts/{place}.txt"), document.text)
    yield sink.take()
    path = files_folder() / document.file
    is_open = version.publish == Publish.NAMED and not document.file_closed
    if not document.file or not is_open or not path.is_file():
        return
    with (
        path.open("rb") as source,
        archive.open(_info(f"files/{place}-{safe_name(document.file_name)}"), "w") as entry,
    ):
        while chunk := source.read(_CHUNK):
            entry.write(chunk)
            yield sink.take()


def _info(name: str) -> zipfile.ZipInfo:
    """No time of its making: the same register gives the same archive."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
