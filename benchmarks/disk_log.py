"""A power loss, simulated from a log of what was written and flushed.

`strace` writes down each call of the server's processes that changes a file or flushes one, with
its bytes. `image` gives the directory as a disk may show it after the power failed at a moment:

- Bytes are there once a flush (fsync, fdatasync) of their file has returned, else they are not.
- Names (created, renamed, removed) are there once a flush of their directory has returned.
- With ``luck``, of what was not flushed each write survives or not by lot, torn at 512 bytes, and
  of the changes of names a beginning drawn by lot: disks may do more than they were asked for.

Not modelled: memory maps (SQLite's index of its log is rebuilt anyway), disks that lie.
"""

from __future__ import annotations

import bisect
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

CALLS = (
    "write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,sync_file_range,ftruncate,truncate,"
    "fallocate,openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,"
    "link,linkat,symlink,copy_file_range,sendfile"
)
SECTOR = 512
LINE = re.compile(r"(\d+)\.(\d{6}) (\w+)\((.*)\) += (-?\d+)\b.*?(?:<(\d+)\.(\d+)>)?$")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HANDLE = re.compile(r"^(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>")
NUMBERS = re.compile(r", (\d+)")


def traced(command: Sequence[str], log: Path) -> list[str]:
    """The command under strace, with its log in files ``log.<thread>``."""
    options = ["-ff", "--seccomp-bpf", "-qq", "-y", "-ttt", "-T", "-xx", "-s", "16777216"]
    return ["strace", *options, "-e", f"trace={CALLS}", "-o", str(log), *command]


@dataclass(frozen=True, slots=True)
class Call:
    """Times in microseconds of the clock of the day, when the call began and when it returned."""

    began: int
    ended: int
    name: str
    given: str

    @property
    def paths(self) -> list[str]:
        """Of the handles and names it was given, in their order."""
        handles = [_text(found[1]) for found in re.finditer(r"<((?:\\x[0-9a-f]{2})+)>", self.given)]
        names = [_text(found[1]) for found in STRING.finditer(self.given)]
        if self.name.removesuffix("2").endswith("at") and handles and names:
            return [
                str(PurePosixPath(folder) / name)
                for folder, name in zip(_each(handles, len(names)), names, strict=True)
            ]
        return names or handles

    @property
    def handle(self) -> str:
        """The path of the file whose handle comes first."""
        found = HANDLE.match(self.given)
        return _text(found[1]) if found else ""

    @property
    def content(self) -> bytes:
        """The bytes that were to be written."""
        return b"".join(_bytes(found[1]) for found in STRING.finditer(self.given))

    @property
    def last_number(self) -> int:
        """The offset of a pwrite, the length of a truncate."""
        return int(NUMBERS.findall(STRING.sub("", self.given))[-1])


def read_log(log: Path) -> list[Call]:
    """All calls that succeeded, in the order in which they began."""
    calls = [call for place in log.parent.glob(f"{log.name}.*") for call in _calls(place)]
    return sorted(calls, key=lambda call: call.began)


@dataclass(slots=True)
class _File:
    """``kept``: what is on the disk; ``pending``: (offset, bytes), or a length (-1, length)."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | int]] = field(default_factory=list)
    length: int = 0
    grows: bool = False

    def write(self, offset: int, content: bytes) -> None:
        self.pending.append((offset, content))
        self.length = max(self.length, offset + len(content))

    def cut(self, length: int) -> None:
        self.pending.append((-1, length))
        self.length = length

    def flush(self) -> None:
        for offset, content in self.pending:
            _apply(self.kept, offset, content)
        self.pending.clear()

    def survive(self, luck: random.Random) -> None:
        """Some of what was not flushed, torn."""
        for offset, content in self.pending:
            if isinstance(content, int):
                if luck.random() < 0.5:
                    _apply(self.kept, offset, content)
                continue
            for start in range(0, len(content), SECTOR):
                if luck.random() < 0.5:
                    _apply(self.kept, offset + start, content[start : start + SECTOR])


class Disk:
    """A directory with what is on the disk of it, and what is only in memory."""

    def __init__(self, root: Path, before: Path) -> None:
        """``before``: a copy of ``root`` as it was when the log began, all of it on the disk."""
        self._root = str(root)
        self._names: dict[str, _File] = {}
        for place in before.rglob("*"):
            if place.is_file() and not place.name.endswith("-shm"):
                content = place.read_bytes()
                name = str(root / place.relative_to(before))
                self._names[name] = _File(bytearray(content), length=len(content))
        self._kept = dict(self._names)
        self._changes: list[tuple[str, _File | None]] = []

    def go_to(self, moment: int, calls: Iterable[Call]) -> None:
        """Does the calls, which began before ``moment``; flushes count if they ended by then."""
        for call in calls:
            self._do(call, moment)

    def image(self, target: Path, luck: random.Random | None = None) -> None:
        """Writes what is on the disk into ``target``; this disk is used up then."""
        if luck is not None:
            lucky = luck.randrange(len(self._changes) + 1)
            self._keep(self._changes[:lucky])
        for name, file in self._kept.items():
            if luck is not None:
                file.survive(luck)
                file.pending.clear()
            place = target / PurePosixPath(name).relative_to(self._root)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.kept)

    def _do(self, call: Call, moment: int) -> None:
        name = call.name
        if name in {"write", "writev", "pwrite64", "pwritev", "pwritev2"}:
            self._write(call)
        elif name in {"fsync", "fdatasync"}:
            if call.ended <= moment:
                self._flush(call.handle)
        elif name in {"openat", "open", "creat"}:
            self._open(call)
        elif name in {"rename", "renameat", "renameat2"}:
            self._rename(*call.paths)
        elif name in {"unlink", "unlinkat"}:
            self._change(call.paths[0], None)
        elif name == "ftruncate" and (file := self._file(call.handle)):
            file.cut(call.last_number)
        elif name not in {"ftruncate", "mkdir", "mkdirat", "rmdir"} and any(
            map(self._is_here, call.paths)
        ):
            raise RuntimeError(f"{name} is not modelled, but was used on {call.paths}.")

    def _write(self, call: Call) -> None:
        file = self._file(call.handle)
        if file is None:
            return
        if call.name.startswith("pwrite"):
            file.write(call.last_number, call.content)
        elif file.grows:
            file.write(file.length, call.content)
        else:
            raise RuntimeError(f"A write at an unknown place of {call.handle}.")

    def _open(self, call: Call) -> None:
        path = call.paths[0]
        if not self._is_here(path) or path.endswith("-shm") or "O_DIRECTORY" in call.given:
            return
        file = self._names.get(path)
        if file is None and ("O_CREAT" in call.given or call.name == "creat"):
            file = _File(grows=True)
            self._change(path, file)
        elif file is not None and "O_TRUNC" in call.given:
            file.cut(0)
            file.grows = True

    def _rename(self, old: str, new: str) -> None:
        if not self._is_here(new):
            return
        file = self._names.get(old)
        if file is None:
            raise RuntimeError(f"{old} was renamed, but is not known: only files are modelled.")
        self._change(new, file)
        self._change(old, None)

    def _change(self, path: str, file: _File | None) -> None:
        if not self._is_here(path):
            return
        if file is None:
            self._names.pop(path, None)
        else:
            self._names[path] = file
        self._changes.append((path, file))

    def _flush(self, path: str) -> None:
        file = self._file(path)
        if file is not None:
            file.flush()
            return
        of_folder = [one for one in self._changes if str(PurePosixPath(one[0]).parent) == path]
        self._keep(of_folder)
        self._changes = [one for one in self._changes if one not in of_folder]

    def _keep(self, changes: Iterable[tuple[str, _File | None]]) -> None:
        for path, file in changes:
            if file is None:
                self._kept.pop(path, None)
            else:
                self._kept[path] = file

    def _file(self, path: str) -> _File | None:
        return self._names.get(path) if self._is_here(path) else None

    def _is_here(self, path: str) -> bool:
        return path.startswith(f"{self._root}/")


def image_at(
    moment: int,
    calls: Sequence[Call],
    *,
    root: Path,
    before: Path,
    target: Path,
    luck: random.Random | None = None,
) -> None:
    """``root`` as a disk may show it after the power failed at ``moment`` (microseconds)."""
    end = bisect.bisect_left(calls, moment, key=lambda call: call.began)
    disk = Disk(root, before)
    disk.go_to(moment, calls[:end])
    disk.image(target, luck)


def _calls(place: Path) -> Iterator[Call]:
    with place.open(encoding="ascii") as lines:
        for line in lines:
            found = LINE.match(line.rstrip("\n"))
            if found is None or int(found[5]) < 0:
                continue
            began = int(found[1]) * 1_000_000 + int(found[2])
            took = int(found[6]) * 1_000_000 + int(found[7]) if found[6] else 0
            yield Call(began, began + took, found[3], found[4])


def _apply(kept: bytearray, offset: int, content: bytes | int) -> None:
    if isinstance(content, int):
        kept[content:] = bytes(max(0, content - len(kept)))
        return
    if offset > len(kept):
        kept.extend(bytes(offset - len(kept)))
    kept[offset : offset + len(content)] = content


def _each(handles: list[str], count: int) -> list[str]:
    """A handle for each name: strace shows one before each, and the result's last."""
    return handles[:count] if len(handles) >= count else handles[:1] * count


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def _text(hexed: str) -> str:
    return _bytes(hexed).decode(errors="surrogateescape")
