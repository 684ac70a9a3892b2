"""The register as open data: a table, an object, and everything in one archive."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from conspectus.contributions.models import Document, RegisterEntry, VersionTranslation
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.queries.translations import shown_in, text_with_head
from conspectus.contributions.services.files import safe_name
from conspectus.core.file_store import file_store
from conspectus.core.tables import csv_pieces
from conspectus.core.text import in_language
from conspectus.forums.models import Cycle

FORMAT: Final = "conspectus-register/1"
_CHUNK = 1 << 18
_AT_ONCE = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLUMNS = (
    "number", "version", "title", "contributor", "unnamed", "personal_capacity", "group",
    "country", "region", "language", "themes", "received", "late", "imported", "documents",
    "words", "address", "files", "translations",
)  # fmt: skip


def records_of(cycle: Cycle) -> Iterator[dict[str, Any]]:
    """One object for each public contribution, by number; two queries for each 200."""
    entries = (
        RegisterEntry.objects.filter(cycle=cycle)
        .select_related("group", "country", "region", "contribution")
        .order_by("number")
    )
    last = 0
    while chunk := list(entries.filter(number__gt=last)[:_AT_ONCE]):
        more = _more_of(chunk)
        for entry in chunk:
            themes = more.get(("theme", entry.pk), [])
            files = more.get(("file", entry.contribution.current_id), [])
            yield _record(entry, cycle.scope.path, themes, files)
        last = chunk[-1].number
        if len(chunk) < _AT_ONCE:
            return


More = dict[tuple[str, Any], list[tuple[str, str]]]
"""("theme", entry) → (names as JSON, ""), ("file", version) → (name, SHA-256), in their order."""


def _more_of(chunk: Sequence[RegisterEntry]) -> More:
    """Themes and files of entries in one statement, without the texts of the documents."""
    themed = RegisterEntry.themes.through.objects.filter(registerentry__in=chunk)
    documents = Document.objects.filter(
        version__in=[one.contribution.current_id for one in chunk], file_closed=False
    ).exclude(file="")
    rows: Any = themed.values_list(
        Value("theme", TextField()),
        F("registerentry_id"),
        F("theme__order"),
        Cast("theme__names", TextField()),
        Value("", TextField()),
    ).union(
        documents.order_by().values_list(
            Value("file", TextField()),
            F("version_id"),
            F("order"),
            Cast("file_name", TextField()),
            Cast("sha256", TextField()),
        ),
        all=True,
    )
    found: More = {}
    for what, key, _order, *said in sorted(rows):
        found.setdefault((what, key), []).append((said[0], said[1]))
    return found


def _record(
    entry: RegisterEntry,
    path: str,
    themes: Sequence[tuple[str, str]],
    files: Sequence[tuple[str, str]],
) -> dict[str, Any]:
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
        "themes": [in_language(json.loads(names), "en")[0] for names, _ in themes],
        "received": entry.received.isoformat(),
        "late": entry.late,
        "imported": entry.imported,
        "documents": entry.documents,
        "words": entry.words,
        "address": f"{base}v{entry.k}/",
        "files": [
            {"name": name, "sha256": sha256, "address": f"{base}files/{name}"}
            for name, sha256 in files
            if not entry.unnamed
        ],
        "translations": [
            {
                "name": line["language"],
                **{name: line[name] for name in ("edition", "title", "translator", "machine")},
                "address": f"{base}v{entry.k}/in/{line['language']}/{line['edition']}/",
            }
            for line in entry.also_in
        ],
    }


def csv_lines(cycle: Cycle) -> Iterator[str]:
    """RFC 4180, UTF-8 with a mark; a cell that a spreadsheet would run gets an apostrophe."""
    yield "\ufeff"
    cells = ({name: _cell(record[name]) for name in _COLUMNS} for record in records_of(cycle))
    yield from csv_pieces(_COLUMNS, cells)


def _cell(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(one["name"] if isinstance(one, dict) else one for one in value)
    return str(value)


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
    """register.csv, register.json, each published text, translation, and file that was sent."""
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
        for translation in shown_in(cycle).iterator(chunk_size=50):
            archive.writestr(_info(_place(translation)), text_with_head(translation))
            yield sink.take()
    yield sink.take()


def _place(translation: VersionTranslation) -> str:
    version = translation.version
    name = safe_name(f"{translation.language}-{translation.edition}.txt")
    return f"translations/{version.contribution.number}/v{version.k}/{name}"


def _written(document: Document, archive: zipfile.ZipFile, sink: _Taken) -> Iterator[bytes]:
    version = document.version
    place = f"{version.contribution.number}/v{version.k}/{document.order + 1}"
    archive.writestr(_info(f"texts/{place}.txt"), document.text)
    yield sink.take()
    is_open = version.publish == Publish.NAMED and not document.file_closed
    source = file_store().open(document.file) if is_open and document.file else None
    if source is None:
        return
    with (
        source,
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
