"""The child that checks a bundle: ``python -m conspectus.synthesis.bundle_check_run FOLDER``.

It writes what is wrong with it as a JSON list; the verifier is no part of a web process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conspectus.engine.degree import rule_of_options
from conspectus.engine.verification import verify_paper
from conspectus.formats import bundle
from conspectus.formats.bundle import check_bundle, read_bundle


def problems_of(folder: Path) -> list[str]:
    """What is wrong with a paper and its evidence: as ``verify.py`` and ``conspectus verify`` say.

    Our own ``verify.py`` is asked, not the one in the folder. Where the evidence itself is wrong,
    its sentences are not judged.
    """
    script = Path(bundle.__file__).with_name("verify.py")
    said = subprocess.run(
        [sys.executable, "-P", "-s", str(script), str(folder)],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    found = (said.stdout + said.stderr).strip().splitlines() if said.returncode else []
    found += check_bundle(folder)
    if found:
        return found
    paper = read_bundle(folder)
    findings = verify_paper(paper, rule=rule_of_options(paper.engine["options"]))
    return [f"{one.sentence}: {one.code}: {one.message}" for one in findings]


def main(arguments: list[str]) -> int:
    """0 where the bundle was checked, whatever was found."""
    json.dump(problems_of(Path(arguments[0])), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
