"""Is a PDF accessible? Checks files against the rules of PDF/UA-1 that a program can check.

    pdfua.py FILE…            what is wrong with each file; exit 1 if anything is
    pdfua.py --pairs FOLDER   how well the check tells files named …pass… from files named …fail…

The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from pdfua_rules import problems
from pypdf import PdfReader
from pypdf.errors import PyPdfError


def check(path: Path) -> list[str]:
    """What is wrong with one file, without repetitions."""
    try:
        return list(dict.fromkeys(problems(PdfReader(path))))
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return [f"The file cannot be read ({type(error).__name__}: {error})."]


def check_files(paths: list[Path]) -> int:
    """Print the findings of each file; 1 if there is any."""
    found = {str(path): check(path) for path in paths}
    for path, wrong in found.items():
        print(f"{path}: {'passes' if not wrong else ''}")
        for sentence in wrong:
            print(f"  {sentence}")
    print(json.dumps({"files": len(found), "clean": sum(not wrong for wrong in found.values())}))
    return 1 if any(found.values()) else 0


def check_pairs(folder: Path) -> int:
    """Print which files are judged wrongly, then the counts."""
    judged: dict[str, dict[str, list[bool]]] = defaultdict(lambda: {"pass": [], "fail": []})
    for path in sorted(folder.rglob("*.pdf")):
        name = re.fullmatch(r"(.+?)-(pass|fail)(?:-.*)?", path.stem)
        if name is None:
            continue
        wrong = check(path)
        right = bool(wrong) == (name.group(2) == "fail")
        judged[name.group(1)][name.group(2)].append(right)
        if not right:
            print(f"{path.name}: {wrong[0] if wrong else 'nothing found'}")
    both = [one for one in judged.values() if one["pass"] and one["fail"]]
    told = {
        "fail_files": sum(len(one["fail"]) for one in judged.values()),
        "fail_caught": sum(sum(one["fail"]) for one in judged.values()),
        "pass_files": sum(len(one["pass"]) for one in judged.values()),
        "pass_accepted": sum(sum(one["pass"]) for one in judged.values()),
        "pairs": len(both),
        "pairs_told_apart": sum(all(one["pass"] + one["fail"]) for one in both),
    }
    print(json.dumps(told))
    return 0 if told["fail_files"] + told["pass_files"] else 1


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pairs", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    if chosen.pairs:
        return check_pairs(chosen.pairs)
    if not chosen.files:
        parser.error("name a PDF file, or a folder with --pairs")
    return check_files(chosen.files)


if __name__ == "__main__":
    sys.exit(main())
