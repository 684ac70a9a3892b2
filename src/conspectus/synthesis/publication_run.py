"""The child that makes a bundle ready to be public.

``python -m conspectus.synthesis.publication_run OLD NEW STATUS [BEFORE]`` writes the bundle in OLD
under STATUS as NEW, and prints as JSON what the database is to know: ``{"sha256", "sentences":
{old id: the sentence's JSON object}, "more": whether it draws on sources that BEFORE did not,
"changes": [{…}]}`` against the bundle in BEFORE. Like `redaction_run` it knows no database.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from conspectus.core.flushing import flush_folder
from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Sentence
from conspectus.engine.paper import Paper
from conspectus.engine.revision.anchors import keys_under
from conspectus.engine.revision.changes import SentenceChange, changes
from conspectus.engine.revision.status import with_status
from conspectus.formats.bundle import FORMATS, read_bundle, write_bundle
from conspectus.synthesis.ending import end

PAPER_JSON = "paper.json"


def prepare(old: Path, new: Path, status: str, before: Path | None) -> dict[str, Any]:
    """Writes ``new``, there only when it is whole; what is to be told of it."""
    paper = with_status(read_bundle(old), status)
    earlier = read_bundle(before) if before else None
    beside = new.with_name(f"{new.name}.part")
    for folder in (beside, new):
        shutil.rmtree(folder, ignore_errors=True)
    formats = [name for name in FORMATS if (old / f"paper.{name}").is_file()]
    write_bundle(paper, beside, formats=formats)
    beside.rename(new)
    flush_folder(new)
    content = (new / PAPER_JSON).read_bytes()
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "more": bool(earlier and _sources(paper) - _sources(earlier)),
        "sentences": _renamed(json.loads((old / PAPER_JSON).read_bytes()), json.loads(content)),
        "changes": [_told(one, earlier, paper) for one in changes(earlier, paper)]
        if earlier
        else [],
    }


def _renamed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(_sentences(old), _sentences(new), strict=True)
    return {was["id"]: now for was, now in pairs if was["id"] != now["id"]}


def _sentences(paper: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        sentence
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def _read(one: Sentence | None, beside: Sentence | None) -> str:
    """A sentence as a reader compares it: with its footnote where only that differs."""
    if one is None:
        return ""
    is_same = beside is not None and beside.text == one.text
    return f"{one.text} [{one.footnote}]" if is_same and one.footnote else one.text


def _told(change: SentenceChange, before: Paper, after: Paper) -> dict[str, Any]:
    """A change as the change log needs it; ``keys``: of the passages, as corrections name them."""
    was, now = change.before, change.after
    return {
        "kind": change.kind.value,
        "paragraph": change.paragraph,
        "was": was.id if was else "",
        "sentence": now.id if now else "",
        "before": _read(was, now),
        "after": _read(now, was),
        "keys": sorted({key for one in (was, now) if one for key in keys_under(one)}),
        "fresh": bool(now and _rests_on_more(now, before)),
        "taken": bool(was and _rests_on_more(was, after)),
    }


def _sources(paper: Paper) -> frozenset[str]:
    return frozenset(one.id for one in paper.sources)


def _rests_on_more(sentence: Sentence, paper: Paper) -> bool:
    """Whether it rests on words that are in no source of this version."""
    texts = {one.id: one.text for one in paper.sources}
    return any(
        item.quote not in texts.get(item.source, "")
        for position in sentence.positions
        for item in position.evidence
    )


def main(arguments: list[str]) -> int:
    """0 with JSON on standard output, or 1 with one sentence that says why not."""
    old, new, status, *before = arguments
    try:
        told = prepare(Path(old), Path(new), status, Path(before[0]) if before else None)
    except (ConspectusError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    end(main(sys.argv[1:]))
