"""Names and contents of tiles (C2SP tlog-tiles): the tree as static files, 256 hashes each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.record.errors import StorageError
from conspectus.record.leaf import ENTRY_BYTES

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
HASH_BYTES = 32
LENGTH_BYTES = 2
"""Each entry of a bundle is preceded by its length, big-endian uint16."""

NUMBER = r"(?:x\d{3}/)*\d{3}"
NAME = re.compile(
    rf"tile/(entries|\d|[1-5]\d|6[0-3])/({NUMBER})(?:\.p/([1-9]\d{{0,2}}))?", re.ASCII
)


@dataclass(frozen=True, order=True)
class TileName:
    """A tile's place. `level` is -1 for a bundle of entries; partial ones have `width` < 256."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def is_partial(self) -> bool:
        """Whether it may still grow."""
        return self.width < TILE_WIDTH

    @property
    def path(self) -> str:
        """The specification's `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = f".p/{self.width}" if self.is_partial else ""
        return f"tile/{level}/{number_path(self.index)}{partial}"

    @property
    def end(self) -> int:
        """The number of leaves that a tree needs at least to have this tile."""
        covered = self.index * TILE_WIDTH + self.width
        return covered << (TILE_HEIGHT * max(self.level, 0))


ENTRIES = -1


def number_path(index: int) -> str:
    """1234067 → x001/x234/067."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def tile_name(path: str) -> TileName | None:
    """The tile that stands at `path`, or None where no tile has that path."""
    found = NAME.fullmatch(path)
    if found is None:
        return None
    level, number, width = found.groups()
    name = TileName(
        ENTRIES if level == "entries" else int(level),
        int(re.sub(r"[x/]", "", number)),
        int(width or TILE_WIDTH),
    )
    return name if name.path == path else None


def tile_content(hashes: Sequence[bytes]) -> bytes:
    """The hashes one after the other."""
    return b"".join(hashes)


def tile_hashes(content: bytes, width: int, path: str) -> tuple[bytes, ...]:
    """The first `width` hashes of a tile; raises StorageError where it is too short or uneven."""
    if len(content) % HASH_BYTES or len(content) < width * HASH_BYTES:
        raise StorageError(f"{path} has {len(content)} bytes: restore it from a copy.")
    return tuple(content[at * HASH_BYTES : (at + 1) * HASH_BYTES] for at in range(width))


def bundle_content(entries: Sequence[bytes]) -> bytes:
    """The entries, each after its length."""
    return b"".join(len(entry).to_bytes(LENGTH_BYTES, "big") + entry for entry in entries)


def bundle_entries(content: bytes, width: int, path: str) -> tuple[bytes, ...]:
    """The first `width` entries of a bundle; raises StorageError where it is malformed."""
    step = LENGTH_BYTES + ENTRY_BYTES
    prefix = ENTRY_BYTES.to_bytes(LENGTH_BYTES, "big")
    parts = [content[at : at + step] for at in range(0, width * step, step)]
    if len(content) % step or any(
        len(part) != step or not part.startswith(prefix) for part in parts
    ):
        raise StorageError(f"{path} is no bundle of {width} entries: restore it from a copy.")
    return tuple(part[LENGTH_BYTES:] for part in parts)
