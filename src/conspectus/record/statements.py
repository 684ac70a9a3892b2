"""The public export of what the leaves say: `leaves/<N>.jsonl`, 256 lines a file, one a leaf.

These files change when something is erased; the log does not. A line is the canonical JSON of
{"index", "salt", "data"}, or of {"index", "erased_by"} where a later leaf says why it is gone, or
{"index", "withheld": true} where it is not published, or not yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conspectus.record.canonical import read_object
from conspectus.record.errors import RecordError, StorageError
from conspectus.record.leaf import Leaf, Statement, Tombstone, Withheld, erased_by, leaf
from conspectus.record.storage import RecordStore
from conspectus.record.tiles import TILE_WIDTH, number_path


def statements_path(bundle: int) -> str:
    """Where the lines of leaves bundle · 256 to bundle · 256 + 255 stand."""
    return f"leaves/{number_path(bundle)}.jsonl"


def statement_line(index: int, statement: Statement) -> bytes:
    """Canonical JSON and a newline: members in the order data, erased_by, index, salt, withheld."""
    if isinstance(statement, Tombstone):
        return b'{"erased_by":%d,"index":%d}\n' % (statement.erased_by, index)
    if isinstance(statement, Withheld):
        return b'{"index":%d,"withheld":true}\n' % index
    salt = statement.salt.hex().encode()
    return b'{"data":%b,"index":%d,"salt":"%b"}\n' % (statement.content, index, salt)


def read_statements(store: RecordStore, bundle: int) -> list[Statement]:
    """The statements of leaves from bundle · 256 on; empty where there is no such file."""
    content = store.read(statements_path(bundle)) or b""
    lines = content.splitlines(keepends=True)
    return [_statement(bundle * TILE_WIDTH + at, line) for at, line in enumerate(lines)]


def published_count(store: RecordStore) -> int:
    """How many leaves have a line, from leaf 0 on without a gap."""
    bundle = 0
    while store.read(statements_path(bundle + 1)) is not None:
        bundle += 1
    return bundle * TILE_WIDTH + len(read_statements(store, bundle))


class LastLines:
    """The lines of the last bundle, kept by whoever appends: read and checked once, not each time.

    Others may change lines meanwhile (`reveal_statements`, `erase_statements`): `look_again` then.
    """

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._count = published_count(store)
        self._lines = b""
        self.look_again()

    @property
    def count(self) -> int:
        """How many leaves have a line."""
        return self._count

    def look_again(self) -> None:
        """Reads the last bundle anew."""
        bundle, inside = divmod(self._count, TILE_WIDTH)
        self._lines = (self._store.read(statements_path(bundle)) or b"") if inside else b""

    def append(self, leaves: Sequence[Leaf | Withheld]) -> None:
        """Adds the lines of the next leaves, after their checkpoint is durable."""
        files: dict[str, bytes] = {}
        for one in leaves:
            bundle, inside = divmod(self._count, TILE_WIDTH)
            self._lines = (self._lines if inside else b"") + statement_line(self._count, one)
            self._count += 1
            files[statements_path(bundle)] = self._lines
        self._store.write(list(files.items()))


def publish_statements(store: RecordStore, first: int, leaves: Sequence[Leaf | Withheld]) -> None:
    """Adds the lines of leaves `first` and following, after their checkpoint is durable.

    Publishing again what is there already changes nothing, not even a tombstone. Raises
    StorageError where lines before `first` are missing.
    """
    new: dict[int, Statement] = {first + at: one for at, one in enumerate(leaves)}
    _rewrite(store, new, keep=True)


def reveal_statements(store: RecordStore, leaves: Mapping[int, Leaf]) -> None:
    """Puts what leaves say (index → leaf) in the place of lines that withheld it.

    What stands there otherwise stays, above all tombstones. Raises RecordError for an index that
    has no line yet.
    """
    _rewrite(
        store,
        {at: one for at, one in leaves.items() if isinstance(_at(store, at), Withheld)},
        keep=False,
    )


def erase_statements(store: RecordStore, by: int, leaves: Iterable[int]) -> None:
    """Puts tombstones over `leaves`; their salts and data are then in no file of the record.

    Leaf `by` must be published and say that it erases them (`leaf.erasure`), and must not be
    erased itself; else RecordError, and nothing is changed.
    """
    wanted = set(leaves)
    said = _at(store, by)
    says = set(erased_by(said.data)) if isinstance(said, Leaf) else set()
    if not wanted <= says or by in wanted:
        raise RecordError(f"Leaf {by} does not say that it erases {sorted(wanted)}.")
    _refuse_erasing_erasures(store, wanted)
    _rewrite(store, dict.fromkeys(wanted, Tombstone(by)), keep=False)


def _refuse_erasing_erasures(store: RecordStore, wanted: set[int]) -> None:
    """A tombstone must for ever lead to the leaf that says why."""
    for index in sorted(wanted):
        statement = _at(store, index)
        if isinstance(statement, Leaf) and erased_by(statement.data):
            raise RecordError(f"Leaf {index} records an erasure and stays.")


def _at(store: RecordStore, index: int) -> Statement:
    statements = read_statements(store, index // TILE_WIDTH)
    if index < 0 or index % TILE_WIDTH >= len(statements):
        raise RecordError(f"Leaf {index} is not published.")
    return statements[index % TILE_WIDTH]


def _rewrite(store: RecordStore, new: Mapping[int, Statement], *, keep: bool) -> None:
    """Writes each bundle that `new` touches; `keep`: what stands in it already stays."""
    files = []
    for bundle in sorted({index // TILE_WIDTH for index in new}):
        first = bundle * TILE_WIDTH
        statements = dict(enumerate(read_statements(store, bundle), first))
        here = {index: one for index, one in new.items() if index // TILE_WIDTH == bundle}
        merged = here | statements if keep else statements | here
        if sorted(merged) != list(range(first, first + len(merged))):
            raise StorageError(f"{statements_path(bundle)} lacks lines: publish the earlier first.")
        lines = (statement_line(index, merged[index]) for index in sorted(merged))
        files.append((statements_path(bundle), b"".join(lines)))
    store.write(files)


def _statement(index: int, line: bytes) -> Statement:
    members = read_object(line.removesuffix(b"\n"))
    by, data, salt = members.get("erased_by"), members.get("data"), members.get("salt")
    found: Statement | None = None
    if isinstance(by, int):
        found = Tombstone(by)
    elif members.get("withheld") is True:
        found = Withheld()
    elif isinstance(data, dict) and isinstance(salt, str):
        found = leaf(data, bytes.fromhex(salt))
    if found is None or statement_line(index, found) != line:
        raise StorageError(f"The line of leaf {index} in leaves/ is damaged: restore it.")
    return found
