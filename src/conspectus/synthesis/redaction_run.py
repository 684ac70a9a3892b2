"""The child that redacts a bundle: ``python -m conspectus.synthesis.redaction_run OLD NEW ID…``.

It knows no database: who asks keeps what it has made. The writers are no part of a web process.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from conspectus.core.flushing import flush_folder
from conspectus.engine.errors import ConspectusError
from conspectus.engine.redaction import without_source
from conspectus.formats.bundle import FORMATS, read_bundle, write_bundle
from conspectus.synthesis.ending import end


def redact_bundle(old: Path, new: Path, sources: list[str]) -> None:
    """The bundle in ``old`` without these sources, as ``new``; there only when it is whole."""
    paper = read_bundle(old)
    for source in sources:
        paper = without_source(paper, source)
    beside = new.with_name(f"{new.name}.part")
    for folder in (beside, new):
        shutil.rmtree(folder, ignore_errors=True)
    formats = [name for name in FORMATS if (old / f"paper.{name}").is_file()]
    write_bundle(paper, beside, formats=formats)
    beside.rename(new)
    flush_folder(new)


def main(arguments: list[str]) -> int:
    """0 where the redacted bundle is there; 1 with one sentence that says why it is not."""
    old, new, *sources = arguments
    try:
        redact_bundle(Path(old), Path(new), sources)
    except (ConspectusError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    end(main(sys.argv[1:]))
