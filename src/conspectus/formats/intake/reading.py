"""Reading the files of a folder once each, through the readers' child processes and a cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from conspectus.engine.document import Block, BlockKind, Document

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total)."""

ReadMany = Callable[..., Iterable[tuple[str, "Document | Exception", str]]]
"""``formats.sandbox.read_many``: (key, Document or the error that reading gave, sha256)."""

_KIND = "document"
_LIBRARIES = (
    "charset-normalizer",
    "lxml",
    "mammoth",
    "nh3",
    "odfdo",
    "openpyxl",
    "puremagic",
    "pypdf",
    "pypdfium2",
    "python-docx",
    "selectolax",
    "striprtf",
    "webvtt-py",
)
_TIMEOUT_S = 10.0
_MEMORY_MB = 512
_CHUNK = 1 << 20


class DocumentCache(Protocol):
    """Where read documents may be kept between runs."""

    def get(self, kind: str, key: str) -> bytes | None:
        """The bytes kept under ``key``, or ``None``."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of one file: a document, or a sentence that says why there is none."""

    path: Path
    sha256: str
    document: Document | None
    error: str = ""


def read_files(
    paths: Sequence[Path],
    *,
    jobs: int,
    read_many: ReadMany,
    kept: DocumentCache | None = None,
    progress: Progress | None = None,
) -> dict[Path, ReadFile]:
    """Read each path once; errors are values, never raised."""
    found: dict[Path, ReadFile] = {}
    wanted: list[tuple[str, Path]] = []
    total = len(set(paths))
    for path in sorted(set(paths)):
        known = _from_cache(path, kept)
        if known is None:
            wanted.append((path.as_posix(), path))
        else:
            found[path] = known
    for done, (key, result, sha256) in enumerate(
        read_many(wanted, workers=jobs, timeout_s=_TIMEOUT_S, memory_mb=_MEMORY_MB),
        start=len(found) + 1,
    ):
        path = Path(key)
        if isinstance(result, Document):
            found[path] = ReadFile(path, sha256, result)
            if kept is not None:
                kept.put(_KIND, _cache_key(path, sha256), document_bytes(result))
        else:
            found[path] = ReadFile(path, sha256, None, str(result))
        if progress is not None:
            progress("reading", done, total)
    return found


def _from_cache(path: Path, kept: DocumentCache | None) -> ReadFile | None:
    if kept is None or not path.is_file():
        return None
    try:
        sha256 = _file_sha256(path)
    except OSError:
        return None
    data = kept.get(_KIND, _cache_key(path, sha256))
    try:
        return None if data is None else ReadFile(path, sha256, document_from_bytes(data))
    except (ValueError, KeyError, TypeError):
        return None


def _cache_key(path: Path, sha256: str) -> str:
    """Bytes, name (warnings quote it, its extension says how to read) and the readers' code."""
    return hashlib.sha256(f"{sha256}\0{path.name}\0{_readers()}".encode()).hexdigest()


@cache
def _readers() -> str:
    """Hash of the readers' modules and of the versions of the libraries that they stand on."""
    digest = hashlib.sha256()
    for package in ("conspectus.formats.readers", "conspectus.formats.sandbox"):
        for file in sorted(resources.files(package).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".py"):
                digest.update(file.name.encode() + file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


def _file_sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file.read):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(_CHUNK):
        yield chunk


def document_bytes(document: Document) -> bytes:
    """A document as JSON, for the cache."""
    return json.dumps(asdict(document), ensure_ascii=False).encode("utf-8", "surrogatepass")


def document_from_bytes(data: bytes) -> Document:
    """The document that ``document_bytes`` wrote."""
    fields: dict[str, Any] = json.loads(data)
    blocks = tuple(
        Block(**{**block, "kind": BlockKind(block["kind"])}) for block in fields.pop("blocks")
    )
    return Document(
        **{
            **fields,
            "blocks": blocks,
            "pages": tuple(fields["pages"]),
            "warnings": tuple(fields["warnings"]),
        }
    )
