"""Ids and numbers of sources, the same whatever the order of rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from conspectus.formats.intake.folding import short_hash, slug

_FITS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_TURN = re.compile(r"(.+)-\d+")


def source_ids(refs: Sequence[str], contents: Sequence[str]) -> list[str]:
    """One id a row: its ref where it fits and is unique, else a slug of it with a hash.

    ``contents``: for each row a string that tells it from the others (all its cells). A ref that
    could be taken for a turn of another row ("12-1" beside "12") gets a hash as well.
    """
    plain = [ref if _FITS.fullmatch(ref) else slug(ref, fallback="source") for ref in refs]
    counts = Counter(name.casefold() for name in plain)
    ids = []
    seen: Counter[str] = Counter()
    for name, content in zip(plain, contents, strict=True):
        turn = _TURN.fullmatch(name)
        clashes = counts[name.casefold()] > 1 or (turn and turn[1].casefold() in counts)
        made = f"{name[:60]}.{short_hash(content)}" if clashes else name
        seen[made] += 1
        # Rows alike in every cell are one another's copies: any order of them is the same.
        ids.append(made if seen[made] == 1 else f"{made}.{seen[made]}")
    return ids


def source_numbers(refs: Sequence[str], keys: Sequence[tuple[str, str, str]]) -> list[str]:
    """One number a row: the ref if it is an integer, else its rank by (received, ref, file name).

    A rank that is somebody's ref already is passed over.
    """
    taken = {int(ref) for ref in refs if _is_integer(ref)}
    numbers = [ref if _is_integer(ref) else "" for ref in refs]
    for rank, index in enumerate(sorted(range(len(refs)), key=lambda item: keys[item]), start=1):
        if numbers[index]:
            continue
        number = rank
        while number in taken:
            number += 1
        taken.add(number)
        numbers[index] = str(number)
    return numbers


def _is_integer(ref: str) -> bool:
    return ref.isascii() and ref.isdigit()


def sort_key(ref: str) -> tuple[str, ...]:
    """Key that puts refs in the order in which people count them: 2 before 10, 10 before 10a."""
    parts = re.findall(r"\d+|\D+", ref)
    return tuple(part.zfill(12) if part.isdigit() else part.casefold() for part in parts)
