"""Check a public record offline: ``verify_record.py [DIR]``; exit 0, or 1 with what is wrong.

DIR: a copy of its static files (docs/record.md), or none, for a receipt alone. This script shares
no code with their writer and trusts the public key only: give one you got elsewhere with --key.
"""

from __future__ import annotations

import argparse
import base64
import functools
import hashlib
import json
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
WIDTH = 256
WIDTHS = r"[1-9]\d?|1\d\d|2[0-4]\d|25[0-5]"
TILE = re.compile(rf"tile/(entries|0|[1-9]\d?)/((?:x\d{{3}}/)*\d{{3}})(?:\.p/({WIDTHS}))?")
HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
RECEIPT = {"checkpoint", "data", "format", "index", "proof", "salt"}
OURS = re.compile(r"checkpoint|key|\w+\.(py|txt)|receipts/.+\.json|leaves/.+\.jsonl|.+\.unfinished")
LINES = ("data index salt", "erased_by index", "index withheld")
AGREE = "Checkpoint, tiles, entries, leaves and receipts agree."
ALONE = "The receipts hold by this key alone; no copy of the record is here to hold them against."
Point = tuple[int, int, int, int]
Key = tuple[str, bytes, bytes]


def _add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * one[3] * two[3] * CURVE, 2 * one[2] * two[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _times(factor: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while factor:
        total = _add(total, point) if factor & 1 else total
        point, factor = _add(point, point), factor >> 1
    return total


def _point(encoded: bytes) -> Point:
    odd, y = divmod(int.from_bytes(encoded, "little"), 2**255)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if len(encoded) != 32 or y >= PRIME or (x * x - square) % PRIME or (not x and odd):
        raise ValueError("a key or signature is no point of the curve")
    x = PRIME - x if x & 1 != odd else x
    return x, y, 1, x * y % PRIME


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is the Ed25519 signature of `message` by `public`."""
    scalar = int.from_bytes(signature[32:], "little")
    with suppress(ValueError):
        key, commitment = _point(public), _point(signature[:32])
        digest = hashlib.sha512(signature[:32] + public + message).digest()
        right = _add(commitment, _times(int.from_bytes(digest, "little") % ORDER, key))
        left = _times(scalar, _point((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little")))
        same = not any((left[at] * right[2] - right[at] * left[2]) % PRIME for at in (0, 1))
        return same and scalar < ORDER and len(signature) == 64
    return False


def _base64(text: str) -> bytes:
    decoded = base64.b64decode(text, validate=True)
    if base64.b64encode(decoded).decode() != text:
        raise ValueError(f"{text!r} is not base64")
    return decoded


def read_key(text: str) -> Key:
    """(name, id of four bytes, public key) of name+id+key (C2SP signed-note)."""
    name, known_as, encoded = [*text.split("+", 2), "", ""][:3]
    key = _base64(encoded)
    digest = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if len(key) != 33 or key[0] != 1 or known_as != digest.hex():
        raise ValueError("the public key is damaged")
    return name, digest, key[1:]


def open_checkpoint(note: str, key: Key) -> tuple[int, bytes]:
    """(size, root) of a checkpoint that `key` signed."""
    name, known_as, public = key
    text, separator, below = note.rpartition("\n\n")
    lines = text.split("\n")
    if not separator or not below.endswith("\n") or len(lines) != 3:
        raise ValueError("the checkpoint is no signed note of three lines")
    ours = []
    for line in below[:-1].split("\n"):
        found = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)", line)
        if found is None:
            raise ValueError("the checkpoint has a malformed line of signature")
        signature = _base64(found[2])
        if (found[1], signature[:4]) == (name, known_as):
            ours.append(signed_by(public, f"{text}\n".encode(), signature[4:]))
    if not ours or not all(ours) or lines[0] != name:
        raise ValueError(f"the checkpoint is not as {name} signed it")
    return int(lines[1]), _base64(lines[2])


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(hashes: Sequence[bytes]) -> bytes:
    """Level by level; an odd one rises as it is, which gives the root of RFC 6962 §2.1."""
    level = list(hashes) or [hashlib.sha256().digest()]
    while len(level) > 1:
        level = [*map(_node, level[::2], level[1::2]), *level[len(level) & ~1 :]]
    return level[0]


def proven_root(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that an audit path leads to."""
    path, root, last = list(proof), leaf, size - 1
    while last and path and index <= last:
        if index % 2 or index < last:
            root = _node(*((path.pop(0), root) if index % 2 else (root, path.pop(0))))
        index, last = index // 2, last // 2
    return b"" if path or index or last else root


def number_path(number: int) -> str:
    """1234067 → x001/x234/067."""
    return re.sub(r"\d{3}(?=\d)", r"x\g<0>/", str(number).zfill(-(-len(str(number)) // 3) * 3))


class Record:
    """A directory of static files, and all that is wrong with it so far."""

    def __init__(self, root: Path, key: Key, *, alone: bool) -> None:
        self.root, self.key, self.alone, self.wrong = root, key, alone, list[str]()
        self.entries, self.hashes = list[bytes](), list[bytes]()
        self.old_root = functools.cache(lambda size: tree_root(self.hashes[:size]))

    def note(self, what: str, check: Callable[[], object]) -> None:
        """Runs a check and keeps what it finds wrong."""
        try:
            check()
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
            self.wrong.append(f"{what}: {error}.")

    def check_tree(self) -> None:
        """Checkpoint, entries and every tile."""
        size, root = open_checkpoint((self.root / "checkpoint").read_bytes().decode(), self.key)
        for first in range(0, size, WIDTH):
            width = min(WIDTH, size - first)
            path = self.root / f"tile/entries/{number_path(first // WIDTH)}"
            partial = path.with_name(f"{path.name}.p") / str(width)
            content = (partial if partial.is_file() else path).read_bytes()
            self.entries += [content[at + 2 : at + 34] for at in range(0, width * 34, 34)]
        self.hashes = [hashlib.sha256(b"\x00" + entry).digest() for entry in self.entries]
        if tree_root(self.hashes) != root:
            self.wrong.append("The entries do not add up to the root hash of the checkpoint.")
        levels = [[b"\x00\x20" + entry for entry in self.entries], self.hashes]
        while len(hashes := levels[-1]) >= WIDTH:
            full = range(0, len(hashes) // WIDTH * WIDTH, WIDTH)
            levels.append([tree_root(hashes[at : at + WIDTH]) for at in full])
        found = {p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if p.is_file()}
        for name in sorted(found):
            self.note(name, functools.partial(self._check_file, name, levels))
        for level, items in zip(["entries", *range(len(levels))], levels, strict=False):
            for number in range(-(-len(items) // WIDTH)):
                name, width = f"tile/{level}/{number_path(number)}", len(items) - number * WIDTH
                if not found & {name, f"{name}.p/{width}"}:
                    self.wrong.append(f"{name}: this tile is missing.")

    def _check_file(self, name: str, levels: list[list[bytes]]) -> None:
        if OURS.fullmatch(name):
            return
        tile = TILE.fullmatch(name)
        number = int(re.sub("[x/]", "", tile[2])) if tile else 0
        if tile is None or number_path(number) != tile[2]:
            raise ValueError("this is no file of a record")
        level = 0 if tile[1] == "entries" else 1 + int(tile[1])
        start, width = number * WIDTH, int(tile[3] or WIDTH)
        right = b"".join(levels[level][start : start + width] if level < len(levels) else [])
        content = (self.root / name).read_bytes()
        # What lies beyond the checkpoint, while the log is being written, is not promised yet.
        if len(content) != width * (32 if level else 34) or not content.startswith(right):
            raise ValueError("this tile is not what the entries give")

    def check_leaves(self) -> None:
        """What the leaves say, where it is published, against the entries."""
        said: dict[int, Any] = {}
        size = len(self.hashes) if (self.root / "leaves").is_dir() else 0
        for first in range(0, size, WIDTH):
            name = f"leaves/{number_path(first // WIDTH)}.jsonl"
            lines = (self.root / name).read_bytes().splitlines(keepends=True)
            lines += [b"null"] * (min(WIDTH, size - first) - len(lines))
            for index, line in enumerate(lines, first):
                check = functools.partial(self._check_line, index, line, said)
                self.note(f"leaf {index} in leaves/", check)
        for index, members in said.items():
            by = members.get("erased_by", index)
            data = said.get(by, {}).get("data", {})
            if by != index and (data.get("kind") != "erasure" or index not in data["erases"]):
                self.wrong.append(f"leaf {index} in leaves/: leaf {by} does not say it is erased.")

    def _check_line(self, index: int, line: bytes, said: dict[int, Any]) -> None:
        members = said[index] = _canonical(line)
        if " ".join(sorted(members)) not in LINES or members.get("withheld", True) is not True:
            raise ValueError("the line has other members than it should")
        if members["index"] != index or members.get("erased_by") == index:
            raise ValueError("the line speaks of another leaf, or of no reason")
        if "salt" in members and self.entries[index : index + 1] not in ([], [_entry(members)]):
            raise ValueError("the line is not what was recorded")

    def check_receipt(self, path: Path) -> None:
        """A receipt by itself, and against this record, if there is one."""
        members = _canonical(path.read_bytes())
        if set(members) != RECEIPT or members["format"] != "conspectus-receipt/1":
            raise ValueError("this is no receipt, or a damaged one")
        size, root = self.check_continues(members["checkpoint"])
        leaf = hashlib.sha256(b"\x00" + _entry(members)).digest()
        proof = [bytes.fromhex(one) for one in members["proof"] if HEX.fullmatch(one)]
        if proven_root(leaf, members["index"], size, proof) != root:
            raise ValueError("its proof does not lead to its checkpoint")

    def check_continues(self, older: str | Path) -> tuple[int, bytes]:
        """That this record continues that of an older checkpoint; its size and root."""
        note = older if isinstance(older, str) else older.read_bytes().decode()
        size, root = open_checkpoint(note, self.key)
        if not self.alone and (size > len(self.hashes) or self.old_root(size) != root):
            raise ValueError(f"the record does not continue its signed checkpoint of {size} leaves")
        return size, root


def _entry(members: dict[str, Any]) -> bytes:
    salt = bytes.fromhex(members["salt"]) if HEX.fullmatch(members["salt"]) else b""
    return hashlib.sha256(salt + _written(members["data"]).encode()).digest()


def _written(value: Any) -> str:  # noqa: ANN401 - JSON
    """Canonical JSON (RFC 8785) of what a record may hold."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{_written(key)}:{_written(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise ValueError("there is a number that no record has")
    return json.dumps(value, ensure_ascii=False)


def _canonical(content: bytes) -> dict[str, Any]:
    members = json.loads(content)
    if not isinstance(members, dict) or f"{_written(members)}\n".encode() != content:
        raise ValueError("this is missing or not canonical JSON (RFC 8785)")
    return members


def check(root: Path, key: str, since: Sequence[Path], receipts: Sequence[Path]) -> list[str]:
    """All that is wrong, as sentences; without `key` that beside the record is believed."""
    alone = bool(receipts) and not (root / "checkpoint").exists()
    try:
        beside = (root / "key").read_bytes().decode() if (root / "key").exists() else f"{key}\n"
        record = Record(root, read_key(key or beside[:-1]), alone=alone)
    except (OSError, ValueError) as error:
        return [f"There is no public key to check with: {error}; --key gives one."]
    if beside != f"{key or beside[:-1]}\n":
        record.wrong.append("key: this file is damaged, or not the key that you gave.")
    if not alone:
        record.note("The record", record.check_tree)
    record.note("leaves/", record.check_leaves)
    for path in since:
        record.note(str(path), functools.partial(record.check_continues, path))
    for path in [*sorted(root.glob("receipts/*.json")), *receipts]:
        record.note(str(path), functools.partial(record.check_receipt, path))
    return record.wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what is wrong, or what was checked."""
    parser = argparse.ArgumentParser(description="Check a copy of a public record, offline.")
    parser.add_argument("directory", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--key", default="", help="the public key: name+id+key")
    parser.add_argument("--since", action="append", type=Path, default=[], metavar="NOTE")
    parser.add_argument("--receipt", action="append", type=Path, default=[])
    given = parser.parse_args(arguments)
    wrong = check(*vars(given).values())
    print("\n".join(wrong) or (AGREE if (given.directory / "checkpoint").exists() else ALONE))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
