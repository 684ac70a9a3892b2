"""Conversations as others export them: folders of CSV, or the reference implementation's maths.

Every file but the votes may be missing, and every column that is not needed. What is read of the
reference is its own result, to be compared with; nothing of it goes into a map but the number of
groups and what was moderated out when it was made.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conspectus.engine.opinions.opinion_map import Vote

csv.field_size_limit(1 << 27)


@dataclass(frozen=True)
class Conversation:
    """Votes of one conversation, and what the reference made of it.

    ``groups`` names the reference's group of each participant that has one; ``components`` are
    its directions by proposition, where they are known. ``timed``: the votes once more, with the
    millisecond of each; none where it is not told.
    """

    name: str
    votes: list[Vote]
    moderated_out: frozenset[int]
    groups: dict[int, str] = field(default_factory=dict)
    components: list[dict[int, float]] = field(default_factory=list)
    timed: list[Vote] = field(default_factory=list)
    maths: bool = False

    @property
    def k(self) -> int:
        """How many groups the reference has."""
        return len(set(self.groups.values()))


def conversations(data: Path) -> Iterator[Conversation]:
    """All in ``data`` and the folders in it, by name; ``data`` itself may be one."""
    for folder in sorted({data, *(each for each in data.rglob("*") if each.is_dir())}):
        if any((folder / name).is_file() for name in ("votes.json", "math-pca2.json")):
            yield _maths(folder)
        elif any((folder / name).is_file() for name in ("votes.csv", "participants-votes.csv")):
            yield _exported(folder)


def _maths(folder: Path) -> Conversation:
    maths = _json(folder / "math-pca2.json") or {}
    comments = _json(folder / "comments.json")
    votes = _json(folder / "votes.json") or []
    raw = [
        (float(_of(vote, "modified", "created") or 0), int(who), int(what), int(vote["vote"]))
        for vote in votes
        if (who := _of(vote, "participant_id", "pid")) is not None
        and (what := _of(vote, "statement_id", "tid")) is not None
        and vote.get("vote") is not None
    ]
    return Conversation(
        folder.name,
        _ordered(raw),
        frozenset(map(int, maths["mod-out"]))
        if maths.get("mod-out")
        else _moderated(comments or []),
        _groups(maths),
        _components(maths),
        _timed(raw),
        maths=True,
    )


def _exported(folder: Path) -> Conversation:
    """What nobody moderated and only its author responded to was shown to nobody: left out."""
    rows = _rows(folder / "participants-votes.csv")
    raw = [
        (float(row.get("timestamp") or 0), int(row["voter-id"]), int(row["comment-id"]), int(vote))
        for row in _rows(folder / "votes.csv")
        if (vote := _whole(row.get("vote"))) is not None
        and _whole(row.get("voter-id")) is not None
        and _whole(row.get("comment-id")) is not None
    ]
    raw = raw or [
        (0.0, int(row["participant"]), int(name), vote)
        for row in rows
        for name, cell in row.items()
        if name and name.isdigit() and (vote := _whole(cell)) is not None
    ]
    heard = Counter(what for _, _, what, _ in raw)
    out = frozenset(
        int(row["comment-id"])
        for row in _rows(folder / "comments.csv")
        if _whole(row.get("comment-id")) is not None
        and (
            _whole(row.get("moderated")) == -1
            or (_whole(row.get("moderated")) == 0 and heard[int(row["comment-id"])] < 2)
            or str(row.get("is-meta") or row.get("is_meta")).lower() in {"true", "1", "t"}
        )
    )
    groups = {
        int(row["participant"]): str(row["group-id"])
        for row in rows
        if _whole(row.get("participant")) is not None and (row.get("group-id") or "").strip()
    }
    return Conversation(folder.name, _ordered(raw), out, groups, timed=_timed(raw))


def _ordered(raw: list[tuple[float, int, int, int]]) -> list[Vote]:
    """In the order of time; what has the same time, in that of the file."""
    return [
        Vote(who, what, value, order)
        for order, (_, who, what, value) in enumerate(sorted(raw, key=lambda each: each[0]))
        if value in {-1, 0, 1}
    ]


def _timed(raw: list[tuple[float, int, int, int]]) -> list[Vote]:
    listed = [
        Vote(who, what, value, int(at)) for at, who, what, value in raw if value in {-1, 0, 1}
    ]
    return listed if all(vote.order > 0 for vote in listed) else []


def _moderated(comments: list[dict[str, Any]]) -> frozenset[int]:
    return frozenset(
        int(key)
        for comment in comments
        if (key := _of(comment, "statement_id", "tid")) is not None
        and (_of(comment, "moderated", "mod") == -1 or comment.get("is_meta"))
    )


def _groups(maths: dict[str, Any]) -> dict[int, str]:
    base = maths.get("base-clusters") or {}
    members = dict(zip(base.get("id", ()), base.get("members", ()), strict=False))
    return {
        int(who): str(group["id"])
        for group in maths.get("group-clusters") or ()
        for bucket in group["members"]
        for who in members.get(bucket, ())
    }


def _components(maths: dict[str, Any]) -> list[dict[int, float]]:
    lines = (maths.get("pca") or {}).get("comps") or ()
    return [
        {int(key): float(value) for key, value in zip(maths["tids"], line, strict=False)}
        for line in lines
    ]


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _of(row: dict[str, Any], *names: str) -> Any:  # noqa: ANN401 - a cell of JSON
    return next((row[name] for name in names if row.get(name) is not None), None)


def _whole(cell: str | None) -> int | None:
    try:
        return int(float(cell)) if cell and cell.strip() else None
    except ValueError:
        return None
